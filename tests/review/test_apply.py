"""Corrections: read, applied in order of time, once and for all; what they replaced is kept."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.cli import run
from geomap.errors import InputError
from geomap.frame import codes_of, missing
from geomap.frame.build import build_frame
from geomap.frame.identity import data_id
from geomap.model import Place
from geomap.places.gazetteer import default_path, open_gazetteer
from geomap.places.shapes import open_shapes
from geomap.review import apply_corrections
from geomap.review.apply import without_rejected
from geomap.review.corrections import parse_corrections
from geomap.review.places import columns_of, locator
from geomap.store import FORMATS, read_frame
from geomap.store.formats import write_frame
from geomap.store.geojson import json_cell
from tests.map.frames import rows

if TYPE_CHECKING:
    import geopandas

    from geomap.review.corrections import Correction

KHERSON, PHONE = rows()[3]["event_id"], rows()[6]["event_id"]
ODESA = {"name": "Odesa", "lat": 46.4775, "lon": 30.7326, "precision": "city", "country": "UKR"}
needs_data = pytest.mark.skipif(not default_path().is_file(), reason="the gazetteer is not compiled")


def events() -> geopandas.GeoDataFrame:
    """Seven events with the codes that belong to their types and statuses."""
    return build_frame([{**row, **asdict(codes_of(row["event_type"], row["status"]))} for row in rows()])


def locate(place: Any) -> dict[str, Any]:
    """Without a gazetteer: an area is a disc."""
    made = Place("", place["name"], place["lat"], place["lon"], place["precision"], place.get("country"))
    return columns_of(made)


def lines(*said: dict[str, Any]) -> list[Correction]:
    def fail(error: InputError) -> None:
        raise error

    return parse_corrections([json.dumps(one) for one in said], where="x", on_error=fail)


def says(
    event: str = KHERSON, *, at: str = "2025-04-01T10:00:00Z", was: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    return {"event_id": event, "decision": "correct" if "to" in more else "accept", "at": at, "from": was, **more}


def applied(
    frame: geopandas.GeoDataFrame, found: list[Correction], *, by: str | None = None
) -> tuple[geopandas.GeoDataFrame, list[str]]:
    faults: list[str] = []
    result = apply_corrections(frame, found, locate=locate, by=by, on_fault=lambda _, told: faults.append(told))
    return result.frame, faults


def row_of(frame: geopandas.GeoDataFrame, event: str = KHERSON) -> dict[str, Any]:
    return dict(next(row for _, row in frame.iterrows() if row["event_id"] == event))


def cells(frame: geopandas.GeoDataFrame) -> list[Any]:
    return [[str(name) for name in frame.columns], [[json_cell(cell) for cell in row] for row in frame.to_numpy()]]


def test_a_decision_says_who_when_and_what() -> None:
    said = says(decision="reject", by="O. K.", note="a drill")
    row = row_of(applied(events(), lines(said))[0])
    assert [row[f"review{part}"] for part in ("_status", "ed_by", "ed_at", "_note")] == [
        "rejected", "O. K.", "2025-04-01T10:00:00Z", "a drill",
    ]  # fmt: skip
    assert row["review_original"] is None
    assert row_of(applied(events(), lines(said), by="desk")[0])["reviewed_by"] == "desk"


def test_a_corrected_type_takes_its_layer_and_codes_along_and_the_original_is_kept() -> None:
    said = says(to={"event_type": "VRB.THREAT", "status": "denied"}, was={"event_type": "STR.SHELL"})
    row = row_of(applied(events(), lines(said))[0])
    assert (row["event_type"], row["status"], row["layer"]) == ("VRB.THREAT", "denied", "verbal_conflict")
    assert missing(row["fatalities"]), "the dead of what was denied are not counted"
    assert row["review_original"]["event_type"] == "STR.SHELL"
    assert row["review_original"]["fatalities"] == 2
    assert "quote" not in row["review_original"]


def test_a_corrected_place_moves_the_event_and_keeps_where_it_was() -> None:
    frame, faults = applied(events(), lines(says(to={"place": ODESA})))
    row = row_of(frame)
    assert not faults
    assert (row["location"], row["country"], row["geometry"].coords[0]) == ("Odesa", "Ukraine", (30.7326, 46.4775))
    assert row["review_original"]["geometry"] == {"type": "Point", "coordinates": [32.61, 46.64]}


def test_a_place_for_an_event_that_had_none_is_its_scene() -> None:
    row = row_of(applied(events(), lines(says(PHONE, to={"place": {**ODESA, "precision": "adm1"}})))[0], PHONE)
    assert row["location_role"] == "event"
    assert row["geometry"].geom_type == "Polygon", "a region is an area"


def test_back_to_the_original_leaves_nothing_kept() -> None:
    there = says(to={"status": "alleged"})
    back = says(at="2025-04-02T10:00:00Z", to={"status": "happened"}, was={"status": "alleged"})
    assert row_of(applied(events(), lines(there))[0])["review_original"] == {"status": "happened"}
    assert row_of(applied(events(), lines(there, back))[0])["review_original"] is None


def test_an_unknown_event_and_a_value_that_is_another_by_now_are_told_and_the_rest_is_applied() -> None:
    stale = says(to={"status": "planned"}, was={"status": "claimed"})
    frame, faults = applied(events(), lines(says("nobody"), stale, says(PHONE)))
    assert sorted(faults, reverse=True) == [
        "there is no event 'nobody'",
        f"event '{KHERSON}': 'status' was 'claimed' for the reviewer and is 'happened' now",
    ]
    assert row_of(frame, PHONE)["review_status"] == "accepted"
    assert missing(row_of(frame)["review_status"])


def test_a_reviewer_at_an_older_map_may_decide_anew_from_the_original() -> None:
    first = applied(events(), lines(says(to={"status": "alleged"}, was={"status": "happened"})))[0]
    again = says(at="2025-04-03T00:00:00Z", to={"status": "claimed"}, was={"status": "happened"})
    frame, faults = applied(first, lines(again))
    assert not faults
    assert row_of(frame)["status"] == "claimed"
    assert row_of(frame)["review_original"] == {"status": "happened"}


def test_rejected_events_stay_unless_they_are_dropped() -> None:
    frame = applied(events(), lines(says(decision="reject"), says(PHONE)))[0]
    assert len(frame) == 7
    assert KHERSON not in set(without_rejected(frame)["event_id"])
    assert len(without_rejected(frame)) == 6
    assert len(without_rejected(events())) == 7


def corrected(to: str) -> str:
    return f'{{"event_id": "a", "decision": "correct", "at": "2025-04-01", "to": {to}}}'


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"event_id": "a", "decision": "acept", "at": "2025-04-01"}', "did you mean 'accept'"),
        ('{"event_id": "a", "decision": "accept", "at": "yesterday"}', "no time like"),
        ('{"event_id": 7, "decision": "accept", "at": "2025-04-01"}', "'event_id' is 7"),
        ('{"event_id": "a", "decision": "accept", "at": "2025-04-01", "too": {}}', "'too' is no member"),
        ('{"event_id": "a", "decision": "accept", "at": "2025-04-01", "to": {"status": "denied"}}', "changes nothing"),
        (corrected('{"status": "done"}'), "the status is"),
        (corrected('{"quote": "x"}'), "cannot be corrected"),
        (corrected('{"event_date": "May"}'), "no day like"),
        (corrected('{"event_date": "2025-04-02", "date_end": "2025-04-01"}'), "before the first"),
        (corrected('{"place": {"name": "x", "lat": 91, "lon": 0, "precision": "city"}}'), "beyond 90"),
        (corrected('{"place": {"name": "x", "lat": NaN, "lon": 0, "precision": "city"}}'), "no number of degrees"),
        (corrected('{"place": {"name": "x", "lat": 9, "lon": 0, "precision": "exact"}}'), "the precision of the place"),
    ],
)
def test_a_line_that_says_nothing_sound_is_told_with_its_number(said: str, told: str) -> None:
    faults: list[str] = []
    good = json.dumps(says())
    found = parse_corrections(["", said, good], where="c.jsonl", on_error=lambda error: faults.append(str(error)))
    assert len(found) == 1
    assert len(faults) == 1
    assert faults[0].startswith("c.jsonl, line 2: ")
    assert told in faults[0]


def test_an_event_type_that_nobody_knows_is_told_with_the_nearest() -> None:
    _, faults = applied(events(), lines(says(to={"event_type": "STR.DRONES"})))
    assert "did you mean 'STR.DRONE'" in faults[0]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
members = st.dictionaries(
    st.sampled_from(["event_id", "decision", "at", "by", "note", "map", "from", "to", "x"]),
    anything | st.sampled_from(["accept", "correct", "2025-04-01", KHERSON, {"place": {"name": "x"}}]),
)


@settings(max_examples=150, deadline=None)
@given(said=st.lists(members | anything, max_size=3))
def test_whatever_a_line_holds_is_applied_or_told(said: list[Any]) -> None:
    faults: list[str] = []
    found = parse_corrections([json.dumps(one) for one in said], where="x", on_error=lambda e: faults.append(str(e)))
    assert len(found) + len(faults) == len(said)
    frame, told = applied(events(), found)
    assert len(told) <= len(found)
    assert len(frame) == 7
    assert not any("\n" in fault for fault in faults)


# --- laws --------------------------------------------------------------------------------------------------------

statuses = st.sampled_from(["happened", "alleged", "planned"])
days = st.none() | st.sampled_from(["2025-03-01", "2025-03-18", "2025-03-20"])


def in_order(to: dict[str, Any]) -> dict[str, Any]:
    if to.get("event_date") and to.get("date_end") and to["event_date"] > to["date_end"]:
        return {**to, "event_date": to["date_end"], "date_end": to["event_date"]}
    return to


changes = st.fixed_dictionaries(
    {},
    optional={
        "status": statuses,
        "event_type": st.sampled_from(["STR.SHELL", "DIP.MEET", "STR.DRONE"]),
        "event_date": days,
        "date_end": days,
        "place": st.sampled_from([ODESA, {**ODESA, "name": "Lomonda", "lat": 46.0, "precision": "adm1"}]),
    },
)
seen = st.fixed_dictionaries({}, optional={"status": statuses, "event_date": days})
moments = st.sampled_from([f"2025-04-0{day}T10:00:00.{part}Z" for day in range(1, 5) for part in ("5", "123456")])
decisions = st.builds(
    lambda event, at, decision, to, was: {
        "event_id": event,
        "at": at,
        "decision": decision,
        **({"to": to, "from": was} if decision == "correct" else {}),
    },
    st.sampled_from([KHERSON, PHONE, "nobody"]),
    moments,
    st.sampled_from(["accept", "reject", "correct", "correct"]),
    changes.map(in_order),
    seen,
)
several = st.lists(decisions, max_size=6)


@settings(max_examples=60, deadline=None)
@given(said=several)
def test_applying_twice_is_applying_once(said: list[dict[str, Any]]) -> None:
    once, _ = applied(events(), lines(*said))
    twice, _ = applied(once, lines(*said))
    assert cells(twice) == cells(once)


@settings(max_examples=60, deadline=None)
@given(said=several.flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_the_order_of_the_lines_makes_no_difference(said: tuple[list[Any], list[Any]]) -> None:
    assert cells(applied(events(), lines(*said[0]))[0]) == cells(applied(events(), lines(*said[1]))[0])


@settings(max_examples=40, deadline=None)
@given(said=several)
def test_the_identity_of_the_data_outlives_a_review(said: list[dict[str, Any]]) -> None:
    frame = events()
    assert data_id(applied(frame, lines(*said))[0]) == data_id(frame)
    assert data_id(frame.iloc[::-1]) == data_id(frame)
    assert data_id(frame.iloc[1:]) != data_id(frame)


# --- the command -------------------------------------------------------------------------------------------------


def saved(folder: Path, name: str = "events.geojson") -> Path:
    with (folder / name).open("wb") as stream:
        write_frame(events(), stream, format_name=name.rpartition(".")[2], parameters={"published": "2025-03-20"})
    return folder / name


def said_in(folder: Path, *said: dict[str, Any]) -> Path:
    path = folder / "corrections.jsonl"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in said), encoding="utf-8")
    return path


@needs_data
def test_the_command_applies_in_place_tells_what_it_left_out_and_repeats_to_the_byte(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path)
    corrections = said_in(tmp_path, says(decision="reject"), says("nobody"))
    assert run(["apply", str(corrections), str(path), "-o", str(path)]) == 1
    told = capsys.readouterr().err
    assert "line 2: there is no event 'nobody'" in told
    assert "1 correction applied" in told
    once = path.read_bytes()
    assert json.loads(once)["metadata"]["parameters"] == {"published": "2025-03-20"}
    assert row_of(read_frame(path))["review_status"] == "rejected"
    assert run(["apply", str(corrections), str(path), "-o", str(path)]) == 1
    assert path.read_bytes() == once
    assert run(["apply", str(corrections), str(path), "--drop-rejected", "-o", str(tmp_path / "kept.csv")]) == 1
    assert len(read_frame(tmp_path / "kept.csv")) == 6


@needs_data
def test_a_failed_write_leaves_the_old_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(tmp_path)
    old = path.read_bytes()
    assert run(["apply", str(tmp_path / "missing.jsonl"), str(path), "-o", str(path)]) == 1
    assert "missing.jsonl: cannot be read" in capsys.readouterr().err
    assert path.read_bytes() == old


@needs_data
@pytest.mark.parametrize("format_name", sorted(set(FORMATS) - {"hxl"}))
def test_every_format_that_holds_a_frame_can_be_corrected(tmp_path: Path, format_name: str) -> None:
    path = saved(tmp_path, f"events.{format_name}")
    corrections = said_in(tmp_path, says(to={"status": "alleged"}, was={"status": "happened"}))
    assert run(["apply", str(corrections), str(path), "-o", str(path), "-q"]) == 0
    row = row_of(read_frame(path))
    assert (row["status"], row["review_status"]) == ("alleged", "corrected")
    assert row["review_original"] == {"status": "happened"}


@needs_data
def test_a_point_clicked_on_the_map_gets_its_country_and_division() -> None:
    with open_gazetteer() as gazetteer, open_shapes() as shapes:
        find = locator(gazetteer, shapes)
        clicked = find({"name": "a field", "lat": 46.75, "lon": 33.3, "precision": "site"})
        assert (clicked["country"], clicked["iso"]) == ("Ukraine", 804)
        assert clicked["admin1"].startswith("Kherson")
        assert clicked["geometry"].geom_type == "Point"
        at_sea = find({"name": "at sea", "lat": 30.0, "lon": -40.0, "precision": "site"})
        assert at_sea["country"] is None
        ukraine = gazetteer.country("UKR")
        assert ukraine is not None
        land = find({"name": "Ukraine", "lat": 49.0, "lon": 32.0, "precision": "country", "country": "UKR",
                     "gazetteer_id": ukraine.gazetteer_id})  # fmt: skip
        assert land["geometry"].area > 10, "a country is its outline"


def test_the_identity_takes_any_cells_a_frame_may_have() -> None:
    odd = events()
    odd["location"] = [["a", "b"], {"x": 1}, "\ud800", None, 7, "", float("nan")]
    assert len(str(data_id(odd))) == 16
    odd["location"] = [["a", "b"], {"x": 1}, "\ud800", "", 7, None, None]
    assert data_id(odd) == data_id(odd.iloc[::-1])
    assert data_id(odd.drop(columns="event_id")) is None
