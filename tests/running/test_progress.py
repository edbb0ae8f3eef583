"""The line that says how far a run on Dask is."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from geomap.cli.engine import _Progress
from geomap.model import Article


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    made = SimpleNamespace(now=0.0)
    monkeypatch.setattr("geomap.cli.engine.time.monotonic", lambda: made.now)
    return made


def test_time_left_is_reckoned_by_what_is_read_and_ends_at_nothing(tmp_path: Path, clock: SimpleNamespace) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text("x" * 2_000)  # half of it is not text
    said: list[str] = []
    account: Any = SimpleNamespace(talk=SimpleNamespace(passing=said.append))
    progress = _Progress(account, [str(path)])
    articles = progress.weighing(Article(str(number), "y" * 100) for number in range(10))
    for _ in range(5):
        next(articles)
    clock.now = 2.0
    progress(4, 0, 2.0)  # 5 of some 20 are handed out
    assert said[-1] == "4 articles, 2.0 a second, about 8 s left"
    list(articles)
    clock.now = 4.0
    progress(8, 0, 4.0)
    assert said[-1] == "8 articles, 2.0 a second, about 1 s left"
    clock.now = 6.0
    progress(10, 0, 5.0)
    assert said[-1] == "10 articles, 2.0 a second, about 0 s left"
