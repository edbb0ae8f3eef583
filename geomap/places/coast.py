"""The sea off a coast: what a text means by "off the coast of Yemen", which is neither Yemen nor a point in it.

No text states how far out: off a country the strip reaches 100 km, about where tankers are attacked, off a division of
one 50 km. The coastlines are those of the embedded outlines, so the strip is approximate.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from geomap.model import Place
from geomap.places.countries import all_countries

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

COUNTRY_KM, DIVISION_KM = 100.0, 50.0
_DEGREE_KM = 111.2
_COARSE = 0.02
"""By how many degrees the strip, which is approximate in any case, may be off."""
_SLIVER = 0.05
"""Half the width, in degrees, of gaps between the outlines of neighbours that are no sea."""


def coast(place: Place) -> Place | None:
    """The sea along a country or first-level division; None for any other place, and for one without a coast."""
    if place.precision not in ("country", "adm1") or place.shape != "plain":
        return None
    width = COUNTRY_KM if place.precision == "country" else DIVISION_KM
    point = _point_at_sea(place, width)
    if point is None:
        return None
    return Place(
        f"{place.gazetteer_id}+sea", f"{place.name} coast", *point, "area", place.country, place.admin1,
        radius_km=width, shape="coast", parts=(place,),
    )  # fmt: skip


def sea_along(area: BaseGeometry, width_km: float) -> BaseGeometry | None:
    """What lies within so many km of an area (longitude, latitude) and in no country; None where there is no such sea.

    Computed where a degree is as long each way.
    """
    from shapely import union_all
    from shapely.affinity import scale

    west, south, east, north = area.bounds
    shrink = max(0.1, math.cos(math.radians((south + north) / 2)))
    reach = width_km / _DEGREE_KM
    flat = _flat(area, shrink).simplify(_COARSE)
    sea = flat.buffer(reach, quad_segs=4)
    for land in _lands_within(west - reach / shrink, south - reach, east + reach / shrink, north + reach):
        sea = sea.difference(_flat(land, shrink))
    parts = getattr(open_sea := sea.difference(flat).buffer(-_SLIVER).buffer(_SLIVER), "geoms", [open_sea])
    ours = [part for part in parts if not part.is_empty and part.distance(flat) < 2 * _SLIVER]
    return scale(union_all(ours), xfact=1 / shrink, yfact=1.0, origin=(0, 0)).simplify(_COARSE) if ours else None


def _flat(area: BaseGeometry, shrink: float) -> BaseGeometry:
    from shapely.affinity import scale

    return scale(area, xfact=shrink, yfact=1.0, origin=(0, 0))


@cache
def _point_at_sea(place: Place, width_km: float) -> tuple[float, float] | None:
    from geomap.places.shapes import open_shapes

    with open_shapes() as shapes:
        area = shapes.area(place)
    sea = None if area is None else sea_along(area.geometry, width_km)
    if sea is None:
        return None
    point = sea.representative_point()
    return round(point.y, 6), round(point.x, 6)


def _lands_within(west: float, south: float, east: float, north: float) -> Iterable[BaseGeometry]:
    for land in _lands():
        left, low, right, high = land.bounds
        if left <= east and right >= west and low <= north and high >= south:
            yield land


@cache
def _lands() -> tuple[BaseGeometry, ...]:
    from geomap.places.shapes import open_shapes

    with open_shapes() as shapes:
        found = [shapes.outline(f"gn:{one.geonameid}") for one in all_countries()]
    return tuple(area.geometry.simplify(_COARSE / 2) for area in found if area is not None)
