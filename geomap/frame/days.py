"""Days as tables write them, as ISO 8601.

03/04/2025 is a day of April or of March, by the country of the spreadsheet that saved it. A spreadsheet saves a whole
file in one order, so one date that can be read in one order only decides for all; where none does, the reader is asked.
Dates with dots are day first everywhere.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DAY_FIRST: Final = "day-first"
MONTH_FIRST: Final = "month-first"
ORDERS: Final = (DAY_FIRST, MONTH_FIRST)

_FORMS: Final = ("%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%d-%B-%Y", "%d-%b-%Y", "%d.%m.%Y")
_COMPACT: Final = re.compile(r"\d{8}")
_NUMBERS: Final = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})")
_CLOCK: Final = re.compile(r"(?:T\d| +\d{1,2}:\d\d).*$", re.DOTALL)


def day_order(cells: Iterable[tuple[int, Any]]) -> str | None:
    """The order of day and month in the dates of a file, each with its row's number; None where they need none.

    Raises ValueError, with the remedy, where the dates are of both orders, or may be of either.
    """
    deciding: dict[str, tuple[int, str]] = {}
    open_to_both = None
    for row, cell in cells:
        numbers = _numbers(cell)
        if numbers is None:
            continue
        first, second, _ = numbers
        if first > 12 >= second:
            deciding.setdefault(DAY_FIRST, (row, str(cell)))
        elif second > 12 >= first:
            deciding.setdefault(MONTH_FIRST, (row, str(cell)))
        elif first != second and open_to_both is None:
            open_to_both = str(cell)
    if len(deciding) > 1:
        raise ValueError(_both(deciding))
    if not deciding and open_to_both is not None:
        raise ValueError(
            f"'{open_to_both:.30}' may be day or month first, and no date of the file tells which; "
            "say --dates day-first or --dates month-first"
        )
    return next(iter(deciding), None)


def _both(deciding: Mapping[str, tuple[int, str]]) -> str:
    (day_row, day), (month_row, month) = (deciding[order] for order in ORDERS)
    return (
        f"row {day_row} has its date day first ('{day:.30}'), row {month_row} month first ('{month:.30}'); "
        "write all dates alike, best as 2025-03-18"
    )


def iso_day(cell: Any, *, order: str | None = None) -> str:
    """The day of a cell. Raises ValueError for one that says no day, in that `order` (day first by default)."""
    if isinstance(cell, date):  # also a time stamp
        return cell.isoformat()[:10]
    numbers = _numbers(cell)
    if numbers is not None:
        first, second, year = numbers
        day, month = (second, first) if order == MONTH_FIRST else (first, second)
        return date(year, month, day).isoformat()
    text = _CLOCK.sub("", str(cell))
    for form in ("%Y%m%d",) if _COMPACT.fullmatch(text) else _FORMS:
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 (a day, no moment)
        except ValueError:
            continue
    raise ValueError(text)


def _numbers(cell: Any) -> tuple[int, int, int] | None:
    """The first, second and third number of a date as 3/4/2025 or 03-04-2025, whatever the first two mean."""
    if not isinstance(cell, str):
        return None
    found = _NUMBERS.fullmatch(_CLOCK.sub("", cell.strip()))
    return None if found is None else (int(found[1]), int(found[3]), int(found[4]))
