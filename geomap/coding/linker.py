"""The learned half of event-to-place linking: which toponym of its sentence an event was at, or none.

A conditional logistic model: the weights of the evidence for each toponym, and of that for none, are summed, and the
shares of the exponentials are the chances. The rules' own score is part of the evidence. Weights are in
`tables/linker.csv`, fitted by `training/fit_linker.py`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from geomap.coding.linking_features import Question, evidence, starts_from
from geomap.coding.ontology import TABLES
from geomap.tables import read_csv_table

LEARNED = ("BAT", "STR", "EXP", "VAC", "DEM", "MOB", "COE.ARREST", "COE.DISRUPT", "COE.DESTROY", "COE.RESTRICT")
"""The types that the weights were fitted on; of the others the corpus has too few."""

_RULED = 1.0
"""A site that the rules score so is theirs to choose."""
_OVERRULED = 0.55
"""The chance of none that overrules the rules' choice."""
_PLAIN, _PLAIN_OVERRULED = 3.0, 0.62
"""The same for a site of so high a score: "in X" after the deed, in its own clause."""
_DOUBTED = 0.5
_SURE = 0.8
"""A site that the rules score below `_DOUBTED` is chosen only with this chance."""


def learned_site(question: Question) -> int | None:
    """The number of the likeliest site; None where none is likelier, and clearly so where the rules see a scene."""
    found = chances(question)
    scores = question.rule_scores
    open_to = [
        number
        for number, score in enumerate(scores)
        if score >= _RULED or (not starts_from(question, number) and (score >= _DOUBTED or found[number + 1] >= _SURE))
    ]
    best = max(open_to, key=lambda number: (found[number + 1], -number), default=None)
    if best is None or found[0] >= _overruling(max(scores), found[best + 1]):
        return None
    return best


def _overruling(score: float, chance: float) -> float:
    """The chance of none that overrules a site: the more, the plainer the rules see a scene; else that of the site."""
    if score >= _PLAIN:
        return _PLAIN_OVERRULED
    return _OVERRULED if score >= _RULED else chance


def chances(question: Question, *, weights: Mapping[str, float] | None = None) -> tuple[float, ...]:
    """The chance that no toponym is the scene, then that of each site, in order; they sum to 1."""
    table = link_weights() if weights is None else weights
    none, sites = evidence(question)
    scores = [_total(none, table), *(_total(site, table) for site in sites)]
    top = max(scores)
    shares = [math.exp(score - top) for score in scores]
    whole = math.fsum(shares)
    return tuple(share / whole for share in shares)


def _total(names: Iterable[str], weights: Mapping[str, float]) -> float:
    return math.fsum(weights.get(name, 0.0) for name in names)


@cache
def link_weights() -> Mapping[str, float]:
    """Evidence → weight. Raises TableError for a row that is no number."""
    rows = read_csv_table(TABLES / "linker.csv", columns=("evidence", "weight", "source"))
    return MappingProxyType({row["evidence"]: float(row["weight"]) for row in rows})
