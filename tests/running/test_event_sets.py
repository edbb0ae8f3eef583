"""geomap map with event sets beside articles, and several outputs at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geomap.cli import run

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKOUT = Path(__file__).parents[2]
TEXT = "A drone fell on Lomonda. Another drone came.\n"
ACLED = (
    "event_id_cnty,event_date,event_type,sub_event_type,country,location,latitude,longitude,geo_precision,notes\n"
    "XXX1,2025-03-18,Battles,Armed clash,Ukraine,Lomonda,50.0,36.25,1,Invented.\n"
)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fakes: Any, fake_map: None) -> None:  # noqa: ARG001
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("geomap.frame.foreign._known", lambda *_, **__: None)  # the fake gazetteer knows nothing
    Path("article.txt").write_text(TEXT, encoding="utf-8")
    Path("acled.csv").write_text(ACLED, encoding="utf-8")


@pytest.fixture
def told(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def call(*arguments: str) -> tuple[int, str]:
        code = run(arguments)
        err = capfd.readouterr().err
        assert "Traceback" not in err
        return code, err

    return call


def features(path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(Path(path).read_text(encoding="utf-8"))["features"]
    return found


def test_an_event_set_and_an_article_are_drawn_together(told: Callable[..., tuple[int, str]]) -> None:
    code, err = told("map", "acled.csv", "article.txt", "-o", "out")
    assert code == 0, err
    assert "1 event from acled.csv" in err
    assert [one["properties"]["source"] for one in features("out/events.geojson")] == [None, None, "ACLED"]
    assert Path("out/map.html").is_file()


def test_an_event_set_alone_is_drawn(told: Callable[..., tuple[int, str]]) -> None:
    assert told("map", "acled.csv", "-o", "out")[0] == 0
    assert len(features("out/events.geojson")) == 1


def test_what_map_wrote_can_be_mapped_again(told: Callable[..., tuple[int, str]]) -> None:
    told("map", "article.txt", "-o", "one.gpkg")
    assert told("map", "one.gpkg", "-o", "two.geojson", "-o", "two.html")[0] == 0
    assert len(features("two.geojson")) == 2
    assert Path("two.html").is_file()
    assert not Path("output").exists()


def test_a_mapping_reads_any_table(told: Callable[..., tuple[int, str]]) -> None:
    Path("mine.csv").write_text("no,kind\n1,raid\n", encoding="utf-8")
    Path("mine.toml").write_text(
        'title = "Mine"\n[columns]\nevent_id = "no"\n[event_type]\ncolumn = "kind"\ncodes = {raid = "VAC.ATTACK"}\n',
        encoding="utf-8",
    )
    assert told("map", "mine.csv", "--mapping", "mine.toml", "-o", "a.geojson")[0] == 0
    assert [one["properties"]["event_type"] for one in features("a.geojson")] == ["VAC.ATTACK"]


def test_a_mapping_without_an_event_set_is_a_usage_error(told: Callable[..., tuple[int, str]]) -> None:
    Path("mine.toml").write_text('title = "Mine"\n', encoding="utf-8")
    code, err = told("map", "article.txt", "--mapping", "mine.toml")
    assert (code, "none is among the inputs" in err) == (2, True)


def test_dates_that_tell_no_order_are_one_line_and_the_option_settles_it(told: Callable[..., tuple[int, str]]) -> None:
    Path("acled.csv").write_text(ACLED.replace("2025-03-18", "3/4/2025"), encoding="utf-8")
    code, err = told("map", "acled.csv", "-o", "a.geojson")
    assert (code, "acled.csv: '3/4/2025' may be day or month first" in err) == (1, True)
    assert not Path("a.geojson").exists()
    assert told("events", "acled.csv", "--dates", "month-first", "-o", "a.geojson")[0] == 0
    assert features("a.geojson")[0]["properties"]["event_date"] == "2025-03-04"
    assert json.loads(Path("a.geojson").read_text(encoding="utf-8"))["metadata"]["parameters"]["dates"] == "month-first"


def test_a_broken_event_set_is_told_and_the_rest_is_drawn(told: Callable[..., tuple[int, str]]) -> None:
    Path("broken.gpkg").write_bytes(b"nonsense")
    code, err = told("map", "broken.gpkg", "article.txt", "-o", "a.geojson")
    assert (code, "broken.gpkg" in err) == (1, True)
    assert len(features("a.geojson")) == 2


def test_events_are_written_to_several_files_at_once(told: Callable[..., tuple[int, str]]) -> None:
    names = ["a.geojson", "a.jsonl", "a.gpkg", "a.csv", "a.kml", "a.fgb", "a.geojsonl"]
    code, err = told("events", "article.txt", *(part for name in names for part in ("-o", name)))
    assert code == 0
    assert all(f"written: {name}" in err and Path(name).stat().st_size for name in names)


def test_an_unwritable_folder_is_one_line(told: Callable[..., tuple[int, str]]) -> None:
    code, err = told("events", "article.txt", "-o", "none/a.gpkg")
    assert code == 1
    assert len([line for line in err.splitlines() if line.startswith("error")]) == 1


@pytest.mark.parametrize("kind", ["csv", "gpkg", "xlsx"])
def test_a_closed_pipe_is_one_line_in_every_kind_of_format(kind: str) -> None:
    """A program of its own: its standard output is closed while it writes."""
    program = f"""
import sys
from geomap.cli.output import frame_writer, write_all
from geomap.frame import to_frame
from geomap.model import Event, Span
events = [Event(f"e{{n}}", "d", "DIP.MEET", "happened", 0, 1, "T" * 9000, Span(0, 1, "T")) for n in range(99)]
try:
    write_all([("-", frame_writer("{kind}", to_frame(events, []), parameters={{}}, layers=()))])
except OSError as error:
    print("error:", error, file=sys.stderr)
"""
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [sys.executable, "-c", program], stdout=theirs, stderr=subprocess.PIPE, cwd=CHECKOUT, check=False
    )
    os.close(theirs)
    lines = done.stderr.decode().splitlines()
    assert lines == ["error: standard output was closed before everything was written"]


def packed(content: bytes) -> bytes:
    import gzip

    return gzip.compress(content)


def zipped(path: str, **members: bytes) -> str:
    import zipfile

    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return path


@pytest.mark.parametrize("command", ["map", "events"])
@pytest.mark.parametrize("how", ["named", "folder", "pattern", "zip", "gz", "folder of packed", "packed in a zip"])
def test_event_sets_are_found_wherever_articles_are(
    told: Callable[..., tuple[int, str]], how: str, command: str
) -> None:
    Path("in").mkdir()
    own = {"acled.csv": ACLED.encode(), "article.txt": TEXT.encode()}
    if how == "zip":
        inputs = [zipped("in.zip", acled_csv=own["acled.csv"], article_txt=own["article.txt"])]
    elif how == "packed in a zip":
        inputs = [zipped("in.zip", acled_csv_gz=packed(own["acled.csv"]), article_txt=own["article.txt"])]
    elif how in {"gz", "folder of packed"}:
        for name, content in own.items():
            Path("in", f"{name}.gz").write_bytes(packed(content))
        inputs = ["in"] if how != "gz" else ["in/acled.csv.gz", "in/article.txt.gz"]
    else:
        for name, content in own.items():
            Path("in", name).write_bytes(content)
        inputs = {"named": ["in/acled.csv", "in/article.txt"], "folder": ["in"], "pattern": ["in/a*"]}[how]
    code, err = told(command, *inputs, "-o", "a.geojson", "--report", "run.json")
    assert code == 0, err
    assert sorted(str(one["properties"]["source"]) for one in features("a.geojson")) == ["ACLED", "None", "None"]
    report = json.loads(Path("run.json").read_text(encoding="utf-8"))
    assert (report["articles"], report["events"], report["skipped"]) == (1, 2, 0)
    (found,) = report["event_sets"]
    assert (found["input"].partition("acled")[1], found["events"], found["unlocated"]) == ("acled", 1, 0)
    assert not list(Path().glob("geomap-*"))


def test_every_kind_of_file_with_events_is_found_in_a_folder(told: Callable[..., tuple[int, str]]) -> None:
    kinds = ("geojson", "geojsonl", "geojsons", "gpkg", "parquet", "fgb", "kml", "csv", "hxl", "xlsx", "jsonl")
    Path("in").mkdir()
    assert told("events", "article.txt", *(part for kind in kinds for part in ("-o", f"in/a.{kind}")))[0] == 0
    code, err = told("map", "in", "-o", "all.geojson")
    assert code == 0, err
    assert len(features("all.geojson")) == 2 * len(kinds)
    assert {kind for kind in kinds if f"2 events from in/a.{kind}" in err} == set(kinds)


def test_a_table_in_an_archive_is_told_by_its_place_in_it(told: Callable[..., tuple[int, str]]) -> None:
    zipped("in.zip", acled_csv=ACLED.replace("2025-03-18", "soon").encode())
    code, err = told("events", "in.zip", "article.txt", "-o", "a.geojson")
    assert code == 1
    assert "error: in.zip/acled.csv, row 1: 'event_date' is 'soon', which is no day; the row was left out" in err
    assert tempfile.gettempdir() not in err


def test_records_of_coded_articles_take_no_event_sets(told: Callable[..., tuple[int, str]]) -> None:
    code, err = told("events", "article.txt", "acled.csv", "-o", "a.jsonl")
    assert code == 1
    assert "acled.csv: holds events already; a.jsonl takes only coded articles, so write .geojsonl instead" in err
    assert len(Path("a.jsonl").read_text(encoding="utf-8").splitlines()) == 2


# --- several outputs ---------------------------------------------------------------------------------------------


def test_when_one_of_several_outputs_fails_none_is_written(
    told: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    Path("a.geojson").write_bytes(b"old")
    monkeypatch.setattr("geomap.store.kml.write_kml", full)
    code, err = told("events", "article.txt", "-o", "a.geojson", "-o", "b.kml", "-o", "c.csv")
    assert (code, err.splitlines()) == (1, ["error: b.kml: cannot be written: No space left on device"])
    assert Path("a.geojson").read_bytes() == b"old"
    assert sorted(path.name for path in Path().iterdir()) == ["a.geojson", "acled.csv", "article.txt"]


@pytest.mark.parametrize("command", ["map", "events"])
def test_an_output_named_twice_is_a_usage_error(told: Callable[..., tuple[int, str]], command: str) -> None:
    code, err = told(command, "article.txt", "-o", "a.csv", "-o", "a.csv:hxl")
    assert (code, err.splitlines()) == (2, ["error: a.csv: named twice among the outputs; give each a name of its own"])


@pytest.mark.parametrize("option", ["-o", "--report"])
def test_a_place_that_cannot_be_written_to_is_told_before_anything_is_read(
    told: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    monkeypatch.setattr("geomap.read.read_articles", lambda *_, **__: pytest.fail("reading began"))
    code, err = told("events", "article.txt", option, "none/a.json")
    assert (code, len(err.splitlines()), "there is no folder" in err) == (1, 1, True)
