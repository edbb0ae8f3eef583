"""The unread articles are fit to be measured on. What is in them is not looked at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "data" / "unread"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_the_gold_of_an_unread_article_counts_in_its_text(path: Path) -> None:
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    events = json.loads(path.read_text(encoding="utf-8"))["events"]
    assert events
    assert all(text[event["char_start"] : event["char_end"]] == event["quote"] for event in events)


def test_there_are_twelve_of_them() -> None:
    assert len(list(FOLDER.glob("*.txt"))) == 12
