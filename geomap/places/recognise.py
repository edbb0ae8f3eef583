"""Find the toponyms of a document: candidates from the gazetteer and cue words, judged by the evidence around them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geomap.language import Doc
from geomap.places.cues import Cues, load_cues
from geomap.places.evidence import gather, logit
from geomap.places.fold import fold
from geomap.places.gazetteer import Gazetteer
from geomap.places.labels import Label, labels
from geomap.places.name_span import NameSpan
from geomap.places.persons import People, find_people
from geomap.places.second_opinion import Judged, combined, judge, tagger_weights
from geomap.places.shared_cues import shared_name
from geomap.places.spans import spans
from geomap.places.tagger import Tagger, embedded_tagger
from geomap.places.truecase import plain_views
from geomap.places.view import View

THRESHOLD = 0.0
"""The logit from which a candidate is taken for a toponym."""
_HOPELESS = -2.5
"""The logit below which nothing makes a toponym of a candidate."""
_SAME_NAME = 0.6
_PEOPLE = 3.0
"""Demonyms with a capital are always taken, as adjectives are; the corpora differ on whether they mark them."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A toponym, not yet resolved. `chance` is how likely the text names a place here."""

    span: NameSpan
    chance: float


@dataclass(frozen=True, slots=True)
class Doubted:
    """A name of the gazetteer that falls short of a toponym, and by what logit."""

    span: NameSpan
    logit: float


def recognise(
    doc: Doc, gazetteer: Gazetteer, *, tagger: Tagger | None = None, weights: Mapping[str, float] | None = None
) -> tuple[Recognised, ...]:
    """The toponyms of a document, in order of offset, without overlap.

    `tagger` is asked where the rules are unsure: the embedded one by default, `rules_only` for none. `weights` say what
    its word counts beside the rules' (`tagger_weights`).
    """
    return weigh(doc, gazetteer, tagger=tagger, weights=weights)[0]


def weigh(
    doc: Doc, gazetteer: Gazetteer, *, tagger: Tagger | None = None, weights: Mapping[str, float] | None = None
) -> tuple[tuple[Recognised, ...], tuple[Doubted, ...]]:
    """What `recognise` gives, and the names that it is in doubt about."""
    judged = candidates(doc, gazetteer, tagger=tagger or embedded_tagger())
    table = tagger_weights() if weights is None else weights
    logits = [combined(each, table) for each in judged]
    best = _best_by_name([each.span for each in judged], logits)
    found, doubted = [], []
    for each, local in zip(judged, logits, strict=True):
        score = _with_company(each.span, local, best)
        if score >= THRESHOLD:
            found.append(Recognised(each.span, 1 / (1 + math.exp(-min(score, 30.0)))))
        elif score >= _HOPELESS and each.span.kind == "name" and not each.personal:
            doubted.append(Doubted(each.span, score))
    return tuple(found), tuple(doubted)


def candidates(doc: Doc, gazetteer: Gazetteer, *, tagger: Tagger) -> list[Judged]:
    """Every stretch that may be a toponym, with the rules' logit and the tagger's word, in order of offset."""
    cues = load_cues()
    sentences = plain_views(doc, gazetteer)
    people = find_people(sentences, cues=cues)
    found = _candidates(sentences, gazetteer, cues=cues)
    lines = labels(sentences)
    logits = [_local(found, at, cues, people, lines.get(found[at].view.index)) for at in range(len(found))]
    return judge(found, logits, sentences=sentences, people=people, gazetteer=gazetteer, tagger=tagger)


def _candidates(sentences: Sequence[View], gazetteer: Gazetteer, *, cues: Cues) -> list[NameSpan]:
    """The candidates of a document; names that it introduces as places count wherever they stand."""
    found = [span for view in sentences for span in spans(view, gazetteer, cues=cues)]
    coined = frozenset(span.key for span in found if span.kind == "unknown" and span.cue is None)
    if not coined:
        return found
    return [span for view in sentences for span in spans(view, gazetteer, cues=cues, coined=coined)]


def _local(candidates: Sequence[NameSpan], at: int, cues: Cues, people: People, label: Label | None) -> float:
    span = candidates[at]
    if span.kind in ("street", "unknown"):
        return 1.0
    if span.cue is None and shared_name(span.view, span.first, cues) == span.key:
        return _PEOPLE  # "North" in "North and South Kivu"
    if span.kind == "people" and span.view.setting == "plain":
        return -_PEOPLE if people.covers(span.view.index, span.first, span.last) else _PEOPLE
    previous = candidates[at - 1] if at else None
    following = candidates[at + 1] if at + 1 < len(candidates) else None
    return logit(gather(span, cues=cues, people=people, previous=previous, following=following, label=label))


def _best_by_name(candidates: Sequence[NameSpan], logits: Sequence[float]) -> dict[str, float]:
    best: dict[str, float] = {}
    for span, local in zip(candidates, logits, strict=True):
        key = fold(span.key)
        best[key] = max(local, best.get(key, local))
    return best


def _with_company(span: NameSpan, local: float, best: dict[str, float]) -> float:
    """A name that is plainly a place once in a document is likelier to be one elsewhere in it."""
    strongest = best[fold(span.key)]
    return local + _SAME_NAME * (strongest - local) if strongest > THRESHOLD else local
