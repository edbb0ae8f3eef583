"""Counts of events: every event counts once, areas stay areas, and the rows are bounded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import InputError
from geomap.store.overview import overview
from tests.store.test_tiles import event, nowhere, region, saved

pytest.importorskip("pyarrow")

EVENTS = st.tuples(
    st.floats(-180, 180), st.floats(-84, 84), st.sampled_from(("happened", "alleged")), st.integers(1, 12)
)


def counted(rows: list[dict[str, Any]], folder: Path, **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = overview([saved(rows, folder)], **options).to_dict("records")
    return found


@settings(max_examples=15)
@given(events=st.lists(EVENTS, min_size=1, max_size=20), most=st.sampled_from((1, 5, 1000)))
def test_every_event_counts_once_however_few_rows_there_may_be(
    events: list[tuple[float, float, str, int]], most: int, tmp_path_factory: Any
) -> None:
    rows = [
        event(number, lon, lat, status=status, event_date=f"2025-{month:02}-03")
        for number, (lon, lat, status, month) in enumerate(events)
    ]
    found = counted([*rows, region(98), nowhere(99)], tmp_path_factory.mktemp("counts"), most=most)
    assert sum(row["events"] for row in found) == len(rows) + 2
    for status in ("happened", "alleged"):
        of_points = [row for row in found if row["status"] == status and row["geo_precision"] == "city"]
        assert sum(row["events"] for row in of_points) == sum(row["status"] == status for row in rows)


def test_events_of_a_cell_a_month_and_a_kind_are_one_row_amid_them(tmp_path: Path) -> None:
    rows = [event(1, 10.0, 10.0), event(2, 10.2, 10.0, event_date="2025-03-30"), event(3, 10.0, 10.0, status="claimed")]
    found = {row["status"]: row for row in counted([*rows, event(4, 10, 10, event_date="2025-04-01")], tmp_path)
             if row["event_date"] < "2025-04"}  # fmt: skip
    assert (found["happened"]["events"], found["claimed"]["events"]) == (2, 1)
    assert (found["happened"]["longitude"], found["happened"]["latitude"]) == pytest.approx((10.1, 10.0), abs=1e-4)
    assert (found["happened"]["event_date"], found["happened"]["date_end"]) == ("2025-03-17", "2025-03-30")


def test_what_is_known_no_finer_than_a_region_stays_an_area(tmp_path: Path) -> None:
    (row,) = counted([region(1), region(2)], tmp_path)
    assert (row["events"], row["geometry"].geom_type, row["location"]) == (2, "Polygon", "A region")


def test_what_has_no_place_is_counted_without_one(tmp_path: Path) -> None:
    (row,) = counted([nowhere(1), nowhere(2)], tmp_path)
    assert (row["events"], row["geometry"]) == (2, None)


def test_files_are_counted_together_in_the_same_order_each_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    files = [saved([event(1, 10, 10), event(2, 50, 10)], tmp_path / "a"), saved([event(3, 10, 10)], tmp_path / "b")]
    found = overview(files)
    assert sorted(found["events"]) == [1, 2]
    assert found.equals(overview(files[::-1]))


def test_no_files_are_told() -> None:
    with pytest.raises(InputError, match="no events to count"):
        overview([])
