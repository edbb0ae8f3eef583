"""Places made of several: the road from X to Y, the border of two countries, provinces named together.

Each keeps its `parts`, so that whoever draws it can ask for an outline: a corridor around the great circle between its
ends, a strip along a common border, or the union of the parts' areas. Widths, which no text states: a corridor reaches
10 km to each side, for roads wind; a border 25 km, about as far as artillery.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

from geomap.model import Place, Precision
from geomap.places.disc import disc
from geomap.places.relative import bearing, destination, distance_km

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

CORRIDOR_KM, BORDER_KM = 10.0, 25.0
SHORT_KM = 60.0
"""A stretch up to this long is still the neighbourhood of its ends; a longer one is an area."""
FARTHEST_KM = 600.0
"""Two places further apart name two ends of the world, no stretch of land."""
_STEP_KM = 100.0
_DEGREE_KM = 111.2
_TOWNS = frozenset(["city", "site", "near_city"])
_AREAS = frozenset(["adm1", "adm2", "area"])


class Area(Protocol):
    """An area with a shapely polygon in degrees."""

    @property
    def geometry(self) -> Any: ...


class Outlines(Protocol):
    """Where areas come from; `geomap.places.shapes` has them."""

    def area(self, place: Place) -> Area | None: ...


def corridor(first: Place, second: Place) -> Place | None:
    """The stretch between two towns or sites, 10 km to each side; None where they are too far apart or no points."""
    if first.precision not in _TOWNS or second.precision not in _TOWNS or first.gazetteer_id == second.gazetteer_id:
        return None
    length = distance_km(first, second)
    if length > FARTHEST_KM:
        return None
    lat, lon = destination(first.lat, first.lon, distance_km=length / 2, bearing=bearing(first, second))
    precision: Precision = "near_city" if length <= SHORT_KM else "area"
    made = _made((first, second), lat, lon, precision=precision, joined="–")
    return replace(made, shape="corridor", radius_km=CORRIDOR_KM)


def union(parts: Sequence[Place]) -> Place | None:
    """Divisions or regions that a text names in one breath, as one area; None for fewer than two, or anything else."""
    kept = tuple({part.gazetteer_id: part for part in parts}.values())
    if len(kept) < 2 or any(part.precision not in _AREAS for part in kept):
        return None
    lat = sum(part.lat for part in kept) / len(kept)
    east = sum(math.cos(math.radians(part.lon)) for part in kept)
    north = sum(math.sin(math.radians(part.lon)) for part in kept)
    made = _made(kept, round(lat, 6), round(math.degrees(math.atan2(north, east)), 6), precision="area", joined=", ")
    middle = max(distance_km(made, part) for part in kept)
    return replace(made, shape="union", radius_km=round(middle, 1))


def border(first: Place, second: Place) -> Place | None:
    """The land border of two countries, as a strip 25 km deep on each side; None where they have none.

    Its point is one on the strip. Reads the embedded outlines.
    """
    if {first.precision, second.precision} != {"country"} or first.country == second.country:
        return None
    point = _meeting_point(*sorted((first, second), key=lambda place: place.gazetteer_id))
    if point is None:
        return None
    made = _made((first, second), *point, precision="area", joined="–")
    return replace(made, name=f"{made.name} border", shape="border", radius_km=BORDER_KM)


def outline(place: Place, outlines: Outlines | None) -> BaseGeometry | None:
    """The polygon of a place made of parts (longitude, latitude); None for any other, or without outlines to ask."""
    if place.shape == "corridor":
        return _strip(place.parts[0], place.parts[1], place.radius_km or CORRIDOR_KM)
    if outlines is None or place.shape == "plain":
        return None
    areas = [area.geometry for part in place.parts if (area := outlines.area(part)) is not None]
    if len(areas) < len(place.parts):
        return None
    if place.shape == "border":
        return _common_border(areas[0], areas[1], place.radius_km or BORDER_KM)
    from shapely import union_all

    return union_all(areas)


def _made(parts: tuple[Place, ...], lat: float, lon: float, *, precision: Precision, joined: str) -> Place:
    first = parts[0]
    return Place(
        gazetteer_id="+".join(part.gazetteer_id for part in parts),
        name=joined.join(part.name for part in parts),
        lat=lat,
        lon=lon,
        precision=precision,
        country=first.country if len({part.country for part in parts}) == 1 else None,
        admin1=first.admin1 if len({(part.country, part.admin1) for part in parts}) == 1 else None,
        parts=parts,
    )


def _strip(first: Place, second: Place, width_km: float) -> BaseGeometry:
    """Discs along the great circle, each joined with the next; across the antimeridian the discs alone."""
    from shapely import union_all

    length, turn = distance_km(first, second), bearing(first, second)
    count = max(1, math.ceil(length / _STEP_KM))
    points = [
        destination(first.lat, first.lon, distance_km=length * step / count, bearing=turn) for step in range(count + 1)
    ]
    discs = [disc(lat, lon, radius_km=width_km) for lat, lon in points]
    links = [
        union_all([one, other]).convex_hull
        for (one, other), (here, there) in zip(pairwise(discs), pairwise(points), strict=True)
        if abs(here[1] - there[1]) < 90 and one.geom_type == other.geom_type == "Polygon"
    ]
    return union_all(links if len(links) == count else discs)


def _common_border(one: BaseGeometry, other: BaseGeometry, width_km: float) -> BaseGeometry | None:
    """What lies within so many km of both areas, which must touch; computed where a degree is as long each way."""
    from shapely import box
    from shapely.affinity import scale

    touching = one.intersection(other.buffer(0.05))
    if touching.is_empty:
        return None
    west, south, east, north = touching.bounds
    shrink = max(0.1, math.cos(math.radians((south + north) / 2)))
    reach = width_km / _DEGREE_KM
    window = box(west - reach / shrink, south - reach, east + reach / shrink, north + reach)
    sides = [
        scale(side.intersection(window), xfact=shrink, yfact=1.0, origin=(0, 0)).buffer(reach) for side in (one, other)
    ]
    strip = scale(sides[0].intersection(sides[1]), xfact=1 / shrink, yfact=1.0, origin=(0, 0))
    return strip.simplify(0.01) if not strip.is_empty else None


@cache
def _meeting_point(first: Place, second: Place) -> tuple[float, float] | None:
    from geomap.places.shapes import open_shapes

    with open_shapes() as shapes:
        areas = [shapes.outline(place.gazetteer_id) for place in (first, second)]
    if areas[0] is None or areas[1] is None:
        return None
    strip = _common_border(areas[0].geometry, areas[1].geometry, BORDER_KM)
    if strip is None:
        return None
    point = strip.representative_point()
    return round(point.y, 6), round(point.x, 6)
