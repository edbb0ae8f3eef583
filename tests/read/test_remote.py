"""Inputs at addresses of fsspec."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from geomap.errors import InputError
from geomap.read import read_articles

fsspec = pytest.importorskip("fsspec")

STORY = "Rebels shelled the town of {town} on Monday, and the army said it had answered fire."


@pytest.fixture
def memory() -> Iterator[Any]:
    """The file system in memory, with two days of news in a folder."""
    system = fsspec.filesystem("memory")
    for day, town in (("one", "Goma"), ("two", "Homs")):
        row = {"doc_id": day, "text": STORY.format(town=town)}
        system.pipe(f"/news/{day}.jsonl", json.dumps(row).encode() + b"\n")
    system.pipe("/news/_index.json", b"{}")
    system.pipe("/news/.hidden/three.jsonl", b"{}")
    system.pipe("/news/picture.png", b"\x89PNG")
    yield system
    system.rm("/news", recursive=True)


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("memory://news/one.jsonl", ["one"]),
        ("memory://news", ["one", "two"]),
        ("memory://news/*.jsonl", ["one", "two"]),
        ("memory:///news/two.jsonl", ["two"]),
    ],
)
def test_files_folders_and_patterns_are_read(given: str, expected: list[str]) -> None:
    assert [article.doc_id for article in read_articles(given)] == expected


@pytest.mark.usefixtures("memory")
def test_a_file_named_twice_is_read_once() -> None:
    assert len(list(read_articles(["memory://news", "memory://news/one.jsonl"]))) == 2


def test_a_file_address_is_the_file(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY.format(town="Aden"), encoding="utf-8")
    (article,) = read_articles((tmp_path / "story.txt").as_uri())
    assert (article.doc_id, article.text) == ("story", STORY.format(town="Aden"))


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("memory://news/three.jsonl", "no such file"),
        ("memory://elsewhere/*.jsonl", "no such file"),
        ("nosuchthing://news/a.jsonl", "only http and https addresses and stores"),
        ("ftp://127.0.0.1/a.txt", "only http and https addresses and stores"),
        ("sftp://127.0.0.1/a.txt", "only http and https addresses and stores"),
        ("github://someone:thing@main/a.txt", "only http and https addresses and stores"),
        ("simplecache::http://127.0.0.1/a.txt", "no such file"),
        ("simplecache://a::http://127.0.0.1/a.txt", "chains of addresses"),
        ("zip://a.txt::https://127.0.0.1/a.zip", "chains of addresses"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(given: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        list(read_articles(given))
    assert "\n" not in str(caught.value)


def test_a_missing_package_is_told_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(InputError, match=r"pip install 'geomap\[dask\]'"):
        list(read_articles("memory://news"))
