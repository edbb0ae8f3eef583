"""Fit the type model and the confidence of events, on cleared corpora and on sentences and articles that we wrote.

    python -m training.fit_types CORPORA OUT_FOLDER

CORPORA holds the files that manifest.toml clears for "types": sentences with PLOVER or CAMEO events, each of which
stands for the codes that the ontology maps to it. Our own are data/sentences.toml and tests/data/articles. Writes
types.csv (multinomial logistic regression over the evidence of findings) and confidence.csv (binary, over their
grounds; the chance of the code is that of a model that has not seen the sentence).
"""

from __future__ import annotations

import argparse
import json
import logging
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from geomap.coding import Coder, load_coder
from geomap.coding.code import tell
from geomap.coding.confidence import Grounds, grounds_of
from geomap.coding.dates import find_dates
from geomap.coding.ontology import ontology
from geomap.coding.triggers import NONE
from geomap.coding.typing_model import BIAS, type_chances
from geomap.evaluate._article import match_events
from geomap.language import parse
from geomap.model import Article, Event
from geomap.places import find_mentions
from geomap.places.gazetteer import Gazetteer, open_gazetteer
from geomap.store import event_record
from training.manifest import cleared
from training.whole import write_text

LOG = logging.getLogger(__name__)
HERE = Path(__file__).parent
ARTICLES = HERE.parent / "tests" / "data" / "articles"
FOLDS = 5
MIN_COUNT, RIDGE, LEAST_WEIGHT = 3, 1.0, 0.08
CORPUS_SHARE = 0.7
"""What a corpus sentence counts, whose codes are many, against one of ours."""
HEAD = """\
# {what}
# Fitted by training/fit_types.py on training/data/sentences.toml and tests/data/articles (our own),
# on the PLOVER gold standard records (CC BY-SA 4.0) and on the validation sentences of UniversalPetrarch
# (MIT). Licence of these weights: CC BY-SA 4.0.
"""
SOURCE = "training/fit_types.py"


@dataclass(frozen=True, slots=True)
class Told:
    """An event that the coder made, its grounds and evidence, the codes that are right for it, and its fold."""

    event: Event
    grounds: Grounds
    evidence: frozenset[str]
    right: frozenset[str]
    share: float
    fold: int


def sentences(corpora: Path) -> Iterator[tuple[str, frozenset[str], float]]:
    """Sentences, the codes of their events, and what they count."""
    with (HERE / "data" / "sentences.toml").open("rb") as file:
        for code, lines in tomllib.load(file).items():
            for line in lines.strip().split("\n"):
                yield line, frozenset([code]), 1.0
    for path in cleared(corpora, use="types"):
        for line in path.open(encoding="utf-8"):
            row = json.loads(line)
            codes = frozenset(code for event in row["events"] for code in codes_of(event))
            if codes or not row["events"]:
                yield row["text"], codes or frozenset([NONE]), CORPUS_SHARE


def codes_of(event: Mapping[str, Any]) -> frozenset[str]:
    """Our codes that stand for a PLOVER type or a CAMEO code."""
    if event.get("type"):
        return frozenset(code for code, kind in ontology().items() if kind.plover == event["type"])
    cameo = str(event["code"])
    mapped = {code: [one.strip() for one in kind.cameo.split(",") if one.strip()] for code, kind in ontology().items()}
    return frozenset(
        code for code, ours in mapped.items() if any(cameo.startswith(one) or one.startswith(cameo) for one in ours)
    )


def events_of(
    article: Article, *, coder: Coder, gazetteer: Gazetteer
) -> list[tuple[Event, tuple[Grounds, frozenset[str]]]]:
    """The events of an article, unmerged, with what they rest on."""
    doc = parse(article)
    mentions = find_mentions(doc, gazetteer)
    state = tell(doc, mentions, expressions=find_dates(doc), coder=coder, gazetteer=gazetteer)
    return [(event, state.grounds[event.event_id]) for event in state.events]


def told_in_sentences(corpora: Path, *, coder: Coder, gazetteer: Gazetteer) -> Iterator[Told]:
    """Every event that the coder makes of the sentences."""
    for number, (text, right, share) in enumerate(sentences(corpora)):
        for event, (grounds, evidence) in events_of(Article(f"{number}", text), coder=coder, gazetteer=gazetteer):
            yield Told(event, grounds, evidence, right, share, number % FOLDS)


def told_in_articles(*, coder: Coder, gazetteer: Gazetteer) -> Iterator[Told]:
    """Every event that the coder makes of our articles; right is the code of the gold event that it matches."""
    for number, path in enumerate(sorted(ARTICLES.glob("*.json"))):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        published = date.fromisoformat(gold["article"]["date"])
        told = events_of(Article(path.stem, text, published=published), coder=coder, gazetteer=gazetteer)
        matched = {index for _, index in match_events([event_record(event) for event, _ in told], gold["events"]).pairs}
        for index, (event, (grounds, evidence)) in enumerate(told):
            right = frozenset([event.event_type] if index in matched else [NONE])
            yield Told(event, grounds, evidence, right, 1.0, number % FOLDS)


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
        by_text[one.event.doc_id].append(one)
    kept: list[Told] = []
    for told in by_text.values():
        right = [one for one in told if one.event.event_type in one.right]
        chosen = right or told
        kept += [replace(one, share=one.share / len(chosen), right=right_codes(one)) for one in chosen]
    return kept


def right_codes(one: Told) -> frozenset[str]:
    """The event's own code where it is right, else all that are."""
    return frozenset([one.event.event_type]) if one.event.event_type in one.right else one.right


def fit_confidence(found: Sequence[tuple[Told, float]]) -> dict[str, float]:
    """Ground → weight; each event with the chance of its code from a model that has not seen it."""
    grounds = [dict(grounds_of(one.event, replace(one.grounds, typed=chance))) for one, chance in found]
    names = sorted({name for one in grounds for name in one})
    matrix = np.array([[one.get(name, 0.0) for name in names] for one in grounds])
    right = np.array([float(one.event.event_type in one.right) for one, _ in found])
    penalty = np.array([0.0 if name == "bias" else 1.0 for name in names])

    def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        score = matrix @ theta
        chance = 1 / (1 + np.exp(-score))
        value = float(np.sum(np.logaddexp(0, score) - right * score) + theta @ (penalty * theta) / 2)
        return value, matrix.T @ (chance - right) + penalty * theta

    theta = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    chance = 1 / (1 + np.exp(-(matrix @ theta)))
    for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.0)):
        inside = (chance >= low) & (chance < high)
        LOG.info("confidence %.1f-%.1f: %d events, %.2f right", low, high, inside.sum(), right[inside].mean())
    return {name: round(float(weight), 3) for name, weight in zip(names, theta, strict=True)}


def unseen_chances(found: Sequence[Told]) -> Iterator[tuple[Told, float]]:
    """Each event with the chance of its code by the model of the other folds."""
    for fold in range(FOLDS):
        table = fit_types(learnable([one for one in found if one.fold != fold]))
        for one in found:
            if one.fold == fold:
                yield one, type_chances(one.evidence, weights=table).get(one.event.event_type, 0.0)


def main() -> None:
    """Fit and write both tables."""
    parser = argparse.ArgumentParser(prog="python -m training.fit_types", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    coder = load_coder()
    with open_gazetteer() as gazetteer:
        found = list(told_in_sentences(args.corpora, coder=coder, gazetteer=gazetteer))
        found += told_in_articles(coder=coder, gazetteer=gazetteer)
    LOG.info("%d events, %d of a right type", len(found), sum(one.event.event_type in one.right for one in found))
    grounds = fit_confidence(list(unseen_chances(found)))
    types = fit_types(learnable(found))
    told = {name: " ".join(f"{code}:{weight}" for code, weight in types[name].items()) for name in sorted(types)}
    rows = [f"{name},{weights},{SOURCE}\n" for name, weights in told.items()]
    write(args.out / "types.csv", "evidence,weights,source", rows, what="Evidence for each event code; see")
    rows = [f"{name},{grounds[name]},{SOURCE}\n" for name in sorted(grounds)]
    write(args.out / "confidence.csv", "ground,weight,source", rows, what="What an event's confidence rests on; see")


def write(path: Path, header: str, rows: Sequence[str], *, what: str) -> None:
    """Write a table with its source and licence."""
    see = {"types.csv": "geomap/coding/typing_model.py.", "confidence.csv": "geomap/coding/confidence.py."}
    write_text(path, "".join([HEAD.format(what=f"{what} {see[path.name]}"), header + "\n", *rows]))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
