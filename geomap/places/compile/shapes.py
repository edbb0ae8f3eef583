"""Compile the outlines of countries, divisions, counties and regions into `shapes.bin`."""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geomap.places import _format
from geomap.places.coast import points_at_sea
from geomap.places.compile import cells, drawn, outlines, tabled
from geomap.places.compile.counties import POSTAL
from geomap.places.compile.records import Record
from geomap.places.compile.topojson import Outline, read_outlines
from geomap.places.compile.write import replace_bytes
from geomap.places.countries import split_cell
from geomap.places.shapes import disputed_areas, open_shapes

SOURCES = (
    "Natural Earth 1:50m, by world-atlas",
    "United States Census Bureau, by us-atlas",
    "Voronoi cells of populated places (GeoNames)",
    "union of its members",
    "drawn by hand, approximate",
)
ATLAS, CENSUS, CELLS, UNION, DRAWN = range(5)
REGION_TOLERANCE = 0.03
"""Unions are simplified by this many degrees."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline to be stored: (longitude, latitude), where it comes from, and whether it is only approximate."""

    geometry: Any
    source: int
    approximate: bool


def compile_shapes(records: Sequence[Record], atlases: Path) -> dict[str, Shape]:
    """The outline of every country, division, county and region that one can be made for, by gazetteer id.

    `atlases` holds the npm packages world-atlas and us-atlas. Raises GazetteerError where a file is missing.
    """
    towns = [record for record in records if record.precision == "city"]
    ids = {record.country: record.gazetteer_id for record in records if record.precision == "country"}
    atlas = _atlas(atlases)
    countries = outlines.country_areas(atlas, towns)
    shapes = {ids[code]: Shape(area, ATLAS, False) for code, area in countries.items() if code in ids}
    cells_of = cells.by_country(_labelled(towns, records), countries)
    shapes |= {division: Shape(area, CELLS, True) for division, area in cells_of.items()}
    states = read_outlines(atlases / "us-atlas" / "states-10m.json", "states")
    shapes |= {f"iso:US-{POSTAL[one.code]}": Shape(one.geometry, CENSUS, False) for one in states if one.code in POSTAL}
    shapes |= _second_level(records, shapes)
    counties = read_outlines(atlases / "us-atlas" / "counties-10m.json", "counties")
    known = {record.gazetteer_id for record in records}
    shapes |= {key: Shape(one.geometry, CENSUS, False) for one in counties if (key := f"fips:{one.code}") in known}
    mapped = {key: Shape(area, ATLAS, False) for key, area in outlines.region_areas(atlas).items()}
    by_hand = {key: Shape(area, DRAWN, True) for key, area in drawn.drawn_areas(countries).items()}
    return shapes | _regions(shapes, ids) | mapped | by_hand


def disputed_outlines(records: Sequence[Record], atlases: Path) -> dict[str, Any]:
    """The outlines of the disputed areas that are countries of the gazetteer, by its ids."""
    ids = {record.country: record.gazetteer_id for record in records if record.precision == "country"}
    listed = {area.place: {*area.held_by, *area.claimants} for area in disputed_areas()}
    wanted = {code for code, key in ids.items() if key in listed}
    states = wanted.union(*(listed[ids[code]] for code in wanted))
    towns = [record for record in records if record.precision == "city" and record.country in states]
    found = outlines.country_areas((one for one in _atlas(atlases) if outlines.owner_of(one) in states), towns)
    return {ids[code]: area for code, area in found.items() if code in wanted}


def _atlas(atlases: Path) -> list[Outline]:
    return list(read_outlines(atlases / "world-atlas" / "countries-50m.json", "countries"))


def _labelled(towns: Iterable[Record], records: Iterable[Record]) -> dict[str, list[cells.Labelled]]:
    """The towns of each country with their divisions, but for those that are filed under another country."""
    countries = {record.gazetteer_id: record.country for record in records if record.precision == "adm1"}
    found: dict[str, list[cells.Labelled]] = defaultdict(list)
    for town in towns:
        if town.admin1 and town.country and countries.get(town.admin1, town.country) == town.country:
            found[town.country].append((town.admin1, town.lon, town.lat))
    return found


def _second_level(records: Iterable[Record], shapes: Mapping[str, Shape]) -> dict[str, Shape]:
    """Second-level divisions: the cells of their points within the first-level area."""
    children: dict[str, list[cells.Labelled]] = defaultdict(list)
    for record in records:
        parent = record.admin1 or ""
        if record.precision == "adm2" and parent in shapes and record.gazetteer_id.startswith("iso:"):
            children[parent].append((record.gazetteer_id, record.lon, record.lat))
    wholes = {parent: shapes[parent].geometry for parent in children}
    return {child: Shape(area, CELLS, True) for child, area in cells.by_country(children, wholes).items()}


def _regions(shapes: Mapping[str, Shape], ids: Mapping[str | None, str]) -> dict[str, Shape]:
    """Regions whose table row lists members: the union of those members' outlines."""
    import shapely

    found = {}
    for row in tabled.region_rows():
        members = [ids.get(code) or f"iso:{code}" for code in split_cell(row["members"])]
        parts = [shapes[member] for member in members if member in shapes]
        if parts:
            union = shapely.union_all([part.geometry for part in parts])
            simple = shapely.simplify(union, REGION_TOLERANCE)
            found[tabled.region_id(row)] = Shape(simple, UNION, any(part.approximate for part in parts))
    return found


def write_shapes(shapes: Mapping[str, Shape], path: Path) -> None:
    """Write shapes to `path`, then once more with the points in the seas along them; same shapes, same bytes."""
    ordered = sorted((_format.hash_of(key), key) for key in shapes)
    hashes = array("Q", (hashed for hashed, _ in ordered))
    at, content = array("I"), bytearray()
    for _, key in ordered:
        at.append(len(content))
        shape = shapes[key]
        content += _format.pack_shape(key, shape.approximate, shape.source, encode(shape.geometry))
    at.append(len(content))
    if sys.byteorder != "little":
        hashes.byteswap()
        at.byteswap()
    sections = {"hashes": ("Q", hashes.tobytes()), "at": ("I", at.tobytes()), "content": ("B", bytes(content))}
    header: dict[str, Any] = {"sources": SOURCES}
    replace_bytes(path, _format.pack(header, sections, magic=_format.SHAPES[1]))
    with open_shapes(path) as written:
        header["seas"] = points_at_sea(written)
    replace_bytes(path, _format.pack(header, sections, magic=_format.SHAPES[1]))


def encode(geometry: Any) -> bytes:
    """Polygons as whole units, valid as such; rings that collapse to less than a triangle are dropped."""
    import numpy as np
    import shapely

    polygons = []
    for polygon in outlines.polygons_of(shapely.set_precision(geometry, 1 / _format.SHAPE_UNITS)):
        rings = [_whole_units(ring) for ring in (polygon.exterior, *polygon.interiors)]
        if len(rings[0]) >= 4:
            polygons.append([ring for ring in rings if len(ring) >= 4])
    numbers: list[Any] = [np.array([len(polygons)])]
    for rings in polygons:
        numbers += [np.array([len(rings), *(len(ring) for ring in rings)]), *(ring.ravel() for ring in rings)]
    return np.concatenate(numbers).astype("<i4").tobytes()


def _whole_units(ring: Any) -> Any:
    """The points of a ring in whole units, without those that fall together."""
    import numpy as np

    points = np.rint(np.asarray(ring.coords)[:, :2] * _format.SHAPE_UNITS).astype(np.int64)
    return points[np.concatenate([[True], np.any(np.diff(points, axis=0) != 0, axis=1)])]
