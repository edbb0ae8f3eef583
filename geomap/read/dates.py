"""The day on which an article was published."""

from __future__ import annotations

from datetime import date, datetime


def parse_day(text: str) -> date:
    """The day of an ISO 8601 date or date and time, in the time zone in which it is given. Raises ValueError."""
    return datetime.fromisoformat(text.strip()).date()
