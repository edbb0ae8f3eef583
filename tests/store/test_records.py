"""JSON Lines of events and toponyms: the keys that other tools read, in order."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.errors import InputError, UsageError
from geomap.model import Article, Candidate, Event, EventPlace, Mention, Participant, Place, Span, When
from geomap.places.stretches import corridor, outline, union
from geomap.store import event_record, event_writer, toponyms_record, write_events, write_toponyms
from geomap.store.event_records import read_events
from geomap.store.event_sets import is_event_set, read_event_set
from tests.store.strategies import events

if TYPE_CHECKING:
    from pathlib import Path

PLACE = Place("gn:1", "Lomonda", 50.12345678, 36.25, "near_city", "UKR", "Kharkiv Oblast", "PPL", 1, 5000, 10.0)
EVENT = Event(
    event_id="e1",
    doc_id="d1",
    event_type="STR.DRONE",
    status="alleged",
    start=0,
    end=7,
    quote="A drone",
    trigger=Span(2, 7, "drone"),
    actors=(Participant("Ukraine", 1, 8, "UKRMIL"),),
    targets=(Participant("a depot", None, None, None),),
    location=EventPlace(PLACE, "near Lomonda", 20, 32),
    location_role="event",
    date=When(None, date(2025, 3, 20), "range"),
    quantities=(("injured", 3), ("killed", 2)),
    site_tags=("energy",),
    confidence=0.71234567,
    attribution="officials",
)


def test_an_event_has_the_keys_of_the_format_in_order() -> None:
    assert (
        list(event_record(EVENT))
        == (
            "event_id doc_id event_type status start end quote trigger actors targets location location_role date"
            " quantities site_tags acled_event_type acled_sub_event_type plover cameo confidence attribution"
            " weapons civilian_targeting supporting"
        ).split()
    )


def test_an_event_is_written_whole() -> None:
    record = event_record(EVENT)
    assert record["trigger"] == {"start": 2, "end": 7, "text": "drone"}
    assert record["actors"] == [{"text": "Ukraine", "start": 1, "end": 8, "code": "UKRMIL"}]
    assert record["targets"] == [{"text": "a depot", "start": None, "end": None, "code": None}]
    assert record["location"] == {
        "name": "near Lomonda",
        "start": 20,
        "end": 32,
        "lat": 50.123457,
        "lon": 36.25,
        "precision": "near_city",
        "country": "UKR",
        "admin1": "Kharkiv Oblast",
        "gazetteer_id": "gn:1",
        "radius_km": 10.0,
    }
    assert record["date"] == {"start": None, "end": "2025-03-20", "precision": "range"}
    assert record["quantities"] == {"injured": 3, "killed": 2}
    assert (record["acled_sub_event_type"], record["plover"], record["cameo"]) == ("Air/drone strike", "ASSAULT", "195")


def test_an_event_without_place_and_date_says_null() -> None:
    record = event_record(replace(EVENT, location=None, date=None))
    assert (record["location"], record["date"]) == (None, None)


def test_events_stand_one_a_line_whatever_is_in_them() -> None:
    stream = io.BytesIO()
    write_events([replace(EVENT, quote="Łódź\n\u2028\x85 “x”"), EVENT], stream)
    lines = stream.getvalue().decode("utf-8").splitlines()
    assert len(lines) == 2
    assert json.loads(lines[0])["quote"] == "Łódź\n\u2028\x85 “x”"
    assert "Łódź" in lines[0]


def test_toponyms_have_the_keys_of_the_format_in_order() -> None:
    mention = Mention(9, 16, "Lomonda", "literal", PLACE, 0.9, (Candidate(PLACE, 0.1),))
    (toponym,) = toponyms_record("d1", [mention])["toponyms"]
    assert (
        list(toponym)
        == (
            "start end name role lat lon precision country admin1 gazetteer_id geonameid feature score alternatives"
        ).split()
    )
    assert (toponym["lat"], toponym["geonameid"], toponym["score"]) == (50.123457, 1, 0.9)
    assert toponym["alternatives"][0]["name"] == "Lomonda"


def test_a_toponym_without_a_place_has_null_coordinates() -> None:
    (toponym,) = toponyms_record("d1", [Mention(0, 3, "Xyz", "literal", None, 0.0)])["toponyms"]
    assert (toponym["lat"], toponym["lon"], toponym["precision"]) == (None, None, "unknown")


def test_articles_without_toponyms_keep_their_line() -> None:
    stream = io.BytesIO()
    write_toponyms([(Article("d1", "x"), ()), (Article("d2", "y"), ())], stream)
    assert [json.loads(line) for line in stream.getvalue().splitlines()] == [
        {"doc_id": "d1", "toponyms": []},
        {"doc_id": "d2", "toponyms": []},
    ]


@pytest.mark.parametrize("name", ["a.geojson", "A.GEOJSON", "a.json", "a.jsonl", "a.b.ndjson"])
def test_the_suffix_chooses_the_format(name: str) -> None:
    assert event_writer(name) == event_writer(name.lower())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.geojsn", r"suffix '.geojsn' \(did you mean '.geojson'\?\); use one of .geojson, .json, .jsonl, .ndjson"),
        ("a", "suffix ''; use one of"),
        ("a.shp", "suffix '.shp'; use one of"),
    ],
)
def test_an_unknown_suffix_is_a_usage_error_that_lists_the_known(name: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        event_writer(name)


# --- read back ---------------------------------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=100)
@given(coded=st.lists(events, max_size=3))
def test_records_are_read_back_as_they_were_written(tmp_path: Path, coded: list[Event]) -> None:
    stream = io.BytesIO()
    write_events(coded, stream)
    (tmp_path / "a.jsonl").write_bytes(stream.getvalue())
    assert [event_record(event) for event in read_events(tmp_path / "a.jsonl")] == [event_record(one) for one in coded]


@pytest.mark.parametrize(
    "place",
    [
        corridor(Place("gn:1", "Sake", -1.57, 29.04, "city"), Place("gn:2", "Goma", -1.68, 29.22, "city")),
        union(
            [Place("iso:1", "Kursk", 51.7, 36.2, "adm1", "RUS"), Place("iso:2", "Belgorod", 50.6, 37.0, "adm1", "RUS")]
        ),
    ],
)
def test_what_a_place_is_made_of_comes_back_with_it(tmp_path: Path, place: Place | None) -> None:
    assert place is not None
    path = tmp_path / "x.jsonl"
    with path.open("wb") as stream:
        write_events([replace(EVENT, location=EventPlace(place, place.name))], stream)
    [event] = read_events(path)
    assert event.location is not None
    assert event.location.place == place
    drawn = outline(event.location.place, None)
    assert place.shape == "union" or (drawn is not None and drawn.equals(outline(place, None)))


def test_records_make_a_frame(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(event_record(EVENT)))
    frame = read_event_set(tmp_path / "a.jsonl")
    assert (list(frame["event_id"]), list(frame["actor1_code"]), list(frame["quote"])) == (
        ["e1"],
        ["UKRMIL"],
        ["A drone"],
    )
    assert [shape.geom_type for shape in frame.geometry] == ["Polygon"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"status": "sure"}, "'sure' is none of happened"),
        ({"start": -1}, "-1 is no offset"),
        ({"confidence": 2}, "2 is no number from 0 to 1"),
        ({"quote": "\ud800"}, "surrogates not allowed"),
        ({"date": {"start": "soon", "end": None, "precision": "day"}}, "Invalid isoformat"),
        ({"actors": 1}, "not iterable"),
        ({"location": {"name": "x"}}, "gazetteer_id"),
    ],
)
def test_a_record_that_is_none_is_told_with_its_line(tmp_path: Path, change: dict[str, object], told: str) -> None:
    good = event_record(EVENT)
    path = tmp_path / "a.jsonl"
    path.write_text(f"{json.dumps(good)}\n{json.dumps(good | change)}\n")
    with pytest.raises(InputError, match=rf"a\.jsonl, line 2: not an event as geomap writes it \(.*{told}"):
        read_event_set(path)


def test_articles_are_no_records(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"doc_id": "a", "text": "They met."}\n')
    assert not is_event_set(tmp_path / "a.jsonl")


def test_a_place_that_is_on_no_map_has_no_coordinates_and_is_read_again(tmp_path: Path) -> None:
    nowhere = Place("text:zanga", "Zanga", 0.0, 0.0, "unknown")
    event = replace(EVENT, location=EventPlace(nowhere, "Zanga", 20, 25))
    record = event_record(event)
    assert (record["location"]["lat"], record["location"]["lon"]) == (None, None)
    with (tmp_path / "events.jsonl").open("wb") as stream:
        write_events([event], stream)
    (again,) = read_events(tmp_path / "events.jsonl")
    assert again.location is not None
    assert again.location.place == nowhere
