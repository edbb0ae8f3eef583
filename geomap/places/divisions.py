"""Names that a cue word makes divisions: "Hasakah province", "the Kursk and Belgorod regions".

A map must not put a pin on a town where the text speaks of its province. A name before such a word is looked up with
the words that divisions bear as well ("Hasakah Governorate"), and a town is no reading of it at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from geomap.model import Candidate, Place
from geomap.places.cues import load_cues
from geomap.places.fold import fold
from geomap.places.gazetteer import Gazetteer, Match
from geomap.places.name_span import NameSpan
from geomap.places.shared_cues import DIVISIONS

_KINDS = {
    "adm1": "governorate|province|oblast|region|state|krai|republic|prefecture|territory",
    "adm2": "county|district|parish|raion|municipality|department|borough|governorate",
}
_READINGS = ("adm1", "adm2", "area")
_WATERS = frozenset("river creek lake sea strait straits gulf ocean".split())


def division_readings(span: NameSpan, cue: str, gazetteer: Gazetteer) -> tuple[Match, ...]:
    """What a name before a cue word may mean: divisions of that name; where there are none, its towns, which
    `is_town_for_division` then refuses.
    """
    name, matches = span.key, span.matches
    if span.cue_last > span.last:
        exact = gazetteer.lookup(f"{name} {span.view.lowers[span.cue_last - 1]}")
        if divisions := tuple(match for match in exact if match.place.precision in DIVISIONS):
            return divisions  # "Luxembourg province" is in Belgium: the country has none
    found = {match.place.gazetteer_id: match for match in matches if match.place.precision in _READINGS}
    for match in _named(name, matches, cue, gazetteer):
        found.setdefault(match.place.gazetteer_id, match)
    return tuple(found.values()) or matches


def feature_readings(span: NameSpan, gazetteer: Gazetteer) -> tuple[Match, ...]:
    """ "The Dnipro river", "the Lachin corridor": the water, land or area where the gazetteer has it, and what else the
    name means where it has not.
    """
    noun = span.view.lower(span.last)
    exact = gazetteer.lookup(f"{span.key} {noun}") or gazetteer.lookup(f"{noun} {span.key}")
    return tuple(match for match in exact if match.place.precision in ("area", "multi_country")) or span.matches


def is_town_for_water(span: NameSpan, place: Place | None) -> bool:
    """Whether a name is resolved to a town though the word after it makes it a river or a lake."""
    cued = span.kind == "name" and span.cue_last > span.last and span.view.lower(span.last) in _WATERS
    return cued and place is not None and place.precision == "city"


def _named(name: str, matches: tuple[Match, ...], cue: str, gazetteer: Gazetteer) -> Iterator[Match]:
    for noun in _KINDS[cue].split("|"):
        yield from (m for m in gazetteer.lookup(f"{name} {noun}") if m.place.precision in DIVISIONS)
    if cue == "adm1":
        words = set(fold(name).split())
        for match in matches:
            region = gazetteer.admin1_of(match.place)
            if region is not None and words and words <= set(fold(region.name).replace("-", " ").split()):
                yield Match(region, match.kind, match.name)


def is_town_for_division(span: NameSpan, place: Place | None) -> bool:
    """Whether a name is resolved to a town though a cue word outside the name makes it a division."""
    if span.kind != "name" or span.cue not in DIVISIONS or place is None or place.precision != "city":
        return False
    return not any(word in load_cues().suffix for word in span.key.lower().split()[1:])


def parent_of(candidate: Candidate, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """The first-level division or country around a town that a division has its name from."""
    region = gazetteer.admin1_of(candidate.place) or gazetteer.country(candidate.place.country or "")
    return () if region is None else (Candidate(region, candidate.score),)
