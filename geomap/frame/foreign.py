"""Rows of another event set (ACLED, UCDP GED, GDELT, an analyst's own) as a frame that keeps the column contract.

The set's own columns stay, under their own names; those whose name is one of ours get the set's prefix. `source` is the
title of the set, so that a map switches data sources by it; who reported an event is `attribution`. Nothing is drawn
finer than the set says: a row without a stated precision is a city only where the mapping says so, a region is an area.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from geomap.coding.ontology import ontology
from geomap.errors import InputError
from geomap.frame.build import build_frame
from geomap.frame.columns import COLUMNS, fault_of, missing, validate
from geomap.frame.days import day_order, iso_day
from geomap.frame.geometry import geometry_of, rounded
from geomap.frame.ids import unique_ids
from geomap.frame.mapping import our_type
from geomap.model import Place
from geomap.places.countries import country

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import geopandas

    from geomap.frame.geometry import Shapes
    from geomap.frame.mapping import EventSet
    from geomap.places.gazetteer import Gazetteer

_KINDS: Final = {column.name: column for column in COLUMNS}
_DEGREES: Final = ("latitude", "longitude")  # of other numbers, "1,234" could be more than a thousand
_DECIMAL_COMMA: Final = re.compile(r"[-+]?\d{1,3},\d+")
_MOST_TOLD: Final = 5


def foreign_frame(
    rows: Iterable[Mapping[str, Any]],
    *,
    mapping: EventSet,
    where: str,
    shapes: Shapes | None = None,
    gazetteer: Gazetteer | None = None,
    on_error: Callable[[InputError], object] | None = None,
) -> geopandas.GeoDataFrame:
    """The rows, each a dict by the set's own columns (and `geometry`, if any), in the columns of the contract.

    `mapping` is one that was `fitted` to the columns. Where it does not say in which order dates as 03/04/2025 are, the
    dates of all rows do; InputError where they do not.

    A row that cannot be read is left out and told to `on_error` (the first five in full); without `on_error` it raises
    InputError. Countries and first-level divisions that `gazetteer` knows get their outline from `shapes`, other areas
    are discs.
    """
    rows = list(rows) if isinstance(rows, Iterator) else rows
    mapping = _dated(mapping, rows, where=where)
    made: list[dict[str, Any]] = []
    faults = 0
    for number, own in enumerate(rows, start=1):
        try:
            row = _row(own, mapping=mapping, number=number)
            row |= _drawn(row, _shape(own.get("geometry")), shapes=shapes, gazetteer=gazetteer)
        except ValueError as error:
            fault = InputError(f"{where}, row {number}: {error}; the row was left out")
            if on_error is None:
                raise fault from None
            faults += 1
            if faults <= _MOST_TOLD:
                on_error(fault)
            continue
        made.append(row)
    if faults > _MOST_TOLD and on_error is not None:
        on_error(InputError(f"{where}: {faults - _MOST_TOLD:,} more rows were left out for such reasons"))
    for row, event_id in zip(made, unique_ids([row["event_id"] for row in made]), strict=True):
        row["event_id"] = event_id
    frame = build_frame(made)
    validate(frame)
    return frame


def _dated(mapping: EventSet, rows: Iterable[Mapping[str, Any]], *, where: str) -> EventSet:
    """The mapping with the order of day and month that the rows have. Raises InputError where that is in doubt."""
    columns = [names[0] for name, names in mapping.columns.items() if _KINDS[name].kind == "day"]
    if mapping.dates is not None or not columns:
        return mapping
    cells = ((number, row.get(column)) for number, row in enumerate(rows, start=1) for column in columns)
    try:
        return replace(mapping, dates=day_order(cells))
    except ValueError as error:
        raise InputError(f"{where}: {error}") from None


def _row(own: Mapping[str, Any], *, mapping: EventSet, number: int) -> dict[str, Any]:
    row: dict[str, Any] = {name: _said(value) for name, value in mapping.constants.items()}
    for name, (column, *_) in mapping.columns.items():
        value = _cell(name, own.get(column), mapping)
        if value is not None or name not in row:
            row[name] = value
    code = _said(own.get(mapping.type_column))
    if code is None:
        raise ValueError(f"'{mapping.type_column}' is empty, so nothing says what happened")
    row["event_type"] = our_type(code, mapping)
    kind = ontology().get(row["event_type"])
    row |= {
        "event_id": f"{mapping.id}:{row.get('event_id') or number}",
        "layer": kind.layer if kind else None,
        "source": mapping.title,
        "site_tags": [],
        "alternatives": [],
        "supporting": [],
        "quantities": {"killed": row["fatalities"]} if row.get("fatalities") is not None else None,
        "acled_event_type": row.get("acled_event_type") or (kind.acled_type if kind else None) or None,
        "acled_sub_event_type": row.get("acled_sub_event_type") or (kind.acled_sub if kind else None) or None,
        "plover": row.get("plover") or (kind.plover if kind else None) or None,
        "cameo": row.get("cameo") or (kind.cameo.partition(",")[0] if kind else None) or None,
    }
    row.setdefault("date_end", row.get("event_date") if row.get("time_precision") in (None, "day") else None)
    return row | _kept(own, mapping)


def _kept(own: Mapping[str, Any], mapping: EventSet) -> dict[str, Any]:
    """The set's own columns."""
    ours = {name.casefold() for name in _KINDS}
    kept = {}
    for name, cell in own.items():
        if name != "geometry" or isinstance(cell, str):
            kept[f"{mapping.prefix}{name}" if str(name).casefold() in ours else str(name)] = _said(cell)
    return kept


def _said(cell: Any) -> Any:
    """A cell; text stripped, None for what is empty."""
    if missing(cell):
        return None
    if isinstance(cell, str):
        return cell.strip() or None
    if isinstance(cell, float) and cell == int(cell):
        return int(cell)
    return cell


def _cell(name: str, cell: Any, mapping: EventSet) -> Any:
    value = _said(cell)
    if value is None:
        return None
    if name in mapping.values:
        value = mapping.values[name].get(str(value))
    column = _KINDS[name]
    if value is None or column.choices:
        if value is not None and value not in column.choices:
            raise ValueError(
                f"'{mapping.columns[name][0]}' is {value!r:.40}; list it under [values.{name}] of the mapping"
            )
        return value
    if name in _DEGREES and isinstance(value, str) and _DECIMAL_COMMA.fullmatch(value):
        value = value.replace(",", ".")
    try:
        read = iso_day(value, order=mapping.dates) if column.kind == "day" else _PARSED[column.kind](value)
    except (ValueError, TypeError, KeyError, OverflowError):
        kind = f"day, {mapping.dates}" if column.kind == "day" and mapping.dates else column.kind
        raise ValueError(f"'{mapping.columns[name][0]}' is {value!r:.40}, which is no {kind}") from None
    fault = None if name in _DEGREES else fault_of(column, read)  # of degrees, both are told together
    if fault is not None:
        raise ValueError(f"'{mapping.columns[name][0]}' {fault}")
    return read


def _whole(value: Any) -> int:
    number = float(value)
    if number != int(number):
        raise ValueError(value)
    return int(number)


def _flag(value: Any) -> bool:
    return {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}[str(value).lower()]


_PARSED: Final[Mapping[str, Callable[[Any], Any]]] = {
    "text": str,
    "integer": _whole,
    "number": float,
    "flag": _flag,
}


def _drawn(row: Mapping[str, Any], given: Any, *, shapes: Shapes | None, gazetteer: Gazetteer | None) -> dict[str, Any]:
    """Country, coordinates and geometry; a stated geometry is kept unless it is finer than the stated precision."""
    land = _country(row.get("country"))
    lat, lon = row.get("latitude"), row.get("longitude")
    if given is not None and not given.is_empty and (lat is None or lon is None):
        inner = given.representative_point()
        lat, lon = inner.y, inner.x
    if lat is not None and lon is not None and not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"latitude {lat:g}, longitude {lon:g} is no place on Earth")
    made: dict[str, Any] = {
        "country": land.name if land else row.get("country"),
        "iso": int(land.numeric) if land and land.numeric else None,
        "geo_precision": row.get("geo_precision") or "unknown",
    }
    if lat is None or lon is None:
        return made | {"latitude": None, "longitude": None, "geometry": None}
    made |= {"latitude": rounded(lat), "longitude": rounded(lon)}
    if given is not None and not given.is_empty and given.geom_type not in ("Point", "MultiPoint"):
        return made | {"geometry": given, "area_approximate": False}
    precision = made["geo_precision"]
    known = _known(row.get("admin1"), land, precision=precision, gazetteer=gazetteer)
    where = known or Place(
        gazetteer_id="",
        name=str(row.get("location") or made["country"] or ""),
        lat=lat,
        lon=lon,
        precision=precision,
        country=land.alpha3 if land else None,
        radius_km=row.get("radius_km"),
    )
    drawn = geometry_of(where, shapes=shapes if known else None)
    return made | {"geometry": drawn.geometry, "area_approximate": drawn.approximate, "area_source": drawn.source}


def _shape(cell: Any) -> Any:
    """The geometry of a row of a map. A table may have a text column of that name, which is only kept."""
    return cell if hasattr(cell, "geom_type") else None


def _known(admin1: Any, land: Any, *, precision: str, gazetteer: Gazetteer | None) -> Place | None:
    """The gazetteer's entry of a country or a first-level division: its id leads to the outline."""
    if gazetteer is None or land is None:
        return None
    if precision == "country":
        return gazetteer.country(land.alpha3)
    if precision != "adm1" or not admin1:
        return None
    places = (match.place for match in gazetteer.lookup(str(admin1)))
    return next((place for place in places if place.precision == "adm1" and place.country == land.alpha3), None)


def _country(name: Any) -> Any:
    """The country that a name, a code or the end of an address ("Town, Division, Country") means."""
    if not name:
        return None
    text = re.sub(r"\s*\(.*?\)", "", str(name)).strip()
    return country(text) or country(text.rpartition(",")[2].strip())
