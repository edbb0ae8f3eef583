"""What is in a picture: areas and circles with their events, points, and how many are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from shapely.geometry import Polygon
from shapely.geometry.polygon import orient

from geomap.map.areas import SCALE
from geomap.map.columns import MISSING
from geomap.map.disputed import disputed_of
from geomap.map.outline import Points, mercator, read_world
from geomap.map.payload import Places, places_of
from geomap.map.rows import is_missing
from geomap.map.still.marks import Style, certainty_of
from geomap.map.styles import MapLayer, assigned_layers
from geomap.map.web_files import base_map_countries

if TYPE_CHECKING:
    import geopandas

    from geomap.map.styles import LayerLike

Box = tuple[float, float, float, float]
"""West, north, east, south in the unit square."""

# As the page has them (web/src/dataset.ts): precisions that may be a mark, and kilometres of a circle without a shape.
_FINE: Final = frozenset({"site", "city"})
_USUAL_RADIUS: Final = {
    "near_city": 20, "adm2": 30, "adm1": 100, "area": 150, "country": 300, "multi_country": 600, "unknown": 100,
}  # fmt: skip


@dataclass(slots=True)
class Region:
    """Events in one area, or in a circle (`radius` in the unit square) where there are no rings."""

    x: float
    y: float
    name: str
    rings: tuple[Points, ...] = ()
    main: Box = (0, 0, 0, 0)
    radius: float = 0
    disputed: bool = False
    styles: list[Style] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Spot:
    """One event at a point."""

    x: float
    y: float
    name: str
    layer: int
    style: Style


@dataclass(frozen=True, slots=True)
class Scene:
    """`total` events, of which `shown` are in layers that open with the map and `unlocated` of those have no place."""

    total: int
    shown: int
    unlocated: int
    days: tuple[str, str] | None
    layers: tuple[MapLayer, ...]
    certainties: tuple[str, ...] | None
    regions: tuple[Region, ...]
    spots: tuple[Spot, ...]


def still_scene(frame: geopandas.GeoDataFrame, layers: Sequence[LayerLike]) -> Scene:
    """Sort the events of a frame by how they are drawn."""
    known, codes = assigned_layers(frame, layers)
    places = places_of(frame, base_map_countries())
    shown = np.array([known[code].show for code in codes], dtype=bool)
    located = places.lat != MISSING
    statuses = [certainty_of(cell) for cell in _cells(frame, "status")]
    styles = [Style(known[c].mark, known[c].color, status) for c, status in zip(codes, statuses, strict=True)]
    points = mercator(places.lon / SCALE, np.where(located, places.lat / SCALE, 0))
    names, exact = _names(frame), _exact(frame)
    regions: dict[Any, Region] = {}
    disputed = disputed_of(frame, places.area)
    spots = []
    for row in np.flatnonzero(shown & located):
        x, y = points[row]
        if places.area[row] == 0 and exact[row]:
            spots.append(Spot(x, y, names[row], int(codes[row]), styles[row]))
            continue
        key = int(places.area[row]) or (int(places.lon[row]), int(places.lat[row]), float(places.radius[row]))
        if key not in regions:
            regions[key] = _region(frame, places, int(row), name=names[row], point=(float(x), float(y)))
            regions[key].disputed = int(places.area[row]) in disputed
        regions[key].styles.append(styles[row])
    used = sorted({int(code) for code in codes[shown]})
    return Scene(
        total=len(frame),
        shown=int(shown.sum()),
        unlocated=int((shown & ~located).sum()),
        days=_days(frame, shown),
        layers=tuple(known[code] for code in used),
        certainties=_certainties(frame, statuses, shown),
        regions=tuple(sorted(regions.values(), key=lambda region: -_extent(region))),
        spots=tuple(spots),
    )


def box_of(item: Region | Spot) -> Box:
    """What an event takes up: of an area its largest part, islands far off do not count."""
    if isinstance(item, Spot):
        return item.x, item.y, item.x, item.y
    if item.rings:
        return item.main
    return item.x - item.radius, item.y - item.radius, item.x + item.radius, item.y + item.radius


def _extent(region: Region) -> float:
    west, north, east, south = box_of(region)
    return (east - west) * (south - north)


def _region(
    frame: geopandas.GeoDataFrame, places: Places, row: int, *, name: str, point: tuple[float, float]
) -> Region:
    reference = int(places.area[row])
    if reference == 0:
        precision = str(_cells(frame, "geo_precision")[row])
        km = float(places.radius[row]) or _USUAL_RADIUS.get(precision, _USUAL_RADIUS["unknown"])
        narrow = max(0.05, float(np.cos(np.radians(places.lat[row] / SCALE))))
        return Region(*point, name, radius=km / (40075.017 * narrow))
    if reference < 0:
        parts = read_world().parts(places.areas.countries[-1 - reference])
        polygons = [polygon for part in parts for polygon in part.polygons]
    else:
        polygons = _polygons(places.areas.outlines[reference - 1])
    largest = Polygon(max(polygons, key=lambda rings: Polygon(rings[0]).area)[0])
    middle = (
        largest.centroid if largest.is_valid and largest.contains(largest.centroid) else largest.representative_point()
    )
    rings = tuple(ring for polygon in polygons for ring in polygon)
    return Region(middle.x, middle.y, name, rings=rings, main=largest.bounds)


def _polygons(geometry: Any) -> list[tuple[Points, ...]]:
    """Rings in the unit square; holes run the other way round, which is how painting leaves them out."""
    west, south, east, north = geometry.bounds
    simple = geometry.simplify(max(east - west, north - south) / 600)
    parts = [orient(part) for part in getattr(simple, "geoms", [simple]) if not part.is_empty]
    lines = [[part.exterior, *part.interiors] for part in parts]
    return [tuple(mercator(*np.asarray(line.coords)[:, :2].T) for line in rings) for rings in lines]


def _names(frame: geopandas.GeoDataFrame) -> list[str]:
    columns = [_cells(frame, name) for name in ("location", "admin1", "country")]
    return [
        next((str(cell) for cell in cells if not is_missing(cell) and str(cell)), "")
        for cells in zip(*columns, strict=True)
    ]


def _exact(frame: geopandas.GeoDataFrame) -> list[bool]:
    return [is_missing(cell) or str(cell) in _FINE for cell in _cells(frame, "geo_precision")]


def _certainties(frame: geopandas.GeoDataFrame, statuses: Sequence[str], shown: Any) -> tuple[str, ...] | None:
    """The statuses that are drawn; None for a frame that says nothing of them."""
    if "status" not in frame.columns:
        return None
    return tuple(dict.fromkeys(status for status, on in zip(statuses, shown, strict=True) if on))


def _days(frame: geopandas.GeoDataFrame, shown: Any) -> tuple[str, str] | None:
    """First and last day of what is shown."""
    firsts, lasts = _cells(frame, "event_date"), _cells(frame, "date_end")
    days = [
        str(cell)[:10]
        for pair, on in zip(zip(firsts, lasts, strict=True), shown, strict=True)
        if on
        for cell in pair
        if not is_missing(cell)
    ]
    dates = [day for day in days if len(day) == 10 and day[4] == day[7] == "-" and day.replace("-", "").isdecimal()]
    return (min(dates), max(dates)) if dates else None


def _cells(frame: geopandas.GeoDataFrame, name: str) -> list[Any]:
    return list(frame[name].to_numpy(dtype=object)) if name in frame.columns else [None] * len(frame)
