"""The town of a street, a hospital or an embassy that no gazetteer lists, from what was said before.

"Shot dead on Avenida Eduardo Mondlane" is in the town that the story is set in. Where the sentence says nothing of
where such a site lies, its place is an area or a country; the town that the story keeps to is finer, and as true.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from geomap.coding.continuity import Placing
from geomap.coding.toponyms import UNLISTED
from geomap.model import EventPlace

_URBAN = frozenset(
    "street road avenue boulevard lane square plaza roundabout junction hospital clinic mosque church cathedral temple "
    "shrine school university college market bazaar stadium hotel embassy consulate palace statue monument station "
    "cemetery park district neighbourhood neighborhood quarter suburb court parliament".split()
)
_STREETS = frozenset("avenida rue calle rua quai pont plaza boulevard ulitsa place".split())
_COARSE = ("adm1", "area", "country", "multi_country", "unknown")
_AFTER = 2
"""Words after a name within which its kind stands: "the Singjamei police station"."""


def in_town(
    placing: Placing, place: EventPlace, memories: Sequence[Callable[[Placing], EventPlace | None]]
) -> EventPlace:
    """The place itself, or with the town that the first of the `memories` to remember one has."""
    if place.place.precision not in _COARSE or not _is_urban(placing, place):
        return place
    for remember in memories:
        town = remember(placing)
        if town is not None:
            return replace(place, place=town.place) if _holds(place, town) else place
    return place


def _is_urban(placing: Placing, place: EventPlace) -> bool:
    """Whether an unlisted name, or the noun after it, says that it is a part of a town."""
    one = next((m for m in placing.mentions if m.start == place.start and m.score == UNLISTED), None)
    if one is None:
        return False
    names = one.name.lower().split()
    after = [word.lower for word in placing.finding.scene.syntax.words if word.start >= one.end][:_AFTER]
    return names[-1] in _URBAN or names[0] in _STREETS or any(word in _URBAN for word in after)


def _holds(site: EventPlace, town: EventPlace) -> bool:
    """Whether a town lies in the area that a site is known to lie in."""
    if town.place.precision != "city":
        return False
    area = site.place
    if not area.located or area.precision == "unknown":
        return True
    same = area.country == town.place.country
    return same and (
        area.precision == "country" or area.admin1 is None or town.place.admin1 in (area.name, area.admin1)
    )
