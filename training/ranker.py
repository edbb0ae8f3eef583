"""Fit the weights of the ranker that resolves toponyms, and the scale that makes confidences of its chances.

    python -m training.ranker CORPORA OUT.csv [--try]

Each name of a document is one choice among its meanings and "none of these"; all meanings that fit what the corpus
tells are right, and "none" where none does. The weights maximise the likelihood of that on our own passages of news
(`data/places.toml`) under a Gaussian prior around the weights set by hand (`HAND`); evidence from other names depends
on their chances, so settling and fitting alternate. `--try` compares, by five-fold cross-validation over the passages,
how strong the prior should be: its answer is `FITTED_TIGHTNESS`.

The scale of confidence is fitted on the cleared corpora, which are 1860s dispatches, tweets, one news set in capitals
and sentences: on them the ranker errs as it does on texts that nobody wrote for it, on the passages it hardly does. For
the weights they are no use: every fit on them resolves today's news worse than the hand does.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from geomap.places.gazetteer import Gazetteer, open_gazetteer
from geomap.places.ranker import CALIBRATION, FEATURES, confidence_evidence
from geomap.places.settle import evidence, settle
from training.toponyms import OWN, Text, own_texts, texts
from training.whole import write_text

LOG = logging.getLogger(__name__)
Floats = NDArray[np.float64]
SOFTNESS = 1.2
HAND: Mapping[str, float] = {
    "size": 0.7, "division size": 0.7, "country": 7.5, "continent or union": 8.0, "region": 7.0, "site": 6.0,
    "county": 3.0, "another name": -2.0, "another spelling": -2.0, "national capital": 2.0, "added by the user": 8.0,
    "cue word fits": 6.0, "cue word clashes": -4.0, "shares its name with its country": -6.0,
    "shares its name with its seat": -5.0, "after a comma": 9.0, "in a phrase": 3.5, "share in its country": 3.0,
    "share in its division": 4.0, "share around it": 6.0, "in a country that was asked for": 4.0, "none of these": 3.0,
}  # fmt: skip
"""Set by hand, in units of which `SOFTNESS` are one of the softmax."""
WEIGHTS = {
    OWN: 1.0, "wotr-train": 0.3, "idrisi-en": 0.3, "muc4-dev": 1.0, "gum-train": 1.0, "ewt-train": 1.0,
    "event-location-train": 1.0,
}  # fmt: skip
"""Corpus → how much a name of it counts: little for 1860s dispatches, and for tweets that repeat a few names."""
ROUNDS = 3
_SOURCE = "fitted by training/ranker.py"
FITTED_TIGHTNESS = 3.0
TIGHTNESS = (1.0, 3.0, 10.0, 30.0, 100.0, 300.0)
_COMMENT = """\
# How much each piece of evidence counts for a meaning of a toponym (geomap/places/ranker.py). Edit to correct it.
# The weights were fitted by training/ranker.py on passages of news of our own (training/data/places.toml), around
# weights set by hand; the calibration on the War of the Rebellion corpus (DeLozier et al. 2016, MIT), IDRISI-R
# (Suwaileh et al. 2023, CC BY 4.0), MUC-4 (MIT), event locations (Halterman 2019, MIT), and what UD EWT (CC BY-SA 4.0)
# and GUM (CC BY 4.0) say of places beside their names. Licence of these weights: CC BY-SA 4.0.
"""


@dataclass(frozen=True, slots=True)
class Choices:
    """Names as rows of evidence: `rows` (candidates × features), `begins` of each name's rows, `right` rows, weights.

    The last row of each name is "none of these".
    """

    rows: Floats
    begins: NDArray[np.intp]
    right: Floats
    weights: Floats


def choices(corpus: Sequence[Text], gazetteer: Gazetteer, weights: Mapping[str, float]) -> Choices:
    """The choices of a corpus, as the documents settle under `weights`."""
    rows: list[list[float]] = []
    begins, right, counts = [], [], []
    for text in corpus:
        settled = settle(text.doc, text.found, gazetteer, text.pairs, weights=weights)
        meant = {settled.keys[at]: text.meant[at] for at in sorted(text.meant, reverse=True)}
        for key, name, told in evidence(settled):
            if key in meant:
                good = [float(meant[key](match.place)) for match in name.matches]
                begins.append(len(rows))
                rows += [*map(_row, told), _row([("none of these", 1.0)])]
                right += [*good, float(not any(good))]
                counts.append(WEIGHTS[text.source])
    return Choices(np.array(rows), np.array(begins), np.array(right), np.array(counts))


def _row(told: Sequence[tuple[str, float]]) -> list[float]:
    row = [0.0] * len(FEATURES)
    for name, value in told:
        row[FEATURES.index(name)] += value
    return row


def loss(weights: Floats, made: Choices) -> tuple[float, Floats]:
    """Minus the mean log-likelihood of the right rows, and its gradient."""
    scores = made.rows @ weights
    lengths = np.diff(np.append(made.begins, len(scores)))
    powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, made.begins), lengths))
    whole = np.add.reduceat(powers, made.begins)
    good = np.add.reduceat(powers * made.right, made.begins)
    share = np.repeat(made.weights / made.weights.sum(), lengths)
    pull = share * powers * (1 / np.repeat(whole, lengths) - made.right / np.repeat(np.maximum(good, 1e-12), lengths))
    value = -float(np.sum(made.weights / made.weights.sum() * np.log(np.maximum(good, 1e-12) / whole)))
    return value, np.asarray(pull @ made.rows)


def fit(made: Choices, tightness: float) -> Floats:
    """The weights of highest posterior; `tightness` is how many names the prior is worth."""
    prior = np.array([HAND[name] / SOFTNESS for name in FEATURES])
    scale = tightness / made.weights.sum()

    def posterior(weights: Floats) -> tuple[float, Floats]:
        value, slope = loss(weights, made)
        off = weights - prior
        return value + scale * float(off @ off) / 2, slope + scale * off

    return np.asarray(minimize(posterior, prior, jac=True, method="L-BFGS-B").x)


def named(weights: Floats) -> dict[str, float]:
    """Evidence → weight."""
    return dict(zip(FEATURES, map(float, weights), strict=True))


def trained(corpus: Sequence[Text], gazetteer: Gazetteer, tightness: float) -> dict[str, float]:
    """Weights after alternating rounds of settling and fitting."""
    weights = {name: value / SOFTNESS for name, value in HAND.items()}
    for _ in range(ROUNDS):
        weights = named(fit(choices(corpus, gazetteer, weights), tightness))
    return weights


def held_out(corpus: Sequence[Text], gazetteer: Gazetteer, tightness: float, *, folds: int = 5) -> tuple[float, float]:
    """On documents that the weights were not fitted on, the mean loss and the share of names that are right."""
    losses, shares = [], []
    for fold in range(folds):
        kept = [text for at, text in enumerate(corpus) if at % folds != fold]
        weights = trained(kept, gazetteer, tightness)
        made = choices(corpus[fold::folds], gazetteer, weights)
        as_row = np.array([weights[name] for name in FEATURES])
        losses.append(loss(as_row, made)[0])
        shares.append(share_right(as_row, made))
    return float(np.mean(losses)), float(np.mean(shares))


def share_right(weights: Floats, made: Choices) -> float:
    """The share of names whose best row is right."""
    scores = made.rows @ weights
    ends = np.append(made.begins[1:], len(scores))
    best = [begin + int(np.argmax(scores[begin:end])) for begin, end in zip(made.begins, ends, strict=True)]
    return float(np.mean(made.right[best]))


def calibration(made: Choices, weights: Mapping[str, float]) -> dict[str, float]:
    """The slope, margin and offset that make confidences of chances, by logistic regression over the best meanings."""
    scores = made.rows @ np.array([weights[name] for name in FEATURES])
    rows, right, counts = [], [], []
    for begin, end, count in zip(made.begins, [*made.begins[1:], len(scores)], made.weights, strict=True):
        likely = np.exp(scores[begin:end] - scores[begin:end].max())
        likely /= likely.sum()
        ranked = np.argsort(-likely[:-1], kind="stable")
        second = float(likely[ranked[1]]) if len(ranked) > 1 else 0.0
        rows.append([*confidence_evidence(float(likely[ranked[0]]), second), 1.0])
        right.append(2 * made.right[begin + ranked[0]] - 1)
        counts.append(count)
    evidence_of, signs, share = np.array(rows), np.array(right), np.array(counts) / np.sum(counts)

    def misfit(values: Floats) -> float:
        return float(share @ np.logaddexp(0, -signs * (evidence_of @ values)))

    return dict(zip(CALIBRATION, map(float, minimize(misfit, np.zeros(len(CALIBRATION))).x), strict=True))


def write(weights: Mapping[str, float], scale: Mapping[str, float], path: Path) -> None:
    """The table. `scale` is the calibration."""
    lines = [f"{name},{weights[name]:.4f},{_SOURCE}" for name in FEATURES]
    lines += [f"{name},{scale[name]:.4f},{_SOURCE}" for name in CALIBRATION]
    write_text(path, _COMMENT + "\n".join(["evidence,weight,source", *lines]) + "\n")


def main() -> None:
    """Fit and calibrate; only compare priors with --try."""
    parser = argparse.ArgumentParser(prog="python -m training.ranker", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--try", action="store_true", dest="compare", help="only compare strengths of the prior")
    args = parser.parse_args()
    with open_gazetteer() as gazetteer:
        own = list(own_texts(gazetteer))
        if args.compare:
            for tightness in TIGHTNESS:
                LOG.info(
                    "tightness %g: held-out loss %.4f, right %.4f", tightness, *held_out(own, gazetteer, tightness)
                )
            return
        weights = trained(own, gazetteer, FITTED_TIGHTNESS)
        cleared = list(texts(args.corpora, gazetteer))
        LOG.info("%d passages, %d cleared documents", len(own), len(cleared))
        scale = calibration(choices(cleared, gazetteer, weights), weights)
        write(weights, scale, args.out)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
