"""First- and second-level areas where no outline is to be had: the Voronoi cells of populated places, dissolved.

Every spot goes to the division of the populated place nearest to it, within its country. Coarse where places are few,
good where they are many; always flagged as approximate.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from geomap.places.compile.outlines import polygons_of
from geomap.places.compile.tidy import tidy, trimmed

TOLERANCE = 0.02
"""Borders between divisions are simplified by this many degrees, in step with each other."""
Labelled = tuple[str, float, float]
"""A division, and the longitude and latitude of a place in it."""


def dissolve(places: Sequence[Labelled], whole: Any) -> dict[str, Any]:
    """The part of `whole` (lon, lat) nearest to the places of each division. Divisions without a part are left out."""
    import shapely

    shifted = _crosses(whole)
    area = _shift(whole) if shifted else whole
    cells = _cells([(name, lon + 360 if shifted and lon < 0 else lon, lat) for name, lon, lat in places], area)
    names = sorted(cells)
    clipped = [shapely.intersection(cells[name], area) for name in names]
    parts = [shapely.MultiPolygon(list(polygons_of(each))) for each in clipped]
    kept = [(name, part) for name, part in zip(names, parts, strict=True) if not part.is_empty]
    whole_parts = tidy(trimmed(dict(kept)))
    simple = shapely.coverage_simplify(list(whole_parts.values()), TOLERANCE)
    found = {}
    for (name, part), simpler in zip(whole_parts.items(), simple, strict=True):
        best = part if simpler.is_empty else simpler
        found[name] = shapely.MultiPolygon(list(polygons_of(_unshift(best) if shifted else best)))
    return found


def _cells(places: Sequence[Labelled], area: Any) -> dict[str, Any]:
    """The dissolved Voronoi cells of each division, over at least the bounds of `area`, in degrees."""
    import shapely

    west, south, east, north = area.bounds
    squeeze = max(0.1, math.cos(math.radians((south + north) / 2)))  # a degree of longitude is the shorter one
    unique = {(round(lon * squeeze, 6), round(lat, 6)): name for name, lon, lat in places}
    if len(set(unique.values())) < 2:
        return {name: shapely.box(west - 1, south - 1, east + 1, north + 1) for name in unique.values()}
    points = sorted(unique)
    frame = shapely.box(west * squeeze - 1, south - 1, east * squeeze + 1, north + 1)
    cells = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=frame, ordered=True)
    owned: dict[str, list[Any]] = defaultdict(list)
    for point, cell in zip(points, cells.geoms, strict=True):
        owned[unique[point]].append(cell)
    return {name: _stretch(shapely.coverage_union_all(each), 1 / squeeze) for name, each in owned.items()}


def _stretch(geometry: Any, factor: float) -> Any:
    from shapely.affinity import scale

    return scale(geometry, xfact=factor, yfact=1.0, origin=(0, 0))


def _crosses(area: Any) -> bool:
    """Whether a country lies on both sides of the antimeridian, as Russia and Fiji do."""
    west, _, east, _ = area.bounds
    return bool(west < -170 and east > 170)


def _shift(area: Any) -> Any:
    """Move what lies west of Greenwich around to the east, past 180 degrees."""
    import shapely
    from shapely.affinity import translate

    west = shapely.intersection(area, shapely.box(-180, -90, 0, 90))
    east = shapely.intersection(area, shapely.box(0, -90, 180, 90))
    return shapely.union_all([translate(west, xoff=360), east])


def _unshift(area: Any) -> Any:
    import shapely
    from shapely.affinity import translate

    east = shapely.intersection(area, shapely.box(0, -90, 180, 90))
    west = shapely.intersection(area, shapely.box(180, -90, 360, 90))
    return shapely.union_all([east, translate(west, xoff=-360)])


def by_country(places: Mapping[str, Sequence[Labelled]], wholes: Mapping[str, Any]) -> dict[str, Any]:
    """`dissolve` for every country that has an outline and places; the divisions of all of them together."""
    found: dict[str, Any] = {}
    for code in sorted(places.keys() & wholes.keys()):
        found.update(dissolve(places[code], wholes[code]))
    return found
