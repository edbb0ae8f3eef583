"""GeoJSON: RFC 7946, stable bytes, and back to the same frame."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap import __version__
from geomap.errors import FrameError, InputError
from geomap.frame import COLUMNS, missing, to_frame
from geomap.model import Article, Event, EventPlace, Place, Span
from geomap.store import read_geojson, write_geojson
from geomap.store.geojson import bounding_box, geometry_json
from tests.store.strategies import events

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas

EVENT = Event("e1", "d1", "DIP.MEET", "happened", 0, 5, "They ", Span(0, 4, "They"))
PLACE = Place("gn:1", "Lomonda", 50.12345678, 36.25, "city", "UKR")


def located(**changes: Any) -> Event:
    return replace(EVENT, location=EventPlace(replace(PLACE, **changes), "Lomonda"))


def written(*events: Event, **options: Any) -> bytes:
    stream = io.BytesIO()
    write_geojson(to_frame(events, [Article("d1", "They met.")]), stream, **options)
    return stream.getvalue()


def collection(*events: Event, **options: Any) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(written(*events, **options), parse_constant=pytest.fail)
    return parsed


def test_a_collection_has_what_the_standard_asks_and_nothing_it_forbids() -> None:
    whole = collection(located())
    assert whole["type"] == "FeatureCollection"
    assert "crs" not in whole
    (feature,) = whole["features"]
    assert feature["type"] == "Feature"
    assert feature["id"] == feature["properties"]["event_id"] == "e1"
    assert feature["geometry"] == {"type": "Point", "coordinates": [36.25, 50.123457]}
    assert whole["bbox"] == [36.25, 50.123457, 36.25, 50.123457]


def test_properties_are_the_columns_in_order() -> None:
    (feature,) = collection(located())["features"]
    assert list(feature["properties"]) == [column.name for column in COLUMNS if column.kind != "geometry"]


def test_an_event_without_a_place_has_a_null_geometry_and_no_box() -> None:
    whole = collection(EVENT)
    assert whole["features"][0]["geometry"] is None
    assert whole["features"][0]["properties"]["latitude"] is None
    assert "bbox" not in whole


def test_no_events_make_an_empty_collection() -> None:
    assert collection()["features"] == []


def test_the_file_says_who_made_it_of_what() -> None:
    found = collection(EVENT, parameters={"published": "2025-03-20"})["metadata"]
    assert (found["generator"], found["version"]) == ("geomap", __version__)
    assert any("GeoNames" in line and "CC BY" in line for line in found["attribution"])
    assert found["parameters"] == {"published": "2025-03-20"}


def test_outer_rings_run_counter_clockwise_and_holes_clockwise() -> None:
    from shapely import LinearRing, Polygon

    outer, hole = [(0, 0), (0, 9), (9, 9), (9, 0)], [(1, 1), (2, 1), (2, 2), (1, 2)]
    for shape in (Polygon(outer, [hole]), Polygon(outer[::-1], [hole[::-1]])):
        found = geometry_json(shape)
        assert found is not None
        assert LinearRing(found["coordinates"][0]).is_ccw
        assert not LinearRing(found["coordinates"][1]).is_ccw
        assert all(ring[0] == ring[-1] for ring in found["coordinates"])


def test_an_area_across_the_antimeridian_is_cut_and_its_box_wraps() -> None:
    whole = collection(located(precision="near_city", lat=-17.0, lon=179.9, radius_km=100.0))
    geometry = whole["features"][0]["geometry"]
    assert geometry["type"] == "MultiPolygon"
    lons = [lon for polygon in geometry["coordinates"] for ring in polygon for lon, _ in ring]
    assert -180 <= min(lons) < -170
    assert 170 < max(lons) <= 180
    west, _, east, _ = whole["bbox"]
    assert 170 < west < 180
    assert -180 < east < -170


def test_a_box_of_points_on_both_sides_of_the_antimeridian_is_the_narrow_one() -> None:
    from shapely import Point

    assert bounding_box([Point(-175, 1), Point(178, 2)]) == [178, 1, -175, 2]
    assert bounding_box([Point(-60, 1), Point(60, 2)]) == [-60, 1, 60, 2]


def test_coordinates_never_read_minus_zero() -> None:
    assert b"-0.0" not in written(located(lat=-0.0000001, lon=-0.0))


def test_two_runs_give_the_same_bytes() -> None:
    events = [located(precision="adm1"), replace(EVENT, event_id="e2", quantities=(("killed", 1),))]
    assert written(*events) == written(*events)


def test_every_feature_stands_on_one_line() -> None:
    event = replace(EVENT, quote="a\u2028b\x85c\nd\u2029")
    lines = written(event, replace(event, event_id="e2")).decode().splitlines()
    assert len(lines) == 4
    assert json.loads(lines[1].rstrip(","))["properties"]["quote"] == event.quote


def test_gdal_reads_it_without_a_warning(tmp_path: Path) -> None:
    import geopandas

    events = [located(), replace(EVENT, event_id="e2", site_tags=("energy",), quantities=(("killed", 1),))]
    events.append(replace(located(precision="adm1"), event_id="e3"))
    (tmp_path / "a.geojson").write_bytes(written(*events))
    frame = geopandas.read_file(tmp_path / "a.geojson")
    assert list(frame["event_id"]) == ["e1", "e2", "e3"]
    assert [shape and shape.geom_type for shape in frame.geometry] == ["Point", None, "Polygon"]
    assert frame.crs == "EPSG:4326"


def test_a_frame_that_breaks_the_contract_is_not_written() -> None:
    stream = io.BytesIO()
    with pytest.raises(FrameError):
        write_geojson(to_frame([EVENT], []).drop(columns=["status"]), stream)
    assert stream.getvalue() == b""


@pytest.mark.parametrize(
    ("content", "told"), [("{", "not JSON"), ("[]", "not a GeoJSON FeatureCollection"), ("[" * 99999, "not JSON")]
)
def test_a_file_that_is_no_geojson_is_told(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(content)
    with pytest.raises(InputError, match=told):
        read_geojson(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_geojson(tmp_path / "a.geojson")


def test_columns_beyond_the_contract_survive(tmp_path: Path) -> None:
    frame = to_frame([EVENT], []).assign(own="x")
    with (tmp_path / "a.geojson").open("wb") as stream:
        write_geojson(frame, stream)
    assert list(read_geojson(tmp_path / "a.geojson")["own"]) == ["x"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
@given(coded=st.lists(events, max_size=4, unique_by=lambda event: event.event_id))
def test_what_is_read_back_is_what_was_written(tmp_path: Path, coded: list[Event]) -> None:
    frame = to_frame(coded, [])
    with (tmp_path / "a.geojson").open("wb") as stream:
        write_geojson(frame, stream)
    back = read_geojson(tmp_path / "a.geojson")
    assert list(back.columns) == list(frame.columns)
    assert (back.dtypes == frame.dtypes).all()
    for column in COLUMNS:
        if column.kind != "geometry":
            assert cells(back, column.name) == cells(frame, column.name)
    for one, other in zip(frame.geometry, back.geometry, strict=True):
        assert (one is None) == (other is None)
        if one is not None:
            assert max(abs(a - b) for a, b in zip(one.bounds, other.bounds, strict=True)) <= 1e-6


def cells(frame: geopandas.GeoDataFrame, name: str) -> list[Any]:
    return [None if missing(value) else value for value in frame[name]]
