"""The column contract of a frame: names, order, kinds. Whatever keeps it can be mapped and stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from geomap.errors import FrameError
from geomap.model import LocationRole, Precision, Status, TimePrecision
from geomap.tables import suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import geopandas

CRS: Final = "EPSG:4326"

Kind = Literal["text", "day", "integer", "number", "flag", "object", "list", "records", "geometry"]
"""day: ISO 8601 text. integer: whole or missing. number: float, NaN where missing. object: a JSON-able dict.
records: a list of JSON-able dicts (or of text, in files of earlier versions)."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. A `required` one has a value in every row; a frame may do without an `optional` one."""

    name: str
    kind: Kind
    required: bool = False
    optional: bool = False
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


COLUMNS: Final[tuple[Column, ...]] = (
    Column("event_id", "text", required=True),
    Column("event_date", "day"),
    Column("date_end", "day"),
    Column("time_precision", "text", choices=get_args(TimePrecision)),
    Column("event_type", "text", required=True),
    Column("layer", "text"),
    Column("status", "text", choices=get_args(Status)),
    Column("actor1", "text"),
    Column("actor2", "text"),
    Column("country", "text"),
    Column("iso", "integer", low=0, high=999),
    Column("admin1", "text"),
    Column("location", "text"),
    Column("latitude", "number", low=-90, high=90),
    Column("longitude", "number", low=-180, high=180),
    Column("geo_precision", "text", choices=get_args(Precision)),
    Column("location_role", "text", choices=get_args(LocationRole)),
    Column("fatalities", "integer", low=0),
    Column("quantities", "object"),
    Column("site_tags", "list"),
    Column("quote", "text"),
    Column("source", "text"),
    Column("url", "text"),
    Column("title", "text"),
    Column("reports", "integer", low=1),
    Column("confidence", "number", low=0, high=1),
    Column("acled_event_type", "text"),
    Column("acled_sub_event_type", "text"),
    Column("plover", "text"),
    Column("cameo", "text"),
    Column("geometry", "geometry"),
    Column("doc_id", "text", optional=True),
    Column("start", "integer", optional=True, low=0),
    Column("end", "integer", optional=True, low=0),
    Column("context", "text", optional=True),
    Column("context_start", "integer", optional=True, low=0),
    Column("trigger", "text", optional=True),
    Column("attribution", "text", optional=True),
    Column("alternatives", "records", optional=True),
    Column("supporting", "records", optional=True),
    Column("gazetteer_id", "text", optional=True),
    Column("radius_km", "number", optional=True, low=0),
    Column("civilian_targeting", "flag", optional=True),
    Column("weapons", "list", optional=True),
    Column("place_start", "integer", optional=True, low=0),
    Column("place_end", "integer", optional=True, low=0),
    Column("actor1_code", "text", optional=True),
    Column("actor2_code", "text", optional=True),
    Column("area_approximate", "flag", optional=True),
    Column("area_source", "text", optional=True),
)

LATER: Final[tuple[Column, ...]] = (
    Column("review_status", "text", optional=True, choices=("accepted", "rejected", "corrected")),
    Column("reviewed_by", "text", optional=True),
    Column("reviewed_at", "text", optional=True),
    Column("review_note", "text", optional=True),
    Column("review_original", "object", optional=True),
)
"""Columns that a frame has only once something was done to it; `review_original` holds what a correction replaced."""

POINT_PRECISIONS: Final = frozenset({"site", "city"})
"""Only these are drawn as points."""


def validate(frame: geopandas.GeoDataFrame) -> None:
    """Raise FrameError, with the row, where a frame breaks the contract. Further columns are fine."""
    _check_columns(frame)
    for column in (*COLUMNS, *LATER):
        if column.name in frame.columns and column.kind != "geometry":
            _check_values(column, list(frame[column.name]))
    _check_unique(list(frame["event_id"]))
    _check_geometry(frame)


def missing(value: object) -> bool:
    """Whether a cell holds nothing: None, NaN, NaT or pandas.NA."""
    if value is None:
        return True
    if isinstance(value, str | int | list | dict):
        return False
    return type(value).__name__ in {"NAType", "NaTType"} or value != value  # noqa: PLR0124 (NaN)


def fault_of(column: Column, value: Any) -> str | None:
    """What is wrong with a cell that is not missing, to be said behind the name of its column; None for nothing."""
    if not _CHECKS[column.kind](value):
        return f"is {value!r:.60}, which is not {_NAMES[column.kind]}"
    if column.choices and value not in column.choices:
        return f"is {value!r:.60}{suggestion(str(value), column.choices)}"
    if column.low is not None and value < column.low:
        return f"is {value}, below {column.low:g}"
    if column.high is not None and value > column.high:
        return f"is {value}, above {column.high:g}"
    return None


def _check_columns(frame: geopandas.GeoDataFrame) -> None:
    for column in COLUMNS:
        if column.name not in frame.columns and not column.optional:
            names = [str(name) for name in frame.columns if name not in {known.name for known in COLUMNS}]
            near = suggestion(column.name, names)
            hint = near.replace("did you mean", "is it") if "did you mean" in near else "; add it, empty if need be"
            raise FrameError(f"the frame has no column '{column.name}'{hint}")


def _check_values(column: Column, values: Sequence[Any]) -> None:
    for row, value in enumerate(values):
        if missing(value):
            if column.required:
                raise FrameError(f"row {row}: '{column.name}' is empty; every event needs one")
            continue
        problem = fault_of(column, value)
        if problem:
            raise FrameError(f"row {row}: '{column.name}' {problem}")


def _is_day(value: Any) -> bool:
    from datetime import date

    try:
        return isinstance(value, str) and len(value) == 10 and date.fromisoformat(value) is not None
    except ValueError:
        return False


def _is_whole(value: Any) -> bool:
    return not isinstance(value, bool | str) and hasattr(value, "__int__") and int(value) == value


def _is_number(value: Any) -> bool:
    return not isinstance(value, bool | str) and hasattr(value, "__float__") and abs(float(value)) != float("inf")


_NAMES: Final[Mapping[Kind, str]] = {
    "text": "text",
    "day": "a day like 2025-03-20",
    "integer": "a whole number",
    "number": "a finite number",
    "flag": "true or false",
    "object": "a dict",
    "list": "a list",
    "records": "a list",
}
_CHECKS: Final[Mapping[Kind, Callable[[Any], bool]]] = {
    "text": lambda value: isinstance(value, str),
    "day": _is_day,
    "integer": _is_whole,
    "number": _is_number,
    "flag": lambda value: value in (True, False),
    "object": lambda value: isinstance(value, dict),
    "list": lambda value: isinstance(value, list | tuple),
    "records": lambda value: isinstance(value, list | tuple),
}


def _check_unique(ids: Sequence[str]) -> None:
    if len(set(ids)) == len(ids):
        return
    seen: set[str] = set()
    for row, event_id in enumerate(ids):
        if event_id in seen:
            raise FrameError(f"row {row}: event_id '{event_id}' appears twice; each event needs its own")
        seen.add(event_id)


def _check_geometry(frame: geopandas.GeoDataFrame) -> None:
    crs = getattr(frame, "crs", None)
    if crs is None or crs != CRS:
        raise FrameError(f"the frame is in {crs or 'no coordinate system'}; use frame.to_crs('{CRS}') (or set_crs)")
    for row, (shape, precision) in enumerate(zip(frame.geometry, frame["geo_precision"], strict=True)):
        if shape is None or missing(precision):
            continue
        is_point = shape.geom_type in {"Point", "MultiPoint"}
        if is_point and precision not in POINT_PRECISIONS:
            raise FrameError(f"row {row}: a point for the precision '{precision}' is false precision; give it an area")
        if shape.is_empty:
            raise FrameError(f"row {row}: the geometry is empty; use None for an event without a place")
