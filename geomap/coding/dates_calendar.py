"""Days, and the intervals that news speaks in: week, weekend, month, part of a month or year."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from geomap.model import TimePrecision, When

_WEEK = 7
PARTS = ("early", "mid", "late")
_MONTH_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_YEAR_PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}


@dataclass(frozen=True, slots=True)
class Anchor:
    """How a date hangs on another event: `relation` is "after", "before" or "same".

    `first` and `last` are days from that event, None where the text leaves an end open. `tail` is the stretch of text
    that names the event; None where it is the date last spoken of.
    """

    relation: str
    first: int | None
    last: int | None
    tail: tuple[int, int] | None = None

    def holds(self, offset: int) -> bool:
        """Whether an offset lies in the words that name the event."""
        return self.tail is not None and self.tail[0] <= offset < self.tail[1]


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A stretch of text that says when.

    `when` is its reading for what has happened, `ahead` for what is to come; None where the text, or a missing
    publication date, gives no such reading. `kind` is absolute, relative (to publication), weekday, discourse (to the
    date last spoken of), anchored (to another event), since, until or dateline. `looks_ahead` says that its clause
    speaks of the future; `fallback` is the reading where the event that it hangs on is not known.
    """

    start: int
    end: int
    text: str
    when: When | None
    kind: str
    ahead: When | None = None
    anchor: Anchor | None = None
    looks_ahead: bool = False
    fallback: When | None = None


def one_day(day: date) -> When:
    """A day, known to the day."""
    return When(day, day, "day")


def interval(first: date | None, last: date | None, precision: TimePrecision = "range") -> When:
    """An interval; one of a single day is known to the day."""
    if first is not None and first == last:
        return one_day(first)
    return When(first, last, precision)


def week_of(day: date) -> When:
    """Monday to Sunday round a day."""
    monday = day - timedelta(days=day.weekday())
    return When(monday, monday + timedelta(days=6), "week")


def weekend_of(day: date) -> When:
    """The Saturday and Sunday that end the week of a day."""
    saturday = day + timedelta(days=5 - day.weekday())
    return When(saturday, saturday + timedelta(days=1), "range")


def month_of(year: int, month: int, *, part: str = "") -> When:
    """A calendar month, or its early, mid or late third."""
    last = calendar.monthrange(year, month)[1]
    if part:
        first, end = _MONTH_PARTS[part]
        return When(date(year, month, first), date(year, month, min(end, last)), "range")
    return When(date(year, month, 1), date(year, month, last), "month")


def year_of(year: int, *, part: str = "") -> When:
    """A calendar year, or its early, mid or late four months."""
    first, last = _YEAR_PARTS[part] if part else (1, 12)
    end = calendar.monthrange(year, last)[1]
    return When(date(year, first, 1), date(year, last, end), "range" if part else "year")


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def clip(when: When, *, first: date | None = None, last: date | None = None) -> When | None:
    """The part of an interval within bounds, None where there is none."""
    start = when.start if first is None or (when.start is not None and when.start >= first) else first
    end = when.end if last is None or (when.end is not None and when.end <= last) else last
    if start is not None and end is not None and start > end:
        return None
    return interval(start, end, when.precision)


def shift(when: When, first: int | None, last: int | None) -> When:
    """An interval some days on from another; an end that is None stays open."""
    start = None if first is None or when.start is None else when.start + timedelta(days=first)
    end = None if last is None or when.end is None else when.end + timedelta(days=last)
    exact = when.precision == "day" and first == last and first is not None
    coarse: TimePrecision = "range" if when.precision == "day" else when.precision
    if start is None or end is None:
        coarse = "unknown"
    return When(start, end, "day" if exact else coarse)


def time_precision(when: When | None) -> int:
    """ACLED's `time_precision`: 1 the day is known, 2 within a week, 3 within a month or not so well."""
    if when is None or when.start is None or when.end is None:
        return 3
    days = (when.end - when.start).days
    if days == 0:
        return 1
    return 2 if days <= _WEEK else 3
