"""The gazetteer's candidates judged by rules and by the tagger together.

    python -m training.stack CORPORA OUT_FOLDER [--folds 3] [--clusters TABLE] [--hide GOLD …]

The tagger is trained on all folds but one and asked about that one, so that the weights are fitted on what it says of
text it has not seen. Writes `weights.csv` (evidence, weight) and `tagger.crfsuite`, the tagger trained on everything.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import pycrfsuite
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from geomap.language import Doc, parse
from geomap.model import Article
from geomap.places import recognise
from geomap.places.cues import Cues, load_cues
from geomap.places.filters import common_words, first_names, last_names
from geomap.places.gazetteer import Gazetteer, open_gazetteer
from geomap.places.persons import People, find_people
from geomap.places.spans import NameSpan
from geomap.places.view import View, views
from training.crf import hidden_texts, load_samples, spaces_of, train
from training.entities import Sample, bio_spans, read_toponyms
from training.features import Knowledge, features, gazetteer_knowledge
from training.fit_filters import label_of
from training.manifest import manifest
from training.swap import pools, swapped

KINDS = ("LOC", "NORP", "ORG", "PER")
STEPS = (
    (0.01, "0"),
    (0.05, "1"),
    (0.15, "2"),
    (0.35, "3"),
    (0.65, "4"),
    (0.85, "5"),
    (0.95, "6"),
    (0.99, "7"),
    (2.0, "8"),
)
_OPENERS = frozenset(("-", "–", "(", "@", "#"))
_ALONE = "tagger alone"
UNSURE = 1.5
"""The tagger is asked about a name only where the rules' logit is no further from nought than this."""
ALONE = 0.5
"""The logit from which a place that only the tagger sees is believed: it has nothing but the tagger for it."""


@dataclass(frozen=True, slots=True)
class Marginals:
    """For each word of a sentence: the chance of each kind, and of each kind beginning there; and the best tags."""

    inside: Sequence[dict[str, float]]
    begins: Sequence[dict[str, float]]
    tags: Sequence[str]


class Tagger(Protocol):
    """What says of each word of a sentence what kind of name it is in."""

    def __call__(self, view: View) -> Marginals: ...


def crf_tagger(model: Path, know: Knowledge) -> Tagger:
    """A tagger over a trained CRF."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    known = set(tagger.labels())

    def ask(view: View) -> Marginals:
        words = [token.text for token in view.tokens]
        spans = [(token.start, token.end) for token in view.tokens]
        tags = tagger.tag(features(words, spaces_of(spans), know))
        begins = [
            {kind: tagger.marginal("B-" + kind, at) if "B-" + kind in known else 0.0 for kind in KINDS}
            for at in range(len(words))
        ]
        inside = [
            {
                kind: begins[at][kind] + (tagger.marginal("I-" + kind, at) if "I-" + kind in known else 0.0)
                for kind in KINDS
            }
            for at in range(len(words))
        ]
        return Marginals(inside, begins, tags)

    return ask


def well_known(span: NameSpan) -> bool:
    """Whether a candidate's most prominent meaning is a country, a first-level division or a large city."""
    if not span.matches:
        return False
    place = span.matches[0].place
    return place.precision in ("country", "multi_country", "adm1") or place.population >= 200_000


def step(chance: float) -> str:
    return next(label for limit, label in STEPS if chance < limit)


def tagger_evidence(span: NameSpan, said: Marginals) -> Iterator[str]:
    """What the tagger says of a candidate, as named pieces of evidence."""
    coarse = "well known" if well_known(span) else "little known"
    words = [at for at in range(span.first, span.last) if span.view.tokens[at].text[0].isalnum()] or [span.first]
    mean = {kind: sum(said.inside[at][kind] for at in words) / len(words) for kind in KINDS}
    yield f"tagger: place {step(mean['LOC'])}, {coarse}"
    yield f"tagger: person {step(mean['PER'])}, {coarse}"
    yield f"tagger: group {step(mean['ORG'])}, {coarse}"
    yield f"tagger: nothing {step(1 - sum(mean.values()))}, {coarse}"
    if span.last < len(said.inside):
        goes_on = {kind: said.inside[span.last][kind] - said.begins[span.last][kind] for kind in KINDS}
        yield f"tagger: place goes on {step(goes_on['LOC'])}"
        yield f"tagger: group goes on {step(goes_on['ORG'])}, {coarse}"
    began = {kind: said.inside[span.first][kind] - said.begins[span.first][kind] for kind in KINDS}
    yield f"tagger: place began before {step(began['LOC'])}"
    yield f"tagger: group began before {step(began['ORG'])}, {coarse}"


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate: the logit that the rules give it, and what the tagger says of it."""

    span: NameSpan
    rules: float
    evidence: tuple[str, ...]


def candidates(doc: Doc, gazetteer: Gazetteer, cues: Cues, tagger: Tagger) -> list[Found]:
    """Every candidate of a document: the rules' own, and the places that only the tagger sees, in order."""
    sentences = views(doc)
    people = find_people(sentences, cues=cues)
    spans = recognise._candidates(sentences, gazetteer, cues=cues)
    logits = [recognise._local(spans, at, cues, people) for at in range(len(spans))]
    unsure = {
        span.view.index
        for span, rules in zip(spans, logits, strict=True)
        if span.kind == "name" and abs(rules) <= UNSURE
    }
    taken = {(span.view.index, word) for span in spans for word in range(span.first, max(span.last, span.cue_last))}
    said = {view.index: tagger(view) for view in sentences if view.index in unsure or _is_open(view, taken, people)}
    found = []
    for span, rules in zip(spans, logits, strict=True):
        asked = span.kind == "name" and abs(rules) <= UNSURE
        found.append(Found(span, rules, tuple(tagger_evidence(span, said[span.view.index])) if asked else ()))
    for view in sentences:
        if view.index in said:
            found += _alone(view, taken, people, said[view.index])
    return sorted(found, key=lambda each: (each.span.start, each.span.end))


def _is_open(view: View, taken: Container[tuple[int, int]], people: People) -> bool:
    """Whether a word with a capital, past the first word, is in no candidate, no person's name and no list of words."""
    lists = common_words(), first_names(), last_names()
    return any(
        cap
        and at
        and (view.index, at) not in taken
        and not any(view.lowers[at] in known for known in lists)
        and not people.covers(view.index, at, at + 1)
        for at, cap in enumerate(view.caps)
    )


def _alone(view: View, taken: Container[tuple[int, int]], people: People, said: Marginals) -> Iterator[Found]:
    """The places of a sentence that the tagger sees where the rules have no candidate."""
    for first, end, kind in bio_spans(said.tags):
        last = end
        while last > first and not view.tokens[last].text[-1].isalnum() and not view.tokens[last].text.endswith("."):
            last -= 1
        if kind != "LOC" or view.tokens[first].text in _OPENERS:
            continue
        words = range(first, last + 1)
        if any((view.index, word) in taken or people.covers(view.index, word, word + 1) for word in words):
            continue
        span = NameSpan(view, first, last + 1, "unknown", view.slice(first, last + 1), (), None, last + 1)
        chance = sum(said.inside[at]["LOC"] for at in range(first, last + 1)) / (last + 1 - first)
        told = (
            f"place {step(chance)}",
            f"{min(last + 1 - first, 3)} words",
            "capitals" if span.key.isupper() else "name",
            view.setting,
        )
        yield Found(span, 0.0, (_ALONE, *(f"{_ALONE}: {what}" for what in told)))


def logit(found: Found, weights: dict[str, float]) -> float:
    """The rules' logit where they are sure, else the rules' and the tagger's word weighed together."""
    if not found.evidence:
        return found.rules
    alone = ALONE if found.evidence[0] == _ALONE else 0.0
    return weights["rules"] * found.rules + sum(weights.get(name, 0.0) for name in found.evidence) - alone


def judged(
    doc: Doc, gazetteer: Gazetteer, cues: Cues, tagger: Tagger, weights: dict[str, float], *, threshold: float = 0.0
) -> list[tuple[NameSpan, float]]:
    """The toponyms of a document with their logits, in order. Namesakes help each other, as in the rules."""
    found = candidates(doc, gazetteer, cues, tagger)
    scores = [logit(each, weights) for each in found]
    best = recognise._best_by_name([each.span for each in found], scores)
    company = [recognise._with_company(each.span, score, best) for each, score in zip(found, scores, strict=True)]
    return [(each.span, score) for each, score in zip(found, company, strict=True) if score >= threshold]


Row = tuple[float, list[str], bool, float]
"""Rules' logit, evidence, whether it is a toponym, weight."""


def rows(sample: Sample, gazetteer: Gazetteer, cues: Cues, tagger: Tagger, share: float) -> Iterator[Row]:
    """What the tagger was asked about in a labelled text, its answer, and whether it is a toponym."""
    labels = {(each.start, each.end): each.label for each in sample.entities}
    for found in candidates(parse(Article("x", sample.text)), gazetteer, cues, tagger):
        if not found.evidence:
            continue
        if found.span.kind == "name":
            right = label_of(found.span, labels, cues)
        else:
            right = labels.get((found.span.start, found.span.end)) == "LOC"
        if right is not None:
            yield found.rules, list(found.evidence), right, share


def fit(data: Sequence[Row], *, ridge: float = 2.0, least: int = 8) -> dict[str, float]:
    """Weights of the rules' logit and of each piece of evidence, by regularised logistic regression."""
    counts = Counter(name for _, evidence, _, _ in data for name in set(evidence))
    names = sorted(name for name, count in counts.items() if count >= least)
    column = {name: at for at, name in enumerate(names)}
    indices, bounds = [], [0]
    for _, evidence, _, _ in data:
        indices += sorted({column[name] for name in evidence if name in column})
        bounds.append(len(indices))
    matrix = hstack([
        csr_matrix((np.ones(len(indices)), indices, bounds), shape=(len(data), len(names))),
        csr_matrix(np.array([[row[0]] for row in data])),
    ]).tocsr()  # fmt: skip
    model = LogisticRegression(C=1 / ridge, max_iter=500, fit_intercept=False)
    model.fit(matrix, [row[2] for row in data], sample_weight=[row[3] for row in data])
    return {name: round(float(value), 3) for name, value in zip([*names, "rules"], model.coef_[0], strict=True)}


def main() -> None:
    """Cross-fit, fit, train the tagger on everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--clusters", type=Path)
    parser.add_argument("--hide", nargs="*", type=Path, default=[])
    parser.add_argument("--swap", type=float, default=0.6, help="the share of samples copied with other names")
    parser.add_argument("--without", nargs="*", default=[])
    parser.add_argument("--iterations", type=int, default=60)
    parser.add_argument("--c1", type=float, default=0.15)
    parser.add_argument("--c2", type=float, default=0.02)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    samples = load_samples(args.corpora, without=args.without, hidden=hidden_texts(args.hide))
    cues = load_cues()
    data: list[Row] = []
    with open_gazetteer() as gazetteer:
        know = gazetteer_knowledge(gazetteer, args.clusters)
        for fold in [*range(args.folds), None]:
            model = args.out / ("tagger.crfsuite" if fold is None else f"fold{fold}.crfsuite")
            if not model.exists():
                seen = [sample for at, sample in enumerate(samples) if fold is None or at // 25 % args.folds != fold]
                seen += swapped(seen, pools(gazetteer), share=args.swap)
                train(seen, know, model, c1=args.c1, c2=args.c2, iterations=args.iterations, least=2)
            if fold is None:
                break
            tagger = crf_tagger(model, know)
            for at, sample in enumerate(samples):
                if at // 25 % args.folds == fold:
                    share = 0.5 if sample.corpus in ("ner_btc", "ner_wnut") else 1.0
                    data += rows(sample, gazetteer, cues, tagger, share)
            print(fold, len(data), file=sys.stderr, flush=True)
        wotr = next(corpus for corpus in manifest() if corpus.id == "wotr")
        tagger = crf_tagger(args.out / "tagger.crfsuite", know)
        for sample in read_toponyms(args.corpora / wotr.path):
            data += rows(sample, gazetteer, cues, tagger, 0.05)
    (args.out / "rows.json").write_text(json.dumps(data))
    table = fit(data)
    with (args.out / "weights.csv").open("w", encoding="utf-8", newline="\n") as file:
        print("evidence,weight,source", file=file)
        for name in sorted(table):
            print(f'"{name}",{table[name]},fitted by training/stack.py', file=file)


if __name__ == "__main__":
    main()
