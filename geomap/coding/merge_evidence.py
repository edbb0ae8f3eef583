"""Whether two reports can be of one happening, and how much speaks for it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from geomap.coding.dates_calendar import time_precision
from geomap.coding.merge_details import details, unnamed
from geomap.coding.merge_reference import reference_points
from geomap.model import Event, EventPlace, Participant, When

FAMILIES = (
    ("STR.UNSPEC", ("STR.AIR", "STR.DRONE", "STR.SHELL", "STR.MISSILE")),
    ("EXP.IED", ("EXP.SUICIDE",)),
    ("BAT.CLASH", ("BAT.GOVGAIN", "BAT.NSAGAIN")),
    ("DEM.PEACEFUL", ("DEM.INTERVENTION", "DEM.EXCESSIVE", "DEM.VIOLENT")),
    ("DEM.INTERVENTION", ("DEM.EXCESSIVE",)),
    ("DEM.VIOLENT", ("DEM.MOB",)),
    ("VAC.ATTACK", ("STR.AIR", "STR.DRONE", "STR.SHELL", "STR.MISSILE", "EXP.IED", "EXP.SUICIDE", "EXP.GRENADE")),
)
"""A general code and the particular ones that a vaguer report of the same happening may have."""
SIDES = frozenset(("VAC.ATTACK", "BAT.CLASH"))
"""An attack on civilians and one on armed people: of one raid, one report tells of farmers, another of guards."""

_DONE = {"happened": 0, "ongoing": 1, "claimed": 2, "alleged": 3, "denied": 4}
"""Statuses of what one report has as a fact and another as a claim, the surest first."""

Counts = tuple[tuple[str, int | str], ...]

VERBAL = ("VRB.", "DIP.", "DEE.", "SAN.", "AID.")
_TOLLS = frozenset(("killed", "injured", "captured", "missing", "displaced", "protesters", "detained", "abducted"))
_EXACT = frozenset(("released", "prisoners_total", "prisoners_each", "ceasefire_days", "sanctioned"))
_TITLES = frozenset(
    "Mr Mrs Ms Miss Dr Sir Mayor President Minister General Colonel Captain Officer Judge Senator Governor Police The "
    "A An Former Prime Foreign Defence Defense Chief".split()
)
ENOUGH = 4
"""The evidence that makes two reports one."""

_COARSE = frozenset(("adm2", "adm1", "area", "country", "multi_country", "unknown"))
_SAME_SPOT_KM = 6
_SPOT = 2
"""Nearness of what is told of one spot."""
_APART = 3
"""A toll more than this many times another is of another happening."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Points for one happening, by what they rest on. Place and date alone are never enough."""

    place: int = 0
    date: int = 0
    parties: int = 0
    counts: int = 0
    reference: int = 0
    details: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return self.place + self.date + self.parties + self.counts + self.reference + len(self.details)

    @property
    def enough(self) -> bool:
        return self.total >= ENOUGH and self.parties + self.counts + self.reference + len(self.details) > 0


def evidence(one: Event, two: Event) -> Evidence | None:
    """What speaks for two reports being of one happening; None where something forbids it. Symmetric."""
    if not (_types_fit(one, two) and _statuses_fit(one, two) and tolls_fit(one.quantities, two.quantities)) or _listed(
        one, two
    ):
        return None
    if _side_by_side(one, two):
        return None
    place, when, counts = nearness(one.location, two.location), _date(one, two), _counts(one, two)
    inside = one.doc_id == two.doc_id
    same_words = inside and _overlap(one, two)
    reference = 4 if same_words and one.event_type == two.event_type else reference_points(one, two)
    parties = _parties(one, two, unnamed_fit=not inside or counts > 1 or reference == ENOUGH)
    violent = not one.event_type.startswith(VERBAL)
    if parties is None and violent and reference == ENOUGH and not (one.actors and two.actors):
        parties = 0  # other victims of the same attack
    if place is None or when is None or parties is None:
        return None
    found = Evidence(place, when, parties, counts, reference, _shared_details(one, two, place))
    if {one.event_type, two.event_type} == SIDES and not (counts > 1 or reference == ENOUGH or found.details):
        return None
    fuller = one.event_type != two.event_type and when == 2  # the headline's "attack" is the drone strike of that day
    fuller = fuller and not _same_mention(one, two)
    return found if not inside or fuller or _told_again(found) else None


def _side_by_side(one: Event, two: Event) -> bool:
    """Whether one sentence tells both, each in words of its own: it would have told one happening once."""
    alike = one.event_type == two.event_type and one.doc_id == two.doc_id and not _overlap(one, two)
    return alike and (one.start, one.end) == (two.start, two.end)


def _shared_details(one: Event, two: Event, place: int) -> tuple[str, ...]:
    """What two reports of one spot share besides; of a wider place, or inside an article, which tells of several
    happenings at one place, one such thing is too little."""
    if place < _SPOT or one.location is None or two.location is None:
        return ()
    found = details(one, two)
    wide = one.location.place.precision in _COARSE or two.location.place.precision in _COARSE
    return found if len(found) > 1 or not (wide or one.doc_id == two.doc_id) else ()


def _told_again(found: Evidence) -> bool:
    """Whether an article that tells a happening again says so: it points back, repeats a count, names the spot, or
    the day and a wider place. The same party is as often at something else.
    """
    return found.reference > 0 or found.counts > 0 or found.place >= _SPOT or found.place + found.date >= _SPOT + 1


def _listed(one: Event, two: Event) -> bool:
    """Whether one trigger told both of two places: "in Kyiv and Kharkiv"."""
    if one.doc_id != two.doc_id or one.trigger != two.trigger or one.location is None or two.location is None:
        return False
    starts = (one.location.start, two.location.start)
    return None not in starts and starts[0] != starts[1]


def surer(one: Event, two: Event) -> Event:
    """The report with the surer status."""
    return min((one, two), key=lambda event: _DONE.get(event.status, 0))


def particular(codes: Sequence[str], *, fullest: str) -> str:
    """The most particular of the codes of one happening, `fullest` being that of the report that says most."""
    codes = [code for code in codes if not (SIDES.issubset(codes) and code in SIDES - {fullest})] or codes
    general = {low for low, highs in FAMILIES if any(code in highs for code in codes)}
    return min([code for code in codes if code not in general] or codes)


def _types_fit(one: Event, two: Event) -> bool:
    pair = (one.event_type, two.event_type)
    return (
        pair[0] == pair[1]
        or frozenset(pair) == SIDES
        or any(
            (pair[0] == low and pair[1] in highs) or (pair[1] == low and pair[0] in highs) for low, highs in FAMILIES
        )
    )


def _statuses_fit(one: Event, two: Event) -> bool:
    if one.status == two.status or (one.status in _DONE and two.status in _DONE):
        return True
    tried = {one.status, two.status} == {"attempted", "happened"} and one.doc_id == two.doc_id
    return tried and one.event_type == two.event_type == "VAC.ATTACK"  # "the attempt on his life", "he was shot"


def nearness(one: EventPlace | None, two: EventPlace | None) -> int | None:
    """3 the same place or a spot within it, 1 a wider place round it, 0 not known; None where they are apart."""
    if one is None or two is None:
        return 0
    a, b = one.place, two.place
    if a.gazetteer_id == b.gazetteer_id:
        return 1 if a.precision in {"country", "multi_country", "unknown"} else 3
    if a.country and b.country and a.country != b.country:
        return None
    if a.precision not in _COARSE and b.precision not in _COARSE:
        return 2 if _km((a.lat, a.lon), (b.lat, b.lon)) <= _SAME_SPOT_KM else None
    wide, narrow = (a, b) if a.precision in _COARSE else (b, a)
    if wide.precision in {"country", "multi_country", "unknown"}:
        return 0
    if wide.precision == "adm1" and narrow.admin1 and wide.name != narrow.admin1 and wide.admin1 != narrow.admin1:
        return None
    return 1


def _date(one: Event, two: Event) -> int | None:
    """2 the same day, 1 days that meet, 0 not known; None where they do not meet."""
    a, b = one.date, two.date
    if a is None or b is None:
        return 0
    if not _meet(a, b):
        return None
    known = [time_precision(when) for when in (a, b)]
    if known == [1, 1]:
        return 2
    return 1 if max(known) <= 2 else 0  # within a week, in ACLED's scale


def _meet(one: When, two: When) -> bool:
    starts = [when.start or date.min for when in (one, two)]
    ends = [when.end or date.max for when in (one, two)]
    return max(starts) <= min(ends)


def _parties(one: Event, two: Event, *, unnamed_fit: bool) -> int | None:
    """Points for shared participants, 0 where one report names none; None where both name others. `unnamed_fit`:
    whether "gunmen" may be the fighters that the other report names."""
    verbal = one.event_type.startswith(VERBAL) or one.event_type.startswith("DIP.") or one.event_type.startswith("DEE.")
    if verbal:
        if one.event_type.startswith("VRB.") and _answers(one, two):
            return None
        return _shared((*one.actors, *one.targets), (*two.actors, *two.targets), strict=True)
    actors = _shared(one.actors, two.actors, strict=False)
    if actors is None and unnamed_fit and unnamed(one.actors, two.actors):
        actors = 0
    targets = _shared(one.targets, two.targets, strict=False)
    if actors is None or (targets is None and not actors):
        return None
    return actors + min(1, targets or 0)


def _answers(one: Event, two: Event) -> bool:
    """Whether one party's statement answers the other's: who spoke in the one is spoken to in the other."""
    speakers, others = _codes(one.actors), _codes(two.actors)
    if not speakers or not others or not speakers.isdisjoint(others):
        return False
    return not (speakers.isdisjoint(_codes(two.targets)) and others.isdisjoint(_codes(one.targets)))


def _shared(one: Sequence[Participant], two: Sequence[Participant], *, strict: bool) -> int | None:
    """2 for participants in common, 0 where one side is not known; None where they differ.

    Codes match as `_alike` says. `strict`: every party of the shorter list must match.
    """
    some, others = _codes(one), _codes(two)
    if not some or not others:
        return 2 if _texts(one) & _texts(two) or _named_alike(one, two) else 0
    short, long = sorted((some, others), key=lambda codes: (len(codes), sorted(codes)))
    matched = [code for code in short if any(_alike(code, each) for each in long)]
    if strict and len(matched) < len(short):
        return None
    return 2 if matched else None


def _same_mention(one: Event, two: Event) -> bool:
    """Whether an article names the actor of two events in the same words: whom "they then" stands for is no witness
    that the one is the other.
    """
    spans = [{(each.start, each.end) for each in event.actors if each.start is not None} for event in (one, two)]
    return one.doc_id == two.doc_id and not spans[0].isdisjoint(spans[1])


def _alike(one: str, two: str) -> bool:
    """Whether two codes can be of one party: "UKR" and "UKRGOV", or "MIL" where the country goes without saying."""
    if one.startswith(two) or two.startswith(one):
        return True
    bare, full = sorted((one, two), key=len)
    return len(bare) == 3 and len(full) > 3 and full[3:] == bare


def _codes(participants: Sequence[Participant]) -> frozenset[str]:
    return frozenset(each.code for each in participants if each.code)


def _named_alike(one: Sequence[Participant], two: Sequence[Participant]) -> bool:
    """ "Mayor José Acevedo" and "Acevedo": all of the shorter name is in the longer."""
    return any(
        min(a, b, key=len) <= max(a, b, key=len)
        for a in filter(None, map(_name, one))
        for b in filter(None, map(_name, two))
    )


def _name(participant: Participant) -> frozenset[str]:
    words = participant.text.replace("’s", "").replace("'s", "").split()
    return frozenset(word for word in words if word[:1].isupper() and word.isalpha()) - _TITLES


def _texts(participants: Sequence[Participant]) -> frozenset[str]:
    return frozenset(each.text.casefold() for each in participants)


def tolls_fit(one: Counts, two: Counts) -> bool:
    """Whether counts can be of one happening: exact ones equal, tolls within reach of each other."""
    a, b = dict(one), dict(two)
    for name in a.keys() & b.keys():
        first, second = a[name], b[name]
        if not isinstance(first, int) or not isinstance(second, int) or first == second:
            continue
        if name in _EXACT:
            return False
        low, high = sorted((first, second))
        top = max(_upper(a, name), _upper(b, name), high)
        if name in _TOLLS and (low == 0 or top > _APART * max(low, 1)) and not _reserved(a, b, name):
            return False
    return True


def _upper(counts: dict[str, int | str], name: str) -> int:
    value = counts.get(f"{name}_max", counts[name])
    return value if isinstance(value, int) else 0


def _reserved(a: dict[str, int | str], b: dict[str, int | str], name: str) -> bool:
    """Whether the lower count is only a lower bound ("at least 12", "dozens")."""
    lower = a if int(a[name]) < int(b[name]) else b
    return lower.get(f"{name}_qualifier") in {"at least", "more than", "vague"}


def _counts(one: Event, two: Event) -> int:
    """2 for an equal count of more than one, 1 for an equal count of one."""
    a, b = dict(one.quantities), dict(two.quantities)
    equal = [value for name, value in a.items() if isinstance(value, int) and b.get(name) == value and value > 0]
    return 0 if not equal else 2 if max(equal) > 1 else 1


def _overlap(one: Event, two: Event) -> bool:
    return one.trigger.start < two.trigger.end and two.trigger.start < one.trigger.end


def _km(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) pairs in degrees, in km."""
    lat1, lon1, lat2, lon2 = (math.radians(each) for each in (*one, *two))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, half)))
