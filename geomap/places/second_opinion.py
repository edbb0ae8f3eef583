"""Where the rules are unsure of a name they ask the tagger, and the two are weighed together.

The weights (`tables/tagger_weights.csv`) were fitted by `training/stack.py` on what the tagger said of text that it had
not been trained on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geomap.places.cues import load_cues
from geomap.places.filters import common_words, first_names, last_names
from geomap.places.gazetteer import Gazetteer
from geomap.places.name_span import NameSpan
from geomap.places.persons import People
from geomap.places.shared_cues import is_besieged, is_taken, suffers
from geomap.places.tagger import KINDS, Marginals, Tagger, answers_of
from geomap.places.view import View
from geomap.tables import read_csv_table

_TABLE = Path(__file__).parent / "tables" / "tagger_weights.csv"
UNSURE = 1.5
"""The tagger is asked about a name only where the rules' logit is no further from nought than this."""
UNSURE_IN_CAPITALS = 3.0
"""The same for text in which capitals, or their lack, tell nothing: there the rules know less."""
ALONE = 0.5
"""The logit from which a place that only the tagger sees is believed: it has nothing but the tagger for it."""
_SEEN_ALONE = "tagger alone"
_STEPS = (0.01, 0.05, 0.15, 0.35, 0.65, 0.85, 0.95, 0.99)
_LARGE_CITY = 200_000

Words = AbstractSet[tuple[int, int]]
"""Words of a document: (sentence, token)."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate, the logit that the rules give it, what the tagger says of it where it was asked, and whether it is a
    person's name or a surname of somebody named before."""

    span: NameSpan
    rules: float
    evidence: tuple[str, ...] = ()
    personal: bool = False


def judge(
    spans: Sequence[NameSpan],
    logits: Sequence[float],
    *,
    sentences: Sequence[View],
    people: People,
    gazetteer: Gazetteer,
    tagger: Tagger,
) -> list[Judged]:
    """The rules' candidates with the tagger's word on the unsure ones, and the places that only the tagger sees, in
    order of offset.
    """
    asked = [abs(rules) <= _doubt(span) and _is_open(span) for span, rules in zip(spans, logits, strict=True)]
    unsure = {span.view.index for span, ask in zip(spans, asked, strict=True) if ask}
    taken = {(span.view.index, word) for span in spans for word in range(span.first, max(span.last, span.cue_last))}
    doubtful = [view for view in sentences if view.index in unsure or _has_stranger(view, taken, people)]
    answers = zip(doubtful, answers_of(tagger, doubtful, gazetteer), strict=True)
    said = {view.index: marginals for view, marginals in answers if marginals}
    found = []
    for span, rules, ask in zip(spans, logits, asked, strict=True):
        marginals = said.get(span.view.index) if ask else None
        told = tuple(tagger_evidence(span, marginals)) if marginals else ()
        found.append(Judged(span, rules, told, _personal(span, people)))
    for view in sentences:
        if view.index in said:
            found += _seen_alone(view, taken, people, said[view.index])
    return sorted(found, key=lambda each: (each.span.start, each.span.end))


def _personal(span: NameSpan, people: People) -> bool:
    single = span.last - span.first == 1
    surname = single and span.view.lowers[span.first] in people.surnames
    return surname or people.covers(span.view.index, span.first, span.last)


def combined(judged: Judged, weights: Mapping[str, float]) -> float:
    """The rules' logit where they are sure, else the rules' and the tagger's word weighed together."""
    if not judged.evidence:
        return judged.rules
    alone = ALONE if judged.evidence[0] == _SEEN_ALONE else 0.0
    return weights["rules"] * judged.rules + sum(weights.get(name, 0.0) for name in judged.evidence) - alone


@cache
def tagger_weights(path: Path = _TABLE) -> dict[str, float]:
    """Evidence → weight; "rules" is the factor of the rules' logit."""
    rows = read_csv_table(path, columns=("evidence", "weight", "source"), required=("evidence", "weight"))
    return {row["evidence"]: float(row["weight"]) for row in rows}


def tagger_evidence(span: NameSpan, said: Marginals) -> Iterator[str]:
    """What the tagger says of a candidate, as named pieces of evidence."""
    known = "well known" if _well_known(span) else "little known"
    words = [at for at in range(span.first, span.last) if span.view.tokens[at].text[0].isalnum()] or [span.first]
    mean = {kind: sum(said.inside[at][kind] for at in words) / len(words) for kind in KINDS}
    yield f"tagger: place {_step(mean['LOC'])}, {known}"
    yield f"tagger: person {_step(mean['PER'])}, {known}"
    yield f"tagger: group {_step(mean['ORG'])}, {known}"
    yield f"tagger: nothing {_step(1 - sum(mean.values()))}, {known}"
    if span.last < len(said.inside):
        yield f"tagger: place goes on {_step(_continues(said, span.last, 'LOC'))}"
        yield f"tagger: group goes on {_step(_continues(said, span.last, 'ORG'))}, {known}"
    yield f"tagger: place began before {_step(_continues(said, span.first, 'LOC'))}"
    yield f"tagger: group began before {_step(_continues(said, span.first, 'ORG'))}, {known}"


def _continues(said: Marginals, at: int, kind: str) -> float:
    return said.inside[at][kind] - said.begins[at][kind]


def _doubt(span: NameSpan) -> float:
    return UNSURE if span.view.setting in ("plain", "title") else UNSURE_IN_CAPITALS


def _is_open(span: NameSpan) -> bool:
    """Not what opens the dateline, has a cue word ("the Zaporizhzhia plant"), or is shelled: of those the rules know
    more.
    """
    cues = load_cues()
    name = span.view, span.first, span.last
    if is_taken(span.view, span.first, cues) or suffers(*name, cues) or is_besieged(*name, cues):
        return False
    return span.kind == "name" and span.cue is None and not (span.view.dateline and span.first == 0)


def _well_known(span: NameSpan) -> bool:
    """Whether the most prominent meaning is a country, a first-level division or a large city."""
    if not span.matches:
        return False
    place = span.matches[0].place
    return place.precision in ("country", "multi_country", "adm1") or place.population >= _LARGE_CITY


def _step(chance: float) -> str:
    return str(sum(chance >= limit for limit in _STEPS))


def _has_stranger(view: View, taken: Words, people: People) -> bool:
    """Whether a word with a capital, past the first word, is in no candidate, no person's name and no list of words.

    Acronyms are bodies, where other words have small letters: those of places the gazetteer knows.
    """
    lists = common_words(), first_names(), last_names()
    mixed = view.setting not in ("upper", "lower")
    return any(
        cap
        and at
        and not (mixed and view.tokens[at].text.isupper())
        and (view.index, at) not in taken
        and not any(view.lowers[at] in known for known in lists)
        and not people.covers(view.index, at, at + 1)
        for at, cap in enumerate(view.caps)
    )


def _seen_alone(view: View, taken: Words, people: People, said: Marginals) -> Iterator[Judged]:
    """The places of a sentence that the tagger sees where the rules have no candidate."""
    for first, end in _tagged_places(said.tags):
        last = end
        while last > first + 1 and not _closes_name(view.tokens[last - 1].text):
            last -= 1
        words = range(first, last)
        if not view.tokens[first].text[0].isalnum() or any(
            (view.index, word) in taken or people.covers(view.index, word, word + 1) for word in words
        ):
            continue
        span = NameSpan(view, first, last, "unknown", view.slice(first, last), (), None, last)
        chance = sum(said.inside[at]["LOC"] for at in words) / len(words)
        told = (
            f"place {_step(chance)}",
            f"{min(len(words), 3)} words",
            "capitals" if span.key.isupper() else "name",
            view.setting,
        )
        yield Judged(span, 0.0, (_SEEN_ALONE, *(f"{_SEEN_ALONE}: {what}" for what in told)))


def _closes_name(text: str) -> bool:
    return text[-1].isalnum() or text.endswith(".")


def _tagged_places(tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(first, last exclusive) of each place in BIO tags."""
    first = None
    for at, tag in enumerate([*tags, "O"]):
        if first is not None and tag != "I-LOC":
            yield first, at
            first = None
        if tag == "B-LOC" or (tag == "I-LOC" and first is None):
            first = at
