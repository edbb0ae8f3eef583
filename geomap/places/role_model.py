"""The role of each toponym: a trained linear classifier, with the rules of `roles` where it is unsure without a tree.

Multinomial logistic regression over named evidence (`role_evidence`), in two sizes: one over the words around the
name, and, where that one is unsure, one over those and the tree of the sentence. So a sentence is parsed for a role
only where the words leave it open. The weights (`weights/roles.csv`) were fitted by `training/fit_roles.py` on
sentences of ours.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geomap.errors import TableError
from geomap.language import Asking, Doc, wanted
from geomap.model import Place, ToponymRole
from geomap.places.name_span import NameSpan
from geomap.places.role_cues import load_role_cues
from geomap.places.role_evidence import tree_evidence, word_evidence
from geomap.places.roles import Judgement, rule_role
from geomap.places.tagger import WEIGHTS, embedded_clusters
from geomap.tables import read_csv_table

ROLES: tuple[ToponymRole, ...] = ("literal", "associative", "government")
"""What the classifier chooses from: peoples are told by their names."""
SURE = 0.68
"""How likely it must be by the words alone that a name is literal, or that it is not, for no tree to be asked."""
SETTLED = frozenset(["people", "named", "address"])
"""Grounds on which the rules' answer stands: the gazetteer, a cue word or the layout says so."""
BIAS = "always"
_TABLE = WEIGHTS / "roles.csv"

Weights = Mapping[str, tuple[float, ...]]
"""Evidence → its weight for each of ROLES."""


@dataclass(frozen=True, slots=True)
class RoleWeights:
    """The weights of the smaller classifier, over words, and of the larger, over words and tree."""

    words: Weights
    tree: Weights


def roles_of(doc: Doc, toponyms: Sequence[tuple[NameSpan, Place | None]]) -> Asking[list[ToponymRole]]:
    """The role of each toponym of a document, given with the place that it means. Asks for what trees it must."""
    weights, clusters = role_weights(), embedded_clusters()
    roles: list[ToponymRole] = []
    unsure: dict[int, tuple[Judgement, frozenset[str]]] = {}
    for span, place in toponyms:
        judged = rule_role(span, place)
        if judged.ground not in SETTLED and not _only_stands(span, place):
            evidence = word_evidence(span, place, rule=judged, clusters=clusters)
            role, chance = likeliest(evidence, weights.words)
            if chance < SURE:
                unsure[len(roles)] = judged, evidence
            roles.append(role)
        else:
            roles.append(judged.role)
    if unsure:
        yield wanted(doc, (toponyms[at][0].view.index for at in unsure))
    for at, (judged, evidence) in unsure.items():
        span, place = toponyms[at]
        if doc.trees is None:
            roles[at] = judged.role
        else:
            seen = tree_evidence(span, place, tree=doc.trees.of(span.view.index), clusters=clusters)
            roles[at] = likeliest(evidence | seen, weights.tree)[0]
    return roles


def _only_stands(span: NameSpan, place: Place | None) -> bool:
    """Whether the toponym is a site that is no seat of power: an airport asks and answers nothing."""
    return place is not None and place.precision == "site" and span.key.lower() not in load_role_cues().seats


def likeliest(evidence: Iterable[str], weights: Weights) -> tuple[ToponymRole, float]:
    """Literal, or the likelier of the other roles; and how likely it is that the name is literal, or that it is not."""
    told = [weights[name] for name in (BIAS, *evidence) if name in weights]
    scores = [math.fsum(each) for each in zip(*told, strict=True)]
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    literal = powers[0] / math.fsum(powers)
    if literal >= 0.5:
        return ROLES[0], literal
    return ROLES[1 if scores[1] >= scores[2] else 2], 1 - literal


@cache
def role_weights(path: Path = _TABLE) -> RoleWeights:
    """The shipped weights, or those of another table. Raises TableError for a row that is no weight."""
    found: dict[str, dict[str, tuple[float, ...]]] = {"words": {}, "tree": {}}
    for number, row in enumerate(read_csv_table(path, columns=("model", "evidence", *ROLES)), start=1):
        if row["model"] not in found:
            raise TableError(f"{path}, row {number}: model must be 'words' or 'tree', not '{row['model']}'")
        found[row["model"]][row["evidence"]] = tuple(float(row[role]) for role in ROLES)
    return RoleWeights(found["words"], found["tree"])
