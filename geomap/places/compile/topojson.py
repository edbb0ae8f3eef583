"""Decode TopoJSON as world-atlas and us-atlas have it: quantised arcs, delta-encoded, shared by neighbours."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import GazetteerError

if TYPE_CHECKING:
    from shapely.geometry import MultiPolygon

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """A feature of an atlas. `code` is "" where the atlas has none; x is longitude, y latitude."""

    code: str
    name: str
    geometry: MultiPolygon


def read_outlines(path: Path, layer: str) -> Iterator[Outline]:
    """The features of one layer ("countries", "states", "counties"), invalid rings mended. Raises GazetteerError."""
    from shapely.geometry import MultiPolygon, Polygon

    try:
        topology = json.loads(path.read_text(encoding="utf-8"))
        members = topology["objects"][layer]["geometries"]
        arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    except (OSError, ValueError, KeyError) as error:
        raise GazetteerError(f"{path}: no TopoJSON with a layer '{layer}' ({error}); run 'npm ci' again") from None
    for member in members:
        parts = [Polygon(rings[0], rings[1:]) for rings in _polygons(member, arcs) if rings]
        whole = _cut(_mended(MultiPolygon([part for part in parts if not part.is_empty])))
        if not whole.is_empty:
            yield Outline(str(member.get("id", "")), str(member["properties"]["name"]), whole)


def _arc(deltas: Sequence[Sequence[int]], transform: Mapping[str, Any]) -> list[Point]:
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    xs = accumulate(x for x, _ in deltas)
    ys = accumulate(y for _, y in deltas)
    return [(x * kx + dx, y * ky + dy) for x, y in zip(xs, ys, strict=True)]


def _polygons(member: Mapping[str, Any], arcs: Sequence[Sequence[Point]]) -> list[list[list[Point]]]:
    kind = member.get("type")
    polygons = [member["arcs"]] if kind == "Polygon" else member["arcs"] if kind == "MultiPolygon" else []
    return [[_unrolled(ring) for each in rings if len(ring := _ring(each, arcs)) >= 4] for rings in polygons]


def _ring(numbers: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """Join arcs end to start; a negative number ~n is arc n backwards."""
    ring: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _unrolled(ring: Sequence[Point]) -> list[Point]:
    """A ring whose longitudes run on past 180 degrees instead of jumping back; around a pole, it is closed along it."""
    unrolled = [ring[0]]
    turn = 0.0
    for (before, _), (x, y) in pairwise(ring):
        turn += -360.0 if x - before > 180 else 360.0 if x - before < -180 else 0.0
        unrolled.append((x + turn, y))
    if turn:
        pole = -90.0 if ring[0][1] < 0 else 90.0
        unrolled += [(unrolled[-1][0], pole), (unrolled[0][0], pole), unrolled[0]]
    return unrolled


def _cut(geometry: Any) -> Any:
    """Bring what lies beyond 180 degrees back to the other side of the globe."""
    from shapely import box, union_all
    from shapely.affinity import translate

    west, _, east, _ = geometry.bounds if not geometry.is_empty else (0, 0, 0, 0)
    if west >= -180 and east <= 180:
        return geometry
    sides = [geometry.intersection(box(-180 + turn, -90, 180 + turn, 90)) for turn in (-360, 0, 360)]
    return _mended(union_all([translate(side, xoff=-turn) for side, turn in zip(sides, (-360, 0, 360), strict=True)]))


def _mended(geometry: Any) -> Any:
    """The polygons of a geometry, made valid."""
    from shapely import make_valid
    from shapely.geometry import MultiPolygon

    valid = geometry if geometry.is_valid else make_valid(geometry)
    parts = [part for each in getattr(valid, "geoms", [valid]) for part in getattr(each, "geoms", [each])]
    return MultiPolygon([part for part in parts if part.geom_type == "Polygon" and part.area > 0])
