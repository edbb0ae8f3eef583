"""Why each name of a document means what it means: its candidates, what speaks for each, and its chance."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from geomap.language import Doc
from geomap.model import Place
from geomap.places.gazetteer import Gazetteer, Match
from geomap.places.links import links
from geomap.places.ranker import chances, load_weights
from geomap.places.recognise import recognise
from geomap.places.remember import Remembering
from geomap.places.settle import evidence, settle

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

    `chance` is its probability beside the others and "none of these", before calibration.
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
    """One name of a document, the cue that its words give ("adm1"), its offsets, and its candidates, best first.

    `none` is the score of "none of these": where no candidate is above it, the name is likely no known place.
    """

    name: str
    cue: str | None
    starts: tuple[int, ...]
    reasons: tuple[Reason, ...]
    none: float


def explain(
    doc: Doc, gazetteer: Gazetteer, *, most: int = 5, countries: Collection[str] = ()
) -> tuple[Explanation, ...]:
    """An explanation for each name, in order of its first mention, with at most so many candidates each.

    `countries` (alpha-3) are likelier than others, as for `find_mentions`.
    """
    remembering = Remembering(gazetteer)
    found = recognise(doc, remembering)
    pairs = links([item.span for item in found])
    settled = settle(doc, found, remembering, pairs, countries=frozenset(countries))
    reasons = {key: _reasons(name.matches, told)[:most] for key, name, told in evidence(settled)}
    none = load_weights()["none of these"]
    explained = []
    for key in settled.names:
        spans = [item.span for item, other in zip(found, settled.keys, strict=True) if other == key]
        starts = tuple(span.start for span in spans)
        explained.append(Explanation(spans[0].key, spans[0].cue, starts, reasons.get(key, ()), none))
    return tuple(explained)


def _reasons(matches: tuple[Match, ...], told: list[list[tuple[str, float]]]) -> tuple[Reason, ...]:
    weights = load_weights()
    scores = [sum(weights[name] * value for name, value in pieces) for pieces in told]
    likely = chances(scores, weights["none of these"])
    made = []
    for match, pieces, score, chance in zip(matches, told, scores, likely, strict=True):
        parts = [Part(name, round(value, 4), round(weights[name] * value, 4)) for name, value in pieces]
        ranked = tuple(sorted(parts, key=lambda part: (-abs(part.adds), part.name)))
        made.append(Reason(match.place, match.name, ranked, round(score, 4), round(chance, 4)))
    return tuple(sorted(made, key=lambda reason: (-reason.chance, reason.place.gazetteer_id)))


def lines(explanation: Explanation) -> Iterator[str]:
    """An explanation as text, a line a candidate."""
    cue = f" (cue: {explanation.cue})" if explanation.cue else ""
    yield f"{explanation.name}{cue}, {len(explanation.starts)}×"
    for at, one in enumerate(explanation.reasons):
        where = ", ".join(part for part in (one.place.admin1, one.place.country) if part and part != one.place.name)
        why = ", ".join(f"{part.name} {part.adds:+.1f}" for part in one.parts if abs(part.adds) >= _SHOWN)
        chosen = "→" if at == 0 and one.score > explanation.none else " "
        yield f"  {chosen} {one.chance:.3f}  {one.place.name} ({one.place.precision}; {where}): {why}"
    if not explanation.reasons:
        yield "    the gazetteer has no such name"
