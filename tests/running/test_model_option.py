"""`--model`: rules alone, or a pipeline that is not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geomap.cli import run

TEXT = "Militants whom the army had chased for weeks killed three farmers in Kharkiv.\n"


def actors_with(folder: Path, *options: str) -> list[str]:
    (folder / "article.txt").write_text(TEXT, encoding="utf-8")
    out = folder / "events.jsonl"
    assert run(["events", str(folder / "article.txt"), "-q", "-o", str(out), *options]) == 0
    (event,) = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    return [actor["text"] for actor in event["actors"]]


def test_the_embedded_pipeline_finds_an_actor_that_rules_alone_miss(tmp_path: Path) -> None:
    assert actors_with(tmp_path) == ["Militants"]
    assert actors_with(tmp_path, "--model", "rules") != ["Militants"]


def test_a_pipeline_that_is_not_installed_is_one_line_before_any_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    assert run(["events", str(tmp_path / "article.txt"), "--model", "en_none"]) == 1
    told = capsys.readouterr().err.strip().splitlines()
    assert len(told) == 1
    assert "python -m spacy download en_none" in told[0]
