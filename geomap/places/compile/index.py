"""The two indices of a compiled gazetteer: of names by hash, and of places by cell of a grid."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any
from zlib import crc32

from geomap.errors import GazetteerError
from geomap.places import _format

Hashed = tuple[int, bytes]


def hashed(key: bytes) -> Hashed:
    """What the names of a file are sorted by."""
    return crc32(key), key


class NameIndex:
    """Makes the records of names, which must come in the order of `hashed`, and the buckets that they fall into.

    `most` is the number of distinct names, or an upper bound of it: there are at least as many buckets.
    """

    def __init__(self, most: int) -> None:
        self._bits = max(most - 1, 0).bit_length()
        self._starts = array("I", bytes(4))
        self._size = 0
        self.count = 0

    def entry(self, key: bytes, postings: Sequence[tuple[int, int, int]]) -> bytes:
        """The record of a name. `postings` are (row, offset of the spelling, kind), most prominent first."""
        kept = postings[: _format.MOST_POSTINGS]
        content = _NAME(len(key), len(kept)) + key + b"".join([_POSTING(*one) for one in kept])
        bucket = crc32(key) >> (32 - self._bits)
        missing = bucket + 1 - len(self._starts)
        if missing > 0:
            self._starts.extend([self._size] * missing)
        self._size += len(content)
        if self._size >= 1 << 32:
            raise GazetteerError("the names take more than 4 GB; build for fewer countries")
        self.count += 1
        return content

    def starts(self) -> bytes:
        """Where the names of each bucket begin, and the end of the last."""
        self._starts.extend([self._size] * ((1 << self._bits) + 1 - len(self._starts)))
        return self._starts.tobytes()


def grid_of(lats: Any, lons: Any) -> tuple[bytes, bytes]:
    """The sections `cells` and `grid` for places at these coordinates, in degrees, in order of their rows."""
    import numpy as np

    columns = np.floor(np.asarray(lons, dtype=float) + 180).astype(np.int64) % 360
    lines = np.clip(np.floor(np.asarray(lats, dtype=float)).astype(np.int64) + 90, 0, 179)
    cells = lines * 360 + columns
    starts = np.searchsorted(np.sort(cells), np.arange(180 * 360 + 1))
    return starts.astype("<u4").tobytes(), np.argsort(cells, kind="stable").astype("<u4").tobytes()


_NAME = _format.NAME.pack
_POSTING = _format.POSTING.pack
