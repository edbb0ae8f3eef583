"""The gazetteer's candidates judged by rules and by the tagger together.

    python -m training.stack CORPORA OUT_FOLDER [--folds 2] [--clusters TABLE] [--hide GOLD …] [--ships FOLDER]

The tagger is trained on all folds but one and asked about that one, so that the weights are fitted on what it says of
text it has not seen. Writes `weights.csv` (evidence, weight) and `tagger.crfsuite`, the tagger trained on everything,
and into FOLDER what the package carries of them.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from geomap.language import parse
from geomap.model import Article
from geomap.places.cues import load_cues
from geomap.places.gazetteer import CompiledGazetteer, Gazetteer, open_gazetteer
from geomap.places.recognise import candidates
from geomap.places.tagger import CrfTagger, Tagger
from geomap.places.word_features import gazetteer_knowledge
from training.crf import add_settings, clusters_of, hidden_texts, load_samples, settings_of, train
from training.entities import Sample, read_toponyms
from training.fit_filters import label_of
from training.manifest import cleared
from training.sources import TABLES, WEIGHTS
from training.swap import pools, swapped
from training.whole import write_bytes, write_text

LICENCE = """\
# Weights of the tagger's word beside the rules' logit, fitted by training/stack.py. Licence: CC BY-SA 4.0. Corpora
# and licences are named in geomap/places/weights/ATTRIBUTION.md.
"""

TWEETS, TWEET_SHARE = ("ner_btc", "ner_wnut"), 0.5
TOPONYM_SHARE = 0.05
"""What a name in a dispatch of 1861 counts, against one of an entity corpus."""

Row = tuple[float, list[str], bool, float]
"""Rules' logit, evidence, whether it is a toponym, weight."""


def rows(sample: Sample, gazetteer: Gazetteer, tagger: Tagger, share: float) -> Iterator[Row]:
    """What the tagger was asked about in a labelled text, its answer, and whether it is a toponym."""
    cues = load_cues()
    labels = {(each.start, each.end): each.label for each in sample.entities}
    for found in candidates(parse(Article("x", sample.text)), gazetteer, tagger=tagger):
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
    parser.add_argument("--folds", type=int, default=2)
    parser.add_argument("--clusters", type=Path)
    parser.add_argument("--hide", nargs="*", type=Path, default=[])
    parser.add_argument("--ships", type=Path)
    add_settings(parser)
    args = parser.parse_args()
    with open_gazetteer() as gazetteer:
        data = gathered(args, gazetteer)
    write_text(args.out / "rows.json", json.dumps(data))
    table = table_of(fit(data))
    write_text(args.out / "weights.csv", table)
    if args.ships:
        write_text(args.ships / TABLES / "tagger_weights.csv", table)
        model = (args.out / "tagger.crfsuite").read_bytes()
        write_bytes(args.ships / WEIGHTS / "tagger.crfsuite.zz", zlib.compress(model, level=9))


def gathered(args: argparse.Namespace, gazetteer: CompiledGazetteer) -> list[Row]:
    """Train the taggers that are not there yet, and ask each about the text that it has not seen."""
    samples = load_samples(args.corpora, without=args.without, hidden=hidden_texts(args.hide))
    clusters = clusters_of(args.clusters)
    know = gazetteer_knowledge(gazetteer, clusters)
    data: list[Row] = []
    for fold in [*range(args.folds), None]:
        model = args.out / ("tagger.crfsuite" if fold is None else f"fold{fold}.crfsuite")
        if not model.exists():
            seen = [sample for at, sample in enumerate(samples) if fold is None or at // 25 % args.folds != fold]
            seen += swapped(seen, pools(gazetteer), seed=args.seed + 1, share=args.swap)
            train(seen, know, model, settings_of(args))
        tagger = CrfTagger(model.read_bytes(), clusters)
        if fold is None:
            for path in cleared(args.corpora, use="toponyms"):
                for sample in read_toponyms(path):
                    data += rows(sample, gazetteer, tagger, TOPONYM_SHARE)
            continue
        for at, sample in enumerate(samples):
            if at // 25 % args.folds == fold:
                data += rows(sample, gazetteer, tagger, TWEET_SHARE if sample.corpus in TWEETS else 1.0)
        print(fold, len(data), file=sys.stderr, flush=True)
    return data


def table_of(weights: Mapping[str, float]) -> str:
    """The table of weights as it is shipped."""
    lines = [f'"{name}",{weights[name]},fitted by training/stack.py\n' for name in sorted(weights)]
    return "".join([LICENCE, "evidence,weight,source\n", *lines])


if __name__ == "__main__":
    main()
