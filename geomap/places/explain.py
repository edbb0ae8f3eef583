"""Why each name of a document means what it means: its candidates, what speaks for each, and its chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geomap.language import Doc
from geomap.model import Place
from geomap.places import resolve as rules
from geomap.places.context import Focus
from geomap.places.gazetteer import Gazetteer
from geomap.places.home import home_weights
from geomap.places.links import links
from geomap.places.recognise import recognise
from geomap.places.remember import Remembering


@dataclass(frozen=True, slots=True)
class Reason:
    """A candidate. The parts add up to its score: `prior` (size, spelling, cue word), `link` ("X, Ohio"), `country`,
    `division` and `near` (the document's other places). `chance` is its probability beside "none of these".
    """

    place: Place
    matched: str
    prior: float
    link: float
    country: float
    division: float
    near: float
    chance: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """One name of a document, the cue that its words give ("adm1"), its offsets, and its candidates, best first."""

    name: str
    cue: str | None
    starts: tuple[int, ...]
    reasons: tuple[Reason, ...]


def explain(doc: Doc, gazetteer: Gazetteer, *, most: int = 5) -> tuple[Explanation, ...]:
    """An explanation for each name, in order of its first mention, with at most so many candidates each."""
    return tuple(_explained(doc, Remembering(gazetteer), most))


def _explained(doc: Doc, gazetteer: Gazetteer, most: int) -> Iterator[Explanation]:
    found = recognise(doc, gazetteer)
    pairs = links([item.span for item in found])
    settled = rules.settle(doc, found, gazetteer, pairs)
    bonus = rules.link_bonus(settled.keys, settled.names, pairs)
    focus = Focus()
    focus.add_countries(home_weights(doc.article.text))
    for name in settled.names.values():
        focus.add(rules.likely_places(name), weight=name.weight)
    for key, name in settled.names.items():
        mentions = [item for item, other in zip(found, settled.keys, strict=True) if other == key]
        focus.add(rules.likely_places(name), weight=-name.weight)
        reasons = []
        for match, base, extra, chance in zip(name.matches, name.base, bonus[key], name.chances, strict=True):
            own = [round(part, 2) for part in rules.support_parts(focus, match.place)]
            prior, link = round(base, 2), round(extra, 2)
            reasons.append(Reason(match.place, match.name, prior, link, own[0], own[1], own[2], round(chance, 4)))
        focus.add(rules.likely_places(name), weight=name.weight)
        best = sorted(reasons, key=lambda reason: (-reason.chance, reason.place.gazetteer_id))[:most]
        spans = [item.span for item in mentions]
        yield Explanation(spans[0].key, spans[0].cue, tuple(span.start for span in spans), tuple(best))


def lines(explanation: Explanation) -> Iterator[str]:
    """An explanation as text, a line a candidate."""
    cue = f" (cue: {explanation.cue})" if explanation.cue else ""
    yield f"{explanation.name}{cue}, {len(explanation.starts)}×"
    for at, one in enumerate(explanation.reasons):
        where = ", ".join(part for part in (one.place.admin1, one.place.country) if part and part != one.place.name)
        parts = ("prior", "link", "country", "division", "near")
        why = "  ".join(f"{part} {getattr(one, part):+.1f}" for part in parts if getattr(one, part))
        yield f"  {'→' if at == 0 else ' '} {one.chance:.3f}  {one.place.name} ({one.place.precision}; {where})  {why}"
    if not explanation.reasons:
        yield "    the gazetteer has no such name"
