"""Boundaries of first-level divisions that a user brings, in place of the approximate cells.

The columns of geoBoundaries (shapeName, shapeISO, shapeGroup) and of GADM (NAME_1, ISO_1, GID_0) are known. A boundary
belongs to the division of its ISO 3166-2 code, else of its name in its country, else to the one whose point it holds
and whose cell it overlaps most. What fits none is counted, never forced on a division.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from geomap.errors import InputError
from geomap.places.countries import country
from geomap.places.disc import cut_at_antimeridian
from geomap.places.shapes import Area

if TYPE_CHECKING:
    from geomap.model import Place
    from geomap.places.gazetteer import Gazetteer

SUFFIXES: Final = (".gpkg", ".geojson", ".json", ".fgb", ".shp")
TOLERANCE: Final = 0.002
"""Boundaries are simplified by this many degrees (about 200 m), neighbours in step."""
LEAST_OVERLAP: Final = 0.25
"""A boundary known by neither code nor name must share this much with a cell (intersection over union)."""


class Scheme(NamedTuple):
    """The columns of a publisher. `finer` is a column that only second-level files have."""

    publisher: str
    name: str
    code: str
    land: str
    finer: str


SCHEMES: Final = (
    Scheme("geoBoundaries", "shapeName", "shapeISO", "shapeGroup", ""),
    Scheme("GADM", "NAME_1", "ISO_1", "GID_0", "GID_2"),
)


class Outlines(Protocol):
    """Areas, and the ids of the places that have an outline of their own."""

    def area(self, place: Place) -> Area | None: ...
    def outline(self, gazetteer_id: str) -> Area | None: ...
    def ids(self) -> Iterator[str]: ...


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Areas (longitude, latitude) by gazetteer id; `unmatched` are the names that fit no division of the gazetteer."""

    areas: Mapping[str, Any]
    source: str
    unmatched: tuple[str, ...]

    def told(self) -> str:
        """What was found, in one line."""
        line = f"{self.source}: the boundaries of {len(self.areas)} first-level divisions"
        if not self.unmatched:
            return line
        some = ", ".join(self.unmatched[:3]) + (" …" if len(self.unmatched) > 3 else "")
        return f"{line}; {len(self.unmatched)} fit none ({some})"


class Surveyed:
    """Outlines with a user's boundaries laid over them: those are not approximate, and named as the source."""

    def __init__(self, below: Outlines, boundaries: Boundaries) -> None:
        self._below = below
        self._boundaries = boundaries

    def area(self, place: Place) -> Area | None:
        """The area of anything coarser than a town; a division's is the user's where there is one."""
        brought = self._brought(place.gazetteer_id) if place.precision == "adm1" else None
        return brought or self._below.area(place)

    def outline(self, gazetteer_id: str) -> Area | None:
        """The user's boundary of that id, else the stored outline, or None."""
        return self._brought(gazetteer_id) or self._below.outline(gazetteer_id)

    def ids(self) -> Iterator[str]:
        """The ids that have an outline."""
        stored = dict.fromkeys(self._below.ids())
        return iter(stored | dict.fromkeys(self._boundaries.areas))

    def _brought(self, gazetteer_id: str) -> Area | None:
        found = self._boundaries.areas.get(gazetteer_id)
        return None if found is None else Area(found, approximate=False, source=self._boundaries.source)


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    code: str
    land: str
    geometry: Any


def source_of(path: Path) -> str:
    """Whose boundaries a file holds, as an attribution says it. Raises InputError for a file that cannot serve."""
    return f"{_layer(path)[1].publisher} ({path.name})"


def read_boundaries(path: Path, *, gazetteer: Gazetteer, shapes: Outlines) -> Boundaries:
    """The boundaries of a file (GeoPackage, GeoJSON, FlatGeobuf, Shapefile), matched to the gazetteer's divisions.

    Raises InputError where it cannot be read, has other columns, or holds second-level divisions.
    """
    rows = _rows(path)
    taken: dict[str, list[Any]] = {}
    left = []
    for row in rows:
        place = _by_code(row, gazetteer) or _by_name(row, gazetteer)
        if place is None:
            left.append(row)
        else:
            taken.setdefault(place.gazetteer_id, []).append(row.geometry)
    unmatched = []
    open_ones = _divisions(gazetteer, shapes, {row.land for row in left}, without=taken) if left else {}
    for row in left:
        best = _by_overlap(row, open_ones.get(row.land, []), shapes)
        if best is None:
            unmatched.append(row.name or row.code or "unnamed")
        else:
            taken.setdefault(best.gazetteer_id, []).append(row.geometry)
    if not taken:
        some = f" ({', '.join(unmatched[:3])}{' …' if len(unmatched) > 3 else ''})" if unmatched else ""
        what = (
            f"none of its {len(unmatched)} boundaries fits a first-level division{some}" if rows else "holds no polygon"
        )
        raise InputError(f"{path}: {what}; nothing of it can be drawn")
    return Boundaries({key: _joined(parts) for key, parts in taken.items()}, source_of(path), tuple(unmatched))


def _layer(path: Path) -> tuple[str, Scheme]:
    """The layer of a file that has the columns of a scheme, and that scheme."""
    import pyogrio

    if path.suffix.lower() not in SUFFIXES:
        raise InputError(f"{path}: boundaries are read from {', '.join(SUFFIXES)}")
    if not path.is_file():
        raise InputError(f"{path}: no such file")
    try:
        layers = [str(name) for name, _ in pyogrio.list_layers(path)]
        fields = {layer: [str(one) for one in pyogrio.read_info(path, layer=layer)["fields"]] for layer in layers}
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from None
    for layer, found in fields.items():
        for scheme in SCHEMES:
            if {scheme.name, scheme.land} <= set(found) and scheme.finer not in found:
                return layer, scheme
    if any(scheme.finer in found for found in fields.values() for scheme in SCHEMES if scheme.finer):
        raise InputError(f"{path}: holds second-level divisions; take the file of the first level")
    known = " or ".join(f"{', '.join(scheme[1:4])} ({scheme.publisher})" for scheme in SCHEMES)
    columns = ", ".join(sorted({one for found in fields.values() for one in found})) or "none"
    raise InputError(f"{path}: needs the columns {known}; it has {columns}")


def _rows(path: Path) -> list[_Row]:
    import geopandas
    import shapely

    layer, scheme = _layer(path)
    try:
        frame = geopandas.read_file(path, layer=layer)
    except Exception as error:  # noqa: BLE001 (GDAL's and pyogrio's own kinds; all mean that it cannot be read)
        raise InputError(f"{path}: cannot be read ({error})") from None
    if frame.crs is not None and frame.crs.to_epsg() != 4326:
        frame = frame.to_crs(4326)
    if "shapeType" in frame.columns and set(frame["shapeType"]) - {"ADM1", None}:
        raise InputError(f"{path}: holds {', '.join(sorted(set(frame['shapeType'])))}; take the file of ADM1")
    frame = frame[~(frame.geometry.isna() | frame.geometry.is_empty)]
    sound = [polygons(shape) for shape in shapely.force_2d(frame.geometry.to_numpy())]
    simple = [polygons(shape) for shape in shapely.coverage_simplify(sound, TOLERANCE)]
    cells = {key: list(frame[key]) if key in frame.columns else [None] * len(frame) for key in scheme[1:4]}
    rows = zip(cells[scheme.name], cells[scheme.code], cells[scheme.land], simple, strict=True)
    return [
        _Row(_text(name), _text(code), _alpha3(_text(land) or _text(code)[:2]), cut_at_antimeridian(shape))
        for name, code, land, shape in rows
        if not shape.is_empty
    ]


def _text(cell: Any) -> str:
    return cell.strip() if isinstance(cell, str) and cell.strip().lower() not in ("none", "na", "nan") else ""


def _alpha3(code: str) -> str:
    found = country(code) if code else None
    return found.alpha3 if found else ""


def polygons(shape: Any) -> Any:
    """The polygons of a geometry as one MultiPolygon, made valid; an empty one where it has none."""
    import shapely

    parts = shapely.get_parts(shapely.get_parts(shape if shape.is_valid else shapely.make_valid(shape)))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])


def _joined(parts: Sequence[Any]) -> Any:
    import shapely

    return parts[0] if len(parts) == 1 else shapely.union_all(parts)


def _by_code(row: _Row, gazetteer: Gazetteer) -> Place | None:
    found = gazetteer.place(f"iso:{row.code}") if row.code else None
    return found if found is not None and found.precision == "adm1" else None


def _by_name(row: _Row, gazetteer: Gazetteer) -> Place | None:
    matches = gazetteer.lookup(row.name) if row.name and row.land else ()
    fits = (one.place for one in matches if one.place.precision == "adm1" and one.place.country == row.land)
    return next(fits, None)


def _divisions(
    gazetteer: Gazetteer, shapes: Outlines, lands: set[str], *, without: Mapping[str, Any]
) -> dict[str, list[Place]]:
    """The first-level divisions of some countries that no boundary was found for yet."""
    found: dict[str, list[Place]] = {}
    for key in shapes.ids():
        place = None if key in without or key.startswith("fips:") else gazetteer.place(key)
        if place is not None and place.precision == "adm1" and place.country in lands:
            found.setdefault(place.country, []).append(place)
    return found


def _by_overlap(row: _Row, divisions: Sequence[Place], shapes: Outlines) -> Place | None:
    from shapely import Point

    best: tuple[float, Place | None] = (LEAST_OVERLAP, None)
    for place in divisions:
        cell = shapes.outline(place.gazetteer_id)
        if cell is None or not row.geometry.covers(Point(place.lon, place.lat)):
            continue
        share = row.geometry.intersection(cell.geometry).area / row.geometry.union(cell.geometry).area
        best = max(best, (share, place), key=lambda one: one[0])
    return best[1]
