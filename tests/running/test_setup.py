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
