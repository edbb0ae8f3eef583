"""Corrections applied to a frame: each decision recorded with its author and time, what it replaced kept beside it.

Applying the same corrections again changes nothing: of a row, only decisions later than its `reviewed_at` count. They
are taken in order of time, so that the later one wins; it may start from the value of today or from the original one,
which is what a reviewer at an older map saw.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from geomap.frame.build import build_frame
from geomap.frame.columns import missing, validate
from geomap.review.changes import changed_columns, original_value, same_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import geopandas

    from geomap.review.corrections import Correction
    from geomap.review.places import Locate

STATUS: Final[Mapping[str, str]] = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
REVIEW_COLUMNS: Final = ("review_status", "reviewed_by", "reviewed_at", "review_note", "review_original")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Applied:
    """A reviewed frame: how many decisions were taken up, and how many were no later than what is in the file."""

    frame: geopandas.GeoDataFrame
    applied: int = 0
    earlier: int = 0


def apply_corrections(
    frame: geopandas.GeoDataFrame,
    corrections: Iterable[Correction],
    *,
    locate: Locate,
    by: str | None = None,
    on_fault: Callable[[Correction, str], object],
) -> Applied:
    """The frame with the corrections in it. `by` names who made them, instead of what each says itself.

    A correction of an event that is not there, or of a value that is another by now, is told to `on_fault` and left
    out. Raises FrameError.
    """
    names = [str(name) for name in frame.columns]
    rows = [dict(zip(names, cells, strict=True)) for cells in zip(*(frame[name] for name in names), strict=True)]
    at = {row["event_id"]: number for number, row in enumerate(rows)}
    seen = {event: _reviewed_at(rows[number]) for event, number in at.items()}
    types = {str(row["event_type"]) for row in rows}
    applied = earlier = 0
    for correction in sorted(corrections, key=lambda one: one.order):
        number = at.get(correction.event_id)
        if number is None:
            on_fault(correction, f"there is no event '{correction.event_id}'")
            continue
        before = seen[correction.event_id]
        if before is not None and correction.at <= before:
            earlier += 1
            continue
        try:
            rows[number] = _decided(rows[number], correction, locate=locate, by=by, types=types)
        except ValueError as error:
            on_fault(correction, f"event '{correction.event_id}': {error}")
            continue
        applied += 1
    made = build_frame(rows) if applied else frame
    validate(made)
    return Applied(made, applied, earlier)


def without_rejected(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """The frame without the events that a reviewer rejected."""
    if "review_status" not in frame.columns:
        return frame
    kept = [missing(cell) or cell != "rejected" for cell in frame["review_status"]]
    return frame[kept].reset_index(drop=True)


def _reviewed_at(row: Row) -> datetime | None:
    try:
        found = datetime.fromisoformat(row.get("reviewed_at") or "")
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _decided(row: Row, correction: Correction, *, locate: Locate, by: str | None, types: set[str]) -> Row:
    """The row as the decision leaves it. Raises ValueError where the decision does not fit the row."""
    original = row.get("review_original")
    original = dict(original) if isinstance(original, dict) else {}
    _check_seen(row, original, correction)
    made = dict(row)
    for name, value in changed_columns(row, correction.new, locate=locate, types=types).items():
        if name not in row and value is None:
            continue
        before = row.get(name)
        if same_value(before, value):
            continue
        made[name] = value
        if name in original and same_value(original_value(name, original[name]), value):
            del original[name]
        elif name not in original:
            original[name] = _kept(before)
    made |= {
        "review_status": STATUS[correction.decision],
        "reviewed_by": by or correction.by,
        "reviewed_at": correction.at.isoformat().replace("+00:00", "Z"),
        "review_note": correction.note,
        "review_original": original or None,
    }
    return made


def _check_seen(row: Row, original: Mapping[str, Any], correction: Correction) -> None:
    """Raise ValueError unless the reviewer saw what the row has now, or had before any review."""
    first = {**row, **{name: original_value(name, value) for name, value in original.items()}}
    for name in correction.new:
        if name not in correction.old:
            continue
        was = correction.old[name]
        now = _seen(row, name)
        if not any(
            same_value(one, seen) for one, seen in ((was, now), (was, _seen(first, name)), (correction.new[name], now))
        ):
            raise ValueError(f"'{name}' was {_told(was)} for the reviewer and is {_told(now)} now")


def _seen(row: Mapping[str, Any], name: str) -> Any:
    """What a reviewer sees of a row under the name of a correction."""
    if name != "place":
        return row.get(name)
    if missing(row.get("location")) and missing(row.get("latitude")):
        return None
    return {"name": row.get("location"), "lat": row.get("latitude"), "lon": row.get("longitude")}


def _told(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    return "nothing" if missing(value) else f"{value!r:.60}"


def _kept(value: Any) -> Any:
    """A cell as JSON holds it."""
    from geomap.store.geojson import geometry_json, json_cell

    return geometry_json(value) if hasattr(value, "geom_type") else json_cell(value)
