"""The day on which an article was published."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

_FORMATS: Final = ("%d %B %Y", "%B %d %Y", "%d %b %Y", "%b %d %Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d")
_CLOCK: Final = re.compile(r"[ T,]+\d{1,2}:\d{2}.*$", re.DOTALL)
_WEEKDAY: Final = re.compile(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\b[\s,.]*", re.IGNORECASE)
_NUMERIC: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")
_EARLIEST: Final = date(1900, 1, 1)


def parse_day(text: str) -> date:
    """The day of an ISO 8601 date or date and time, in the time zone in which it is given. Raises ValueError."""
    return datetime.fromisoformat(text.strip()).date()


def parse_written_day(text: str) -> date:
    """The day of a date as feeds and tables write it: ISO 8601, RFC 2822, "20 March 2025", "March 20, 2025".

    "20/03/2025" is read where only one order is possible; "03/04/2025" could be two days. Raises ValueError.
    """
    text = " ".join(text.split())[:80]
    try:
        return parse_day(text)
    except ValueError:
        bare = _WEEKDAY.sub("", _CLOCK.sub("", text))
    found = _numeric(bare) or _worded(bare)
    if found is None or found < _EARLIEST:
        raise ValueError(f"no date: {text!r}")
    return found


def _worded(text: str) -> date | None:
    # English month names whatever the locale: strptime would follow it, but geomap never sets one.
    plain = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text).replace(",", " ").replace("Sept ", "Sep ").replace(". ", " ")
    plain = " ".join(plain.split())
    for form in _FORMATS:
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007 (a day has no time zone)
        except ValueError:
            continue
    return None


def _numeric(text: str) -> date | None:
    found = _NUMERIC.match(text)
    if not found:
        return None
    first, second, year = (int(part) for part in found.groups())
    if first <= 12 and second <= 12 and first != second:
        return None
    day, month = (first, second) if second <= 12 else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None
