"""Fit the weights of the place recogniser's evidence on the cleared corpora, by regularised logistic regression.

    python -m training.fit_filters CORPORA OUT.csv

From the corpora that the manifest clears for "recogniser" and "toponyms". Every candidate of the recogniser is a row:
right where the corpus has a place (or a nationality) of the same bounds, wrong where it has a person or nothing. A
candidate within an organisation or another name is left out, since corpora differ on those.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from geomap.language import parse
from geomap.model import Article
from geomap.places.cues import Cues, load_cues
from geomap.places.evidence import gather
from geomap.places.gazetteer import Gazetteer, open_gazetteer
from geomap.places.name_span import NameSpan
from geomap.places.persons import find_people
from geomap.places.prominence import well_known
from geomap.places.spans import spans
from geomap.places.truecase import plain_views
from training.manifest import cleared
from training.whole import write_text

LOG = logging.getLogger(__name__)
Labelled = tuple[str, list[tuple[int, int, str]]]
MIN_COUNT = 12
RIDGE = 1.0
SHARE = {"wotr-train": 0.3, "ner_btc": 0.5, "ner_wnut": 0.5}
INCOMPLETE = frozenset(["ner_crossner", "ner_re3d"])
"""Corpora that leave many places unlabelled (within events, titles, descriptions): what is well known there and without
a label is left out."""
LICENCE = """\
# Weights of the recogniser's evidence, fitted by training/fit_filters.py. Licence: CC BY-SA 4.0. Fitted on wikigold,
# WNUT17, BTC, GUM entities (CC BY 4.0), CrossNER (MIT), re3d (open sources only), UNER PUD and EWT dev (CC BY-SA 4.0),
# and the War of the Rebellion corpus (MIT).
"""
SOURCE = "fitted by training/fit_filters.py"


def entity_documents(path: Path) -> Iterator[Labelled]:
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        text, found, current = "", [], None
        for word, space, tag in zip(row["words"], row["spaces"], row["tags"], strict=True):
            start = len(text)
            text += word
            if tag.startswith("B-"):
                current = [start, len(text), tag[2:]]
                found.append(current)
            elif tag.startswith("I-") and current:
                current[1] = len(text)
            else:
                current = None
            text += " " if space else ""
        yield text, [tuple(item) for item in found]


def toponym_documents(path: Path) -> Iterator[Labelled]:
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        kept = [t for t in row["toponyms"] if t.get("subtype") != "Location-description"]
        yield row["text"], [(t["start"], t["end"], "LOC") for t in kept]


def rows(
    documents: Iterator[Labelled], gazetteer: Gazetteer, *, incomplete: bool = False
) -> Iterator[tuple[list[str], bool]]:
    cues = load_cues()
    for text, labels in documents:
        sentences = plain_views(parse(Article("x", text)), gazetteer)
        people = find_people(sentences, cues=cues)
        bounds = {(start, end): label for start, end, label in labels}
        candidates = [span for view in sentences for span in spans(view, gazetteer, cues=cues)]
        for at, span in enumerate(candidates):
            if span.kind in ("street", "unknown"):
                continue
            right = label_of(span, bounds, cues)
            if right is None or (incomplete and not right and well_known(span.matches)):
                continue
            previous = candidates[at - 1] if at else None
            following = candidates[at + 1] if at + 1 < len(candidates) else None
            evidence = gather(span, cues=cues, people=people, previous=previous, following=following)
            yield list(evidence), right


def label_of(span: NameSpan, bounds: dict[tuple[int, int], str], cues: Cues) -> bool | None:
    """Whether a candidate is a toponym; None where the corpus does not say.

    A name that opens an organisation's name before a word such as "University" or "Police", or ends it after "of", is a
    nested toponym. A well-known place labelled as an organisation stands for its government or team.
    """
    if span.view.glued(span.first) or span.view.lower(span.last) == "-":
        return None  # "Britain-based" is one unlabelled word in some corpora
    label = bounds.get((span.start, span.end))
    if label in ("LOC", "NORP"):
        return True
    if label == "ORG":
        return True if span.matches[0].place.precision in ("country", "adm1") else None
    for (start, end), name in bounds.items():
        if not (start < span.end and span.start < end):
            continue
        if name == "ORG" and start <= span.start and span.end <= end:
            opens = start == span.start and span.view.lower(span.last) in cues.organisation
            closes = end == span.end and span.view.lower(span.first - 1) == "of"
            return True if opens or closes else None
        if name == "LOC" and span.end == end and span.view.text[start : span.start].islower():
            return True
        if name == "LOC" and span.start == start and span.view.text[span.end : end].islower():
            return True
        if name != "PER":
            return None
    return False


def fit(data: list[tuple[list[str], bool, float]]) -> dict[str, float]:
    counts = Counter(name for evidence, _, _ in data for name in set(evidence))
    names = sorted(name for name, count in counts.items() if count >= MIN_COUNT)
    column = {name: index for index, name in enumerate(names)}
    indices, indptr = [], [0]
    for evidence, _, _ in data:
        indices += sorted({column[name] for name in evidence if name in column})
        indptr.append(len(indices))
    matrix = csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(data), len(names)))
    right = np.array([1.0 if label else 0.0 for _, label, _ in data])
    weight = np.array([share for _, _, share in data])

    def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        score = matrix @ theta
        chance = 1 / (1 + np.exp(-score))
        value = float(np.sum(weight * (np.logaddexp(0, score) - right * score)) + RIDGE / 2 * theta @ theta)
        return value, matrix.T @ (weight * (chance - right)) + RIDGE * theta

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    chance = 1 / (1 + np.exp(-(matrix @ best.x)))
    for threshold in (0.3, 0.4, 0.5, 0.6):
        hit = np.sum((chance >= threshold) & (right == 1))
        LOG.info("threshold %.1f: P %.3f R %.3f", threshold, hit / np.sum(chance >= threshold), hit / np.sum(right))
    return {name: round(float(value), 2) for name, value in zip(names, best.x, strict=True)}


def learnt_from(corpora: Path, gazetteer: Gazetteer) -> Iterator[tuple[list[str], bool, float]]:
    """The candidates of every cleared corpus: evidence, whether it is a toponym, what it counts."""
    paths = [*sorted(cleared(corpora, use="recogniser")), *cleared(corpora, use="toponyms")]
    toponyms = frozenset(cleared(corpora, use="toponyms"))
    for path in paths:
        documents = toponym_documents(path) if path in toponyms else entity_documents(path)
        found = list(rows(documents, gazetteer, incomplete=path.stem in INCOMPLETE))
        LOG.info("%s: %d candidates, %d right", path.stem, len(found), sum(label for _, label in found))
        for evidence, label in found:
            yield evidence, label, SHARE.get(path.stem, 1.0)


def main() -> None:
    """Read the arguments, fit, write the table."""
    parser = argparse.ArgumentParser(prog="python -m training.fit_filters", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--gazetteer", type=Path)
    args = parser.parse_args()
    with open_gazetteer(args.gazetteer) as gazetteer:
        table = fit(list(learnt_from(args.corpora, gazetteer)))
    lines = [LICENCE, "evidence,weight,source\n"]
    for name in sorted(table):
        quoted = f'"{name}"' if "," in name else name
        lines.append(f"{quoted},{table[name]},{SOURCE}\n")
    write_text(args.out, "".join(lines))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
