"""Decide which place each toponym means, from prominence, spelling, cue words and the rest of the document.

Every name of a document is decided once (one sense a document), then its mentions follow. A name's meanings get a
score: a prior for prominence and for how the gazetteer spells the name, what the words beside it say ("X, Ohio"; "X
province"), and how well they agree with the document's other names. Scores become probabilities by a softmax that
includes the meaning "none of these".
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geomap.language import Doc
from geomap.model import Candidate, Place
from geomap.places.context import Focus, division_of, lies_in
from geomap.places.divisions import division_readings, is_town_for_division, parent_of
from geomap.places.fold import fold
from geomap.places.gazetteer import Gazetteer, Match
from geomap.places.home import home_weights
from geomap.places.links import Link, links
from geomap.places.prominence import ADDED, well_known
from geomap.places.recognise import Recognised
from geomap.places.shared_cues import DIVISIONS
from geomap.places.sites import site_matches
from geomap.places.spans import NameSpan
from geomap.places.supported import supported

_PASSES = 3
_SLOPE = 0.7
_HOPELESS = 0.05
_MOSTLY = 0.75
_COUNTRY_FIRST = -6.0
"""A country and its capital of the same name ("Panama", "Kuwait"): the coarser is meant unless a cue says "city"."""
_SEAT_SHARE, _SEAT_FIRST = 0.1, -5.0
"""A division named after its main town ("Zaporizhzhia") is meant only where a cue word says so; the share is the town's
part of the division's people, which keeps "Quebec" a province."""
_PLACING = frozenset(["in", "of", "at", "near", "from", "outside"])
_CLOSING = frozenset([",", ".", "", ")", ";"])
_REGIONS = ("country", "adm1")
_KEPT = 40
_ALTERNATIVES = 5
_NONE = 3.0
"""The score of "none of these": about that of a hamlet that nothing else in the document supports."""
_KIND = {"name": 0.0, "abbreviation": 0.0, "adjective": 0.0, "demonym": 0.0, "alternate": -2.0, "historic": -2.0}
_AREAS = {"country": 7.5, "multi_country": 8.0, "area": 7.0, "site": 6.0, "adm2": 3.0}
_ADDED = 8.0
"""A place that a user added is what they expect the name to mean."""
_CAPITAL = 2.0
"""News names national capitals more than their size would have it."""
_SMALLEST_DIVISION, _LARGEST_DIVISION = 4.0, 6.5
"""Priors of areas and sites, on the scale of towns: 0.7 times the logarithm of the people in units of 200."""
_CUE_FITS, _CUE_CLASHES = 6.0, -4.0
_COUNTRY, _DIVISION, _NEAR = 3.0, 4.0, 6.0
_TEMPERATURE = 1.2
"""More than 1: the scores are not independent, so their sum is surer than it should be."""
_CONTAINED, _LINKED = 9.0, 3.5
_CLASSES: Mapping[str, frozenset[str]] = {
    "adm1": frozenset(["adm1", "area"]),
    "adm2": frozenset(["adm2"]),
    "settlement": frozenset(["city"]),
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a toponym means: the best place, or None, how likely it is, and the other meanings, best first."""

    place: Place | None
    score: float
    alternatives: tuple[Candidate, ...] = ()


@dataclass(slots=True)
class _Name:
    """One name of the document, with all its mentions and the scores of its meanings."""

    matches: tuple[Match, ...]
    base: list[float]
    weight: float
    chances: list[float]


def resolve(doc: Doc, found: Sequence[Recognised], gazetteer: Gazetteer) -> tuple[Resolved, ...]:
    """The meaning of each recognised toponym, in the same order."""
    pairs = links([item.span for item in found])
    settled = settle(doc, found, gazetteer, pairs)
    keys, names = settled.keys, settled.names
    spans = [item.span for item in found]
    meanings = [_of_its_kind(_resolved(names[key]), span, gazetteer) for key, span in zip(keys, spans, strict=True)]
    meanings = [
        meaning if place_allowed else Resolved(None, 0.0)
        for meaning, place_allowed in zip(meanings, supported(spans, [m.place for m in meanings]), strict=True)
    ]
    strays = {keys[pair.inner]: _parent(meanings[pair.outer]) for pair in pairs if _contradicts(pair, spans, meanings)}
    meanings = [
        Resolved(None, 0.0, strays[key]) if key in strays else meaning
        for key, meaning in zip(keys, meanings, strict=True)
    ]
    for pair in pairs:
        if not spans[pair.inner].matches and not meanings[pair.inner].alternatives:
            meanings[pair.inner] = Resolved(None, 0.0, _parent(meanings[pair.outer]))
    theatre = _theatre(meanings, gazetteer)
    return tuple(theatre if meaning.place is None and not meaning.alternatives else meaning for meaning in meanings)


@dataclass(frozen=True, slots=True)
class Settled:
    """The key of each mention's name, and the names with the chances of their meanings."""

    keys: list[str]
    names: dict[str, _Name]


def settle(doc: Doc, found: Sequence[Recognised], gazetteer: Gazetteer, pairs: Sequence[Link]) -> Settled:
    """Weigh the meanings of every name of a document against each other."""
    words = frozenset(token.text.lower() for sentence in doc.sentences for token in sentence.tokens)
    keys, names = _names(found, gazetteer, words=words, senses=_senses(found, pairs))
    for name in names.values():
        name.chances = _softmax(name.base)
    home = home_weights(doc.article.text)
    for _ in range(_PASSES):
        _agree(names, link_bonus(keys, names, pairs), home)
    return Settled(keys, names)


def _of_its_kind(meaning: Resolved, span: NameSpan, gazetteer: Gazetteer) -> Resolved:
    """A town is no division of its name: without an entry for the division, a map may fall back to what is around."""
    if meaning.place is None or not is_town_for_division(span, meaning.place):
        return meaning
    return Resolved(None, 0.0, parent_of(Candidate(meaning.place, meaning.score), gazetteer))


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
    return Resolved(None, 0.0, _parent(Resolved(gazetteer.country(main), round(counts[main] / (total + 1), 4))))


def _contradicts(pair: Link, spans: Sequence[NameSpan], meanings: Sequence[Resolved]) -> bool:
    """Whether "in X, Y" names a small place that no X of the gazetteer is: each would be a namesake elsewhere."""
    inner, outer = spans[pair.inner], spans[pair.outer]
    region = meanings[pair.outer].place
    if pair.kind != "comma" or inner.kind != "name" or region is None or region.precision not in _REGIONS:
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


def _names(
    found: Sequence[Recognised], gazetteer: Gazetteer, *, words: frozenset[str], senses: Mapping[int, str]
) -> tuple[list[str], dict[str, _Name]]:
    """The key of each mention's name, and the names."""
    keys = []
    names: dict[str, _Name] = {}
    for at, item in enumerate(found):
        sites = site_matches(item.span, gazetteer, words=words) if item.span.kind == "name" else ()
        cue = "site" if sites else item.span.cue or ""
        matches = sites or item.span.matches
        if cue in DIVISIONS and item.span.kind == "name":
            matches = division_readings(item.span, cue, gazetteer)
            kinds = {match.place.precision for match in matches}
            cue = "adm2" if kinds == {"adm2"} else cue if kinds & {*DIVISIONS, "area"} else ""
        key = f"{fold(item.span.key)}|{cue}|{senses.get(at, '')}"
        keys.append(key)
        if key not in names:
            names[key] = _name(matches, cue)
        names[key].weight += 1.0
    for name in names.values():
        name.weight = math.sqrt(name.weight)
    return keys, names


def _senses(found: Sequence[Recognised], pairs: Sequence[Link]) -> dict[int, str]:
    """Which mentions are told apart: those of a name that the text places in several regions ("Tripoli, Lebanon")."""
    regions: dict[str, dict[int, str]] = {}
    for pair in pairs:
        if pair.kind == "comma" and any(m.place.precision in _REGIONS for m in found[pair.outer].span.matches):
            name = fold(found[pair.inner].span.key)
            regions.setdefault(name, {})[pair.inner] = fold(found[pair.outer].span.key)
    return {at: region for places in regions.values() if len(set(places.values())) > 1 for at, region in places.items()}


def _name(matches: Sequence[Match], cue: str) -> _Name:
    seats = {division_of(m.place): m.place.population for m in reversed(matches) if m.place.precision == "city"}
    countries = {match.place.country for match in matches if match.place.precision == "country"}
    scored = []
    for at, match in enumerate(matches):
        score = _prior(match, cue)
        if match.place.country in countries and match.place.precision != "country" and cue not in _CLASSES:
            score += _COUNTRY_FIRST
        if cue != "adm1" and match.place.precision == "adm1" and not _bears_name(match):
            seat = seats.get(division_of(match.place), 0)
            if seat > _SEAT_SHARE * match.place.population:
                score += _SEAT_FIRST
        scored.append((score, -at, match))
    kept = sorted(scored, key=lambda item: item[:2], reverse=True)[:_KEPT]
    return _Name(tuple(match for _, _, match in kept), [score for score, _, _ in kept], 0.0, [])


def _bears_name(match: Match) -> bool:
    """Whether a division is itself called by the short name of its town: "Gaza" is the Gaza Strip."""
    return match.kind == "name" and match.place.population == 0 and fold(match.name) != fold(match.place.name)


def _prior(match: Match, cue: str) -> float:
    place = match.place
    score = _KIND[match.kind] + (_AREAS.get(place.precision) or _SLOPE * math.log((place.population + 200) / 200))
    if place.gazetteer_id.startswith(ADDED):
        score += _ADDED
    if place.precision == "adm1":
        score = _LARGEST_DIVISION if _bears_name(match) else min(max(score, _SMALLEST_DIVISION), _LARGEST_DIVISION)
    if place.feature == "PPLC":
        score += _CAPITAL
    if cue == "site" and place.precision == "site":
        score += _CUE_FITS
    if cue in ("water", "land"):
        score += _CUE_FITS if place.precision == "area" else _CUE_CLASHES if place.precision == "adm1" else 0.0
    classes = _CLASSES.get(cue)
    if classes is not None:
        score += _CUE_FITS if place.precision in classes else _CUE_CLASHES
    return score


def link_bonus(keys: Sequence[str], names: Mapping[str, _Name], pairs: Sequence[Link]) -> dict[str, list[float]]:
    """What the links add to each meaning of each name."""
    bonus = {key: [0.0] * len(name.matches) for key, name in names.items()}
    for pair in pairs:
        inner, outer = names[keys[pair.inner]], names[keys[pair.outer]]
        strength = _CONTAINED if pair.kind == "comma" else _LINKED
        into, around = bonus[keys[pair.inner]], bonus[keys[pair.outer]]
        regions = [(at, match.place) for at, match in enumerate(outer.matches) if match.place.precision in _REGIONS]
        for number, match in enumerate(inner.matches):
            for at, region in regions:
                if lies_in(match.place, region):
                    into[number] = max(into[number], strength * _surely(outer.chances[at]))
                    around[at] = max(around[at], strength * _surely(inner.chances[number]))
    return bonus


def _surely(chance: float) -> float:
    """A link counts nearly in full even when the other end is in doubt: "Paris, Texas" decides both at once."""
    return 0.5 + 0.5 * chance


def _agree(names: Mapping[str, _Name], bonus: Mapping[str, list[float]], home: Mapping[str, float]) -> None:
    """Score every name's meanings anew by what the other names mean and where the text is at home."""
    focus = Focus()
    focus.add_countries(home)
    for name in names.values():
        focus.add(likely_places(name), weight=name.weight)
    for key, name in names.items():
        if not name.matches:
            continue
        focus.add(likely_places(name), weight=-name.weight)
        scores = [
            base + extra + _support(focus, match.place)
            for base, extra, match in zip(name.base, bonus[key], name.matches, strict=True)
        ]
        name.chances = _softmax(scores)
        focus.add(likely_places(name), weight=name.weight)


def _support(focus: Focus, place: Place) -> float:
    return sum(support_parts(focus, place))


def support_parts(focus: Focus, place: Place) -> tuple[float, float, float]:
    """What the other places of a document add to a meaning: for its country, its division, its surroundings."""
    country, division, near = focus.support(place)
    return _COUNTRY * country, _DIVISION * division, _NEAR * min(near, 0.5)


def likely_places(name: _Name) -> list[tuple[Place, float]]:
    """The meanings of a name that are not hopeless, with their chances."""
    return [(match.place, chance) for match, chance in zip(name.matches, name.chances, strict=True) if chance > 0.02]


def _softmax(scores: Sequence[float]) -> list[float]:
    """Probabilities of the meanings; what is missing to 1 is that of "none of these"."""
    if not scores:
        return []
    top = max(*scores, _NONE)
    powers = [math.exp((score - top) / _TEMPERATURE) for score in scores]
    total = sum(powers) + math.exp((_NONE - top) / _TEMPERATURE)
    return [power / total for power in powers]


def _resolved(name: _Name) -> Resolved:
    ranked = sorted(range(len(name.matches)), key=lambda at: (-name.chances[at], at))
    candidates = [Candidate(name.matches[at].place, round(name.chances[at], 4)) for at in ranked[: _ALTERNATIVES + 1]]
    if not candidates or candidates[0].score < _HOPELESS:
        return Resolved(None, 0.0, tuple(candidates[:_ALTERNATIVES]))
    best, *others = candidates
    return Resolved(best.place, best.score, tuple(other for other in others if other.score >= 0.001))
