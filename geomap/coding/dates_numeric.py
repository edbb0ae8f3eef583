"""Dates in figures: 2025-03-12, 12.03.2025, 25/03/2024, and 11/03/2024, which may be of March or of November.

Day before month, unless the text shows otherwise: by another date of the kind, by a dateline or an outlet where the
month comes first, by how it writes its months. Where nothing shows, the reading near the day of the report holds, or
the one that lies on the side of the report that the tense asks for; else both do, as a stretch of time between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from geomap.coding import dates_calendar as cal
from geomap.model import When

Pair = tuple[When | None, When | None]
"""The reading of a date for what has happened, and for what is to come."""

_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_FIGURES = re.compile(r"(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/]|\.\d)")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY_NAMED_FIRST = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\b")
_MONTH_NAMED_FIRST = re.compile(rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?, (?:19|20)\d\d\b")
_CENTURY_PIVOT = 50
_NEAR = 31
"""Days from the report within which news speaks of a date in figures."""


def numeric_dates(text: str, *, reference: date | None, month_first: bool | None) -> Iterator[tuple[int, int, Pair]]:
    """Start, end and reading of each date in figures. `month_first` says how they are written, None where not known."""
    for match in _ISO.finditer(text):
        if day := day_of(int(match[1]), int(match[2]), int(match[3])):
            yield *match.span(), both(cal.one_day(day), reference)
    matches = [match for match in _FIGURES.finditer(text) if match[2] == "/" or len(match[4]) == 4]
    if not matches:
        return
    swapped = _month_first(text, matches, given=month_first)
    for match in matches:
        one, two, year = int(match[1]), int(match[3]), full_year(match[4])
        order = False if match[2] == "." or one == two else swapped
        days = [day for day in (day_of(year, two, one), day_of(year, one, two)) if day is not None]
        if order is not None:
            known = day_of(year, one, two) if order else day_of(year, two, one)
            days = [known] if known is not None else []
        if days:
            yield *match.span(), _reading(days, reference)


def _month_first(text: str, matches: Sequence[re.Match[str]], *, given: bool | None) -> bool | None:
    """How the dates of a text are written: by one that can be read one way only, else by what is known of the outlet,
    else by the dates whose month has a name."""
    for match in matches:
        if match[2] == "/" and (int(match[1]) > 12) != (int(match[3]) > 12):
            return int(match[3]) > 12
    if given is not None:
        return given
    shown = [bool(pattern.search(text)) for pattern in (_DAY_NAMED_FIRST, _MONTH_NAMED_FIRST)]
    return shown[1] if shown[0] != shown[1] else None


def _reading(days: Sequence[date], reference: date | None) -> Pair:
    """The reading of a date that may be either of two days, day before month the first of them."""
    if len(days) > 1 and reference is not None:
        near = [day for day in days if abs((day - reference).days) <= _NEAR]
        days = near if len(near) == 1 else days
    first, last = min(days), max(days)
    if first == last:
        return both(cal.one_day(first), reference)
    if reference is not None and first <= reference < last:
        return cal.one_day(first), cal.one_day(last)
    return both(cal.interval(first, last, "range" if (last - first).days <= _NEAR else "year"), reference)


def both(when: When, reference: date | None) -> Pair:
    """A stated date is what it is; it lies ahead too where it has not ended by the reference."""
    open_ended = reference is None or when.end is None or when.end >= reference
    return when, when if open_ended else None


def full_year(digits: str) -> int:
    """A year of four figures, or of two."""
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= _CENTURY_PIVOT else 2000)


def day_of(year: int, month: int, day: int) -> date | None:
    """A day, None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
