"""Single files packed by gzip ("acled.csv.gz"), unpacked as they are read, within limits, never to the disk."""

from __future__ import annotations

import gzip
import io
import zlib
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from geomap.errors import InputError
from geomap.read.archive import MAX_DEPTH, MAX_MEMBER_BYTES, MAX_RATIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.model import Article
    from geomap.read.source import Report, Source

_FREE_BYTES: Final = 2**20
_BROKEN: Final = (gzip.BadGzipFile, EOFError, zlib.error)


def read_gzip(source: Source, report: Report) -> Iterator[Article]:
    """The articles of the file inside, by the suffix in front of ".gz"."""
    from geomap.read.readers import articles_of

    if source.depth >= MAX_DEPTH:
        raise InputError(f"{source.name}: an archive in an archive in an archive; unpack it first")
    inner = PurePath(source.stem)
    if inner.suffix.lower() in {".tar", ".gz"} or source.suffix.lower() == ".tgz":
        raise InputError(f"{source.name}: tar archives are not read; unpack it first, or make it a .zip")
    unpacked = replace(
        source,
        stem=inner.stem or source.stem,
        suffix=inner.suffix or ".txt",
        open=lambda: _opened(source),
        path=None,
        depth=source.depth + 1,
    )
    try:
        yield from articles_of(unpacked, report)
    except _BROKEN as error:
        raise InputError(f"{source.name}: broken or cut short ({' '.join(str(error).split()):.120})") from None


@contextmanager
def _opened(source: Source) -> Iterator[BinaryIO]:
    with source.open() as packed:
        measured = _Measured(packed, source.name)
        with gzip.GzipFile(fileobj=cast("Any", measured)) as stream:
            yield cast("BinaryIO", io.BufferedReader(cast("Any", _Limited(stream, measured))))


class _Measured:
    """Counts what is read of a stream."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self.name = name
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.taken += len(data)
        return data


class _Limited(io.RawIOBase):
    """What gzip unpacks. Raises InputError as soon as that is more than it should be."""

    def __init__(self, stream: gzip.GzipFile, packed: _Measured) -> None:
        self._stream = stream
        self._packed = packed
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        self._given += len(data)
        name = self._packed.name
        if self._given > _FREE_BYTES and self._given > MAX_RATIO * self._packed.taken:
            raise InputError(f"{name}: unpacks to more than {MAX_RATIO} times its size, as a bomb does; not read")
        if self._given > MAX_MEMBER_BYTES:
            raise InputError(f"{name}: unpacks to more than {MAX_MEMBER_BYTES // 2**20} MB; split it")
        buffer[: len(data)] = data
        return len(data)
