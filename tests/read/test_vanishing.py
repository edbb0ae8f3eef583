"""Inputs that vanish, or stop being readable, after they were found: one line each, and the rest is read."""

from __future__ import annotations

import errno
import io
import os
from typing import TYPE_CHECKING, Any

import pytest

from bench import fuzz
from geomap.errors import InputError
from geomap.read import read_articles
from geomap.store.event_sets import is_event_set, read_event_set
from tests.read.sound_files import sound_files
from tests.store.sound_sets import sound_sets

if TYPE_CHECKING:
    from pathlib import Path

SOUND = sound_files()
SETS = sound_sets()


class Failing(io.RawIOBase):
    """A file whose disk, or whose server, goes away after `good` bytes."""

    def __init__(self, data: bytes, good: int, code: int) -> None:
        self._stream = io.BytesIO(data)
        self._good, self._code = good, code

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def readinto(self, buffer: Any) -> int:
        if self._stream.tell() >= self._good:
            raise OSError(self._code, os.strerror(self._code))
        return self._stream.readinto(buffer)


def lines(faults: list[InputError], path: Path) -> list[str]:
    told = [str(fault) for fault in faults]
    assert all(path.name in line and "\n" not in line for line in told), told
    return told


@pytest.mark.parametrize("suffix", SOUND)
def test_a_file_deleted_after_its_folder_was_listed_is_one_line(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "a.txt").write_text("Shells fell on the harbour of Lomonda on Tuesday morning.", encoding="utf-8")
    gone = tmp_path / f"b{suffix}"
    gone.write_bytes(SOUND[suffix])
    (tmp_path / "c.txt").write_text("The ministers of both countries met in Lomonda on Friday.", encoding="utf-8")
    faults: list[InputError] = []
    articles = iter(read_articles(tmp_path, on_error=faults.append))
    first = next(articles)
    gone.unlink()
    assert [article.doc_id for article in (first, *articles)] == ["a", "c"]
    (told,) = lines(faults, gone)
    assert told == f"{gone}: cannot be read: No such file or directory"


@pytest.mark.parametrize("code", [errno.EACCES, errno.EIO, errno.ESTALE])
@pytest.mark.parametrize("good", [0, 8])
@pytest.mark.parametrize("suffix", SOUND)
def test_a_file_that_stops_being_readable_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, good: int, code: int
) -> None:
    path = tmp_path / f"b{suffix}"
    path.write_bytes(SOUND[suffix])

    def opened(_: Path) -> io.BufferedReader:
        if good == 0 and code == errno.EACCES:
            raise PermissionError(code, os.strerror(code))
        return io.BufferedReader(Failing(SOUND[suffix], good, code), buffer_size=8)

    monkeypatch.setattr("geomap.read.inputs._binary", opened)
    faults: list[InputError] = []
    articles = list(read_articles(path, on_error=faults.append))
    assert articles == []
    (told,) = lines(faults, path)
    assert os.strerror(code) in told


@pytest.mark.parametrize("name", SETS)
def test_an_event_set_deleted_after_it_was_known_for_one_is_one_line(tmp_path: Path, name: str) -> None:
    suffix, content = SETS[name]
    path = tmp_path / f"b{suffix}"
    path.write_bytes(content)
    assert is_event_set(path)
    path.unlink()
    with pytest.raises(InputError) as told:
        read_event_set(path)
    assert str(told.value) == f"{path}: cannot be read: No such file or directory"


@pytest.mark.parametrize("name", SETS)
def test_an_event_set_cut_short_while_it_is_read_gives_events_or_one_line(tmp_path: Path, name: str) -> None:
    suffix, content = SETS[name]
    path = tmp_path / f"b{suffix}"
    for length in (len(content) - 1, len(content) // 2, 1, 0):
        assert fuzz.tried(fuzz.Target(suffix, content, fuzz.read_set), content[:length], path) is None
