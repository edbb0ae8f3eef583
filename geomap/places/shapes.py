"""The areas of places: countries, divisions, regions, and the surroundings of a town.

`open_shapes` maps `shapes.bin`, which holds one record a place with an outline; a record is decoded when asked for, by
shapely alone. A place without an outline gets a disc of its radius, flagged as approximate. Countries follow the
gazetteer: Crimea is Ukraine's, as in GeoNames and ISO 3166-2; `disputed_areas` lists who claims what.
Geometry is (longitude, latitude), WGS 84.
"""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from geomap.errors import GazetteerError, TableError
from geomap.model import Place
from geomap.places import _format
from geomap.places._reader import map_file
from geomap.places.countries import country, split_cell
from geomap.places.disc import disc
from geomap.places.gazetteer import REMEDY
from geomap.tables import read_csv_table

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

DEFAULT_RADIUS_KM: dict[str, float] = {
    "near_city": 25, "adm2": 15, "adm1": 40, "area": 50, "country": 30, "multi_country": 500,
}  # fmt: skip
"""The radius of the disc for a place that has neither an outline nor a radius of its own."""
DISC_SOURCE = "disc around the place"

_CREDITS = {"Natural Earth": "Natural Earth", "United States Census Bureau": "US Census Bureau", "geoBoundaries": "",
            "GADM": ""}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Area:
    """The area of a place. `approximate` unless a mapped outline; `source` says where it comes from."""

    geometry: BaseGeometry
    approximate: bool
    source: str


@dataclass(frozen=True, slots=True)
class DisputedArea:
    """An area that more than one state claims, or that another holds than the gazetteer files it under.

    `country` is the gazetteer's, `held_by` who controls it, `claimants` all who claim it (alpha-3 codes, or a name for
    a body without one). `place` is a gazetteer id. `views`: by alpha-3 code of a viewer, whom it gives the area to,
    where that is not plain from the claims; `source` is the document the row goes by, "" for the states' own claims.
    """

    place: str
    name: str
    country: str
    held_by: tuple[str, ...]
    claimants: tuple[str, ...]
    note: str
    views: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


def default_path() -> Path:
    """Where the build puts the compiled shapes."""
    return Path(__file__).parents[1] / "_data" / "shapes.bin"


def open_shapes(path: Path | None = None) -> Shapes:
    """Open compiled shapes (default: the embedded ones). Raises GazetteerError, which says what to do."""
    return Shapes(path or default_path())


class Shapes:
    """An open file of shapes; a context manager, picklable by its path."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self._map: mmap.mmap = map_file(self.path, remedy=REMEDY)
        self._views: list[memoryview] = [memoryview(self._map)]
        try:
            header, start = _format.read_header(self._views[0], path=self.path, remedy=REMEDY, kind=_format.SHAPES)
        except BaseException:
            self.close()
            raise
        self.sources: tuple[str, ...] = tuple(header["sources"])
        self.seas: Mapping[str, tuple[float, float] | None] = {
            key: point and (point[0], point[1]) for key, point in header.get("seas", {}).items()
        }
        """A point (latitude, longitude) in the sea along each country, None where it has no coast; by gazetteer id."""
        self._hashes, self._at, self._content = (
            self._section(start, header["sections"][name]) for name in _format.SHAPE_SECTIONS
        )

    def _section(self, start: int, described: dict[str, Any]) -> memoryview:
        begin = start + described["at"]
        raw = self._views[0][begin : begin + described["length"]]
        self._views.append(raw)
        if described["item"] != "B":
            raw = raw.cast(described["item"])
            self._views.append(raw)
        return raw

    def area(self, place: Place) -> Area | None:
        """The area of anything coarser than a town: its outline, else a disc. None for a site, a town, an unknown."""
        if place.precision == "near_city":
            return self._disc(place)
        if place.precision not in DEFAULT_RADIUS_KM:
            return None
        return self.outline(place.gazetteer_id) or self._disc(place)

    def outline(self, gazetteer_id: str) -> Area | None:
        """The stored outline of that id, or None."""
        at = bisect_left(self._hashes, wanted := _format.hash_of(gazetteer_id))
        while at < len(self._hashes) and self._hashes[at] == wanted:
            record = self._content[self._at[at] : self._at[at + 1]]
            name, approximate, source, geometry = _format.unpack_shape(record)
            if name == gazetteer_id:
                return Area(_decode(geometry), approximate, self.sources[source])
            at += 1
        return None

    def ids(self) -> Iterator[str]:
        """The ids that have an outline."""
        ends = zip(self._at[:-1], self._at[1:], strict=True)
        return (_format.unpack_shape(self._content[begin:end])[0] for begin, end in ends)

    def _disc(self, place: Place) -> Area:
        radius = place.radius_km or DEFAULT_RADIUS_KM[place.precision]
        return Area(disc(place.lat, place.lon, radius_km=radius), approximate=True, source=DISC_SOURCE)

    def close(self) -> None:
        """Unmap the file; outlines already decoded stay good."""
        for view in reversed(self._views):
            view.release()
        self._views.clear()
        self._map.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> tuple[Any, tuple[Path]]:
        return (Shapes, (self.path,))


def _decode(content: bytes) -> BaseGeometry:
    """Polygons from whole units, of which `_format.SHAPE_UNITS` are a degree."""
    import numpy as np
    import shapely

    numbers = np.frombuffer(content, dtype="<i4")
    polygons = []
    at = 1
    for _ in range(int(numbers[0])):
        rings = []
        lengths = numbers[at + 1 : at + 1 + int(numbers[at])]
        at += 1 + len(lengths)
        for length in lengths.tolist():
            rings.append(numbers[at : at + 2 * length].reshape(-1, 2) / _format.SHAPE_UNITS)
            at += 2 * length
        polygons.append(shapely.Polygon(rings[0], rings[1:]))
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def credit(source: str) -> str:
    """Who a map has to name for an area of that source; "" for what was made here, of places or of other areas."""
    for publisher, name in _CREDITS.items():
        if source.startswith(publisher):
            return name or source
    return ""


@cache
def disputed_areas() -> tuple[DisputedArea, ...]:
    """The table of disputed areas. Raises TableError where it breaks its rules."""
    columns = ("place", "name", "country", "held_by", "claimants", "views", "source", "note")
    path = Path(__file__).parent / "tables" / "disputed.csv"
    rows = read_csv_table(path, columns=columns, required=("place", "name", "held_by", "claimants"))
    return tuple(
        DisputedArea(
            row["place"],
            row["name"],
            row["country"],
            split_cell(row["held_by"]),
            split_cell(row["claimants"]),
            row["note"],
            _views(row["views"], where=f"{path.name}, {row['name']}"),
            row["source"],
        )
        for row in rows
    )


def _views(cell: str, *, where: str) -> dict[str, str]:
    pairs = [entry.split(":") for entry in split_cell(cell)]
    if any(len(pair) != 2 or not all(country(code) for code in pair) for pair in pairs):
        raise TableError(f"{where}: '{cell}' is no list of views; write VIEWER:COUNTRY in alpha-3 codes (ISR:PSE)")
    return {pair[0]: pair[1] for pair in pairs}


__all__ = ["Area", "DisputedArea", "GazetteerError", "Shapes", "disc", "disputed_areas", "open_shapes"]
