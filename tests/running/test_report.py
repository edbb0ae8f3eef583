"""`--report`: what a run came to, as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from geomap.cli import run

if TYPE_CHECKING:
    from pathlib import Path

STORY = "A drone fell on Lomonda. " + " ".join(
    f"Then the {number}th one of them was said to be near." for number in range(9)
)
FRENCH = (
    "Des drones sont tombés mardi matin sur le port de la ville, a déclaré le directeur, et deux entrepôts ont brûlé "
    "avant que les pompiers puissent intervenir. Personne n'a été blessé, selon les autorités."
)


@pytest.fixture
def articles(tmp_path: Path, fakes: Any, fake_map: None) -> Path:  # noqa: ARG001 (stand-ins for the stages)
    rows = [
        {"id": "a", "text": STORY, "published": "2025-03-20", "url": "https://example.org/a", "language": "en"},
        {"id": "b", "text": STORY},
        {"id": "c", "text": FRENCH},
        {"id": "d"},
        {"id": "e", "text": "A drone came."},
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.mark.parametrize("command", ["events", "map", "places"])
def test_a_report_says_what_was_read_left_out_and_found(
    articles: Path, tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "run.json"
    output = tmp_path / {"events": "out.jsonl", "map": "out", "places": "out.jsonl"}[command]
    assert run([command, str(articles), "-o", str(output), "--report", str(target)]) == 1
    report = json.loads(target.read_text("utf-8"))
    assert [left["kind"] for left in report["left_out"]] == ["language", "fault"]
    assert "the text is French" in report["left_out"][0]["reason"]
    assert "line 4: 'text' is missing" in report["left_out"][1]["reason"]
    assert (report["command"], report["skipped"], report["skipped_language"]) == (command, 2, 1)
    assert set(report["timings_s"]) == {"read", "code", "write", "total"}
    if command == "places":
        assert (report["articles"], report["copies"]) == (3, 0)
        return
    assert (report["articles"], report["copies"], report["events"], report["unlocated"]) == (2, 1, 2, 1)
    first, last = report["read"]
    assert (first["doc_id"], first["published"], first["copies"]) == ("a", "2025-03-20", [f"{articles} (b)"])
    assert (last["doc_id"], last["input"], last["copies"]) == ("e", str(articles), [])
    assert "1 copy of articles was counted as reports" in capsys.readouterr().err


def test_the_count_of_reports_is_in_the_events(articles: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.geojson"
    run(["events", str(articles), "-o", str(output)])
    features = json.loads(output.read_text("utf-8"))["features"]
    assert [feature["properties"]["reports"] for feature in features] == [2, 1]


def test_a_report_is_written_when_nothing_could_be_read(tmp_path: Path, fakes: Any) -> None:  # noqa: ARG001
    target = tmp_path / "run.json"
    assert run(["events", str(tmp_path / "none.txt"), "--report", str(target)]) == 1
    assert json.loads(target.read_text("utf-8"))["articles"] == 0
