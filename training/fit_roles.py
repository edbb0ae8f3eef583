"""Fit the role classifier on sentences that we wrote, each toponym marked with its role.

    python -m training.fit_roles geomap/places/weights/roles.csv

Reads training/data/roles.txt (CC0 1.0) and no corpus. Cross-validates by sentence first and prints the shares of roles
that are right, literal or not and all four: of the rules, of the classifier, and of both as `role_model` combines them.
The sentences of tests/data/roles.txt are a test: they are not learnt from.
"""

from __future__ import annotations

import argparse
import csv
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geomap.language import parse
from geomap.model import Article
from geomap.places.gazetteer import Gazetteer, open_gazetteer
from geomap.places.given import read_given
from geomap.places.remember import Remembering
from geomap.places.resolve import resolve
from geomap.places.role_evidence import tree_evidence, word_evidence
from geomap.places.role_model import BIAS, ROLES, SETTLED, SURE, Weights, likeliest
from geomap.places.roles import rule_role
from geomap.places.tagger import embedded_clusters
from training.whole import whole

LOG = logging.getLogger(__name__)
SENTENCES = Path(__file__).parent / "data" / "roles.txt"
MARKED = re.compile(r"\[([^]|]+)\|([LAGD])\]")
ROLE_OF = {"L": "literal", "A": "associative", "G": "government", "D": "demonym"}
FOLDS, SEED = 5, 1
MIN_COUNT = 2
INVERSE_RIDGE = 0.2
"""Chosen among .05, .1, .2, .3 and .5 by cross-validation on the training sentences."""
LEAST_WEIGHT = 0.01
HEAD = """\
# Weights of the evidence on the role of a toponym; see geomap/places/role_model.py. Fitted by
# training/fit_roles.py on training/data/roles.txt (our own sentences). `words`: the classifier over the words around
# the name; `tree`: that over words and tree. Licence of these weights: CC BY-SA 4.0 (word clusters and trees are made
# from corpora under it; see ATTRIBUTION.md).
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A marked toponym: its role, the rules' answer and ground, the evidence of words and of the tree."""

    sentence: int
    role: str
    rule: str
    settled: bool
    words: frozenset[str]
    tree: frozenset[str]


def marked(line: str) -> tuple[str, dict[tuple[int, int], str]]:
    """The text of a line, and the role of each marked stretch."""
    text, at, roles = "", 0, {}
    for found in MARKED.finditer(line):
        text += line[at : found.start()]
        roles[len(text), len(text) + len(found[1])] = ROLE_OF[found[2]]
        text += found[1]
        at = found.end()
    return text + line[at:], roles


def read_cases(path: Path, gazetteer: Gazetteer) -> Iterator[Case]:
    """Every marked toponym of a file of sentences."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(line for line in lines if line and not line.startswith("#")):
        yield from cases_of(line, gazetteer, number=number)


def cases_of(line: str, gazetteer: Gazetteer, *, number: int = 0) -> Iterator[Case]:
    """The marked toponyms of a sentence."""
    text, roles = marked(line)
    doc, remembering, clusters = parse(Article(f"{number}", text)), Remembering(gazetteer), embedded_clusters()
    found = read_given(doc, roles, remembering)
    if doc.trees is None:
        raise ValueError("the classifier is fitted on trees: none are to be had")
    for bounds, meaning in zip(found, resolve(doc, list(found.values()), remembering), strict=True):
        span = found[bounds].span
        rule = rule_role(span, meaning.place)
        words = word_evidence(span, meaning.place, rule=rule, clusters=clusters)
        tree = tree_evidence(span, meaning.place, tree=doc.trees.of(span.view.index), clusters=clusters)
        yield Case(number, roles[bounds], rule.role, rule.ground in SETTLED, words, words | tree)


def fit(cases: Sequence[Case], *, model: str, seed: int = SEED) -> Weights:
    """Evidence → weight for each role, by multinomial logistic regression with a ridge; peoples are left out."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    told = [case for case in cases if case.role in ROLES]
    evidence = [getattr(case, model) for case in told]
    counts = Counter(name for names in evidence for name in names)
    kept = {name for name, count in counts.items() if count >= MIN_COUNT}
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(sorted(names & kept), 1.0) for names in evidence])
    regression = LogisticRegression(C=INVERSE_RIDGE, max_iter=2000, random_state=seed)
    regression.fit(matrix, [case.role for case in told])
    columns = [list(regression.classes_).index(role) for role in ROLES]
    table = {
        name: tuple(round(float(regression.coef_[column][at]), 3) for column in columns)
        for at, name in enumerate(vectorizer.get_feature_names_out())
    }
    table[BIAS] = tuple(round(float(regression.intercept_[column]), 3) for column in columns)
    return {name: row for name, row in table.items() if max(map(abs, row)) >= LEAST_WEIGHT}


def answers(case: Case, weights: Mapping[str, Weights]) -> dict[str, str]:
    """What the rules, either classifier, and all together say."""
    if case.settled:
        return dict.fromkeys(("rules", "words", "tree", "together"), case.rule)
    words, sure = likeliest(case.words, weights["words"])
    tree, _ = likeliest(case.tree, weights["tree"])
    return {"rules": case.rule, "words": words, "tree": tree, "together": words if sure >= SURE else tree}


def cross_validate(cases: Sequence[Case]) -> dict[str, tuple[float, float]]:
    """Way → shares of roles that are right, literal or not and exactly, each by a model without the sentence."""
    said: list[tuple[str, dict[str, str]]] = []
    for fold in range(FOLDS):
        rest = [case for case in cases if case.sentence % FOLDS != fold]
        weights = {model: fit(rest, model=model) for model in ("words", "tree")}
        said += [(case.role, answers(case, weights)) for case in cases if case.sentence % FOLDS == fold]
    return {way: shares((role, each[way]) for role, each in said) for way in said[0][1]}


def shares(pairs: Iterable[tuple[str, str]]) -> tuple[float, float]:
    """Of (gold, found): the share that agrees on literal or not, and the share that is the same."""
    told = list(pairs)
    literal = sum((one == ROLES[0]) == (other == ROLES[0]) for one, other in told)
    return round(literal / len(told), 4), round(sum(one == other for one, other in told) / len(told), 4)


def write(weights: Mapping[str, Weights], out: Path) -> None:
    """Write the table with its source and licence, in order of model and evidence."""
    with whole(out) as part, part.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("model", "evidence", *ROLES))
        rows.writerows((model, name, *weights[model][name]) for model in weights for name in sorted(weights[model]))


def main() -> None:
    """Cross-validate, fit, write."""
    parser = argparse.ArgumentParser(prog="python -m training.fit_roles", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    args = parser.parse_args()
    with open_gazetteer() as gazetteer:
        cases = list(read_cases(SENTENCES, gazetteer))
    LOG.info("%d toponyms", len(cases))
    for way, (literal, same) in cross_validate(cases).items():
        LOG.info("%-8s literal or not %.3f, the same role %.3f", way, literal, same)
    write({model: fit(cases, model=model, seed=args.seed) for model in ("words", "tree")}, args.out)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
