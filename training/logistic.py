"""Binary logistic regression over named evidence, with a ridge, by L-BFGS."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

BIAS = "bias"
Evidence = Mapping[str, float]


def common_names(rows: Iterable[Iterable[str]], *, least: int) -> list[str]:
    """The names of evidence that at least so many rows have, sorted."""
    counts = Counter(name for row in rows for name in row)
    return sorted(name for name, count in counts.items() if count >= least)


def fit_binary(
    rows: Sequence[Evidence], answers: Sequence[float], shares: Sequence[float], *, least: int, ridge: float
) -> dict[str, float]:
    """Evidence that at least `least` rows have → weight in log odds, with BIAS, which the ridge leaves alone.

    `answers` are 0 or 1 and `shares` what the rows count.
    """
    names = [BIAS, *(name for name in common_names(rows, least=least) if name != BIAS)]
    matrix = _matrix(rows, names)
    right = np.asarray(answers, float)
    share = np.asarray(shares, float)
    penalty = np.full(len(names), ridge)
    penalty[0] = 0.0

    def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        score = matrix @ theta
        chance = 1 / (1 + np.exp(-score))
        value = float(np.sum(share * (np.logaddexp(0, score) - right * score)) + theta @ (penalty * theta) / 2)
        return value, matrix.T @ (share * (chance - right)) + penalty * theta

    theta = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return dict(zip(names, map(float, theta), strict=True))


def _matrix(rows: Sequence[Evidence], names: Sequence[str]) -> csr_matrix:
    """Rows by names; every row has BIAS."""
    column = {name: at for at, name in enumerate(names)}
    values: list[float] = []
    columns: list[int] = []
    pointers = [0]
    for row in rows:
        values.append(1.0)
        columns.append(column[BIAS])
        for name in sorted(row):
            if name in column and name != BIAS:
                values.append(row[name])
                columns.append(column[name])
        pointers.append(len(columns))
    return csr_matrix((values, columns, pointers), shape=(len(rows), len(names)))
