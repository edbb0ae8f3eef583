"""geomap map of more events than a page holds: a page of counts and tiles beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geomap.cli import run
from geomap.frame.build import build_frame
from geomap.store import write_frame
from tests.store.test_tiles import event, nowhere, region

pytest.importorskip("pmtiles")

ACLED = (
    "event_id_cnty,event_date,event_type,sub_event_type,country,location,latitude,longitude,geo_precision,notes\n"
    "XXX1,2025-03-18,Battles,Armed clash,Ukraine,Lomonda,50.0,36.25,1,Invented.\n"
)

LAYERS = str(Path(__file__).parents[2] / "layers")

Told = Callable[..., tuple[int, str]]


@pytest.fixture
def told(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Told:
    """Runs a command in a folder that holds a run of 4 events and an event set of one."""
    monkeypatch.chdir(tmp_path)
    folder = Path("events")
    folder.mkdir()
    with (folder / "events-00000.parquet").open("wb") as stream:
        write_frame(
            build_frame([event(1, 10, 10), event(2, 10, 10), region(3), nowhere(4)]), stream, format_name="parquet"
        )
    entry = {"path": "events-00000.parquet", "events": 4, "unlocated": 1}
    (folder / "_index.json").write_text(json.dumps({"parameters": {}, "files": [entry]}))
    Path("acled.csv").write_text(ACLED, encoding="utf-8")

    def call(*arguments: str) -> tuple[int, str]:
        code = run(arguments)
        err = capfd.readouterr().err
        assert "Traceback" not in err
        return code, err

    return call


def head_of(page: Path) -> dict[str, Any]:
    text = page.read_text(encoding="utf-8")
    start = text.index(">", text.index('id="geomap-head"')) + 1
    found: dict[str, Any] = json.loads(text[start : text.index("</script>", start)])
    return found


def test_more_events_than_one_page_holds_become_counts_with_tiles_beside_them(told: Told) -> None:
    code, err = told("map", "events", "--tiles-from", "3", "-o", "out")
    assert code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == ["events.pmtiles", "map.html"]
    head = head_of(Path("out/map.html"))
    assert head["beyond"]["file"] == "events.pmtiles"
    assert head["n"] == 3  # the two at one place and day are one row
    assert "the page fetches single events from it" in err
    assert Path("out/events.pmtiles").read_bytes().startswith(b"PMTiles")


def test_fewer_events_stay_one_page(told: Told) -> None:
    assert told("map", "events", "--tiles-from", "4", "-o", "out")[0] == 0
    assert sorted(path.name for path in Path("out").iterdir()) == ["events.geojson", "map.html"]
    assert "beyond" not in head_of(Path("out/map.html"))


def test_tiles_out_asks_for_tiles_and_names_them(told: Told) -> None:
    code, _ = told("map", "events", "acled.csv", "--tiles-out", "all.pmtiles", "-o", "page.html")
    assert code == 0
    head = head_of(Path("page.html"))
    assert (head["beyond"]["file"], head["n"]) == ("all.pmtiles", 4)
    assert not list(Path().glob("*.geojson"))


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--tiles-out", "x.pmtiles", "-o", "out/page.html"), "the page looks for the tiles beside it"),
        (("--tiles-out", "x.mbtiles", "-o", "page.html"), "name the file with .pmtiles"),
        (("--tiles-from", "1", "-o", "all.csv"), "-o DIR or -o FILE.html, and no other"),
        (("--tiles-from", "1", "--since", "events/events-00000.parquet"), "--since compares events one by one"),
        (("--tiles-from", "1", "--layers", LAYERS), "--layers sorts events one by one"),
    ],
)
def test_what_counts_cannot_do_is_refused(told: Told, arguments: tuple[str, ...], complaint: str) -> None:
    Path("out").mkdir()
    code, err = told("map", "events", *arguments)
    assert code == 2
    assert complaint in err
    assert not list(Path().glob("*.pmtiles"))
