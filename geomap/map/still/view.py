"""The part of the world in a picture: fitted to the events, as the page fits itself (web/src/fit.ts)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from geomap.map.outline import Points
from geomap.map.still.canvas import Area
from geomap.map.still.scene import Box

_FEW: Final = 8
"""Up to one event in this many may be left outside, if that brings the rest much closer."""
_MUCH: Final = 1.8
_CLOSEST: Final = 8.0
_MARGIN: Final = 48


@dataclass(frozen=True, slots=True)
class View:
    """pixel = unit * world - offset, within a frame on the sheet."""

    world: float
    left: float
    top: float
    area: Area

    @property
    def zoom(self) -> float:
        """As web maps count it."""
        return math.log2(self.world / 256)

    def pixels(self, points: Points, *, shift: float = 0) -> Points:
        """Pixels on the sheet of points of the unit square, `shift` worlds to the east."""
        offset = np.array([self.left - self.area[0] - shift * self.world, self.top - self.area[1]])
        moved: Points = points * self.world - offset
        return moved

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """The same for one point."""
        return x * self.world - self.left + self.area[0], y * self.world - self.top + self.area[1]

    def sees(self, x: float, y: float) -> bool:
        """Whether a point of the unit square is in the frame."""
        across, down = self.pixel(x, y)
        left, top, right, bottom = self.area
        return left <= across <= right and top <= down <= bottom


def fitted(boxes: Sequence[Box], area: Area) -> View:
    """A view of what the boxes take up."""
    width, height = area[2] - area[0], area[3] - area[1]
    west, north, east, south = _bounds(boxes) if boxes else (0.25, 0.2, 0.85, 0.6)
    room = (width - 2 * _MARGIN, height - 2 * _MARGIN)
    world = min(room[0] / max(east - west, 1e-9), room[1] / max(south - north, 1e-9), 256 * 2**_CLOSEST)
    world = max(world, width)
    top = (north + south) / 2 * world - height / 2
    return View(world, (west + east) / 2 * world - width / 2, min(max(top, 0), max(0.0, world - height)), area)


def _bounds(boxes: Sequence[Box]) -> Box:
    table = np.array(boxes)
    middles = np.stack([table[:, 0] + table[:, 2], table[:, 1] + table[:, 3]], axis=1) / 2
    far = np.abs(middles - np.median(middles, axis=0)).max(axis=1)
    drop = len(boxes) // _FEW
    near = table[far <= np.sort(far)[len(far) - 1 - drop]] if drop else table
    whole, core = _union(table), _union(near)
    return core if _size(core) * _MUCH < _size(whole) else whole


def _union(table: Points) -> Box:
    west, north = table[:, :2].min(axis=0)
    east, south = table[:, 2:].max(axis=0)
    return float(west), float(north), float(east), float(south)


def _size(box: Box) -> float:
    return max(box[2] - box[0], box[3] - box[1])
