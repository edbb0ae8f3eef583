"""The outlines of a payload: each drawn area once, simplified to what a screen shows, as columns of whole numbers.

An area that is a whole country is a reference to the base map's own outline. Everything else carries rings:
`ring_area` (which area it belongs to), `ring_hole` (0 an outer ring, 1 a hole in the outer ring before it), `ring_size`
(points) and the points' `ring_lon` and `ring_lat` in units of 0.00001 degree.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from geomap.map.columns import ColumnWriter

SCALE: Final = 100_000
"""Units in a degree."""

_KM_IN_DEGREE: Final = 111.2
_ROUND: Final = 0.85
_SAME_SIZE: Final = 0.3

_DETAIL: Final = 600
"""Across its longer side an outline keeps details down to one part in this many."""


@dataclass(slots=True)
class AreaTable:
    """Areas by number, from 1; 0 is no area. `countries` come first once `write` is called."""

    countries: list[str] = field(default_factory=list)
    outlines: list[Any] = field(default_factory=list)
    _seen: dict[bytes, int] = field(default_factory=dict)

    def country(self, numeric: str) -> int:
        """The reference of a country of the base map: negative until `resolve`."""
        if numeric not in self.countries:
            self.countries.append(numeric)
        return -1 - self.countries.index(numeric)

    def outline(self, geometry: Any) -> int:
        """The reference of a (multi)polygon; the same outline has the same one."""
        key: bytes = geometry.wkb
        if key not in self._seen:
            self.outlines.append(geometry)
            self._seen[key] = len(self.outlines)
        return self._seen[key]

    def resolve(self, references: NDArray[np.int64]) -> NDArray[np.int64]:
        """Area numbers for references: countries 1 …, then the outlines."""
        shifted = np.where(references > 0, references + len(self.countries), 0)
        return np.where(references < 0, -references, shifted)

    def write(self, columns: ColumnWriter) -> None:
        """Append the rings of all outlines."""
        rings = [ring for number, shape in enumerate(self.outlines) for ring in _rings(shape, number)]
        points = [ring.points for ring in rings]
        coordinates = np.concatenate(points) if points else np.zeros((0, 2), dtype=np.int32)
        columns.add("ring_area", np.array([ring.area for ring in rings], dtype=np.uint32), kind="u32")
        columns.add("ring_hole", np.array([ring.hole for ring in rings], dtype=np.uint8), kind="u8")
        columns.add("ring_size", np.array([len(ring.points) for ring in rings], dtype=np.uint32), kind="u32")
        columns.add("ring_lon", coordinates[:, 0], kind="delta")
        columns.add("ring_lat", coordinates[:, 1], kind="delta")


@dataclass(frozen=True, slots=True)
class _Ring:
    area: int
    hole: bool
    points: NDArray[np.int32]


def is_area(geometry: Any) -> bool:
    """Whether a shapely geometry is a polygon or several, and not empty."""
    return geometry is not None and geometry.geom_type in ("Polygon", "MultiPolygon") and not geometry.is_empty


def radius_of(geometry: Any, lat: float) -> float:
    """Kilometres of the circle that covers as much ground as an area around `lat`."""
    square_km = geometry.area * _KM_IN_DEGREE**2 * max(0.01, math.cos(math.radians(lat)))
    return math.sqrt(square_km / math.pi)


def is_disc(geometry: Any, lat: float, *, radius_km: float) -> bool:
    """Whether an area is a circle around its middle, of that radius if one is stated (0: none).

    Corridors and rings with a hole are not, and are drawn as they are. Roundness is Polsby and Popper's (1991): area
    over that of the circle with a line of the same length around it.
    """
    from shapely.affinity import scale

    if geometry.geom_type != "Polygon" or geometry.interiors:
        return False
    true = scale(geometry, xfact=max(0.01, math.cos(math.radians(lat))), yfact=1)
    if 4 * math.pi * true.area < _ROUND * true.length**2:
        return False
    return not radius_km or abs(true.area * _KM_IN_DEGREE**2 / (math.pi * radius_km**2) - 1) < _SAME_SIZE


def _rings(geometry: Any, area: int) -> list[_Ring]:
    west, south, east, north = geometry.bounds
    step = max(east - west, north - south) / _DETAIL
    polygons: Sequence[Any] = geometry.geoms if geometry.geom_type == "MultiPolygon" else (geometry,)
    largest = max(polygon.area for polygon in polygons)
    rings = []
    for polygon in polygons:
        if polygon.area < step * step and polygon.area < largest:
            continue  # smaller than a dot beside the rest
        outer = polygon.simplify(step)
        for hole, line in [(False, outer.exterior), *((True, inner) for inner in outer.interiors)]:
            rings.append(_Ring(area, hole, _whole_numbers(line)))
    return rings


def _whole_numbers(line: Any) -> NDArray[np.int32]:
    """A ring's points without the last, which repeats the first."""
    return np.round(np.asarray(line.coords)[:-1, :2] * SCALE).astype(np.int32)
