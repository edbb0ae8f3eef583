"""`--report`: what a run came to, as JSON."""

from __future__ import annotations

import json
import time
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


ACLED = (
    "event_id_cnty,event_date,event_type,sub_event_type,country,location,latitude,longitude,geo_precision\n"
    "XXX1,2025-03-18,Battles,Armed clash,Ukraine,Lomonda,50.0,36.25,1\n"
    "XXX2,2025-03-18,Battles,Armed clash,Ukraine,,,,\n"
    "XXX3,soon,Battles,Armed clash,Ukraine,Lomonda,50.0,36.25,1\n"
)


def test_every_number_of_the_report_is_what_was_written_and_said(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted in the output, on standard error and by the clock, not by the report's own means."""
    monkeypatch.setattr("geomap.frame.foreign._known", lambda *_, **__: None)  # the fake gazetteer knows nothing
    rows = [*articles.read_text("utf-8").splitlines(), json.dumps({"text": "Another drone came.", "date": "soon"})]
    articles.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    (tmp_path / "acled.csv").write_text(ACLED, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    inputs = [str(articles), str(tmp_path / "acled.csv"), str(tmp_path / "empty.txt"), str(tmp_path / "none.txt")]
    target, output = tmp_path / "run.json", tmp_path / "a.geojson"
    began = time.monotonic()
    assert run(["events", *inputs, "-o", str(output), "--report", str(target)]) == 1
    elapsed = time.monotonic() - began
    report = json.loads(target.read_text("utf-8"))
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]
    features = json.loads(output.read_text("utf-8"))["features"]
    (found,) = report["event_sets"]
    own = [one for one in features if one["properties"]["source"] != "ACLED"]
    foreign = [one for one in features if one["properties"]["source"] == "ACLED"]
    assert [left["reason"] for left in report["left_out"]] == [line.removeprefix("error: ") for line in lines]
    kinds = [left["kind"] for left in report["left_out"]]
    assert sorted(kinds) == ["fault", "fault", "fault", "fault", "language", "part"]
    assert (report["skipped"], report["skipped_language"]) == (5, 1)  # the article with a bad date was read
    assert (report["events"], found["events"]) == (len(own), len(foreign))
    assert report["unlocated"] == sum(one["geometry"] is None for one in own)
    assert found["unlocated"] == sum(one["geometry"] is None for one in foreign) == 1
    assert report["articles"] == len(report["read"]) == 3
    assert report["copies"] == sum(len(entry["copies"]) for entry in report["read"]) == 1
    assert {one["properties"]["doc_id"] for one in own} <= {entry["doc_id"] for entry in report["read"]}
    reports = {one["properties"]["doc_id"]: one["properties"]["reports"] for one in own}
    assert all(count == 1 + len(entry["copies"]) for entry in report["read"]
               if (count := reports.get(entry["doc_id"])))  # fmt: skip
    times = report["timings_s"]
    assert 0 <= times["total"] <= elapsed + 0.01
    assert abs(times["read"] + times["code"] + times["write"] - times["total"]) < 0.01
