"""Places that a user adds to a gazetteer, from a CSV table or GeoJSON: their names win over every namesake.

A CSV has the columns name, lat, lon, and if wanted aliases (parted by semicolons), precision ("city" if left out),
country (any ISO 3166-1 code or name), admin1, radius_km, id. A GeoJSON FeatureCollection has the same as properties and
points or areas as geometry (longitude first), and its aliases may be a list. An area is drawn as it is given, unless it
says that it is a site or a city: then, and wherever a point is asked for, its middle is taken.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from geomap.errors import InputError
from geomap.model import Place, Precision
from geomap.places.boundaries import Outlines, polygons
from geomap.places.countries import country, split_cell
from geomap.places.disc import cut_at_antimeridian
from geomap.places.fold import fold
from geomap.places.gazetteer import Gazetteer, Match
from geomap.places.prominence import ADDED
from geomap.places.shapes import Area

COLUMNS = ("name", "lat", "lon", "aliases", "precision", "country", "admin1", "radius_km", "id")
MAX_BYTES = 50_000_000
OWN_SOURCE = "places of the user's own"


@dataclass(frozen=True, slots=True)
class Added:
    """A place of the user's, the names that it goes by, and its area (shapely polygons), None for a point."""

    place: Place
    names: tuple[str, ...]
    area: Any = None


class Overlay:
    """A gazetteer with places laid over it: a name of theirs means them and nothing else.

    `areas` are the areas that they bring, by gazetteer id; `chosen_outlines` lays them over the others.
    """

    def __init__(self, below: Gazetteer, added: Iterable[Added]) -> None:
        self._below = below
        self.areas: dict[str, Any] = {}
        self._matches: dict[str, list[Match]] = {}
        self._places: dict[str, Place] = {}
        for one in added:
            self._places[one.place.gazetteer_id] = one.place
            if one.area is not None:
                self.areas[one.place.gazetteer_id] = one.area
            for name in one.names:
                known = self._matches.setdefault(fold(name), [])
                if all(match.place.gazetteer_id != one.place.gazetteer_id for match in known):
                    known.append(Match(one.place, "name", name))
        longest = max((key.count(" ") + 1 for key in self._matches), default=0)
        self.max_words = max(below.max_words, longest)

    def lookup(self, name: str) -> tuple[Match, ...]:
        """The user's places of that name, in the order of the file; the gazetteer's where there are none."""
        own = self._matches.get(fold(name))
        return tuple(own) if own else self._below.lookup(name)

    def contains(self, name: str) -> bool:
        """Whether `lookup` would find anything."""
        return fold(name) in self._matches or self._below.contains(name)

    def place(self, gazetteer_id: str) -> Place | None:
        """The place with that id, or None."""
        return self._places.get(gazetteer_id) or self._below.place(gazetteer_id)

    def country(self, alpha3: str) -> Place | None:
        """The country of that ISO 3166-1 alpha-3 code, or None."""
        return self._below.country(alpha3)

    def admin1_of(self, place: Place) -> Place | None:
        """The first-level division that `place` lies in; that of a user's place is looked up by its name."""
        if place.gazetteer_id not in self._places:
            return self._below.admin1_of(place)
        found = self._below.lookup(place.admin1) if place.admin1 else ()
        fits = (
            match.place for match in found if match.place.precision == "adm1" and match.place.country == place.country
        )
        return next(fits, None)


class OwnAreas:
    """Outlines with areas laid over them that a user gives to places of their own (by gazetteer id)."""

    def __init__(self, below: Outlines, areas: Mapping[str, Any]) -> None:
        self._below = below
        self._areas = areas

    def area(self, place: Place) -> Area | None:
        """The area of anything coarser than a town; a place of the user's has its own."""
        below = self._below.area(place)
        return below if below is None else self._own(place.gazetteer_id) or below

    def outline(self, gazetteer_id: str) -> Area | None:
        """The user's area of that id, else the stored outline, or None."""
        return self._own(gazetteer_id) or self._below.outline(gazetteer_id)

    def ids(self) -> Iterator[str]:
        """The ids that have an outline."""
        return iter(dict.fromkeys(self._below.ids()) | dict.fromkeys(self._areas))

    def _own(self, gazetteer_id: str) -> Area | None:
        found = self._areas.get(gazetteer_id)
        return None if found is None else Area(found, approximate=False, source=OWN_SOURCE)


def read_places(path: Path) -> tuple[Added, ...]:
    """The places of a CSV or GeoJSON file. Raises InputError, which names the row and what is wrong with it."""
    if not path.is_file():
        raise InputError(f"{path}: no such file; --places takes a CSV or GeoJSON of your own places")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; compile a gazetteer of its own from it")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: is no UTF-8 text; save the table as UTF-8") from None
    rows = _features(path, text) if path.suffix.lower() in (".geojson", ".json") else _lines(path, text)
    found = [(number, "id" in row and bool(row["id"]), _added(path, number, row, area)) for number, row, area in rows]
    first: dict[str, int] = {}
    for number, named, one in found:
        before = first.setdefault(own := one.place.gazetteer_id, number)
        if named and before != number:
            raise InputError(
                f"{path}, row {number}: the id '{own.removeprefix(ADDED)}' is that of row {before} already"
            )
    return tuple(one for _, _, one in found)


def _lines(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, str], Any]]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    found = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    missing = {"name", "lat", "lon"} - set(found)
    if missing or set(found) - set(COLUMNS):
        wrong = (
            f"lacks {', '.join(sorted(missing))}" if missing else f"has {', '.join(sorted(set(found) - set(COLUMNS)))}"
        )
        raise InputError(f"{path}: the table {wrong}; its columns are {', '.join(COLUMNS)}")
    reader.fieldnames = found
    for row in reader:
        yield reader.line_num, {key: (value or "").strip() for key, value in row.items() if isinstance(key, str)}, None


def _features(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, str], Any]]:
    try:
        features = list(json.loads(text)["features"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"{path}: no GeoJSON FeatureCollection with points or areas ({error})") from None
    for number, feature in enumerate(features, start=1):
        try:
            (lon, lat), drawn = _middle(feature["geometry"])
            given = (feature.get("properties") or {}).items()
            row = {key: _cell(value) for key, value in given if value is not None}
            area = {} if feature["geometry"]["type"] == "Point" else {"precision": "area"}
        except (ValueError, KeyError, TypeError, AttributeError, IndexError):
            raise InputError(f"{path}, row {number}: no GeoJSON feature with a point or an area") from None
        except OverflowError as error:
            raise InputError(f"{path}, row {number}: reaches {error}; give longitude and latitude in degrees") from None
        yield number, {**area, **row, "lat": str(lat), "lon": str(lon)}, drawn


def _middle(geometry: Any) -> tuple[tuple[float, float], Any]:
    """Longitude and latitude of a point, or of the middle of an area, which is that of its surface, not of its corners;
    and the area itself, None where there is none. Raises OverflowError for one beyond the globe.
    """
    if geometry["type"] == "Point":
        lon, lat = geometry["coordinates"][:2]
        return (float(lon), float(lat)), None
    from shapely import force_2d
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    try:
        given = force_2d(shape(geometry))
        west, south, east, north = given.bounds
    except ShapelyError as error:
        raise ValueError(str(error)) from None
    if not (-360 <= west <= east <= 360 and -90 <= south <= north <= 90):
        raise OverflowError(f"{west:.6g}, {south:.6g} to {east:.6g}, {north:.6g}")
    area = polygons(given)
    middle = (given if area.is_empty else area).centroid
    drawn = None if area.is_empty else cut_at_antimeridian(area)
    return ((float(middle.x) + 180) % 360 - 180, float(middle.y)), drawn


def _cell(value: Any) -> str:
    """A property as a table has it: names in a list are parted by semicolons."""
    return ";".join(map(str, value)) if isinstance(value, list) else str(value).strip()


def _added(path: Path, number: int, row: Mapping[str, str], area: Any) -> Added:
    where = f"{path}, row {number}"
    name = row.get("name", "")
    if not fold(name):
        raise InputError(f"{where}: a place needs a name with letters in it")
    lat, lon = _number(where, row, "lat", 90), _number(where, row, "lon", 180)
    precision = row.get("precision") or "city"
    if precision not in get_args(Precision):
        raise InputError(f"{where}: unknown precision '{precision}'; it is one of {', '.join(get_args(Precision))}")
    known = country(row["country"]) if row.get("country") else None
    if row.get("country") and known is None:
        raise InputError(f"{where}: unknown country '{row['country']}'; give an ISO 3166-1 code or an English name")
    radius = _number(where, row, "radius_km", 20_000) if row.get("radius_km") else None
    if radius is not None and radius <= 0:
        raise InputError(f"{where}: radius_km is '{row['radius_km']}'; leave it out, or give one above 0")
    own = row.get("id") or f"{fold(name).replace(' ', '-')}@{lat:.4f},{lon:.4f}"
    place = Place(
        gazetteer_id=f"{ADDED}{own}",
        name=name,
        lat=lat,
        lon=lon,
        precision=cast(Precision, precision),
        country=known.alpha3 if known else None,
        admin1=row.get("admin1") or None,
        radius_km=radius,
    )
    return Added(place, (name, *split_cell(row.get("aliases", ""))), area)


def _number(where: str, row: Mapping[str, str], column: str, most: float) -> float:
    try:
        number = float(row.get(column, ""))
    except ValueError:
        number = math.nan
    if not abs(number) <= most:
        raise InputError(f"{where}: {column} is '{row.get(column, '')}', not a number up to {most}")
    return number
