"""Corrections: a line of JSON for each decision about an event (docs/formats.md says what stands in it)."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from geomap.errors import InputError
from geomap.model import Precision, Status
from geomap.tables import suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

Decision = Literal["accept", "reject", "correct"]

_LONGEST: Final = 10_000
_NAMES: Final = frozenset({"event_id", "decision", "at", "by", "note", "map", "from", "to"})


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision about one event.

    `at` is in UTC; `map` is the identity of the data it was made on (`geomap.frame.identity.data_id`). `new` holds the
    corrected values by name (`event_type`, `status`, `event_date`, `date_end`, `place`), `old` what the reviewer saw.
    """

    event_id: str
    decision: Decision
    at: datetime
    by: str | None = None
    note: str | None = None
    map: str | None = None
    old: Mapping[str, Any] = field(default_factory=dict)
    new: Mapping[str, Any] = field(default_factory=dict)
    line: int = 0

    @property
    def order(self) -> tuple[datetime, str]:
        """By time; decisions of the same moment in an order that does not depend on the file's."""
        return self.at, json.dumps([self.event_id, self.decision, self.new, self.by, self.note], sort_keys=True)


def read_corrections(path: Path, *, on_error: Callable[[InputError], object]) -> list[Correction]:
    """The corrections of a file. A line that says nothing sound is told to `on_error` and left out.

    Raises InputError for a file that cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from None
    return parse_corrections(text.split("\n"), where=str(path), on_error=on_error)


def parse_corrections(
    lines: Iterable[str], *, where: str, on_error: Callable[[InputError], object]
) -> list[Correction]:
    """The corrections in lines of JSON; blank lines are passed over."""
    made = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            made.append(_correction(line, number))
        except (ValueError, RecursionError) as error:
            on_error(InputError(f"{where}, line {number}: {error}; the line was left out"))
    return made


def _correction(line: str, number: int) -> Correction:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from None
    if not isinstance(found, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004 (one kind of error for what a line says)
    for name in found:
        if name not in _NAMES:
            raise ValueError(f"'{name}' is no member of a correction{suggestion(name, _NAMES)}")
    decision: Any = found.get("decision")
    if decision not in get_args(Decision):
        raise ValueError(f"the decision is {decision!r:.60}{suggestion(str(decision), get_args(Decision))}")
    new = _values(found.get("to"))
    if new and decision != "correct":
        raise ValueError(f"'{decision}' changes nothing, yet there are values in 'to'")
    return Correction(
        event_id=_text(found, "event_id", needed=True) or "",
        decision=decision,
        at=_moment(found.get("at")),
        by=_text(found, "by"),
        note=_text(found, "note"),
        map=_text(found, "map"),
        old=_object(found.get("from"), "from"),
        new=new,
        line=number,
    )


def _text(found: Mapping[str, Any], name: str, *, needed: bool = False) -> str | None:
    value = found.get(name)
    if value is None and not needed:
        return None
    if not isinstance(value, str) or (needed and not value):
        raise ValueError(f"'{name}' is {value!r:.60}, which is no text")
    return value[:_LONGEST] or None


def _moment(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"'at' is {value!r:.60}, which is no time like 2025-03-20T14:05:00Z") from None


def _object(value: Any, name: str) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ValueError(f"'{name}' is {value!r:.60}, which is no object")  # noqa: TRY004 (as above)
    return value


def _values(value: Any) -> Mapping[str, Any]:
    new = _object(value, "to")
    for name, one in new.items():
        if name not in _CHECKS:
            raise ValueError(f"'{name}' cannot be corrected{suggestion(name, _CHECKS)}")
        _CHECKS[name](name, one)
    days = [new.get(name) for name in ("event_date", "date_end")]
    if all(days) and str(days[0]) > str(days[1]):
        raise ValueError(f"the last day, {days[1]}, is before the first, {days[0]}")
    return new


def _check_word(name: str, value: Any) -> None:
    if not isinstance(value, str) or not value:
        raise ValueError(f"'{name}' is {value!r:.60}, which is no text")


def _check_status(name: str, value: Any) -> None:
    _check_word(name, value)
    if value not in get_args(Status):
        raise ValueError(f"the status is {value!r:.60}{suggestion(value, get_args(Status))}")


def _check_day(name: str, value: Any) -> None:
    try:
        if value is not None:
            date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(f"'{name}' is {value!r:.60}, which is no day like 2025-03-20") from None


def _check_place(name: str, value: Any) -> None:
    place = _object(value, name)
    _check_word(f"{name}.name", place.get("name"))
    if place.get("precision") not in set(get_args(Precision)) - {"unknown"}:
        raise ValueError(f"the precision of the place is {place.get('precision')!r:.60}; it says how it is drawn")
    for axis, most in (("lat", 90), ("lon", 180)):
        degrees = place.get(axis)
        if isinstance(degrees, bool) or not isinstance(degrees, int | float) or not math.isfinite(degrees):
            raise ValueError(f"'{name}.{axis}' is {degrees!r:.60}, which is no number of degrees")
        if abs(degrees) > most:
            raise ValueError(f"'{name}.{axis}' is {degrees}, beyond {most}°")


_CHECKS: Final[Mapping[str, Callable[[str, Any], None]]] = {
    "event_type": _check_word,
    "status": _check_status,
    "event_date": _check_day,
    "date_end": _check_day,
    "place": _check_place,
}
