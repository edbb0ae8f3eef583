"""Discs on the globe: everything within so many kilometres of a point, right at high latitudes and at 180 degrees."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

EARTH_KM = 6371.0088
CORNERS = 64


def disc(lat: float, lon: float, *, radius_km: float, corners: int = CORNERS) -> BaseGeometry:
    """A polygon (longitude, latitude) around a point, its corners `radius_km` away on the sphere.

    A disc across the antimeridian comes as two polygons, one across a pole reaches up to the pole along it.
    """
    from shapely.geometry import Polygon

    angle = min(radius_km / EARTH_KM, math.pi / 2)  # no more than half the globe
    edge = [_onward(lat, lon, angle, 2 * math.pi * corner / corners) for corner in range(corners)]
    if math.radians(90 - abs(lat)) <= angle:
        return _around_pole(edge, 90.0 if lat >= 0 else -90.0)
    return cut_at_antimeridian(Polygon(edge[::-1]))


def _onward(lat: float, lon: float, angle: float, bearing: float) -> tuple[float, float]:
    """The point `angle` radians from another; longitude is not wrapped, so that it stays near the other's."""
    start = math.radians(lat)
    sine = math.sin(start) * math.cos(angle) + math.cos(start) * math.sin(angle) * math.cos(bearing)
    end = math.asin(max(-1.0, min(1.0, sine)))
    turn = math.atan2(math.sin(bearing) * math.sin(angle) * math.cos(start), math.cos(angle) - math.sin(start) * sine)
    return lon + math.degrees(turn), math.degrees(end)


def cut_at_antimeridian(area: BaseGeometry) -> BaseGeometry:
    """An area with what lies beyond the antimeridian brought to the other side, into -180 to 180."""
    from shapely import box, union_all
    from shapely.affinity import translate

    west, _, east, _ = area.bounds
    if west >= -180 and east <= 180:
        return area
    sides = [translate(area.intersection(box(-180 + turn, -90, 180 + turn, 90)), xoff=-turn) for turn in (-360, 0, 360)]
    return union_all([side for side in sides if side.area > 0])


def _around_pole(edge: list[tuple[float, float]], pole: float) -> BaseGeometry:
    """The cap between a closed line around a pole and the pole."""
    from shapely.geometry import Polygon

    line = sorted(((lon + 180) % 360 - 180, lat) for lon, lat in edge)
    (first, low), (last, high) = line[0], line[-1]
    gap = 360 - last + first
    seam = high + (low - high) * ((180 - last) / gap if gap else 0)
    return Polygon([(-180, pole), (-180, seam), *line, (180, seam), (180, pole)])
