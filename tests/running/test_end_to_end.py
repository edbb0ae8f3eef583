"""The whole way, with the real stages, on the seed article and on a page of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import geomap
from geomap.cli import run
from geomap.frame import validate
from geomap.places.gazetteer import default_path
from geomap.store import read_geojson

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.skipif(
    not default_path().is_file(), reason="no compiled gazetteer: run 'python -m geomap.places.compile'"
)

PUBLISHED = ["--published", "2025-03-20"]
OWN = (
    "\r\nKHARKIV, Ukraine — A missile strike on Kharkiv killed three people on Tuesday, the governor said.\r\n\r\n"
    "Officials from Turkey and Egypt are due to meet in Ankara next week.\r\n"
    "“Nothing was agreed,” a spokesman said. 🛰\r\n"
)


@pytest.fixture(params=["seed", "own"])
def article(request: pytest.FixtureRequest, seed_article: Path, tmp_path: Path) -> Path:
    if request.param == "seed":
        return seed_article
    path = tmp_path / "own.txt"
    path.write_bytes(OWN.encode())
    return path


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def rows_of(arguments: Sequence[str], out: Path) -> list[dict[str, Any]]:
    assert run([*arguments, "-q", "-o", str(out)]) == 0
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def test_every_offset_of_an_event_counts_in_the_article_as_stored(article: Path, tmp_path: Path) -> None:
    text = text_of(article)
    events = rows_of(["events", str(article), *PUBLISHED], tmp_path / "events.jsonl")
    assert events
    for event in events:
        assert text[event["start"] : event["end"]] == event["quote"]
        for span in (event["trigger"], *event["actors"], *event["targets"]):
            if span["start"] is not None:
                assert text[span["start"] : span["end"]] == span["text"]
        place = event["location"]
        if place and place["start"] is not None:
            assert text[place["start"] : place["end"]] == place["name"]
    assert [event["start"] for event in events] == sorted(event["start"] for event in events)
    assert len({event["event_id"] for event in events}) == len(events)


def test_every_offset_of_a_toponym_counts_in_the_article_as_stored(article: Path, tmp_path: Path) -> None:
    text = text_of(article)
    ((found,)) = rows_of(["places", str(article)], tmp_path / "places.jsonl")
    assert found["toponyms"]
    for toponym in found["toponyms"]:
        assert text[toponym["start"] : toponym["end"]] == toponym["name"]


def test_two_runs_give_the_same_bytes_in_every_format(article: Path, tmp_path: Path) -> None:
    runs = []
    for name in ("one", "two"):
        folder = tmp_path / name
        assert run(["map", str(article), *PUBLISHED, "-q", "-o", str(folder)]) == 0
        assert run(["events", str(article), *PUBLISHED, "-q", "-o", str(folder / "events.jsonl")]) == 0
        assert run(["places", str(article), "-q", "-o", str(folder / "places.jsonl")]) == 0
        runs.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert sorted(runs[0]) == ["events.geojson", "events.jsonl", "map.html", "places.jsonl"]
    assert runs[0] == runs[1]


def test_the_geojson_of_a_run_is_a_frame_that_holds_the_contract(article: Path, tmp_path: Path) -> None:
    assert run(["map", str(article), *PUBLISHED, "-q", "-o", str(tmp_path / "o")]) == 0
    frame = read_geojson(tmp_path / "o" / "events.geojson")
    validate(frame)
    assert set(frame["geo_precision"]) - {"site", "city", "unknown"} or article.name == "own.txt"


def test_the_api_gives_what_the_command_line_gives(article: Path, tmp_path: Path) -> None:
    frame = geomap.code_events(geomap.read_articles(article, published="2025-03-20"))
    assert run(["events", str(article), *PUBLISHED, "-q", "-o", str(tmp_path / "e.geojson")]) == 0
    assert list(read_geojson(tmp_path / "e.geojson")["event_id"]) == list(frame["event_id"])
    geomap.to_map(frame).save(str(tmp_path / "api.html"))
    assert run(["map", str(article), *PUBLISHED, "-q", "-o", str(tmp_path / "o")]) == 0
    assert (tmp_path / "api.html").read_bytes() == (tmp_path / "o" / "map.html").read_bytes()


def test_one_article_in_a_file_or_a_line_codes_alike(seed_article: Path, tmp_path: Path) -> None:
    row = {"doc_id": seed_article.stem, "text": text_of(seed_article), "date": "2025-03-20"}
    (tmp_path / "seed.jsonl").write_text(json.dumps(row), "utf-8")
    from_file = rows_of(["events", str(seed_article), *PUBLISHED], tmp_path / "a.jsonl")
    assert rows_of(["events", str(tmp_path / "seed.jsonl")], tmp_path / "b.jsonl") == from_file


def test_a_text_without_events_makes_an_empty_map(tmp_path: Path) -> None:
    (tmp_path / "calm.txt").write_text("The library opens at nine. Bring a card.")
    assert run(["map", str(tmp_path / "calm.txt"), "-q", "-o", str(tmp_path / "o")]) == 0
    assert len(read_geojson(tmp_path / "o" / "events.geojson")) == 0
    assert (tmp_path / "o" / "map.html").stat().st_size > 10_000
