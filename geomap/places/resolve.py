"""Decide which place each toponym means.

The ranker weighs the meanings of a document's names (`settle`, `ranker`). What follows here are rules of the world: a
town is no division of its name, "in X, Y" is no X elsewhere, and a name that stays without a place is given what it
lies in, as the text says, so that a map may fall back to that.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from geomap.language import Doc
from geomap.model import Candidate, Place
from geomap.places.context import lies_in
from geomap.places.divisions import is_town_for_division, is_town_for_water, parent_of
from geomap.places.gazetteer import Gazetteer
from geomap.places.links import Link, links
from geomap.places.name_span import NameSpan
from geomap.places.prominence import well_known
from geomap.places.ranker import calibrated, load_weights
from geomap.places.recognise import Recognised
from geomap.places.settle import REGIONS, Name, settle
from geomap.places.supported import supported

_HOPELESS = 0.05
_MOSTLY = 0.75
_SURE_ENOUGH = 0.3
"""A town less likely than this says nothing of where the division of its name is."""
_PLACING = frozenset(["in", "of", "at", "near", "from", "outside"])
_CLOSING = frozenset([",", ".", "", ")", ";"])
_ALTERNATIVES = 5
_LEAST = 0.001


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a toponym means: the best place, or None, how likely it is, and the other meanings, best first."""

    place: Place | None
    score: float
    alternatives: tuple[Candidate, ...] = ()
    parent: Candidate | None = None
    """What a name without a place lies in."""


def resolve(
    doc: Doc, found: Sequence[Recognised], gazetteer: Gazetteer, *, countries: Collection[str] = ()
) -> tuple[Resolved, ...]:
    """The meaning of each recognised toponym, in the same order; `countries` (alpha-3) are likelier than others."""
    pairs = links([item.span for item in found])
    settled = settle(doc, found, gazetteer, pairs, countries=frozenset(countries))
    keys, names = settled.keys, settled.names
    spans = [item.span for item in found]
    meanings = [_of_its_kind(_resolved(names[key]), span, gazetteer) for key, span in zip(keys, spans, strict=True)]
    meanings = [
        meaning if place_allowed else Resolved(None, 0.0)
        for meaning, place_allowed in zip(meanings, supported(spans, [m.place for m in meanings]), strict=True)
    ]
    meanings = _without_namesakes(meanings)
    strays = {
        keys[pair.inner]: _in(_parent(meanings[pair.outer])) for pair in pairs if _contradicts(pair, spans, meanings)
    }
    meanings = [strays.get(key, meaning) for key, meaning in zip(keys, meanings, strict=True)]
    for pair in pairs:
        if meanings[pair.inner].place is None and not meanings[pair.inner].alternatives:
            meanings[pair.inner] = _in(_parent(meanings[pair.outer]))
    theatre = _theatre(meanings, gazetteer)
    return tuple(theatre if meaning.place is None and not meaning.alternatives else meaning for meaning in meanings)


def _of_its_kind(meaning: Resolved, span: NameSpan, gazetteer: Gazetteer) -> Resolved:
    """A town is no division of its name: without an entry for the division, a map may fall back to what is around. Nor
    is it a river, which may be anywhere.
    """
    if is_town_for_water(span, meaning.place):
        return Resolved(None, 0.0)
    if meaning.place is None or not is_town_for_division(span, meaning.place):
        return meaning
    if meaning.score < _SURE_ENOUGH:
        return Resolved(None, 0.0)
    return _in(parent_of(Candidate(meaning.place, meaning.score), gazetteer))


def _without_namesakes(meanings: Sequence[Resolved]) -> list[Resolved]:
    """What only a namesake's surroundings would place is nowhere: "the Al-Wadi district" beside Yemeni places is not in
    Algeria.
    """
    lands = {one.place.country for one in meanings if one.place is not None and one.place.country}
    return [
        Resolved(None, 0.0) if one.parent is not None and lands and one.parent.place.country not in lands else one
        for one in meanings
    ]


def _theatre(meanings: Sequence[Resolved], gazetteer: Gazetteer) -> Resolved:
    """What a place without an entry falls back to where the text names no region: the country of most other places."""
    counts: dict[str, float] = {}
    for meaning in meanings:
        if meaning.place is not None and meaning.place.country and meaning.place.precision != "country":
            counts[meaning.place.country] = counts.get(meaning.place.country, 0.0) + meaning.score
    total = sum(counts.values())
    main = max(counts, key=lambda code: (counts[code], code), default=None)
    if main is None or counts[main] < _MOSTLY * total:
        return Resolved(None, 0.0)
    return _in(_parent(Resolved(gazetteer.country(main), round(counts[main] / (total + 1), 4))))


def _in(parents: tuple[Candidate, ...]) -> Resolved:
    """No place, but something around it."""
    return Resolved(None, 0.0, parents, parents[0] if parents else None)


def _contradicts(pair: Link, spans: Sequence[NameSpan], meanings: Sequence[Resolved]) -> bool:
    """Whether "in X, Y" names a small place that no X of the gazetteer is: each would be a namesake elsewhere."""
    inner, outer = spans[pair.inner], spans[pair.outer]
    region = meanings[pair.outer].place
    if pair.kind != "comma" or inner.kind != "name" or region is None or region.precision not in REGIONS:
        return False
    view = inner.view
    if (
        view.lower(inner.first - 1) not in _PLACING
        or view.lower(outer.last) not in _CLOSING
        or well_known(inner.matches)
    ):
        return False
    return not any(lies_in(match.place, region) for match in inner.matches)


def _parent(outer: Resolved) -> tuple[Candidate, ...]:
    """The region that a place without an entry lies in, as the text says: what a map may fall back to."""
    return () if outer.place is None else (Candidate(outer.place, outer.score),)


def confidences(name: Name) -> list[tuple[int, float]]:
    """The meanings of a name by their numbers, likeliest first, each with its confidence, as a record tells it."""
    ranked = sorted(range(len(name.matches)), key=lambda at: (-name.chances[at], at))
    found = [name.chances[at] for at in ranked]
    if not found or found[0] < _HOPELESS:
        return [(at, round(chance, 4)) for at, chance in zip(ranked, found, strict=True)]
    score = calibrated(found[0], found[1] if len(found) > 1 else 0.0, load_weights())
    rest = min(1.0, (1 - score) / (1 - found[0])) if found[0] < 1 else 0.0
    told = [score, *(chance * rest for chance in found[1:])]
    return [(at, round(one, 4)) for at, one in zip(ranked, told, strict=True)]


def _resolved(name: Name) -> Resolved:
    told = confidences(name)[: _ALTERNATIVES + 1]
    found = [Candidate(name.matches[at].place, score) for at, score in told]
    if not found or name.chances[told[0][0]] < _HOPELESS:
        return Resolved(None, 0.0, tuple(found[:_ALTERNATIVES]))
    best, *others = found
    return Resolved(best.place, best.score, tuple(one for one in others if one.score >= _LEAST))
