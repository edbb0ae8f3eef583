"""From a frame to the data blocks: nothing is lost, nothing is made more exact than it was."""

from __future__ import annotations

import json
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon

from geomap.errors import FrameError
from geomap.layers import load_layers
from geomap.map.columns import MISSING, unpack, unpacked_text
from geomap.map.order import SORTED_FROM
from geomap.map.payload import Payload, pack, places_of
from tests.map.frames import ARTICLE, KRASNODAR, frame, row, rows

COUNTRIES = ("643", "682", "804")


def packed(events: gpd.GeoDataFrame) -> Payload:
    return pack(events, load_layers(), countries=COUNTRIES)


def numbers(payload: Payload) -> dict[str, Any]:
    return {name: values for _, columns in unpacked(payload) for name, values in columns.items()}


def unpacked(payload: Payload) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [unpack(payload.numbers), unpack(payload.more)]


def dictionaries(payload: Payload) -> dict[str, list[Any]]:
    return {name: words for table, _ in unpacked(payload) for name, words in table.items()}


def words(payload: Payload, name: str) -> list[Any]:
    table = dictionaries(payload)[name]
    return [table[code] for code in numbers(payload)[name]]


def texts(payload: Payload) -> list[dict[str, Any]]:
    table = payload.head["texts"]
    whole = "".join(payload.texts)
    spans = zip(table["offsets"], table["offsets"][1:], strict=False)
    blocks = [json.loads(unpacked_text(whole[start:stop])) for start, stop in spans]
    columns = [[cells_of(column) for column in block] for block in blocks]
    return [dict(zip(table["keys"], values, strict=True)) for block in columns for values in zip(*block, strict=True)]


def cells_of(column: Any) -> list[Any]:
    if isinstance(column, list):
        return column
    each = column.get("each")
    text = column["text"]
    return [text[at : at + each] for at in range(0, len(text), each)] if each else text.split("\n")


def test_every_column_is_in_the_payload_once() -> None:
    events = frame()
    payload = packed(events)
    carried = {*dictionaries(payload), *numbers(payload), *payload.head["texts"]["keys"]}
    renamed = {"event_date": "day", "date_end": "day_end", "latitude": "lat", "longitude": "lon", "context": "_before"}
    assert {renamed.get(name, name) for name in payload.head["properties"]} <= carried
    assert payload.head["properties"] == [name for name in events.columns if name != "geometry"]


def test_coded_columns_come_back() -> None:
    payload = packed(frame())
    for name in ("event_type", "status", "geo_precision", "actor1", "actor2", "location", "source"):
        assert words(payload, name) == [values[name] for values in rows()]


def test_texts_come_back_and_the_quote_stands_in_its_context() -> None:
    found = texts(packed(frame()))
    assert [one["quote"] for one in found] == [values["quote"] for values in rows()]
    assert all(one["_before"] + one["quote"] + one["_after"] == ARTICLE for one in found)


def test_a_quote_that_its_context_lacks_has_no_context() -> None:
    (one,) = texts(packed(frame([row("not in the article at all", start=3, end=9)])))
    assert (one["_before"], one["_after"]) == (None, None)


def test_events_without_a_place_have_no_coordinates() -> None:
    columns = numbers(packed(frame()))
    assert [lat == MISSING for lat in columns["lat"]] == [False] * 6 + [True]
    assert [lon == MISSING for lon in columns["lon"]] == [False] * 6 + [True]


def test_a_country_is_a_reference_and_a_region_brings_its_outline() -> None:
    payload = packed(frame())
    columns = numbers(payload)
    assert payload.head["countries"] == ["682"]
    assert columns["area"].tolist() == [0, 0, 0, 0, 1, 2, 0]
    assert columns["ring_area"].tolist() == [0]
    assert columns["ring_lon"].min() == round(KRASNODAR.bounds[0] * 1e5)


def test_a_country_that_the_base_map_lacks_brings_its_outline() -> None:
    payload = pack(frame(), load_layers(), countries=())
    assert payload.head["countries"] == []
    assert set(numbers(payload)["ring_area"]) == {0, 1}


def test_the_head_names_the_areas_that_are_disputed() -> None:
    crimea = Polygon([(24, 48), (28, 48), (28, 50), (24, 50)])
    area = {"geo_precision": "adm1", "latitude": None, "longitude": None}
    rows_of = [
        row("Shelling damaged", **area, geometry=KRASNODAR, gazetteer_id="iso:RU-KDA"),
        row("A strike in", **area, geometry=crimea, gazetteer_id="iso:UA-43"),
    ]
    payload = packed(frame(rows_of))
    assert payload.head["disputed"] == [numbers(payload)["area"][1]]
    assert "disputed" not in packed(frame(rows_of[:1])).head


def test_near_is_a_radius_and_not_an_outline() -> None:
    without_radius = [row("x", geo_precision="near_city", geometry=rows()[2]["geometry"])]
    assert numbers(packed(frame()))["radius"][2] == 250
    found = numbers(packed(frame(without_radius)))
    assert found["area"].tolist() == [0]
    assert 200 < found["radius"][0] < 350


def test_the_same_outline_is_carried_once() -> None:
    twice = [rows()[5], {**rows()[5], "event_id": "again"}]
    columns = numbers(packed(frame(twice)))
    assert columns["area"].tolist() == [1, 1]
    assert len(columns["ring_size"]) == 1


def test_an_outline_keeps_its_hole() -> None:
    holed = KRASNODAR.difference(Point(39, 45.2).buffer(0.5))
    assert numbers(packed(frame([{**rows()[5], "geometry": holed}])))["ring_hole"].tolist() == [0, 1]


def test_dates_are_days_and_faulty_ones_are_missing() -> None:
    cells = [None, "2025-03-18", "2025-03-18T10:00:00", pd.Timestamp("2025-03-18"), pd.NaT, "soon", float("nan"), ""]
    columns = numbers(packed(frame([row("x", event_date=cell) for cell in cells])))
    day = int(np.datetime64("2025-03-18").astype(int))
    assert columns["day"].tolist() == [MISSING, day, day, day, MISSING, MISSING, MISSING, MISSING]


def test_missing_numbers_are_told_from_none_at_all() -> None:
    cells = [row("x", fatalities=0, confidence=0.0), row("x", fatalities=None, confidence=float("nan"))]
    columns = numbers(packed(frame(cells)))
    assert columns["fatalities"].tolist() == [0, 2**32 - 1]
    assert columns["confidence"].tolist() == [0, 65_535]


def test_a_bare_frame_of_points_and_types_is_enough() -> None:
    bare = gpd.GeoDataFrame({"event_type": ["Battles", "Riots"]}, geometry=[Point(1, 2), None], crs="EPSG:4326")
    payload = packed(bare)
    layers = [payload.head["layers"][code] for code in numbers(payload)["layer"]]
    assert [layer["title"] for layer in layers] == ["Battles", "Riots"]
    assert len({layer["color"] for layer in layers}) == 2


def test_an_empty_frame_is_enough() -> None:
    payload = packed(gpd.GeoDataFrame({"event_type": []}, geometry=[], crs="EPSG:4326"))
    assert (payload.head["n"], payload.bounds) == (0, None)


def test_the_layer_column_decides_before_the_event_type() -> None:
    payload = packed(frame([row("x", layer="aid"), row("x", layer="no such layer"), row("x", layer=None)]))
    ids = [payload.head["layers"][code]["id"] for code in numbers(payload)["layer"]]
    assert ids == ["aid", "diplomacy", "diplomacy"]


def test_acleds_precision_of_two_or_three_is_not_a_city() -> None:
    payload = packed(frame([row("x", geo_precision=code) for code in (1, 2, 3)]))
    assert words(payload, "geo_precision") == ["city", "near_city", "adm1"]


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (gpd.GeoDataFrame({"kind": ["x"]}, geometry=[Point(0, 0)], crs="EPSG:4326"), "event_type"),
        (gpd.GeoDataFrame({"event_type": ["x"]}), "geometry"),
        (gpd.GeoDataFrame({"event_type": ["x"]}, geometry=[Point(0, 0)], crs="EPSG:3857"), "to_crs"),
    ],
)
def test_a_frame_that_cannot_be_mapped_says_why(broken: gpd.GeoDataFrame, says: str) -> None:
    with pytest.raises(FrameError, match=says):
        packed(broken)


@given(st.lists(st.text(), min_size=1, max_size=8))
def test_any_text_survives_in_every_kind_of_column(found: list[str]) -> None:
    payload = packed(frame([row("x", quote=text, actor1=text, site_tags=[text]) for text in found]))
    readable = [text.encode("utf-8", "replace").decode() for text in found]
    assert [one["quote"] for one in texts(payload)] == readable
    assert [one["site_tags"] for one in texts(payload)] == [[text] for text in readable]
    assert words(payload, "actor1") == found


def test_many_rows_are_laid_along_a_curve_with_their_texts() -> None:
    generator = np.random.default_rng(1)
    count = SORTED_FROM + 100
    points = gpd.points_from_xy(generator.uniform(-180, 180, count), generator.uniform(-85, 85, count))
    events = gpd.GeoDataFrame({"event_type": "x", "quote": [str(n) for n in range(count)]}, geometry=points, crs=4326)
    payload = packed(events)
    columns = numbers(payload)
    order = [int(one["quote"]) for one in texts(payload)]
    assert sorted(order) == list(range(count))
    assert np.array_equal(columns["lon"], np.round(events.geometry.x.to_numpy()[order] * 1e5).astype(int))


def test_a_disc_near_a_town_is_a_circle_and_a_corridor_is_drawn_as_it_is() -> None:
    from shapely.geometry import LineString, Point

    near = {"geo_precision": "near_city", "latitude": 47.5, "longitude": 35.0, "radius_km": 10.0}
    disc = Point(35, 47.5).buffer(0.11, quad_segs=16)
    corridor = LineString([(34.6, 47.4), (35.4, 47.6)]).buffer(0.09)
    ring = Point(35, 47.5).buffer(0.4).difference(Point(35, 47.5).buffer(0.2))
    table = frame(
        [row("x", **near, event_id=f"e{n}", geometry=shape) for n, shape in enumerate((disc, corridor, ring))]
    )
    made = places_of(table, frozenset())
    assert list(made.area > 0) == [False, True, True]


def test_more_rows_than_a_block_come_back_in_parts() -> None:
    number = SORTED_FROM + 7_000  # more than sixteen blocks, and base 64
    events = gpd.GeoDataFrame(
        {"event_type": "x", "event_id": [f"{value:06d}" for value in range(number)], "quote": "One\nand two"},
        geometry=gpd.points_from_xy(np.zeros(number), np.zeros(number)),
        crs="EPSG:4326",
    )
    payload = packed(events)
    assert len(payload.texts) == 2
    found = texts(payload)
    assert sorted(one["event_id"] for one in found) == events["event_id"].tolist()
    assert {one["quote"] for one in found} == {"One\nand two"}
