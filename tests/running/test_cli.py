"""The command line: what goes where, which exit code, which words; the stages are fakes."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import click
import pytest

from geomap import __version__
from geomap.cli import main, run
from geomap.cli.talk import printable
from geomap.places.gazetteer import default_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHECKOUT = Path(__file__).parents[2]
TEXT = "A drone fell on Lomonda. Another drone came.\n"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fakes: Any, fake_map: None) -> None:  # noqa: ARG001
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def article(tmp_path: Path) -> str:
    return write(tmp_path, "article.txt", TEXT)


@pytest.fixture
def called(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., SimpleNamespace]:
    """Runs a command line: its exit code, standard output and standard error."""

    def call(*arguments: str) -> SimpleNamespace:
        code = run(arguments)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        text = err.decode("utf-8")
        assert "Traceback" not in text
        return SimpleNamespace(code=code, out=out, err=text, lines=text.splitlines())

    return call


def write(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return str(path)


def every_command() -> Iterator[tuple[str, click.Command]]:
    def walk(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
        yield name, command
        for child, inner in getattr(command, "commands", {}).items():
            yield from walk(f"{name} {child}", inner)

    yield from walk("geomap", main)


each_command = pytest.mark.parametrize(("name", "command"), list(every_command()), ids=lambda value: str(value)[:40])


# --- help --------------------------------------------------------------------------------------------------------


def test_the_commands_are_those_of_the_design() -> None:
    assert sorted(name for name, _ in every_command()) == [
        "geomap",
        "geomap apply",
        "geomap evaluate",
        "geomap events",
        "geomap gazetteer",
        "geomap gazetteer build",
        "geomap gazetteer download",
        "geomap gazetteer info",
        "geomap gazetteer lookup",
        "geomap layers",
        "geomap layers check",
        "geomap layers list",
        "geomap map",
        "geomap places",
        "geomap tiles",
    ]


@each_command
def test_every_command_has_help_with_an_example_of_itself(name: str, command: click.Command, called: Any) -> None:
    result = called(*name.split()[1:], "--help")
    assert result.code == 0
    assert re.search(rf"Example:\s+{name} ?", result.out.decode()), name
    assert command.help


@each_command
def test_every_command_and_option_is_in_the_reference(name: str, command: click.Command) -> None:
    reference = (CHECKOUT / "docs" / "cli.md").read_text("utf-8")
    assert f"`{name}" in reference
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert max(parameter.opts, key=len) in reference, f"{name} {parameter.opts}"


def test_the_version_is_told(called: Any) -> None:
    result = called("--version")
    assert (result.code, result.out.decode().strip()) == (0, f"geomap {__version__}")


def test_the_program_exits_with_the_code_of_the_command() -> None:
    with pytest.raises(SystemExit) as left:
        main(["events", "missing.txt"])
    assert left.value.code == 1


def test_no_command_shows_the_help_as_a_usage_error(called: Any) -> None:
    result = called()
    assert (result.code, result.out) == (2, b"")
    assert "Commands:" in result.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["evnts"], "No such command 'evnts'"),
        (["map"], "Missing argument 'INPUT...'"),
        (["map", "a.txt", "--titel", "x"], "No such option"),
        (["evaluate", "plases", "x"], "'plases' is not one of"),
    ],
)
def test_a_wrong_call_is_one_line_and_code_2(called: Any, arguments: list[str], told: str) -> None:
    result = called(*arguments)
    assert (result.code, result.out, len(result.lines)) == (2, b"", 1)
    assert told in result.err
    assert "--help" in result.err


def test_shell_completion_completes(monkeypatch: pytest.MonkeyPatch, called: Any) -> None:
    monkeypatch.setenv("_GEOMAP_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "geomap ev")
    monkeypatch.setenv("COMP_CWORD", "1")
    with pytest.raises(SystemExit) as left:
        called("ev")
    assert left.value.code == 0


# --- events ------------------------------------------------------------------------------------------------------


def test_events_are_geojson_on_standard_output(called: Any, article: str) -> None:
    result = called("events", article)
    collection = json.loads(result.out)
    assert result.code == 0
    assert [feature["properties"]["quote"] for feature in collection["features"]] == ["drone", "drone"]
    assert result.lines[0].startswith("2 events in 1 article")


@pytest.mark.parametrize("name", ["events.geojson", "events.jsonl"])
def test_the_suffix_of_the_output_chooses_the_format(called: Any, article: str, tmp_path: Path, name: str) -> None:
    result = called("events", article, "-o", str(tmp_path / name))
    assert (result.code, result.out) == (0, b"")
    assert result.lines[-1] == f"written: {tmp_path / name}"
    first = (tmp_path / name).read_text("utf-8").splitlines()[0]
    assert ("FeatureCollection" in first) == name.endswith(".geojson")
    assert "STR.DRONE" in (tmp_path / name).read_text("utf-8")


def test_an_unknown_suffix_is_a_usage_error_before_anything_is_read(called: Any, tmp_path: Path) -> None:
    result = called("events", str(tmp_path / "missing.txt"), "-o", "x.shp")
    assert (result.code, len(result.lines)) == (2, 1)
    assert "use one of .geojson, .json, .jsonl, .ndjson" in result.err


def test_two_runs_give_the_same_bytes(called: Any, article: str) -> None:
    assert called("events", article).out == called("events", article).out


def test_a_missing_date_is_mentioned_and_given_by_published(called: Any, article: str) -> None:
    assert "no date of publication, so days like 'Tuesday' stay open (--published" in called("events", article).err
    assert "no date of publication" not in called("events", article, "--published", "2025-03-20").err


def test_standard_input_is_read(called: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    result = called("events", "-")
    assert (result.code, len(json.loads(result.out)["features"])) == (0, 2)


def test_quiet_says_nothing_and_verbose_names_the_articles(called: Any, article: str) -> None:
    assert called("events", article, "-q").err == ""
    assert "article: 2 events" in called("events", article, "-v").err


# --- what goes wrong ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.txt", "", "the file is empty"),
        ("binary.txt", b"\x00\x01", "binary data"),
        ("latin.txt", "café".encode("latin-1"), "not UTF-8"),
        ("broken.jsonl", "{\n", "broken.jsonl, line 1: not JSON"),
        ("missing.txt", None, "no such file"),
    ],
)
@pytest.mark.parametrize("command", ["map", "events", "places"])
def test_an_input_that_cannot_be_read_is_one_line_and_code_1(
    called: Any, tmp_path: Path, command: str, name: str, content: str | bytes | None, told: str
) -> None:
    path = str(tmp_path / name) if content is None else write(tmp_path, name, content)
    result = called(command, path)
    assert (result.code, result.out) == (1, b"")
    assert len(result.lines) == 1
    assert told in result.lines[0]
    assert name in result.lines[0]
    assert not (tmp_path / "output").exists()


def test_many_inputs_that_cannot_be_read_end_with_what_came_of_them(called: Any, tmp_path: Path) -> None:
    result = called("events", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    assert result.code == 1
    assert len(result.lines) == 3
    assert result.lines[2] == "no article could be read; nothing was written"


def test_the_rest_is_done_when_one_input_fails_and_the_code_is_1(called: Any, article: str, tmp_path: Path) -> None:
    result = called("events", str(tmp_path / "missing.txt"), article)
    assert result.code == 1
    assert len(json.loads(result.out)["features"]) == 2
    assert result.lines[-1] == "1 fault in the input (see above); the rest was done"


@pytest.mark.parametrize("command", ["map", "events"])
def test_no_events_is_one_line_and_no_fault(called: Any, tmp_path: Path, command: str) -> None:
    result = called(command, write(tmp_path, "calm.txt", "A calm day."))
    assert result.code == 0
    assert result.lines[0].startswith("no events found in 1 article")
    if command == "map":
        assert json.loads((tmp_path / "output" / "events.geojson").read_text())["features"] == []


def test_published_with_several_articles_is_code_2(called: Any, article: str, tmp_path: Path) -> None:
    result = called("events", article, write(tmp_path, "b.txt", TEXT), "--published", "2025-03-20")
    assert (result.code, result.out, len(result.lines)) == (2, b"", 1)
    assert "--published dates one article" in result.err


def test_a_fault_in_a_stage_is_one_line_without_debug_and_raised_with_it(called: Any, tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "a fault")
    result = called("events", path)
    assert (result.code, len(result.lines)) == (1, 1)
    assert "a fault in geomap itself: RuntimeError: a stage broke" in result.err
    with pytest.raises(RuntimeError, match="a stage broke"):
        called("events", path, "--debug")


def test_a_fault_on_the_way_leaves_the_old_file(called: Any, article: str, tmp_path: Path) -> None:
    out = write(tmp_path, "events.jsonl", "old")
    assert called("events", article, write(tmp_path, "z.txt", "a fault"), "-o", out).code == 1
    assert Path(out).read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".tmp")] == []


def test_an_output_in_a_missing_folder_is_told(called: Any, article: str, tmp_path: Path) -> None:
    result = called("events", article, "-o", str(tmp_path / "none" / "x.jsonl"))
    assert (result.code, len(result.lines)) == (1, 1)
    assert "make it first" in result.err


def test_a_file_where_the_map_folder_should_be_is_told(called: Any, article: str, tmp_path: Path) -> None:
    result = called("map", article, "-o", write(tmp_path, "taken", "x"))
    assert (result.code, len(result.lines)) == (1, 1)
    assert "name another folder with -o" in result.err


def test_names_cannot_command_the_terminal(called: Any) -> None:
    result = called("events", "\x1b[2Jevil\n.txt")
    assert "\x1b" not in result.err
    assert "\\x1b[2Jevil\\n.txt" in result.lines[0]
    assert printable("a\u202eb\r") == "a\\u202eb\\r"


def test_an_interrupt_is_code_130(called: Any, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("geomap.coding.coding_article", interrupt)
    result = called("events", article)
    assert (result.code, result.out) == (130, b"")
    assert "interrupted" in result.err


# --- map ---------------------------------------------------------------------------------------------------------


def test_map_writes_two_files_and_says_where(called: Any, article: str, tmp_path: Path) -> None:
    result = called("map", article, "-o", str(tmp_path / "deep" / "maps"), "--title", "Depots")
    folder = tmp_path / "deep" / "maps"
    assert (result.code, result.out) == (0, b"")
    assert sorted(path.name for path in folder.iterdir()) == ["events.geojson", "map.html"]
    assert (folder / "map.html").read_text() == "Depots: 2 events, 14 layers, ['air_drone']"
    assert str(folder / "events.geojson") in result.lines[-2]
    assert str(folder / "map.html") in result.lines[-1]


def test_map_writes_into_output_by_default(called: Any, article: str, tmp_path: Path) -> None:
    assert called("map", article).code == 0
    assert (tmp_path / "output" / "map.html").is_file()


LAYER = """title = "Drones"
group = "Violence"
order = 5
color = "#112233"
mark = "star"
show = true
event_types = ["STR.DRONE"]
"""


def test_a_layer_overlay_reaches_the_map_and_the_geojson(called: Any, article: str, tmp_path: Path) -> None:
    write(tmp_path, "my/drones.toml", LAYER)
    assert called("map", article, "--layers", str(tmp_path / "my")).code == 0
    assert (tmp_path / "output" / "map.html").read_text().endswith("15 layers, ['drones']")
    result = called("events", article, "--layers", str(tmp_path / "my"))
    assert {feature["properties"]["layer"] for feature in json.loads(result.out)["features"]} == {"drones"}


def test_a_broken_layer_file_stops_the_map_before_anything_is_read(called: Any, tmp_path: Path) -> None:
    write(tmp_path, "my/drones.toml", LAYER.replace("color", "colour"))
    result = called("map", str(tmp_path / "missing.txt"), "--layers", str(tmp_path / "my"))
    assert (result.code, len(result.lines)) == (1, 1)
    assert "did you mean 'color'?" in result.err


# --- places, layers, gazetteer, evaluate -------------------------------------------------------------------------


def test_places_are_json_lines(called: Any, article: str, tmp_path: Path) -> None:
    result = called("places", article)
    (line,) = result.out.decode().splitlines()
    (toponym,) = json.loads(line)["toponyms"]
    assert TEXT[toponym["start"] : toponym["end"]] == toponym["name"] == "Lomonda"
    assert called("places", article, "-o", str(tmp_path / "p.jsonl")).code == 0
    assert (tmp_path / "p.jsonl").read_text() == f"{line}\n"


def test_places_are_written_as_json_lines_only(called: Any, article: str) -> None:
    result = called("places", article, "-o", "p.csv")
    assert (result.code, len(result.lines)) == (2, 1)
    assert "name the file with .jsonl" in result.err


def test_the_layers_are_listed(called: Any) -> None:
    lines = called("layers", "list").out.decode().splitlines()
    assert len(lines) == 15
    assert lines[1].startswith("battles")


def test_layer_files_are_checked_all_of_them(called: Any, tmp_path: Path) -> None:
    write(tmp_path, "my/one.toml", LAYER.replace("color", "colour"))
    write(tmp_path, "my/two.toml", LAYER.replace("star", "stra"))
    result = called("layers", "check", str(tmp_path / "my"))
    assert result.code == 1
    assert "did you mean 'color'?" in result.lines[0]
    assert "did you mean 'star'?" in result.lines[1]
    assert result.lines[2] == "2 layer files checked, 2 faults"


def test_a_folder_of_good_files_that_clash_is_a_fault(called: Any, tmp_path: Path) -> None:
    write(tmp_path, "my/one.toml", LAYER)
    write(tmp_path, "my/two.toml", LAYER)
    result = called("layers", "check", str(tmp_path / "my"))
    assert result.code == 1
    assert "in two layers" in result.err


def test_the_shipped_layers_pass_the_check(called: Any) -> None:
    assert called("layers", "check", str(CHECKOUT / "layers")).code == 0


def test_evaluate_scores_a_prediction(called: Any, tmp_path: Path) -> None:
    row = {"doc_id": "a", "text": "In Lomonda.", "toponyms": [{"start": 3, "end": 10, "name": "Lomonda"}]}
    gold = write(tmp_path, "gold.jsonl", json.dumps(row))
    result = called("evaluate", "places", gold, gold)
    assert result.code == 0
    assert json.loads(result.out)["strict"]["f1"] == 1


def test_roles_are_not_scored_by_a_gold_that_has_none(called: Any, tmp_path: Path) -> None:
    row = {"doc_id": "a", "text": "In Lomonda.", "toponyms": [{"start": 3, "end": 10, "name": "Lomonda"}]}
    bare = write(tmp_path, "gold.jsonl", json.dumps(row))
    result = called("evaluate", "roles", bare, bare)
    assert (result.code, result.out, len(result.lines)) == (1, b"", 1)
    assert "none of its toponyms has a role" in result.err
    with_role = {**row, "toponyms": [{"start": 3, "end": 10, "name": "Lomonda", "type": "literal"}]}
    told = write(tmp_path, "told.jsonl", json.dumps(with_role))
    elsewhere = write(tmp_path, "pred.jsonl", json.dumps({"doc_id": "b", "toponyms": []}))
    result = called("evaluate", "roles", told, elsewhere)
    assert (result.code, result.out, len(result.lines)) == (1, b"", 1)
    assert "none of the toponyms found has the bounds of one" in result.err


def test_evaluate_without_a_prediction_codes_the_gold_texts(called: Any, tmp_path: Path) -> None:
    row = {"id": "a", "text": "In Lomonda.", "events": []}
    gold = write(tmp_path, "gold.jsonl", json.dumps(row))
    assert json.loads(called("evaluate", "negatives", gold).out) == {"n": 1, "false_positive_rate": 0.0}


def test_evaluate_finds_the_article_that_a_gold_file_names(called: Any, tmp_path: Path) -> None:
    write(tmp_path, "texts/a.txt", TEXT)
    gold = {"article": {"path": "texts/a.txt", "date": "2025-03-20"}, "events": [], "must_not_produce": []}
    result = called("evaluate", "article", write(tmp_path, "gold/a.json", json.dumps(gold)))
    assert result.code == 0
    assert json.loads(result.out)["extra"] == 2


@pytest.mark.parametrize("kind", ["article", "places", "roles", "types", "linking"])
def test_gold_of_another_format_is_told(called: Any, tmp_path: Path, kind: str) -> None:
    gold = write(tmp_path, "gold.jsonl", '{"x": 1}\n')
    result = called("evaluate", kind, gold, gold)
    assert (result.code, len(result.lines)) == (1, 1)
    assert "gold" in result.err


needs_gazetteer = pytest.mark.skipif(
    not default_path().is_file(), reason="no compiled gazetteer: run 'python -m geomap.places.compile'"
)


# --- as a process ------------------------------------------------------------------------------------------------


def start(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, "-m", "geomap", *arguments]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, **{"stdout": subprocess.PIPE, **options})


@needs_gazetteer
def test_a_missing_file_gives_the_process_code_1_and_no_traceback() -> None:
    process = start("events", "missing.txt")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, b"")
    assert b"missing.txt: no such file" in err
    assert b"Traceback" not in err


@needs_gazetteer
def test_a_closed_pipe_is_one_line(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", "".join(json.dumps({"text": "x " * 50}) + "\n" for _ in range(3000)))
    process = start("places", path)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 1
    assert err.count(b"\n") == 1
    assert b"standard output was closed" in err


@needs_gazetteer
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("arguments", [["places", "a.txt"], ["layers", "list"], ["gazetteer", "lookup", "Paris"]])
def test_a_full_disk_behind_standard_output_is_one_line(tmp_path: Path, arguments: list[str]) -> None:
    write(tmp_path, "a.txt", TEXT)
    with Path("/dev/full").open("wb") as full:
        process = start(*arguments, stdout=full)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err.count(b"\n") == 1
    assert b"No space left on device" in err


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Processes started here heed SIGINT, also when the tests themselves run in the background, where it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@needs_gazetteer
@pytest.mark.usefixtures("interruptible")
def test_control_c_is_one_line_and_code_130(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "slow.txt")
    process = start("places", str(tmp_path / "slow.txt"), "-o", str(tmp_path / "p.jsonl"))
    handle = os.open(tmp_path / "slow.txt", os.O_WRONLY)  # waits until the process reads
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    os.close(handle)
    assert process.returncode == 130
    assert err.strip().count(b"\n") == 0
    assert b"interrupted" in err
    assert [path.name for path in tmp_path.iterdir()] == ["slow.txt"]
