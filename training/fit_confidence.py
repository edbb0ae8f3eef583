"""Fit how sure an event is, on the articles that we wrote and marked.

    python -m training.fit_confidence CORPORA OUT_FOLDER [--without 4]

Writes confidence.csv: two logistic regressions over the grounds of the events that the coder makes of the articles
(training/data/articles) and of our own sentences: whether its words are marked as telling an event of its code, first
or again, and whether they are marked as telling any event. Articles teach little of which event of a sentence is its
main one, so the first gets half the weights of a third beside its own: the plain grounds, fitted on the cleared
sentences (PLOVER, UniversalPetrarch). Its scale is set on articles that its weights had not seen; what events of each
confidence were right at there is logged. `--without 4` leaves out every fourth article, to be measured on.
"""

from __future__ import annotations

import argparse
import csv
import io
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from geomap.coding import Coder, load_coder
from geomap.coding.confidence import grounds_of, plain
from geomap.coding.triggers import NONE
from geomap.places.gazetteer import Gazetteer, open_gazetteer
from training.logistic import BIAS, fit_binary
from training.told import (
    Told,
    corpus_sentences,
    own_sentences,
    read_articles,
    told_in_annotated,
    told_in_sentences,
    wire_sentences,
)
from training.whole import write_text

LOG = logging.getLogger(__name__)
MIN_COUNT, RIDGE, LEAST_WEIGHT = 5, 20.0, 0.02
FOLDS = 5
SENTENCE_SHARE = 1.0
"""What a sentence by itself counts, for whether anything is told: less, and lone lines of a ticker were not."""
MAIN_SHARE, MAIN_RIDGE = 0.5, 1.0
"""What the weights of the cleared sentences count beside those of the articles."""
SOURCE = "training/fit_confidence.py"
HEAD = """\
# What an event's confidence rests on; see geomap/coding/confidence.py and geomap/coding/told_evidence.py.
# Fitted by training/fit_confidence.py on training/data/articles, wire and sentences.toml (our own), on the
# PLOVER gold standard records (CC BY-SA 4.0) and on the validation sentences of UniversalPetrarch (MIT).
# Licence of these weights: CC BY-SA 4.0.
ground,right,told,source
"""
Weights = Mapping[str, float]
Holds = Callable[[Told], bool]


def is_right(one: Told) -> bool:
    """Whether an event is of a right type."""
    return one.event.event_type in one.right


def is_told(one: Told) -> bool:
    """Whether an event of any type is told there."""
    return NONE not in one.right


def fit(found: Sequence[Told], holds: Holds) -> dict[str, float]:
    """Ground → weight."""
    rows = [dict(grounds_of(one.event, one.grounds)) for one in found]
    return fit_binary(
        rows, [float(holds(one)) for one in found], [one.share for one in found], least=MIN_COUNT, ridge=RIDGE
    )


def fit_main(found: Sequence[Told]) -> dict[str, float]:
    """Ground → weight, of the plain grounds alone."""
    rows = [{name: value for name, value in grounds_of(one.event, one.grounds) if plain(name)} for one in found]
    right = [float(is_right(one)) for one in found]
    return fit_binary(rows, right, [1.0] * len(rows), least=MIN_COUNT, ridge=MAIN_RIDGE)


def score(one: Told, weights: Weights) -> float:
    """The log odds of an event by some weights."""
    return float(sum(weights.get(name, 0.0) * value for name, value in grounds_of(one.event, one.grounds)))


def unseen_scores(found: Sequence[Told], holds: Holds) -> np.ndarray:
    """The log odds of each event by the weights of the folds that its text is not in."""
    scores = np.zeros(len(found))
    for fold in range(FOLDS):
        weights = fit([one for one in found if one.text % FOLDS != fold], holds)
        for at, one in enumerate(found):
            if one.text % FOLDS == fold:
                scores[at] = score(one, weights)
    return scores


def fit_right(articles: Sequence[Told], sentences: Sequence[Told], main: Weights) -> dict[str, float]:
    """The weights of the confidence, with the sentences' share, on the scale of chances."""
    found = [*articles, *(replace(one, share=1.0) for one in sentences)]
    scores = unseen_scores(found, is_right)[: len(articles)]
    scores += MAIN_SHARE * np.array([score(one, main) for one in articles])
    answers = [float(is_right(one)) for one in articles]
    scale = fit_binary([{"score": float(each)} for each in scores], answers, [1.0] * len(answers), least=1, ridge=0.0)
    tell_reliability(scores * scale["score"] + scale[BIAS], answers, what="right")
    own = fit(found, is_right)
    whole = {name: own.get(name, 0.0) + MAIN_SHARE * main.get(name, 0.0) for name in {*own, *main}}
    return {name: scale["score"] * w + (scale[BIAS] if name == BIAS else 0.0) for name, w in whole.items()}


def fit_told(articles: Sequence[Told], sentences: Sequence[Told]) -> dict[str, float]:
    """The weights of whether anything is told."""
    found = [*articles, *sentences]
    scores = unseen_scores(found, is_told)[: len(articles)]
    tell_reliability(scores, [float(is_told(one)) for one in articles], what="told")
    return fit(found, is_told)


def tell_reliability(scores: np.ndarray, answers: Sequence[float], *, what: str) -> None:
    """Log how often it held of the events of each chance."""
    chances, held = 1 / (1 + np.exp(-scores)), np.asarray(answers)
    for low, high in ((0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        inside = (chances >= low) & (chances < high)
        LOG.info("%s, chance %.1f to %.1f: %d events, %.2f", what, low, high, inside.sum(), held[inside].mean())


def in_articles(gazetteer: Gazetteer, *, coder: Coder, without: int) -> Iterator[Told]:
    """Every event that the coder makes of the articles."""
    for number, read in enumerate(read_articles(gazetteer, without=without)):
        yield from told_in_annotated(read, number=number, coder=coder, gazetteer=gazetteer)


def main() -> None:
    """Fit and write the table."""
    parser = argparse.ArgumentParser(prog="python -m training.fit_confidence", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--without", type=int, default=0)
    args = parser.parse_args()
    coder = replace(load_coder(), least_told=0.0)
    with open_gazetteer() as gazetteer:
        articles = list(in_articles(gazetteer, coder=coder, without=args.without))
        ours = (*own_sentences(), *wire_sentences())
        own = list(told_in_sentences(ours, share=SENTENCE_SHARE, coder=coder, gazetteer=gazetteer))
        cleared = corpus_sentences(args.corpora)
        plainly = fit_main(list(told_in_sentences(cleared, share=1.0, coder=coder, gazetteer=gazetteer)))
    LOG.info("%d events of articles, %d right", len(articles), sum(map(is_right, articles)))
    right, told = fit_right(articles, own, plainly), fit_told(articles, own)
    pairs = {name: (round(right.get(name, 0.0), 3), round(told.get(name, 0.0), 3)) for name in sorted({*right, *told})}
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(
        (name, *pair, SOURCE) for name, pair in pairs.items() if max(map(abs, pair)) >= LEAST_WEIGHT
    )
    write_text(args.out / "confidence.csv", HEAD + table.getvalue())


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
