"""The sea off a coast: what a text means by "off the coast of Yemen", which is neither Yemen nor a point in it.

No text states how far out: off a country the strip reaches 100 km, about where tankers are attacked, off a division of
one 50 km. The coastlines are those of the embedded outlines, so the strip is approximate. A point in the sea of each
country is compiled into the shapes: to reckon Canada's takes half a second.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from geomap.model import Place
from geomap.places.countries import all_countries

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.places.shapes import Shapes

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


def sea_along(
    area: BaseGeometry, width_km: float, *, lands: Iterable[BaseGeometry] | None = None
) -> BaseGeometry | None:
    """What lies within so many km of an area (longitude, latitude) and in no country; None where there is no such sea.

    `lands` are all countries, by default those of the embedded outlines. Computed where a degree is as long each way.
    """
    from shapely import union_all
    from shapely.affinity import scale

    west, south, east, north = area.bounds
    shrink = max(0.1, math.cos(math.radians((south + north) / 2)))
    reach = width_km / _DEGREE_KM
    flat = _flat(area, shrink).simplify(_COARSE)
    sea = flat.buffer(reach, quad_segs=4)
    window = (west - reach / shrink, south - reach, east + reach / shrink, north + reach)
    for land in _within(_lands() if lands is None else lands, window):
        sea = sea.difference(_flat(land, shrink))
    parts = getattr(open_sea := sea.difference(flat).buffer(-_SLIVER).buffer(_SLIVER), "geoms", [open_sea])
    ours = [part for part in parts if not part.is_empty and part.distance(flat) < 2 * _SLIVER]
    return scale(union_all(ours), xfact=1 / shrink, yfact=1.0, origin=(0, 0)).simplify(_COARSE) if ours else None


def _flat(area: BaseGeometry, shrink: float) -> BaseGeometry:
    from shapely.affinity import scale

    return scale(area, xfact=shrink, yfact=1.0, origin=(0, 0))


def points_at_sea(shapes: Shapes) -> dict[str, tuple[float, float] | None]:
    """For each country with an outline, by gazetteer id, a point (latitude, longitude) in the sea along its coast; None
    for one without a coast. This is what `Shapes.seas` holds.
    """
    lands = lands_of(shapes)
    ids = (f"gn:{one.geonameid}" for one in all_countries())
    areas = {key: area.geometry for key in ids if (area := shapes.outline(key)) is not None}
    return {key: _inside(sea_along(area, COUNTRY_KM, lands=lands)) for key, area in areas.items()}


def lands_of(shapes: Shapes) -> tuple[BaseGeometry, ...]:
    """The outlines of all countries, as coarse as the strip may be."""
    found = [shapes.outline(f"gn:{one.geonameid}") for one in all_countries()]
    return tuple(area.geometry.simplify(_COARSE / 2) for area in found if area is not None)


@cache
def _point_at_sea(place: Place, width_km: float) -> tuple[float, float] | None:
    from geomap.places.shapes import open_shapes

    with open_shapes() as shapes:
        if width_km == COUNTRY_KM and place.gazetteer_id in shapes.seas:
            return shapes.seas[place.gazetteer_id]
        area = shapes.area(place)
    return None if area is None else _inside(sea_along(area.geometry, width_km))


def _inside(sea: BaseGeometry | None) -> tuple[float, float] | None:
    if sea is None:
        return None
    point = sea.representative_point()
    return round(point.y, 6), round(point.x, 6)


def _within(lands: Iterable[BaseGeometry], window: tuple[float, float, float, float]) -> Iterator[BaseGeometry]:
    west, south, east, north = window
    for land in lands:
        left, low, right, high = land.bounds
        if left <= east and right >= west and low <= north and high >= south:
            yield land


@cache
def _lands() -> tuple[BaseGeometry, ...]:
    from geomap.places.shapes import open_shapes

    with open_shapes() as shapes:
        return lands_of(shapes)
