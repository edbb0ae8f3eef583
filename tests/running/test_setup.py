"""The gazetteer, the places and the actors that a user brings along."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geomap.cli import run

TEXT = "The Lantern Brigade shelled Vrondzhak on Monday, killing three people.\n"


def events_with(folder: Path, *options: str) -> list[dict[str, object]]:
    (folder / "article.txt").write_text(TEXT, encoding="utf-8")
    out = folder / "events.jsonl"
    assert run(["events", str(folder / "article.txt"), "-q", "-o", str(out), *options]) == 0
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_places_of_the_user_place_events(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("name,lat,lon,country\nVrondzhak,48.5,38.25,UA\n", encoding="utf-8")
    (event,) = events_with(tmp_path, "--places", str(table))
    location = event["location"]
    assert isinstance(location, dict)
    assert (location["lat"], location["lon"], location["country"]) == (48.5, 38.25, "UKR")


def test_actors_of_the_user_get_their_codes(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("name,aliases,role,country,source\nLantern Brigade,,REB,UKR,invented\n", encoding="utf-8")
    (event,) = events_with(tmp_path, "--actors", str(table))
    assert event["actors"] == [{"text": "Lantern Brigade", "start": 4, "end": 19, "code": "UKRREB"}]


def test_a_missing_gazetteer_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    assert run(["events", str(tmp_path / "article.txt"), "--gazetteer", str(tmp_path / "none.bin")]) == 1
    assert "none.bin" in capsys.readouterr().err


def test_two_articles_on_one_strike_make_one_event_on_the_map_and_two_in_json_lines(tmp_path: Path) -> None:
    said = (
        "On Monday Russian drones struck Kharkiv, killing three people.",
        "Russian drones hit Kharkiv on Monday. Three people were killed.",
    )
    rows = [{"id": name, "text": text, "published": "2025-03-19"} for name, text in zip("ab", said, strict=True)]
    news = tmp_path / "news.jsonl"
    news.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    out = [str(tmp_path / name) for name in ("e.geojson", "e.jsonl", "apart.geojson", "merged.jsonl")]
    common = ["events", str(news), "-q"]
    assert run([*common, "-o", out[0], "-o", out[1]]) == 0
    assert run([*common, "-o", out[2], "--no-merge"]) == 0
    assert run([*common, "-o", out[3], "--merge"]) == 0
    (feature,) = json.loads(Path(out[0]).read_text(encoding="utf-8"))["features"]
    assert feature["properties"]["reports"] == 2
    others = {one["doc_id"] for one in feature["properties"]["supporting"]}
    assert others | {feature["properties"]["doc_id"]} == {"a", "b"}
    assert len(Path(out[1]).read_text(encoding="utf-8").splitlines()) == 2
    assert len(json.loads(Path(out[2]).read_text(encoding="utf-8"))["features"]) == 2
    assert len(Path(out[3]).read_text(encoding="utf-8").splitlines()) == 1


def test_a_country_of_the_user_decides_among_namesakes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A bomb went off in Tripoli on Monday.\n", encoding="utf-8")
    out = tmp_path / "places.jsonl"

    def country_of(*options: str) -> str:
        assert run(["places", str(tmp_path / "a.txt"), "-q", "-o", str(out), *options]) == 0
        return str(json.loads(out.read_text(encoding="utf-8"))["toponyms"][0]["country"])

    assert (country_of(), country_of("--country", "LB,SY")) == ("LBY", "LBN")


def test_a_country_that_is_none_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run(["places", str(tmp_path / "a.txt"), "--country", "Narnia"]) == 2
    assert "Narnia" in capsys.readouterr().err


def test_boundaries_and_a_view_of_the_user_shape_the_frame(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ring = [[35.0, 48.8], [38.0, 48.8], [38.0, 50.3], [35.0, 50.3], [35.0, 48.8]]
    cells = {"shapeName": "Kharkiv", "shapeISO": "UA-63", "shapeGroup": "UKR"}
    feature = {"type": "Feature", "properties": cells, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    own = tmp_path / "ukr.geojson"
    own.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    article = tmp_path / "article.txt"
    article.write_text("Drones struck the Kharkiv region on Monday.\n\nShelling hit Simferopol on Monday.\n", "utf-8")
    out = tmp_path / "events.geojson"
    assert run(["events", str(article), "-o", str(out), "--admin1", str(own), "--worldview", "ru"]) == 0
    made = json.loads(out.read_text(encoding="utf-8"))
    kharkiv, simferopol = (one["properties"] for one in made["features"])
    assert (kharkiv["area_approximate"], kharkiv["area_source"]) == (False, "geoBoundaries (ukr.geojson)")
    assert kharkiv["country"] == "Ukraine"
    assert simferopol["country"] == "Russia"
    assert any("geoBoundaries (ukr.geojson)" in line for line in made["metadata"]["attribution"])
    assert made["metadata"]["parameters"]["worldview"] == "ru"
    assert "the boundaries of 1 first-level divisions" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [(["--worldview", "mars"], "no worldview"), (["--admin1", "none.gpkg"], "no such file")],
)
def test_a_view_or_boundaries_that_cannot_be_are_told_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    assert run(["events", str(tmp_path / "article.txt"), *options]) in (1, 2)
    assert said in capsys.readouterr().err
