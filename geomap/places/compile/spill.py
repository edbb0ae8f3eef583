"""Names on disk: put into parts by their hash as they come, and sorted part by part, so that memory stays bounded."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from zlib import crc32

from geomap.errors import GazetteerError
from geomap.places import _format
from geomap.places.fold import folded_bytes

PARTS_BITS = 6
HELD_NAMES = 1 << 20
"""So many names are held in memory before they are written."""
_POSTING_SIZE = _format.POSTING.size
_END = b"\xff"  # no byte of UTF-8
_LONGEST_TEXT = 200
_MARSHAL = 2  # no back references: plain bytes, written and read in C

Named = tuple[bytes, list[tuple[int, int, int]]]
"""A folded name, and for each place of it: its number, the offset of the spelling, the kind of name."""


class Strings:
    """The strings of a gazetteer, written as they come."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("wb", buffering=1 << 20)
        self.size = 0

    def add(self, text: str) -> int:
        """The offset of a text. Raises GazetteerError where there are too many."""
        encoded = text[:_LONGEST_TEXT].encode()
        at = self.size
        self._file.write(len(encoded).to_bytes(2, "little") + encoded)
        self.size = at + 2 + len(encoded)
        if self.size >= 1 << 32:
            raise GazetteerError("the names take more than 4 GB; build for fewer countries")
        return at

    def close(self) -> None:
        """Write what is held."""
        self._file.close()


class Names:
    """The names of a gazetteer on disk, in `folder`. `count` is how many there are, `words` those of the longest."""

    def __init__(self, folder: Path) -> None:
        self._files = [folder / f"names-{part}" for part in range(1 << PARTS_BITS)]
        self._held: list[list[bytes]] = [[] for _ in self._files]
        self.count = 0
        self.words = 0

    def add(self, key: bytes, place: int, text: int, kind: int) -> None:
        """A name of a place, folded; what folds to nothing, or to more than a key may have, is none."""
        if not key or len(key) > _format.LONGEST_KEY:
            return
        hashed = crc32(key)
        self._held[hashed >> 32 - PARTS_BITS].append(
            hashed.to_bytes(4, "big") + key + _END + _POSTING(place, text, kind)
        )
        self.count += 1
        self.words = max(self.words, key.count(b" ") + 1)
        if self.count % HELD_NAMES == 0:
            self.flush()

    def flush(self) -> None:
        """Write what is held."""
        for path, held in zip(self._files, self._held, strict=True):
            with path.open("ab") as file:
                marshal.dump(held, file, _MARSHAL)
            held.clear()

    def grouped(self) -> Iterator[Named]:
        """Every distinct name with its places, in the order that the index wants (hash, then key)."""
        self.flush()
        for path in self._files:
            records = _read(path)
            records.sort()
            path.unlink()
            for head, same in groupby(records, key=_head):
                yield head[4:-1], [_UNPACK(record, len(head)) for record in same]


def spelt(names: Names, strings: Strings, text: str, *, place: int, kind: int) -> None:
    """Add a spelling that no other place shares."""
    if key := folded_bytes(text):
        names.add(key, place, strings.add(text), kind)


def _head(record: bytes) -> bytes:
    return record[:-_POSTING_SIZE]


def _read(path: Path) -> list[bytes]:
    records: list[bytes] = []
    with path.open("rb") as file:
        while True:
            try:
                records += marshal.load(file)  # noqa: S302 (what this process has just written)
            except EOFError:
                return records


_POSTING = _format.POSTING.pack
_UNPACK = _format.POSTING.unpack_from
