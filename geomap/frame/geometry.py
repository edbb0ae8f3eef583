"""The geometry of a place: a point for what is a point, an area for everything coarser. Longitude comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from geomap.frame.columns import POINT_PRECISIONS
from geomap.places.disc import disc
from geomap.places.record import rounded as rounded  # noqa: PLC0414 (offered on: it is the frame's rounding too)
from geomap.places.shapes import DISC_SOURCE
from geomap.places.stretches import outline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geomap.model import Place

FALLBACK_RADIUS_KM: Final[Mapping[str, float]] = {
    "near_city": 25.0,
    "adm2": 30.0,
    "adm1": 100.0,
    "area": 150.0,
    "country": 200.0,
    "multi_country": 1000.0,
}
"""How wide a place is drawn whose outline and radius nobody knows: wide enough never to look like a point."""

PARTS_SOURCE: Final = "made of the places it is named by"


class Area(Protocol):
    """An outline. `geometry` is a shapely polygon in degrees; `approximate` ones were made; `source` says of what."""

    @property
    def geometry(self) -> Any: ...
    @property
    def approximate(self) -> bool: ...
    @property
    def source(self) -> str: ...


class Shapes(Protocol):
    """Where outlines come from; `geomap.places.shapes` has them."""

    def area(self, place: Place) -> Area | None: ...


class Drawn(NamedTuple):
    """What is drawn of a place. `geometry` is None where nothing can be; `source` is None for a point."""

    geometry: Any
    approximate: bool
    source: str | None = None


def geometry_of(place: Place | None, *, shapes: Shapes | None) -> Drawn:
    """A point for a site or a city, a disc for "near" a city, else the outline, or a disc for want of one."""
    from shapely import Point

    if place is None or not place.located:
        return Drawn(None, approximate=False)
    if place.shape != "plain" and (made := outline(place, shapes)) is not None:
        return Drawn(made, approximate=True, source=PARTS_SOURCE)
    if place.precision in POINT_PRECISIONS:
        return Drawn(Point(place.lon, place.lat), approximate=False)
    if place.precision == "near_city":
        return Drawn(disc(place.lat, place.lon, radius_km=_radius_of(place)), approximate=False, source=DISC_SOURCE)
    area = shapes.area(place) if shapes is not None else None
    if area is not None:
        return Drawn(area.geometry, approximate=area.approximate, source=area.source)
    return Drawn(disc(place.lat, place.lon, radius_km=_radius_of(place)), approximate=True, source=DISC_SOURCE)


def within_world(shape: Any) -> Any:
    """The shape with its longitudes brought back to -180 … 180, cut where they cross it (RFC 7946)."""
    from shapely import box, normalize, union_all
    from shapely.affinity import translate

    west, _, east, _ = shape.bounds
    if west >= -180 and east <= 180:
        return shape
    worlds = [box(shift - 180, -90, shift + 180, 90) for shift in (-360, 0, 360)]
    parts = [translate(shape.intersection(world), 180 - world.bounds[2]) for world in worlds]
    return normalize(union_all([part for part in parts if not part.is_empty and part.geom_type == shape.geom_type]))


def _radius_of(place: Place) -> float:
    return place.radius_km or FALLBACK_RADIUS_KM[place.precision]
