"""In which order a page has its rows."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from geomap.map.areas import SCALE

SORTED_FROM: Final = 10_000
"""From this many rows on they are ordered along a space-filling curve, which halves the coordinates."""


def row_order(lon: NDArray[np.int64], lat: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows in their own order, or where they are many along the curve, of positions in 0.00001 degree."""
    n = len(lon)
    if n < SORTED_FROM:
        return np.arange(n)
    return np.argsort(_morton(lon, lat), kind="stable")


def _morton(lon: NDArray[np.int64], lat: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The Z-order curve (Morton 1966) of positions on a grid of 65,536 squared."""

    def spread(values: NDArray[np.int64], half: int) -> NDArray[np.uint64]:
        cells = (np.clip(values, -half, half) + half) * 65535 // (2 * half)
        bits = cells.astype(np.uint64)
        for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
            bits = (bits | (bits << np.uint64(shift))) & np.uint64(mask)
        return bits

    return spread(lon, 180 * SCALE) | (spread(lat, 90 * SCALE) << np.uint64(1))
