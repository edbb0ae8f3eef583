"""The geometry of a place: a point for what is a point, an area for everything coarser. Longitude comes first."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from geomap.frame.columns import POINT_PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geomap.model import Place

EARTH_RADIUS_KM: Final = 6371.0088
_CORNERS: Final = 64

FALLBACK_RADIUS_KM: Final[Mapping[str, float]] = {
    "near_city": 25.0,
    "adm2": 30.0,
    "adm1": 100.0,
    "area": 150.0,
    "country": 200.0,
    "multi_country": 1000.0,
}
"""How wide a place is drawn whose outline and radius nobody knows: wide enough never to look like a point."""


class Area(Protocol):
    """An outline. `geometry` is a shapely polygon in degrees; `approximate` ones were made, not surveyed."""

    @property
    def geometry(self) -> Any: ...
    @property
    def approximate(self) -> bool: ...


class Shapes(Protocol):
    """Where outlines come from; `geomap.places.shapes` has them."""

    def area(self, place: Place) -> Area | None: ...


class Drawn(NamedTuple):
    """What is drawn of a place. `geometry` is None where nothing can be."""

    geometry: Any
    approximate: bool


def geometry_of(place: Place | None, *, shapes: Shapes | None) -> Drawn:
    """A point for a site or a city, a disc for "near" a city, else the outline, or a disc for want of one."""
    from shapely import Point

    if place is None or place.precision == "unknown":
        return Drawn(None, approximate=False)
    if place.precision in POINT_PRECISIONS:
        return Drawn(Point(place.lon, place.lat), approximate=False)
    if place.precision == "near_city":
        return Drawn(disc(place.lat, place.lon, radius_km=_radius_of(place)), approximate=False)
    area = shapes.area(place) if shapes is not None else None
    if area is not None:
        return Drawn(area.geometry, approximate=area.approximate)
    return Drawn(disc(place.lat, place.lon, radius_km=_radius_of(place)), approximate=True)


def disc(lat: float, lon: float, *, radius_km: float) -> Any:
    """All points within `radius_km` of a point on the sphere: a polygon in degrees, cut at the antimeridian."""
    from shapely import MultiPolygon, Polygon, box, normalize

    angle = radius_km / EARTH_RADIUS_KM
    north, south = lat + math.degrees(angle), lat - math.degrees(angle)
    if north >= 90:
        return box(-180, max(south, -90), 180, 90)  # a pole is inside: a cap
    if south <= -90:
        return box(-180, -90, 180, min(north, 90))
    ring = [_towards(lat, lon, 2 * math.pi * corner / _CORNERS, angle) for corner in range(_CORNERS)]
    whole = Polygon(ring)
    west, _, east, _ = whole.bounds
    if west >= -180 and east <= 180:
        return whole
    parts = []
    for shift in (-360, 0, 360):
        part = whole.intersection(box(shift - 180, -90, shift + 180, 90))
        if part.area > 0:
            parts.append(Polygon([(x - shift, y) for x, y in part.exterior.coords]))
    return normalize(MultiPolygon(parts))


def _radius_of(place: Place) -> float:
    return place.radius_km or FALLBACK_RADIUS_KM[place.precision]


def _towards(lat: float, lon: float, bearing: float, angle: float) -> tuple[float, float]:
    """The point (lon, lat) at an angular distance; its longitude runs on beyond 180 rather than jump."""
    phi = math.radians(lat)
    end = math.asin(math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(bearing))
    turn = math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(phi), math.cos(angle) - math.sin(phi) * math.sin(end)
    )
    return lon + math.degrees(turn), math.degrees(end)
