"""What is downloaded is what is visible."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from geomap.frame.build import build_frame
from geomap.map import to_map
from geomap.store.acled_csv import read_acled_csv, write_acled_csv
from tests.browser.conftest import Opener
from tests.browser.driving import downloaded, search, visible_ids
from tests.map.frames import HOSTILE, frame, row, rows

pytestmark = pytest.mark.browser


def test_the_download_equals_the_visible_events(opener: Opener) -> None:
    events = frame()
    opened = opener(to_map(events))
    made = json.loads(downloaded(opened, "GeoJSON"))
    assert made["type"] == "FeatureCollection"
    assert "GeoNames" in made["attribution"]
    assert "simplified" in made["note"]
    assert [feature["id"] for feature in made["features"]] == [values["event_id"] for values in rows()]
    for feature, values in zip(made["features"], rows(), strict=True):
        properties = feature["properties"]
        assert list(properties) == [name for name in events.columns if name != "geometry"]
        for name, value in values.items():
            if name not in ("geometry", "latitude", "longitude"):
                assert properties[name] == value, name
        shape, own = feature["geometry"], values["geometry"]
        if own is None:
            assert shape is None
        elif own.geom_type == "Point":
            assert shape == {"type": "Point", "coordinates": [own.x, own.y]}
        else:
            assert shape["type"] in ("Polygon", "MultiPolygon")


def test_what_a_filter_hides_is_not_downloaded(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    search(opened, "kherson school")
    assert opened.total() == "1 of 7 events"
    assert visible_ids(opened) == [rows()[3]["event_id"]]
    table = list(csv.DictReader(io.StringIO(downloaded(opened, "CSV").decode("utf-8-sig"))))
    assert [line["notes"] for line in table] == ["Shelling damaged a school in Kherson"]
    assert table[0]["geomap_site_tags"] == "school"


def test_the_table_is_the_one_that_geomap_writes(opener: Opener, tmp_path: Path) -> None:
    events = build_frame(
        [
            *rows(),
            {**rows()[3], "event_id": "guarded", "quote": " =1+1", "actor1": "'-x", "title": "＝1", "context": None},
        ]
    )
    ours, pages = tmp_path / "ours.csv", tmp_path / "pages.csv"
    with ours.open("wb") as stream:
        write_acled_csv(events, stream)
    pages.write_bytes(downloaded(opener(to_map(events)), "CSV"))
    with ours.open(encoding="utf-8-sig") as one, pages.open(encoding="utf-8-sig") as other:
        assert one.readline() == other.readline(), "the same columns"
    assert_frame_equal(pd.DataFrame(read_acled_csv(pages)), pd.DataFrame(read_acled_csv(ours)))


def test_the_last_day_is_downloaded_also_where_it_is_the_first_of_every_event(opener: Opener) -> None:
    (feature,) = json.loads(downloaded(opener(to_map(frame([rows()[3]]))), "GeoJSON"))["features"]
    assert (feature["properties"]["event_date"], feature["properties"]["date_end"]) == ("2025-03-18", "2025-03-18")


def test_cells_of_the_table_never_begin_a_formula(opener: Opener) -> None:
    opened = opener(to_map(frame([row("x", quote=text, title=text) for text in HOSTILE])))
    table = list(csv.DictReader(io.StringIO(downloaded(opened, "CSV").decode("utf-8-sig"), newline="")))
    assert len(table) == len(HOSTILE)
    assert not any(value[:1] in ("=", "+", "-", "@", "\t", "\r") for line in table for value in line.values() if value)
