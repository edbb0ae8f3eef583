"""Why each name of a document means what it means: its candidates, what speaks for each, and its chance."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from geomap.language import Doc
from geomap.model import Candidate, Mention, Place
from geomap.places.find import mentions_of
from geomap.places.gazetteer import Gazetteer
from geomap.places.links import links
from geomap.places.neighbours import with_neighbours
from geomap.places.ranker import load_weights
from geomap.places.remember import Remembering
from geomap.places.resolve import confidences
from geomap.places.settle import Name, evidence, settle

_SHOWN = 0.05


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of evidence: its name in `tables/ranker_weights.csv`, how much of it there is, and what that adds."""

    name: str
    value: float
    adds: float


@dataclass(frozen=True, slots=True)
class Reason:
    """A candidate, the name it was found by, its evidence, strongest first, and their sum, the score.

    `chance` is its confidence, the same that a record tells of the place and its alternatives.
    """

    place: Place
    matched: str
    parts: tuple[Part, ...]
    score: float
    chance: float

    def adds(self, name: str) -> float:
        """What one piece of evidence adds to the score; 0 where there is none of it."""
        return sum(part.adds for part in self.parts if part.name == name)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One name of a document, the cue that its words give ("adm1"), its mentions as the records tell them, and its
    candidates, best first.

    `none` is the score of "none of these": where no candidate is above it, the name may well be no known place.
    """

    name: str
    cue: str | None
    mentions: tuple[Mention, ...]
    reasons: tuple[Reason, ...]
    none: float

    @property
    def starts(self) -> tuple[int, ...]:
        """Where the name stands."""
        return tuple(one.start for one in self.mentions)


def explain(
    doc: Doc,
    gazetteer: Gazetteer,
    *,
    most: int = 5,
    countries: Collection[str] = (),
    mentions: Sequence[Mention] | None = None,
) -> tuple[Explanation, ...]:
    """An explanation for each name, in order of its first mention, with at most so many candidates each.

    `countries` (alpha-3) are likelier than others, as for `find_mentions`; `mentions` are what that gave, with whatever
    was made of them since.
    """
    remembering = Remembering(gazetteer)
    found, _ = with_neighbours(doc, remembering, countries=countries)
    pairs = links([item.span for item in found])
    settled = settle(doc, found, remembering, pairs, countries=frozenset(countries))
    reasons = {key: _reasons(name, told)[:most] for key, name, told in evidence(settled)}
    none = load_weights()["none of these"]
    told = mentions_of(doc, found, remembering, countries=countries) if mentions is None else mentions
    at = {one.start: one for one in told}
    explained = []
    for key in settled.names:
        spans = [item.span for item, other in zip(found, settled.keys, strict=True) if other == key]
        own = tuple(at[span.start] for span in spans if span.start in at)
        explained.append(Explanation(spans[0].key, spans[0].cue, own, reasons.get(key, ()), none))
    return tuple(explained)


def _reasons(name: Name, told: list[list[tuple[str, float]]]) -> tuple[Reason, ...]:
    weights = load_weights()
    scores = [sum(weights[piece] * value for piece, value in pieces) for pieces in told]
    made = []
    for at, chance in confidences(name):
        match, pieces, score = name.matches[at], told[at], scores[at]
        parts = [Part(piece, round(value, 4), round(weights[piece] * value, 4)) for piece, value in pieces]
        ranked = tuple(sorted(parts, key=lambda part: (-abs(part.adds), part.name)))
        made.append(Reason(match.place, match.name, ranked, round(score, 4), chance))
    return tuple(made)


def lines(explanation: Explanation) -> Iterator[str]:
    """An explanation as text: a line a candidate, then one for each thing that the mentions came to mean."""
    cue = f" (cue: {explanation.cue})" if explanation.cue else ""
    yield f"{explanation.name}{cue}, {len(explanation.mentions)}×"
    chosen = {one.place.gazetteer_id for one in explanation.mentions if one.place is not None}
    for one in explanation.reasons:
        why = ", ".join(f"{part.name} {part.adds:+.1f}" for part in one.parts if abs(part.adds) >= _SHOWN)
        arrow = "→" if one.place.gazetteer_id in chosen else " "
        yield f"  {arrow} {one.chance:.4f}  {_named(one.place)}: {why}"
    if not explanation.reasons:
        yield "    the gazetteer has no such name"
    known = {(one.place.gazetteer_id, one.chance) for one in explanation.reasons}
    yield from dict.fromkeys(line for one in explanation.mentions for line in _outcome(one, known))


def _outcome(mention: Mention, known: AbstractSet[tuple[str, float]]) -> Iterator[str]:
    """What a mention came to mean beyond its likeliest candidate: a parent, a ring, another place."""
    place = mention.place
    if place is None:
        yield "  = no place" + (f"; lies in {_sure(mention.parent)}" if mention.parent else "")
    elif (place.gazetteer_id, mention.score) not in known:
        yield f"  = {_sure(Candidate(place, mention.score))}"
    if mention.relation is not None:
        around = mention.relation.place
        radius = f", {around.radius_km:g} km" if around.radius_km is not None else ""
        yield f"  = {mention.relation.kind}: {_named(around)}{radius}"


def _sure(candidate: Candidate) -> str:
    return f"{_named(candidate.place)}, {candidate.score:.4f}"


def _named(place: Place) -> str:
    where = ", ".join(part for part in (place.admin1, place.country) if part and part != place.name)
    return f"{place.name} ({place.precision}{'; ' if where else ''}{where})"
