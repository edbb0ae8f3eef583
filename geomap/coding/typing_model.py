"""The learned half of event typing: how likely each code is, given the rule's label, the words and who does what.

A multinomial logistic model; its weights are in `tables/types.csv`, fitted by `training/fit_types.py` on cleared
corpora and on sentences that we wrote. The rules decide whether there is an event; the model may choose a sister code
of the same family where it is far surer, and its chance of the code is part of the event's confidence.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from geomap.coding.finding import Finding
from geomap.coding.ontology import TABLES, check_code
from geomap.coding.triggers import NONE
from geomap.errors import TableError
from geomap.tables import read_csv_table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BIAS = "bias"
"""The evidence that every finding has."""

_MARGIN = 0.4
"""By how much a sister code must be likelier than the rule's."""

_SURE = 0.9
"""From this weight on a rule says plainly what it was: "spoke by telephone"."""

Weights = Mapping[str, Mapping[str, float]]
"""Evidence → code → weight."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A finding with the code that it gets, its evidence, and how likely that code is."""

    finding: Finding
    evidence: frozenset[str]
    chance: float


def typed(finding: Finding, evidence: frozenset[str], *, weights: Weights | None = None) -> Typed:
    """A finding under its likeliest code within the family of its rule."""
    chances = type_chances(evidence, weights=weights)
    own = finding.code
    sisters = [code for code in chances if code[:3] == own[:3]]
    best = max(sisters, key=lambda code: (chances[code], code), default=own)
    sure = finding.hit.rule.weight >= _SURE
    if best != own and not sure and chances[best] - chances.get(own, 0.0) > _MARGIN:
        rule = replace(finding.hit.rule, code=best)
        return Typed(replace(finding, hit=replace(finding.hit, rule=rule)), evidence, chances[best])
    return Typed(finding, evidence, chances.get(own, 0.0))


def type_chances(evidence: Iterable[str], *, weights: Weights | None = None) -> dict[str, float]:
    """The chance of each code, and of NONE; they sum to 1. An empty table gives an empty dict."""
    known = _embedded() if weights is None else _as_rows(weights)
    told = [known.rows[name] for name in sorted({BIAS, *evidence}) if name in known.rows]
    scores = dict(zip(known.codes, known.table[told].sum(axis=0).tolist(), strict=True))
    top = max(scores.values(), default=0.0)
    shares = {code: math.exp(score - top) for code, score in scores.items()}
    whole = math.fsum(shares.values())
    return {code: share / whole for code, share in shares.items()}


@dataclass(frozen=True, slots=True)
class _Rows:
    """The weights as a table: a row for each piece of evidence, a column for each code."""

    rows: Mapping[str, int]
    codes: tuple[str, ...]
    table: NDArray[np.float64]


@cache
def _embedded() -> _Rows:
    return _as_rows(type_weights())


def _as_rows(weights: Weights) -> _Rows:
    import numpy as np

    codes = tuple(weights.get(BIAS, ()))
    column = {code: number for number, code in enumerate(codes)}
    table = np.zeros((len(weights), len(codes)))
    for row, of_codes in zip(table, weights.values(), strict=True):
        for code, weight in of_codes.items():
            row[column[code]] = weight
    return _Rows({name: number for number, name in enumerate(weights)}, codes, table)


@cache
def type_weights() -> Weights:
    """The weights of tables/types.csv. Raises TableError for an unknown code or a weight that is no number."""
    path = TABLES / "types.csv"
    table: dict[str, Mapping[str, float]] = {}
    for row in read_csv_table(path, columns=("evidence", "weights", "source")):
        pairs = [pair.rpartition(":") for pair in row["weights"].split()]
        try:
            table[row["evidence"]] = MappingProxyType({code: float(weight) for code, _, weight in pairs})
        except ValueError:
            raise TableError(f"{path}: '{row['evidence']}' has a weight that is no number; write CODE:1.5") from None
    for code in table.get(BIAS, {}):
        if code != NONE:
            check_code(code, where=f"{path}")
    return MappingProxyType(table)
