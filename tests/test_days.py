"""Days as tables write them: which of two numbers is the month is never guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.frame.days import DAY_FIRST, MONTH_FIRST, ORDERS, day_order, iso_day

FORMS = {DAY_FIRST: "{0.day}{1}{0.month:02}{1}{0.year}", MONTH_FIRST: "{0.month}{1}{0.day}{1}{0.year}"}
days = st.dates(date(1000, 1, 1))


@given(st.lists(days, min_size=1), st.sampled_from(ORDERS), st.sampled_from("/-"))
def test_the_order_is_found_or_asked_for(wanted: list[date], order: str, mark: str) -> None:
    cells = [FORMS[order].format(day, mark) for day in wanted]
    if all(day.day <= 12 for day in wanted) and any(day.day != day.month for day in wanted):
        with pytest.raises(ValueError, match="--dates day-first or --dates month-first"):
            day_order(enumerate(cells))
    else:
        found = day_order(enumerate(cells))
        assert [iso_day(cell, order=found) for cell in cells] == [day.isoformat() for day in wanted]


@given(days, st.sampled_from(ORDERS))
def test_other_ways_to_write_a_day_have_no_order(day: date, order: str) -> None:
    plain = day.isoformat()
    cells = [day, datetime(day.year, day.month, day.day, 12, tzinfo=UTC), plain, f"{plain}T10:00Z",
             f"{plain} 00:00:00.000",
             plain.replace("-", ""), plain.replace("-", "/"), f"{day.day}.{day.month}.{day.year}",
             int(plain.replace("-", "")), f"{day:%d %B %Y}", f"{day:%d-%b-%Y}".upper()]  # fmt: skip
    assert day_order(enumerate(cells)) is None
    assert {iso_day(cell, order=order) for cell in cells} == {plain}


@pytest.mark.parametrize(
    "cell", ["", "soon", "45734", 45734, 457341, "2025", "31/02/2025", "3/18/25", "1/2/3/2025", 3.5]
)
def test_what_is_no_day_is_none(cell: object) -> None:
    assert day_order([(1, cell)]) in (None, DAY_FIRST)
    with pytest.raises(ValueError):  # noqa: PT011 (the caller words it)
        iso_day(cell)


def test_dates_of_both_orders_are_told_with_their_rows() -> None:
    with pytest.raises(
        ValueError, match=r"row 2 has .* \('25/03/2025'\), row 1 month first \('03/25/2025'\); write all"
    ):
        day_order([(1, "03/25/2025"), (2, "25/03/2025"), (3, "13/13/2025")])


def test_a_day_and_month_of_one_number_need_no_order() -> None:
    assert day_order([(1, "03/03/2025"), (2, None)]) is None
    assert iso_day("3/3/2025 0:00") == "2025-03-03"
