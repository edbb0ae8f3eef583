"""Vector tiles, read back: every event is in them once, areas stay areas, the same events give the same bytes."""

from __future__ import annotations

import gzip
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import InputError, OutputError
from geomap.frame.build import build_frame
from geomap.store import write_frame
from geomap.store.partitioned import partitioned
from geomap.store.tiles import write_tiles

pytest.importorskip("pyarrow")
reading = pytest.importorskip("pmtiles.reader")
decoder = pytest.importorskip("mapbox_vector_tile")

AREA = ((20.0, 40.0), (30.0, 40.0), (30.0, 50.0), (20.0, 50.0))


def event(number: int, lon: float, lat: float, **changes: Any) -> dict[str, Any]:
    from shapely import Point

    row = {
        "event_id": f"e{number:04}",
        "event_type": "STR.AIR",
        "layer": "air_strikes",
        "status": "happened",
        "event_date": "2025-03-17",
        "location": "Nyala",
        "longitude": lon,
        "latitude": lat,
        "geo_precision": "city",
        "quote": "Jets struck.",
        "geometry": Point(lon, lat),
    }
    return row | changes


def region(number: int, **changes: Any) -> dict[str, Any]:
    from shapely import Polygon

    return event(number, 25.0, 45.0, geo_precision="adm1", location="A region", geometry=Polygon(AREA)) | changes


def nowhere(number: int) -> dict[str, Any]:
    return event(number, 0, 0, longitude=None, latitude=None, geo_precision="unknown", geometry=None)


def saved(rows: list[dict[str, Any]], folder: Path) -> Path:
    path = folder / "events.parquet"
    with path.open("wb") as stream:
        write_frame(build_frame(rows), stream, format_name="parquet")
    return path


def tiled(rows: list[dict[str, Any]], folder: Path, *, max_zoom: int = 4) -> tuple[bytes, dict[str, int]]:
    stream = io.BytesIO()
    made = write_tiles([saved(rows, folder)], stream, max_zoom=max_zoom)
    return stream.getvalue(), made


def decoded(data: bytes) -> dict[tuple[int, int, int], dict[str, list[dict[str, Any]]]]:
    """By zoom, column and row: the features of each layer, in tile units with y upwards."""
    found = {}
    for name, packed in reading.all_tiles(lambda offset, length: data[offset : offset + length]):
        tile = decoder.decode(gzip.decompress(packed))
        found[name] = {layer: content["features"] for layer, content in tile.items()}
    return found


def position(feature: dict[str, Any], tile: tuple[int, int, int]) -> tuple[float, float]:
    """Longitude and latitude of a point."""
    import math

    zoom, column, row = tile
    right, up = feature["geometry"]["coordinates"]
    x, y = (column + right / 4096) / 2**zoom, (row + 1 - up / 4096) / 2**zoom
    return x * 360 - 180, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))


PLACES = st.tuples(st.floats(-180, 180), st.floats(-84, 84))


@settings(max_examples=15)
@given(places=st.lists(PLACES, min_size=1, max_size=12))
def test_at_every_zoom_each_event_counts_once(places: list[tuple[float, float]], tmp_path_factory: Any) -> None:
    rows = [event(number, lon, lat) for number, (lon, lat) in enumerate(places)]
    tiles = decoded(tiled(rows, tmp_path_factory.mktemp("tiles"), max_zoom=3)[0])
    counted: Counter[int] = Counter()
    for (zoom, _, _), layers in tiles.items():
        counted[zoom] += sum(feature["properties"]["count"] for feature in layers.get("counts", ()))
    assert counted == {zoom: len(places) for zoom in range(4)}
    singly = [each["properties"]["event_id"] for layers in tiles.values() for each in layers.get("events", ())]
    assert sorted(singly) == sorted(row["event_id"] for row in rows)


def test_an_event_lies_where_it_was(tmp_path: Path) -> None:
    tiles = decoded(tiled([event(1, 24.88, 12.05), event(2, -70.1, -33.4)], tmp_path, max_zoom=8)[0])
    found = {
        feature["properties"]["event_id"]: position(feature, tile)
        for tile, layers in tiles.items()
        for feature in layers.get("events", ())
    }
    assert found["e0001"] == pytest.approx((24.88, 12.05), abs=0.001)
    assert found["e0002"] == pytest.approx((-70.1, -33.4), abs=0.001)


def test_what_is_known_no_finer_than_a_region_is_at_no_point(tmp_path: Path) -> None:
    data, made = tiled([region(1), region(2), region(3, status="alleged"), event(4, 100.0, 10.0)], tmp_path)
    assert (made["points"], made["areas"]) == (1, 3)
    tiles = decoded(data)
    for zoom in range(5):
        of_zoom = [layers for (level, _, _), layers in tiles.items() if level == zoom]
        assert sum(each["properties"]["count"] for layers in of_zoom for each in layers.get("counts", ())) == 1
        kinds = {(each["properties"]["status"], each["properties"]["count"], each["geometry"]["type"])
                 for layers in of_zoom for each in layers.get("areas", ())}  # fmt: skip
        assert kinds == {("happened", 2, "Polygon"), ("alleged", 1, "Polygon")}


def test_a_claim_is_not_counted_with_what_happened(tmp_path: Path) -> None:
    tiles = decoded(tiled([event(1, 10, 10), event(2, 10, 10, status="claimed"), event(3, 10, 10)], tmp_path)[0])
    counts = {each["properties"]["status"]: each["properties"]["count"] for each in tiles[(0, 0, 0)]["counts"]}
    assert counts == {"happened": 2, "claimed": 1}


def test_a_crowded_tile_tells_the_newest_and_counts_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geomap.store.tile_features.MOST", 2)
    days = ("2025-03-01", None, "2025-03-09", "2025-03-05")
    rows = [event(number, 10, 10, event_date=day) for number, day in enumerate(days)] + [event(9, -100, 40)]
    tiles = decoded(tiled(rows, tmp_path)[0])
    singly = [each["properties"]["event_id"] for layers in tiles.values() for each in layers.get("events", ())]
    assert sorted(singly) == ["e0002", "e0003", "e0009"]
    assert sum(each["properties"]["count"] for each in tiles[(0, 0, 0)]["counts"]) == 5


def test_a_single_event_can_be_checked(tmp_path: Path) -> None:
    rows = [
        event(1, 10, 10, source="Wire", url="https://example.org/1", confidence=0.5, fatalities=3),
        event(2, 11, 10),
    ]
    tiles = decoded(tiled(rows, tmp_path)[0])
    told = {each["properties"]["event_id"]: each["properties"]
            for layers in tiles.values() for each in layers.get("events", ())}  # fmt: skip
    wanted = {"quote": "Jets struck.", "source": "Wire", "url": "https://example.org/1", "confidence": "0.5",
              "fatalities": "3", "longitude": "10.0", "geo_precision": "city"}  # fmt: skip
    assert told["e0001"].items() >= wanted.items()
    assert "url" not in told["e0002"]


def test_the_same_events_give_the_same_bytes_and_say_what_is_in_them(tmp_path: Path) -> None:
    rows = [event(1, 10, 10), region(2), nowhere(3)]
    data, made = tiled(rows, tmp_path)
    assert tiled(rows, tmp_path)[0] == data
    assert made["unlocated"] == 1
    reader = reading.Reader(lambda offset, length: data[offset : offset + length])
    assert [layer["id"] for layer in reader.metadata()["vector_layers"]] == ["areas", "counts", "events"]
    assert "GeoNames" in reader.metadata()["attribution"][0]
    assert (reader.header()["min_zoom"], reader.header()["max_zoom"]) == (0, 4)


def test_events_without_places_make_no_tiles(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no event has a place"):
        tiled([nowhere(1)], tmp_path)


def test_a_run_is_read_by_its_index(tmp_path: Path) -> None:
    path = saved([event(1, 10, 10), nowhere(2)], tmp_path)
    entry = {"path": path.name, "events": 2, "unlocated": 1}
    (tmp_path / "_index.json").write_text(json.dumps({"parameters": {"country": "SDN"}, "files": [entry]}))
    run = partitioned(tmp_path)
    assert run is not None
    assert (run.events, run.unlocated, run.parameters) == (2, 1, {"country": "SDN"})
    assert list(run.frame()["event_id"]) == ["e0001", "e0002"]
    assert partitioned(tmp_path.parent) is None


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("_plan.json", "{}", "has not ended"),
        ("_index.json", "[", "cannot be read"),
        ("_index.json", '{"files": [{"path": "../x", "events": 1, "unlocated": 0}], "parameters": {}}', "outside"),
    ],
)
def test_a_run_that_is_not_whole_is_told(tmp_path: Path, name: str, content: str, told: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(InputError, match=told):
        partitioned(tmp_path)
