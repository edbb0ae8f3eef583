"""From a frame to the data blocks of a page.

`geomap-head` is JSON: the layers, and the tables that say how to read the rest. `geomap-numbers` holds what the first
picture needs, column by column (see `columns`), `geomap-more` what the filters need besides. The texts are everything
else of each row (see `texts`); they and `geomap-more` stand behind the page's script, which does not wait for them.

Any frame with a geometry and an `event_type` will do. Every further column of the contract is used where it is there,
and no column is lost: the page gives back the same properties when it exports.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from geomap.errors import FrameError
from geomap.map.areas import SCALE, AreaTable, is_area, is_disc, radius_of
from geomap.map.columns import MISSING, ColumnWriter
from geomap.map.derived import Coded, derived_columns
from geomap.map.disputed import disputed_of
from geomap.map.order import SORTED_FROM, row_order
from geomap.map.rows import is_missing, json_column, split_context
from geomap.map.texts import pack_texts

if TYPE_CHECKING:
    import geopandas

    from geomap.map.styles import LayerLike

CODED: Final = (
    "event_type", "status", "geo_precision", "time_precision", "location_role",
    "actor1", "actor2", "country", "admin1", "location", "source", "review_status", "change",
)  # fmt: skip
"""Columns written as indices into a dictionary: what is filtered by, and what is drawn as a label."""

FIRST: Final = frozenset({"status", "geo_precision", "location", "review_status", "change"})
"""Those of them that the first picture needs."""


Outlines = Callable[[Sequence[str | None]], Sequence[Any]]

_ACLED_PRECISION: Final = {"1": "city", "2": "near_city", "3": "adm1"}


@dataclass(frozen=True, slots=True)
class Payload:
    """What is spliced into a page: the head (JSON-able), the two blocks of columns, the texts."""

    head: dict[str, Any]
    numbers: str
    more: str
    texts: tuple[str, ...]
    bounds: tuple[float, float, float, float] | None = None


@dataclass(slots=True)
class Places:
    """Where each row is: the drawn point in units of 0.00001 degree, its area and its radius in kilometres."""

    lon: NDArray[np.int64]
    lat: NDArray[np.int64]
    area: NDArray[np.int64]
    radius: NDArray[np.float64]
    areas: AreaTable = field(default_factory=AreaTable)


def pack(
    frame: geopandas.GeoDataFrame,
    layers: Sequence[LayerLike],
    *,
    countries: Iterable[str] = (),
    outlines_of: Outlines | None = None,
    counts: str | None = None,
    beside: Mapping[str, Any] | None = None,
    later: Mapping[str, Any] | None = None,
    names: Mapping[str, str] | None = None,
) -> Payload:
    """Pack a frame. `countries` are the ISO numeric codes whose outlines the base map has, `beside` what the page says
    besides its events, which is packed with them, `later` what it needs only after its first picture. `names` says the
    titles and groups of layers in the page's language.

    `counts` names a column of whole numbers: how many events a row stands for, if not one.

    `outlines_of` finds the outlines of first-level divisions to count in; without it the page has none.

    Raises FrameError for a frame that lacks `event_type` or a geometry, or is not in degrees.
    """
    from geomap.map.styles import assigned_layers, type_layers

    check_frame(frame)
    place = places_of(frame, frozenset(countries))
    derived = derived_columns(frame)
    regions = _region_areas(derived, place.areas, outlines_of)
    order = row_order(place.lon, place.lat)
    shown, layer_codes = assigned_layers(frame, layers)
    types = type_layers(layers) if len(frame) else {}
    say = {**(names or {})}
    tree = [(say.get(layer.group, layer.group), layer.description) for layer in shown]
    columns = ColumnWriter(beside={**(beside or {}), "types": types, "tree": tree})
    more = ColumnWriter(beside=later or {})
    columns.add("lon", place.lon[order], kind="delta")
    columns.add("lat", place.lat[order], kind="delta")
    columns.add_codes("area", place.areas.resolve(place.area)[order], size=_area_count(place.areas))
    columns.add("radius", np.minimum(np.round(place.radius[order] * 10), 65535), kind="u16")
    columns.add_codes("layer", layer_codes[order], size=len(shown))
    if counts is not None:
        columns.add("events", frame[counts].to_numpy()[order], kind="u32")
    found = _numbers(frame)
    for name, values in found.items():
        more.add(name, values[order], kind=_NUMBER_KINDS[name])
    for name in CODED:
        if name in frame.columns:
            words, codes = _coded(frame, name)
            (columns if name in FIRST else more).add_words(name, words, codes[order])
    for name, column in derived.items():
        more.add_words(name, column.words, column.codes[order])
    place.areas.write(columns)
    disputed = place.areas.resolve(np.array(sorted(disputed_of(frame, place.area)), dtype=np.int64))
    small = len(frame) < SORTED_FROM  # where a page is small, its bytes matter more than the second
    texts = pack_texts(_other_columns(frame, but=counts), order, small=small)
    head = {
        "version": 2,
        "n": len(frame),
        "layers": [{**layer.as_json(), "title": say.get(layer.title, layer.title)} for layer in shown],
        "properties": [name for name in frame.columns if name != frame.geometry.name],
        "days": _span(found),
        "countries": place.areas.countries,
        "regions": place.areas.resolve(regions).tolist(),
        **({"disputed": disputed.tolist()} if disputed.size else {}),
        "texts": texts.table,
    }
    return Payload(head, columns.packed(small=small), more.packed(small=small), texts.parts, _bounds(place))


def _span(numbers: Mapping[str, NDArray[np.int64]]) -> tuple[int, int] | None:
    """The first and the last day of all."""
    days = np.concatenate([values for name, values in numbers.items() if name.startswith("day")])
    known = days[days != MISSING]
    return (int(known.min()), int(known.max())) if known.size else None


def _region_areas(derived: Mapping[str, Coded], areas: AreaTable, outlines_of: Outlines | None) -> NDArray[np.int64]:
    """The area of each word of `_region`, 0 where there is none."""
    words = derived["_region"].words if "_region" in derived else []
    outlines = outlines_of(words) if words and outlines_of else [None] * len(words)
    return np.array([areas.outline(shape) if is_area(shape) else 0 for shape in outlines], dtype=np.int64)


def check_frame(frame: geopandas.GeoDataFrame) -> None:
    """Raise FrameError unless the frame can be mapped."""
    if "event_type" not in frame.columns:
        raise FrameError("the frame has no column 'event_type'; name the column that says what happened so")
    if not hasattr(frame, "geometry") or frame.active_geometry_name is None:
        raise FrameError("the frame has no geometry; make a GeoDataFrame in EPSG:4326 of it")
    if frame.crs is not None and not frame.crs.equals("EPSG:4326"):
        raise FrameError(f"the frame is in {frame.crs.to_string()}; call .to_crs('EPSG:4326') first")


def places_of(frame: geopandas.GeoDataFrame, countries: frozenset[str]) -> Places:
    import shapely

    n = len(frame)
    empty = np.full(n, MISSING, dtype=np.int64)
    place = Places(empty, empty.copy(), np.zeros(n, dtype=np.int64), _radii(frame))
    geometries = np.asarray(frame.geometry.array, dtype=object)
    kinds = shapely.get_type_id(geometries)
    points = (kinds == 0) & ~shapely.is_empty(geometries)
    _set_points(place, points, shapely.get_x(geometries[points]), shapely.get_y(geometries[points]))
    words, codes = _coded(frame, "geo_precision")
    iso, lats, lons = (_column(frame, name) for name in ("iso", "latitude", "longitude"))
    for row in np.flatnonzero(kinds > 0):
        geometry, precision = geometries[row], words[codes[row]]
        point = _point_of(geometry, lons[row], lats[row])
        if point is None:
            continue
        _set_points(place, np.array([row]), np.array([point[0]]), np.array([point[1]]))
        if not is_area(geometry):
            continue
        if precision == "near_city" and is_disc(geometry, point[1], radius_km=place.radius[row]):
            # A ring is drawn from its centre and radius; its outline would only be a coarser circle.
            place.radius[row] = place.radius[row] or radius_of(geometry, point[1])
            continue
        numeric = _numeric_code(iso[row]) if precision == "country" else ""
        known = numeric in countries
        place.area[row] = place.areas.country(numeric) if known else place.areas.outline(geometry)
    return place


def _set_points(place: Places, rows: NDArray[Any], lon: NDArray[Any], lat: NDArray[Any]) -> None:
    """Write positions in degrees; those that are no numbers stay unwritten, those off the globe go to its edge."""
    good = np.isfinite(lon) & np.isfinite(lat)
    index = (np.flatnonzero(rows) if rows.dtype == bool else rows)[good]
    place.lon[index] = np.round(np.clip(lon[good], -180, 180) * SCALE)
    place.lat[index] = np.round(np.clip(lat[good], -90, 90) * SCALE)


def _radii(frame: geopandas.GeoDataFrame) -> NDArray[np.float64]:
    return np.array([value if _is_number(value) else 0 for value in _column(frame, "radius_km")], dtype=np.float64)


def _point_of(geometry: Any, lon: Any, lat: Any) -> tuple[float, float] | None:
    """The point that stands for an area: the stated one, else one inside it; None for an empty shape."""
    if geometry.is_empty:
        return None
    if _is_number(lon) and _is_number(lat):
        return float(lon), float(lat)
    inner = geometry.representative_point()
    return inner.x, inner.y


_NUMBER_KINDS: Final[dict[str, Any]] = {
    "day": "delta",
    "day_end": "delta",
    "confidence": "u16",
    "fatalities": "u32",
    "reports": "u16",
}


def _numbers(frame: geopandas.GeoDataFrame) -> dict[str, NDArray[np.int64]]:
    """Days since 1970 of first and last day, confidence in 1/10,000, deaths, reports. The top value is "missing"."""
    made = {"day": _days(_column(frame, "event_date")), "day_end": _days(_column(frame, "date_end"))}
    if "date_end" not in frame.columns or np.array_equal(made["day"], made["day_end"]):
        del made["day_end"]
    for name, factor, missing in (("confidence", 10_000, 65_535), ("fatalities", 1, 2**32 - 1), ("reports", 1, 65_535)):
        if name in frame.columns:
            values = [_bounded(value, factor, missing) for value in _column(frame, name)]
            made[name] = np.array(values, dtype=np.int64)
    return made


def _bounded(value: Any, factor: int, missing: int) -> int:
    return min(missing - 1, max(0, round(float(value) * factor))) if _is_number(value) else missing


def _days(values: Sequence[Any]) -> NDArray[np.int64]:
    """Days since 1970 of ISO dates, dates or time stamps."""
    text = ["NaT" if is_missing(value) else str(value)[:10] for value in values]
    days = {word: _day(word) for word in dict.fromkeys(text)}
    return np.array([days[word] for word in text], dtype=np.int64)


def _day(text: str) -> int:
    try:
        stamp = np.datetime64(text, "D")
    except ValueError:
        return MISSING
    return MISSING if np.isnat(stamp) else int(stamp.astype(np.int64))


def _coded(frame: geopandas.GeoDataFrame, name: str) -> tuple[list[str | None], NDArray[np.int64]]:
    """The distinct words of a column, None first and the rest in order, and the index of each row's word."""
    cells = _column(frame, name)
    if any(isinstance(cell, list | tuple) for cell in cells):
        cells = [_word(cell, name) for cell in cells]
    word_of = {cell: _word(cell, name) for cell in dict.fromkeys(cells)}
    words: list[str | None] = [None, *sorted({word for word in word_of.values() if word is not None})]
    index = {word: number for number, word in enumerate(words)}
    return words, np.array([index[word_of[cell]] for cell in cells], dtype=np.int64)


def _word(cell: Any, name: str) -> str | None:
    if is_missing(cell):
        return None
    text = "; ".join(str(item) for item in cell) if isinstance(cell, list | tuple) else str(cell)
    return _ACLED_PRECISION.get(text, text) if name == "geo_precision" else text


def _other_columns(frame: geopandas.GeoDataFrame, *, but: str | None = None) -> dict[str, list[Any]]:
    """What is in none of the columns of numbers, as JSON has it, with what stands around each quote."""
    taken = {
        but,
        *CODED,
        *_NUMBER_KINDS,
        "event_date",
        "date_end",
        "context",
        "latitude",
        "longitude",
        frame.geometry.name,
    }
    made = {name: json_column(_column(frame, name)) for name in frame.columns if name not in taken}
    before, after = split_context(frame)
    return {**made, "_before": before, "_after": after}


def _column(frame: geopandas.GeoDataFrame, name: str) -> list[Any]:
    return list(frame[name].to_numpy(dtype=object)) if name in frame.columns else [None] * len(frame)


def _is_number(value: Any) -> bool:
    try:
        return not is_missing(value) and math.isfinite(float(value))
    except (TypeError, ValueError):
        return False


def _numeric_code(value: Any) -> str:
    return f"{int(float(value)):03d}" if _is_number(value) else ""


def _area_count(areas: AreaTable) -> int:
    return 1 + len(areas.countries) + len(areas.outlines)


def _bounds(place: Places) -> tuple[float, float, float, float] | None:
    """West, south, east, north of the points, in degrees."""
    there = place.lat != MISSING
    if not there.any():
        return None
    lon, lat = place.lon[there] / SCALE, place.lat[there] / SCALE
    return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())
