"""Fit the weights of the event-to-place linker on sentences whose event has a marked place, or none.

    python -m training.fit_linker CORPORA OUT.csv

CORPORA holds gold/events/event-location-train.jsonl (MIT; see manifest.toml). A conditional logistic regression: each
question (a sentence, its event, its toponyms) is answered by the toponyms that share a token with the marked place, or
by none. Asked are the marked verb itself, and whatever finding of the coder that verb belongs to.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from geomap.coding import load_coder
from geomap.coding.given import questions
from geomap.coding.linking_features import Question, evidence
from geomap.coding.reading import Coder
from geomap.language import parse
from geomap.model import Article
from geomap.places import find_mentions
from geomap.places.gazetteer import Gazetteer, open_gazetteer
from training.manifest import cleared
from training.whole import whole

LOG = logging.getLogger(__name__)
MIN_COUNT = 15
RIDGE = 4.0
LEAST_WEIGHT = 0.02
HEAD = """\
# Weights of the evidence that links an event to a toponym; see geomap/coding/linker.py. Fitted by
# training/fit_linker.py on the event location corpus of Halterman (2019), "Geolocating Political Events in Text"
# (repository under the MIT licence). Licence of these weights: CC BY-SA 4.0.
"""
SOURCE = "training/fit_linker.py"


@dataclass(frozen=True, slots=True)
class Case:
    """A question and its answers: `right` holds 0 for none, else 1 + the number of a site; `weight` is its share."""

    none: Sequence[str]
    sites: tuple[Sequence[str], ...]
    right: frozenset[int]
    weight: float


def asked(row: Mapping[str, Any], *, coder: Coder, gazetteer: Gazetteer) -> Iterator[tuple[Question, float]]:
    """What a corpus row asks, and what it counts: a bare verb counts half."""
    doc = parse(Article(row["id"], row["text"]))
    mentions = find_mentions(doc, gazetteer)
    trigger = row["events"][0]["trigger"]
    span = (trigger["start"], trigger["end"])
    for question, told in questions(doc, mentions, span, coder=coder, gazetteer=gazetteer):
        yield question, 1.0 if told else 0.5


def cases(rows: Sequence[Mapping[str, Any]], *, coder: Coder, gazetteer: Gazetteer) -> Iterator[Case]:
    """The questions with their answers. One whose marked place no toponym touches says nothing and is left out."""
    for row in rows:
        marked = [(place["start"], place["end"]) for place in row["events"][0]["locations"]]
        for question, weight in asked(row, coder=coder, gazetteer=gazetteer):
            right = {
                1 + number
                for number, site in enumerate(question.sites)
                if any(site.mention.start < end and start < site.mention.end for start, end in marked)
            }
            if right or not marked:
                none, sites = evidence(question)
                yield Case(none, sites, frozenset(right or {0}), weight)


def fit(found: Sequence[Case], *, ridge: float = RIDGE, least: int = MIN_COUNT) -> dict[str, float]:
    """Evidence → weight, by L-BFGS on the ridge-penalised likelihood of the right answers."""
    counts = Counter(name for case in found for option in (case.none, *case.sites) for name in set(option))
    column = {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count >= least))}
    rows, pointers, starts, right, weights = [], [0], [0], [], []
    for case in found:
        for number, option in enumerate((case.none, *case.sites)):
            rows += sorted({column[name] for name in option if name in column})
            pointers.append(len(rows))
            right.append(number in case.right)
        starts.append(len(right))
        weights.append(case.weight)
    matrix = csr_matrix((np.ones(len(rows)), rows, pointers), shape=(len(right), len(column)))
    answer, share, first = np.array(right), np.array(weights), np.array(starts[:-1])
    case_of = np.repeat(np.arange(len(found)), np.diff(starts))

    def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        score = matrix @ theta
        top = np.maximum.reduceat(score, first)
        power = np.exp(score - top[case_of])
        whole = np.add.reduceat(power, first)
        good = np.add.reduceat(power * answer, first)
        chance = power / whole[case_of]
        truth = power * answer / good[case_of]
        value = float(np.sum(share * (np.log(whole) - np.log(good)))) + ridge / 2 * float(theta @ theta)
        return value, matrix.T @ (share[case_of] * (chance - truth)) + ridge * theta

    best = minimize(loss, np.zeros(len(column)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: round(float(best.x[at]), 3) for name, at in column.items()}


def write(table: Mapping[str, float], out: Path) -> None:
    """Write the table with its source and licence, in order of evidence; what weighs nothing is left out."""
    with whole(out) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEAD + "evidence,weight,source\n")
        for name in sorted(name for name in table if abs(table[name]) >= LEAST_WEIGHT):
            quoted = f'"{name}"' if "," in name else name
            file.write(f"{quoted},{table[name]},{SOURCE}\n")


def main() -> None:
    """Fit and write the table."""
    parser = argparse.ArgumentParser(prog="python -m training.fit_linker", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    coder = load_coder()
    found: list[Case] = []
    with open_gazetteer() as gazetteer:
        for path in cleared(args.corpora, use="linking"):
            rows = [json.loads(line) for line in path.open(encoding="utf-8")]
            found += cases(rows, coder=coder, gazetteer=gazetteer)
    LOG.info("%d questions, %d answered by none", len(found), sum(case.right == {0} for case in found))
    write(fit(found), args.out)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
