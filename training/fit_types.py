"""Fit the type model of events, on cleared corpora and on sentences and articles that we wrote.

    python -m training.fit_types CORPORA OUT_FOLDER

CORPORA holds the files that manifest.toml clears for "types": sentences with PLOVER or CAMEO events, each of which
stands for the codes that the ontology maps to it. Our own are data/sentences.toml, the part of data/wire that is not
held out, and tests/data/articles. Writes types.csv (multinomial logistic regression over the evidence of findings).
"""

from __future__ import annotations

import argparse
import logging
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from geomap.coding import load_coder
from geomap.coding.ontology import ontology
from geomap.coding.triggers import NONE
from geomap.coding.typing_model import BIAS
from geomap.places.gazetteer import open_gazetteer
from training.told import (
    Told,
    corpus_sentences,
    own_sentences,
    told_in_articles,
    told_in_sentences,
    wire_sentences,
)
from training.whole import write_text

LOG = logging.getLogger(__name__)
MIN_COUNT, RIDGE, LEAST_WEIGHT = 3, 1.0, 0.08
CORPUS_SHARE = 0.7
"""What a corpus sentence counts, whose codes are many, against one of ours."""
HEAD = """\
# Evidence for each event code; see geomap/coding/typing_model.py.
# Fitted by training/fit_types.py on training/data/sentences.toml, training/data/wire and tests/data/articles
# (our own), on the PLOVER gold standard records (CC BY-SA 4.0) and on the validation sentences of UniversalPetrarch
# (MIT). Licence of these weights: CC BY-SA 4.0.
evidence,weights,source
"""
SOURCE = "training/fit_types.py"


def fit_types(found: Sequence[Told]) -> dict[str, dict[str, float]]:
    """Evidence → code → weight. Of several events of a sentence those of a right code alone are learnt from."""
    counts = Counter(name for one in found for name in one.evidence)
    names = sorted(name for name, count in counts.items() if count >= MIN_COUNT)
    column, codes = {name: at for at, name in enumerate(names)}, [*sorted(ontology()), NONE]
    rows, pointers = [], [0]
    for one in found:
        rows += sorted(column[name] for name in one.evidence if name in column)
        pointers.append(len(rows))
    matrix = csr_matrix((np.ones(len(rows)), rows, pointers), shape=(len(found), len(names)))
    answer = np.array([[code in one.right for code in codes] for one in found], float)
    share = np.array([one.share for one in found])

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        theta = flat.reshape(len(names) + 1, len(codes))
        score = matrix @ theta[1:] + theta[0]
        power = np.exp(score - score.max(1, keepdims=True))
        whole, good = power.sum(1), (power * answer).sum(1)
        slope = (power / whole[:, None] - power * answer / good[:, None]) * share[:, None]
        gradient = np.vstack([slope.sum(0)[None], matrix.T @ slope + RIDGE * theta[1:]])
        value = float((share * (np.log(whole) - np.log(good))).sum() + RIDGE / 2 * (theta[1:] ** 2).sum())
        return value, gradient.ravel()

    start = np.zeros((len(names) + 1) * len(codes))
    theta = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x.reshape(-1, len(codes))
    table = {BIAS: dict(zip(codes, (round(float(x), 2) for x in theta[0]), strict=True))}
    for name in names:
        kept = zip(codes, (round(float(x), 2) for x in theta[1 + column[name]]), strict=True)
        table[name] = {code: weight for code, weight in kept if abs(weight) >= LEAST_WEIGHT}
    return {name: weights for name, weights in table.items() if weights}


def learnable(found: Sequence[Told]) -> list[Told]:
    """The events that teach the type model: a sentence's right one, or all where none is right."""
    by_text: dict[str, list[Told]] = defaultdict(list)
    for one in found:
        by_text[f"{one.share} {one.event.doc_id}"].append(one)
    kept: list[Told] = []
    for told in by_text.values():
        right = [one for one in told if one.event.event_type in one.right]
        chosen = right or told
        kept += [replace(one, share=one.share / len(chosen), right=right_codes(one)) for one in chosen]
    return kept


def right_codes(one: Told) -> frozenset[str]:
    """The event's own code where it is right, else all that are."""
    return frozenset([one.event.event_type]) if one.event.event_type in one.right else one.right


def main() -> None:
    """Fit and write the table."""
    parser = argparse.ArgumentParser(prog="python -m training.fit_types", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    coder = load_coder()
    with open_gazetteer() as gazetteer:
        found = [
            *told_in_sentences((*own_sentences(), *wire_sentences()), share=1.0, coder=coder, gazetteer=gazetteer),
            *told_in_sentences(corpus_sentences(args.corpora), share=CORPUS_SHARE, coder=coder, gazetteer=gazetteer),
        ]
        found += told_in_articles(coder=coder, gazetteer=gazetteer)
    LOG.info("%d events, %d of a right type", len(found), sum(one.event.event_type in one.right for one in found))
    types = fit_types(learnable(found))
    told = {name: " ".join(f"{code}:{weight}" for code, weight in types[name].items()) for name in sorted(types)}
    rows = [f"{name},{weights},{SOURCE}\n" for name, weights in told.items()]
    write_text(args.out / "types.csv", "".join([HEAD, *rows]))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
