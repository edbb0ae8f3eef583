"""The layers of which the embedded pipeline is made, as products of tables.

The last digits of a product hang on its size, and a sentence must have one tree whatever others are parsed beside it:
rows are always multiplied by a fixed number at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float32]

ABREAST = 64
"""Rows that are multiplied at a time."""
_EPSILON = 1e-8
"""What thinc adds to a variance."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A maxout and the norm after it. The pieces stand one after another, each as wide as the layer: in the columns of
    `weights` and in `bias`.
    """

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    @property
    def width(self) -> int:
        """Numbers a word."""
        return len(self.gain)


def layers_of(model: Any) -> list[Layer]:
    """The maxouts of a thinc model, in order, each with its norm."""
    maxouts, norms = ([node for node in model.walk() if node.name == name] for name in ("maxout", "layernorm"))
    return [
        Layer(*by_piece(maxout), norm.get_param("G"), norm.get_param("b"))
        for maxout, norm in zip(maxouts, norms, strict=True)
    ]


def by_piece(node: Any) -> tuple[Floats, Floats]:
    """Weights (a column a piece and unit) and bias of a maxout."""
    import numpy as np

    weights, bias = node.get_param("W"), node.get_param("b")
    turned = weights.transpose(1, 0, 2).reshape(-1, weights.shape[2])
    return np.ascontiguousarray(turned.T), np.ascontiguousarray(bias.T).reshape(-1)


def encoded(table: Floats, layers: Sequence[Layer]) -> Floats:
    """A table of words after each has seen its neighbours, once a layer."""
    import numpy as np

    width = table.shape[1]
    window = np.zeros((len(table), 3 * width), np.float32)
    for layer in layers:
        window[1:, :width] = table[:-1]
        window[:, width : 2 * width] = table
        window[:-1, 2 * width :] = table[1:]
        table = maxout(product(window, layer.weights), layer) + table
    return table


def maxout(pieces: Floats, layer: Layer) -> Floats:
    """The largest piece of each unit, brought to a common scale. Takes the table of pieces over."""
    import numpy as np

    width = layer.width
    pieces += layer.bias
    best = pieces[:, :width]
    for start in range(width, pieces.shape[1], width):
        best = np.maximum(best, pieces[:, start : start + width])
    best -= best.mean(axis=1, keepdims=True)
    spread = (best * best).mean(axis=1, keepdims=True) + np.float32(_EPSILON)
    best *= spread ** np.float32(-0.5)
    best *= layer.gain
    best += layer.shift
    return best


def product(rows: Floats, weights: Floats, *, abreast: int = ABREAST, above: Floats | None = None) -> Floats:
    """rows · weights, so many rows at a time, beneath the rows `above`."""
    import numpy as np

    count, first = len(rows), 0 if above is None else len(above)
    if count % abreast:
        rows = np.vstack([rows, np.zeros((-count % abreast, rows.shape[1]), np.float32)])
    found = np.empty((first + len(rows), weights.shape[1]), np.float32)
    if above is not None:
        found[:first] = above
    slices = rows.reshape(-1, abreast, rows.shape[1])
    np.matmul(slices, weights, out=found[first:].reshape(len(slices), abreast, weights.shape[1]))
    return found[: first + count]
