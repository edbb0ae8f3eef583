"""A folder of mixed inputs, fifty of them broken in fifty ways: each is named once, and the rest is done."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bench import mixed_folder

if TYPE_CHECKING:
    from pathlib import Path


def test_the_ways_of_being_broken_are_fifty() -> None:
    assert len({name for name, _ in mixed_folder.broken()}) == mixed_folder.FAULTS == 50


@pytest.mark.slow
def test_what_is_broken_is_named_with_a_reason_and_the_rest_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mixed_folder, "LONG_LINE", 65 * 2**20)
    (tmp_path / "in").mkdir()
    names = mixed_folder.make(tmp_path / "in", 94, faults=50)
    done, _, peak = mixed_folder.run(tmp_path / "in", tmp_path)
    assert done.returncode == 1, done.stderr[-2000:]
    report = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert mixed_folder.problems(names, 94, done, report) == []
    assert peak < mixed_folder.LIMIT_MB
    assert {entry["doc_id"].partition("-")[0] for entry in report["read"]} >= {"good", "inner"}
