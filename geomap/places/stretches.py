"""Places made of several: the road from X to Y, the border of two countries, provinces named together.

Each keeps its `parts`, so that whoever draws it can ask for an outline: a corridor around the great circle between its
ends, a strip along a common border, or the union of the parts' areas. Widths, which no text states: a corridor reaches
10 km to each side, for roads wind; a border 25 km, about as far as artillery; where three borders meet, 100 km.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

from geomap.model import Place, Precision
from geomap.places.coast import COUNTRY_KM, sea_along
from geomap.places.disc import disc
from geomap.places.relative import bearing, destination, distance_km

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

CORRIDOR_KM, BORDER_KM, MEETING_KM = 10.0, 25.0, 100.0
SHORT_KM = 60.0
"""A stretch up to this long is still the neighbourhood of its ends; a longer one is an area."""
FARTHEST_KM, FARTHEST_AT_HOME_KM = 600.0, 1500.0
"""Two places further apart (of one country: the second) name two ends of the world, no stretch of land."""
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
    if length > (FARTHEST_AT_HOME_KM if first.country == second.country else FARTHEST_KM):
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


def border(*places: Place) -> Place | None:
    """The land border of two countries or divisions, as a strip 25 km deep on each side; where more meet, what lies
    within 100 km of each; of one alone, the strip along all its borders. None where they do not touch.

    Its point is one on the strip. Reads the embedded outlines.
    """
    if len({place.gazetteer_id for place in places}) < len(places) or not all(map(_bordered, places)):
        return None
    if len({place.precision for place in places}) > 1 and len({place.country for place in places}) < len(places):
        return None  # a division and its own country
    point = _meeting_point(tuple(sorted(places, key=lambda place: place.gazetteer_id)))
    if point is None:
        return None
    made = _made(places, *point, precision="area", joined="–")
    if len(places) == 1:
        made = replace(made, gazetteer_id=f"{made.gazetteer_id}+")
    return replace(made, name=f"{made.name} border", shape="border", radius_km=_depth(places))


def _bordered(place: Place) -> bool:
    return place.precision in ("country", "adm1") and place.shape == "plain"


def _depth(places: Sequence[Place]) -> float:
    return BORDER_KM if len(places) < 3 else MEETING_KM


def outline(place: Place, outlines: Outlines | None) -> BaseGeometry | None:
    """The polygon of a place made of parts (longitude, latitude); None for any other, or without outlines to ask."""
    if place.shape == "corridor":
        return _strip(place.parts[0], place.parts[1], place.radius_km or CORRIDOR_KM)
    if outlines is None or place.shape == "plain":
        return None
    areas = [area.geometry for part in place.parts if (area := outlines.area(part)) is not None]
    if len(areas) < len(place.parts):
        return None
    if place.shape == "coast":
        return sea_along(areas[0], place.radius_km or COUNTRY_KM)
    if place.shape == "border":
        return _common_border(areas, place.radius_km or BORDER_KM)
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


def _common_border(areas: Sequence[BaseGeometry], width_km: float) -> BaseGeometry | None:
    """What lies within so many km of all the areas (of an only one: of its edge), of which two must touch; computed
    where a degree is as long each way.
    """
    from functools import reduce

    from shapely import box
    from shapely.affinity import scale

    one, *others = areas
    reach = width_km / _DEGREE_KM
    met = [_near(one, other, 0.05 if len(areas) < 3 else 2 * reach) for other in others]
    touching = reduce(lambda a, b: a.intersection(b), met) if met else one
    if touching.is_empty:
        return None
    west, south, east, north = touching.bounds
    shrink = max(0.1, math.cos(math.radians((south + north) / 2)))
    window = box(west - reach / shrink, south - reach, east + reach / shrink, north + reach)
    lines = areas if others else [one.boundary]
    sides = [scale(side.intersection(window), xfact=shrink, yfact=1.0, origin=(0, 0)).buffer(reach) for side in lines]
    strip = scale(reduce(lambda a, b: a.intersection(b), sides), xfact=1 / shrink, yfact=1.0, origin=(0, 0))
    return strip.simplify(0.01) if not strip.is_empty else None


def _near(one: BaseGeometry, other: BaseGeometry, within: float) -> BaseGeometry:
    """What of an area lies within so many degrees of another. Only where their boxes meet is either looked at: to
    buffer all of Russia takes long.
    """
    from shapely import clip_by_rect

    (west, south, east, north), (left, low, right, high) = one.bounds, other.bounds
    window = (
        max(west, left - within) - within, max(south, low - within) - within,
        min(east, right + within) + within, min(north, high + within) + within,
    )  # fmt: skip
    if window[0] >= window[2] or window[1] >= window[3]:
        return one.intersection(other)
    return clip_by_rect(one, *window).intersection(clip_by_rect(other, *window).buffer(within))


@cache
def _meeting_point(places: tuple[Place, ...]) -> tuple[float, float] | None:
    from geomap.places.shapes import open_shapes

    with open_shapes() as shapes:
        areas = [area.geometry for place in places if (area := shapes.outline(place.gazetteer_id)) is not None]
    strip = _common_border(areas, _depth(places)) if len(areas) == len(places) else None
    if strip is None:
        return None
    point = strip.representative_point()
    return round(point.y, 6), round(point.x, 6)
