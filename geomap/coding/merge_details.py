"""What two reports share beyond place, day and parties, where nobody is named: the kind of site, the weapon, a toll.

Reports of one bombing often name no party in common: "a suicide bomber" in one, "the blast" in the next, "gunmen" here
and the group that claimed it there. What they agree on is the mosque, the car bomb, that some thirty died. Such a
detail speaks for one happening where place and day do too; it never outweighs another place.
"""

from __future__ import annotations

from geomap.model import Event, Participant

_COMMON_SITES = frozenset(("residential", "transport", "public_space", "government", "military", "energy"))
"""Kinds of site that several blows of a day fall on: every strike on a city hits houses."""
_TELLING_WEAPONS = frozenset(
    "suicide_vest car_bomb landmine blade blunt_object vehicle arson molotov chemical white_phosphorus "
    "cluster_munition rocket_propelled_grenade grenade".split()
)
"""Weapons that are rare enough to tell one deed of a day from another: guns and drones are not."""
_TOLLS = ("killed", "injured", "casualties", "abducted", "missing")
_LEAST = 3
"""A toll smaller than this is too common to tell anything by being near another."""
_NEAR = 2
"""Tolls within this factor of each other may be an early and a late one."""
_UNNAMED = frozenset(("UAF", "REB", "CRM", "CVL"))
"""Roles that nobody in particular has: "gunmen", "militants", "a gang", "men on motorcycles"."""
_OUTSIDE_THE_LAW = ("REB", "UAF", "CRM", "IMG")
"""Ends of the codes of armed groups, whom "gunmen" may stand for."""


def details(one: Event, two: Event) -> tuple[str, ...]:
    """What two reports have in common, in words; the same whichever comes first."""
    if one.event_type.startswith(("DIP", "VRB", "DEE", "SAN", "AID")):
        return ()
    sites = sorted((set(one.site_tags) & set(two.site_tags)) - _COMMON_SITES)
    weapons = sorted(set(one.weapons) & set(two.weapons) & _TELLING_WEAPONS)
    if one.event_type == two.event_type == "EXP.SUICIDE":
        weapons = ["suicide_vest"]
    found = [*(f"the site, {name}" for name in sites[:1]), *(f"the weapon, {name}" for name in weapons[:1])]
    return (*found, *near_tolls(one, two)[:1])


def near_tolls(one: Event, two: Event) -> tuple[str, ...]:
    """Tolls that are not equal but within reach of each other: "killed 24" and "killed 31"."""
    a, b = dict(one.quantities), dict(two.quantities)
    found = []
    for name in _TOLLS:
        pair = sorted(value for value in (a.get(name), b.get(name)) if isinstance(value, int))
        if len(pair) == 2 and _LEAST <= pair[0] < pair[1] <= _NEAR * pair[0]:
            found.append(f"{name} {pair[0]} and {pair[1]}")
    return tuple(found)


def unnamed(one: tuple[Participant, ...], two: tuple[Participant, ...]) -> bool:
    """Whether the actors of one report may be those of the other although their codes differ: the one names nobody
    ("gunmen"), the other nobody but armed groups."""
    for some, others in ((one, two), (two, one)):
        named = {each.code for each in others if each.code}
        plain = {each.code for each in some if each.code}
        if plain <= _UNNAMED and named and all(code.endswith(_OUTSIDE_THE_LAW) for code in named):
            return True
    return False
