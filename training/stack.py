"""The gazetteer's candidates judged by rules and by the tagger together.

    python -m training.stack CORPORA OUT_FOLDER [--folds 3] [--clusters TABLE] [--hide GOLD …]

The tagger is trained on all folds but one and asked about that one, so that the weights are fitted on what it says of text it has
not seen. Writes `weights.csv` (evidence, weight) and `tagger.crfsuite`, the tagger trained on everything.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pycrfsuite

from geomap.language import Doc, parse
from geomap.model import Article
from geomap.places.cues import Cues, load_cues
from geomap.places.evidence import gather, prominence
from geomap.places.gazetteer import Gazetteer, open_gazetteer
from geomap.places.persons import find_people
from geomap.places.spans import NameSpan, spans
from geomap.places.view import View, views
from training.crf import hidden_texts, load_samples, spaces_of, train
from training.entities import Sample, bio_spans, read_toponyms
from training.features import Knowledge, features, gazetteer_knowledge
from training.fit_filters import fit, label_of
from training.manifest import manifest
from training.swap import pools, swapped

KINDS = ("LOC", "NORP", "ORG", "PER")
STEPS = ((0.01, "0"), (0.05, "1"), (0.15, "2"), (0.35, "3"), (0.65, "4"), (0.85, "5"), (0.95, "6"), (0.99, "7"), (2.0, "8"))
WELL_KNOWN = ("country", "adm1", "capital", "adjective", "demonym")


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
        begins = [{kind: tagger.marginal("B-" + kind, at) if "B-" + kind in known else 0.0 for kind in KINDS} for at in range(len(words))]
        inside = [
            {kind: begins[at][kind] + (tagger.marginal("I-" + kind, at) if "I-" + kind in known else 0.0) for kind in KINDS}
            for at in range(len(words))
        ]
        return Marginals(inside, begins, tags)

    return ask


def step(chance: float) -> str:
    return next(label for limit, label in STEPS if chance < limit)


def tagger_evidence(span: NameSpan, said: Marginals) -> Iterator[str]:
    """What the tagger says of a candidate, as named pieces of evidence."""
    size = prominence(span.matches)
    coarse = "well known" if size in WELL_KNOWN or size.endswith(("1M", "200k")) else "little known"
    words = [at for at in range(span.first, span.last) if span.view.tokens[at].text[0].isalnum()] or [span.first]
    mean = {kind: sum(said.inside[at][kind] for at in words) / len(words) for kind in KINDS}
    yield f"tagger: {'people' if span.kind == 'people' else 'place'} {step(mean['NORP' if span.kind == 'people' else 'LOC'])}"
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
    """A candidate and all its evidence."""

    span: NameSpan
    evidence: tuple[str, ...]


def candidates(doc: Doc, gazetteer: Gazetteer, cues: Cues, tagger: Tagger | None) -> list[Found]:
    """Every candidate of a document: the gazetteer's and the cue words', and the places that only the tagger sees."""
    sentences = views(doc)
    people = find_people(sentences, cues=cues)
    found: list[Found] = []
    for view in sentences:
        here = list(spans(view, gazetteer, cues=cues))
        if not here and not any(view.caps):
            continue
        said = tagger(view) if tagger else None
        for at, span in enumerate(here):
            around = (here[at - 1] if at else None, here[at + 1] if at + 1 < len(here) else None)
            evidence = [f"kind:{span.kind}", f"cue:{span.cue}"]
            evidence += gather(span, cues=cues, people=people, previous=around[0], following=around[1])
            evidence += tagger_evidence(span, said) if said else ()
            found.append(Found(span, tuple(evidence)))
        if said:
            found += _alone(view, here, said)
    return found


def _alone(view: View, here: Sequence[NameSpan], said: Marginals) -> Iterator[Found]:
    taken = {at for span in here for at in range(span.first, max(span.last, span.cue_last))}
    for first, last, kind in bio_spans(said.tags):
        while last > first and not view.tokens[last].text[-1].isalnum() and view.tokens[last].text != ".":
            last -= 1
        if kind == "LOC" and not taken & set(range(first, last + 1)):
            span = NameSpan(view, first, last + 1, "unknown", view.slice(first, last + 1), (), None, last + 1)
            chance = sum(said.inside[at]["LOC"] for at in range(first, last + 1)) / (last + 1 - first)
            shape = "capitals" if span.key.isupper() else "name"
            yield Found(span, ("tagger alone", f"tagger alone: place {step(chance)}", f"tagger alone: {min(last - first, 3)} more words, {shape}",
                               f"tagger alone: {view.setting}"))


def logit(found: Found, weights: dict[str, float]) -> float:
    return sum(weights.get(name, 0.0) for name in found.evidence)


def rows(text: str, labels: dict[tuple[int, int], str], gazetteer: Gazetteer, cues: Cues, tagger: Tagger | None) -> Iterator[tuple[list[str], bool]]:
    """The evidence of each candidate of a labelled text, and whether it is a toponym there."""
    for found in candidates(parse(Article("x", text)), gazetteer, cues, tagger):
        if found.span.kind in ("name", "people"):
            right = label_of(found.span, labels, cues)
        else:
            right = labels.get((found.span.start, found.span.end)) == "LOC"
        if right is not None:
            yield list(found.evidence), right


def labels_of(sample: Sample) -> dict[tuple[int, int], str]:
    return {(each.start, each.end): each.label for each in sample.entities}


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
    parser.add_argument("--iterations", type=int, default=70)
    parser.add_argument("--c1", type=float, default=0.15)
    parser.add_argument("--c2", type=float, default=0.02)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    samples = load_samples(args.corpora, without=args.without, hidden=hidden_texts(args.hide))
    cues, data = load_cues(), []
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
                    data += [(evidence, right, share) for evidence, right in rows(sample.text, labels_of(sample), gazetteer, cues, tagger)]
            print(fold, len(data), file=sys.stderr, flush=True)
        wotr = next(corpus for corpus in manifest() if corpus.id == "wotr")
        tagger = crf_tagger(args.out / "tagger.crfsuite", know)
        for sample in read_toponyms(args.corpora / wotr.path):
            data += [(evidence, right, 0.3) for evidence, right in rows(sample.text, labels_of(sample), gazetteer, cues, tagger)]
    (args.out / "rows.json").write_text(json.dumps(data))
    table = fit(data)
    with (args.out / "weights.csv").open("w", encoding="utf-8", newline="\n") as file:
        print("evidence,weight,source", file=file)
        for name in sorted(table):
            print(f'"{name}",{table[name]},fitted by training/stack.py', file=file)


if __name__ == "__main__":
    main()
