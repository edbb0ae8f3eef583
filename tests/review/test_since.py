"""Two runs compared: what is new, changed, withdrawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.cli import run
from geomap.frame import missing
from geomap.frame.build import build_frame
from geomap.frame.identity import data_id
from geomap.places.gazetteer import default_path
from geomap.review.since import compare
from geomap.store.formats import write_frame
from tests.map.frames import rows

Row = dict[str, Any]


def changes(today: list[Row], yesterday: list[Row]) -> dict[str, str | None]:
    frame = compare(build_frame(today), build_frame(yesterday)).frame
    return {
        event: None if missing(change) else change
        for event, change in zip(frame["event_id"], frame["change"], strict=True)
    }


def test_new_changed_and_withdrawn_events_are_told_apart() -> None:
    today = [*rows()[1:5], {**rows()[5], "status": "denied", "confidence": 0.1}]
    made = compare(build_frame(today), build_frame(rows()[:4] + rows()[5:6]))
    assert (made.new, made.changed, made.withdrawn) == (1, 1, 1)
    assert made.summary == "1 new, 1 changed, 1 withdrawn"
    frame = made.frame.set_index("event_id")
    assert frame.loc[rows()[4]["event_id"], "change"] == "new"
    assert frame.loc[rows()[5]["event_id"], "changed_from"] == {"status": "alleged"}
    assert frame.loc[rows()[0]["event_id"], "change"] == "withdrawn"
    assert list(made.frame["event_id"])[-1] == rows()[0]["event_id"], "the withdrawn ones come last"


def test_a_confidence_that_moves_is_no_change() -> None:
    assert set(changes([{**rows()[3], "confidence": 0.3}], [rows()[3]]).values()) == {None}


def test_an_event_whose_id_moved_is_found_by_its_quote() -> None:
    renamed = {**rows()[3], "event_id": "other", "status": "denied"}
    assert changes([renamed], [rows()[3]]) == {"other": "changed"}


def test_of_several_events_in_one_sentence_the_same_type_is_the_same_event() -> None:
    one, two = {**rows()[3], "event_id": "a"}, {**rows()[3], "event_id": "b", "event_type": "STR.DRONE"}
    again = [{**two, "event_id": "c"}, {**one, "event_id": "d"}]
    assert changes(again, [one, two]) == {"c": None, "d": None}


def test_the_same_words_in_another_document_are_another_event() -> None:
    other = {**rows()[3], "event_id": "x", "doc_id": "another"}
    assert sorted(filter(None, changes([other], [rows()[3]]).values())) == ["new", "withdrawn"]


some = st.lists(st.sampled_from(rows()), max_size=6, unique_by=lambda row: row["event_id"])
altered = st.sampled_from([{}, {"status": "denied"}, {"fatalities": 9}, {"event_id": "moved"}])


@settings(max_examples=60, deadline=None)
@given(today=some, yesterday=some, change=altered)
def test_every_event_of_both_days_is_there_once(today: list[Row], yesterday: list[Row], change: Row) -> None:
    today = [row | change if not number else row for number, row in enumerate(today)]
    made = compare(build_frame(today), build_frame(yesterday))
    assert len(set(made.frame["event_id"])) == len(made.frame) == len(today) + made.withdrawn
    assert len(yesterday) - made.withdrawn == len(today) - made.new
    back = compare(build_frame(yesterday), build_frame(today))
    assert (back.new, back.changed, back.withdrawn) == (made.withdrawn, made.changed, made.new)


def test_a_review_belongs_to_the_events_of_today_whatever_they_are_compared_with() -> None:
    today = build_frame(rows()[1:])
    assert data_id(compare(today, build_frame(rows()[:4])).frame) == data_id(today)


@given(rows_=some)
@settings(max_examples=20, deadline=None)
def test_nothing_changes_against_itself(rows_: list[Row]) -> None:
    made = compare(build_frame(rows_), build_frame(rows_))
    assert (made.new, made.changed, made.withdrawn) == (0, 0, 0)


@pytest.mark.skipif(not default_path().is_file(), reason="the gazetteer is not compiled")
def test_the_command_says_what_changed_and_writes_only_what_there_is_today(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, of in (("today", rows()[1:]), ("yesterday", rows()[:6])):
        with (tmp_path / f"{name}.geojson").open("wb") as stream:
            write_frame(build_frame(of), stream)
    today, out = tmp_path / "today.geojson", tmp_path / "out"
    assert run(["map", str(today), "--since", str(tmp_path / "yesterday.geojson"), "-o", str(out)]) == 0
    assert "1 new, 0 changed, 1 withdrawn" in capsys.readouterr().err
    assert '"withdrawn"' in (out / "map.html").read_text(encoding="utf-8")
    written = (out / "events.geojson").read_text(encoding="utf-8")
    assert "withdrawn" not in written
    assert rows()[0]["event_id"] not in [line.partition('"id": ')[2][:10] for line in written.splitlines()]
    assert run(["map", str(today), "--since", str(tmp_path / "none.geojson"), "-o", str(out)]) == 1
    assert "none.geojson" in capsys.readouterr().err
