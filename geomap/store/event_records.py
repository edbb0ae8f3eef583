"""JSON Lines of events, as `geomap events -o x.jsonl` writes them, read back.

A record holds no outlines (but what roads, borders and unions are made of), no other candidates and nothing of the
article but the quote; what it holds comes back.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

from geomap.errors import InputError
from geomap.model import (
    Event,
    EventPlace,
    LocationRole,
    Participant,
    Place,
    PlaceShape,
    Precision,
    Report,
    Span,
    Status,
    TimePrecision,
    When,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas

    from geomap.frame.geometry import Shapes

_LONGEST_LINE: Final = 16 << 20
_GIVEAWAY: Final = ("event_id", "event_type", "quote", "trigger")
_FAULTS: Final = (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError)


def are_records(line: bytes) -> bool:
    """Whether a file that begins so holds events: articles have a text, events a type and a quote."""
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and all(name in row for name in _GIVEAWAY)


def read_records(path: str | Path, *, shapes: Shapes | None = None) -> geopandas.GeoDataFrame:
    """The frame of the events. Raises InputError, with the line, or FrameError."""
    from geomap.frame.columns import validate
    from geomap.frame.events import to_frame

    frame = to_frame(read_events(path), (), shapes=shapes)
    validate(frame)
    return frame


def read_events(path: str | Path) -> Iterator[Event]:
    """The events, in order. Raises InputError, with the line."""
    try:
        with Path(path).open("rb") as lines:
            number = 0
            while line := lines.readline(_LONGEST_LINE + 1):
                number += 1
                if line.strip():
                    yield _event(line, where=f"{path}, line {number}")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None


def _event(line: bytes, *, where: str) -> Event:
    if len(line) > _LONGEST_LINE:
        raise InputError(f"{where}: longer than {_LONGEST_LINE >> 20} MB, too long for an event")
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
        return event_of_record(row)
    except _FAULTS as error:
        told = " ".join(str(error).split()) or type(error).__name__
        raise InputError(f"{where}: not an event as geomap writes it ({told:.120})") from None


def event_of_record(row: dict[str, Any]) -> Event:
    """The event of a record: the reverse of `event_record`. Raises KeyError, TypeError or ValueError."""
    trigger = row["trigger"]
    return Event(
        event_id=_text(row["event_id"]),
        doc_id=_text(row["doc_id"]),
        event_type=_text(row["event_type"]),
        status=_one_of(Status, row["status"]),
        start=_whole(row["start"]),
        end=_whole(row["end"]),
        quote=_text(row["quote"]),
        trigger=Span(_whole(trigger["start"]), _whole(trigger["end"]), _text(trigger["text"])),
        actors=tuple(_party(one) for one in row["actors"]),
        targets=tuple(_party(one) for one in row["targets"]),
        location=_location(row["location"]) if row["location"] is not None else None,
        location_role=_one_of(LocationRole, row["location_role"]),
        date=_when(row["date"]) if row["date"] is not None else None,
        quantities=tuple((name, _quantity(value)) for name, value in row["quantities"].items()),
        site_tags=tuple(_text(tag) for tag in row["site_tags"]),
        weapons=tuple(_text(tag) for tag in row.get("weapons", ())),
        confidence=_number(row["confidence"], low=0, high=1),
        attribution=_maybe_text(row["attribution"]),
        supporting=tuple(_report(one) for one in row.get("supporting", ())),
    )


def _location(row: dict[str, Any]) -> EventPlace:
    parts = tuple(_place(one) for one in row.get("parts", ()))
    shape = _one_of(PlaceShape, row.get("shape", "plain"))
    if (shape == "plain") != (len(parts) < 2):
        raise ValueError(f"a place of shape {shape} with {len(parts)} parts")
    place = replace(_place(row), shape=shape, parts=parts)
    return EventPlace(place, place.name, _maybe_whole(row["start"]), _maybe_whole(row["end"]))


def _place(row: dict[str, Any]) -> Place:
    nowhere = row.get("precision") == "unknown" and row.get("lat") is None and row.get("lon") is None
    return Place(
        gazetteer_id=_text(row["gazetteer_id"]),
        name=_text(row["name"]),
        lat=0.0 if nowhere else _number(row["lat"], low=-90, high=90),
        lon=0.0 if nowhere else _number(row["lon"], low=-180, high=180),
        precision=_one_of(Precision, row["precision"]),
        country=_maybe_text(row["country"]),
        admin1=_maybe_text(row["admin1"]),
        radius_km=None if row["radius_km"] is None else _number(row["radius_km"], low=0, high=20_040),
    )


def _when(row: dict[str, Any]) -> When:
    start, end = (date.fromisoformat(row[key]) if row[key] is not None else None for key in ("start", "end"))
    return When(start, end, _one_of(TimePrecision, row["precision"]))


def _party(row: dict[str, Any]) -> Participant:
    return Participant(
        _text(row["text"]), _maybe_whole(row["start"]), _maybe_whole(row["end"]), _maybe_text(row["code"])
    )


def _report(row: dict[str, Any]) -> Report:
    return Report(
        _text(row["event_id"]), _text(row["doc_id"]), _whole(row["start"]), _whole(row["end"]), _text(row["quote"])
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.40} is no text")
    value.encode("utf-8")  # half a surrogate pair, which no file can hold
    return value


def _maybe_text(value: Any) -> str | None:
    return None if value is None else _text(value)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 53:
        raise TypeError(f"{value!r:.40} is no offset")
    return value


def _maybe_whole(value: Any) -> int | None:
    return None if value is None else _whole(value)


def _number(value: Any, *, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise TypeError(f"{value!r:.40} is no number from {low:g} to {high:g}")
    return value


def _quantity(value: Any) -> int | str:
    return _text(value) if isinstance(value, str) else _whole(value)


def _one_of(choices: Any, value: Any) -> Any:
    if value not in get_args(choices):
        raise ValueError(f"{value!r:.40} is none of {', '.join(get_args(choices))}")
    return value
