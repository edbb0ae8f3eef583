"""Fit how sure an event is, on the articles that we wrote and marked.

    python -m training.fit_confidence OUT_FOLDER [--without 4]

Writes confidence.csv: two binary logistic regressions over the grounds of the events that the coder makes of the
articles (training/data/articles) and of sentences (data/sentences.toml): whether its words are marked as telling an
event of its code, first or again, and whether they are marked as telling any event.
Says what events of each confidence were right at, by weights that had not seen their articles. `--without 4` leaves out
every fourth article, to be measured on.
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
from geomap.coding.confidence import grounds_of
from geomap.coding.triggers import NONE
from geomap.places.gazetteer import Gazetteer, open_gazetteer
from training.logistic import fit_binary
from training.told import Told, own_sentences, read_articles, told_in_annotated, told_in_sentences
from training.whole import write_text

LOG = logging.getLogger(__name__)
MIN_COUNT, RIDGE, LEAST_WEIGHT = 5, 10.0, 0.02
FOLDS = 5
SENTENCE_SHARE = 0.3
"""What a sentence by itself counts, which mostly tells its event plainly, against an event of an article."""
SOURCE = "training/fit_confidence.py"
HEAD = """\
# What an event's confidence rests on; see geomap/coding/confidence.py and geomap/coding/told_evidence.py.
# Fitted by training/fit_confidence.py on training/data/articles (our own). Licence of these weights: CC BY-SA 4.0.
ground,right,told,source
"""


def told(gazetteer: Gazetteer, *, coder: Coder, without: int) -> Iterator[Told]:
    """Every event that the coder makes of the articles."""
    for number, read in enumerate(read_articles(gazetteer, without=without)):
        yield from told_in_annotated(read, number=number, coder=coder, gazetteer=gazetteer)
    yield from told_in_sentences(own_sentences(), share=SENTENCE_SHARE, coder=coder, gazetteer=gazetteer)


def is_right(one: Told) -> bool:
    """Whether an event is of a right type."""
    return one.event.event_type in one.right


def is_told(one: Told) -> bool:
    """Whether an event of any type is told there."""
    return NONE not in one.right


def fit(found: Sequence[Told], holds: Callable[[Told], bool]) -> dict[str, float]:
    """Ground → weight."""
    rows = [dict(grounds_of(one.event, one.grounds)) for one in found]
    answers = [float(holds(one)) for one in found]
    return fit_binary(rows, answers, [one.share for one in found], least=MIN_COUNT, ridge=RIDGE)


def chance(one: Told, weights: Mapping[str, float]) -> float:
    """The chance of an event by some weights."""
    score = sum(weights.get(name, 0.0) * value for name, value in grounds_of(one.event, one.grounds))
    return float(1 / (1 + np.exp(-score)))


def tell_reliability(found: Sequence[Told], holds: Callable[[Told], bool]) -> None:
    """Log how often it held of events of each chance, each by the weights of the other folds."""
    chances = np.zeros(len(found))
    for fold in range(FOLDS):
        weights = fit([one for one in found if one.text % FOLDS != fold], holds)
        for at, one in enumerate(found):
            if one.text % FOLDS == fold:
                chances[at] = chance(one, weights)
    right = np.array([holds(one) for one in found])
    for low, high in ((0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        inside = (chances >= low) & (chances < high)
        LOG.info("%s %.1f-%.1f: %d events, %.2f", holds.__name__, low, high, inside.sum(), right[inside].mean())


def main() -> None:
    """Fit and write the table."""
    parser = argparse.ArgumentParser(prog="python -m training.fit_confidence", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--without", type=int, default=0)
    args = parser.parse_args()
    coder = replace(load_coder(), least_told=0.0)
    with open_gazetteer() as gazetteer:
        found = list(told(gazetteer, coder=coder, without=args.without))
    articles = [one for one in found if one.share == 1.0]
    LOG.info("%d events of articles, %d right", len(articles), sum(map(is_right, articles)))
    weights = []
    for holds in (is_right, is_told):
        tell_reliability(found, holds)
        weights.append({name: round(weight, 3) for name, weight in fit(found, holds).items()})
    right, told_at_all = weights
    kept = [name for name in sorted(right) if max(abs(right[name]), abs(told_at_all[name])) >= LEAST_WEIGHT]
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows((name, right[name], told_at_all[name], SOURCE) for name in kept)
    write_text(args.out / "confidence.csv", HEAD + table.getvalue())


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
