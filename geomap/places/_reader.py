"""Reading a compiled gazetteer: names, postings and places out of the mapped file. The format is that of `_format`."""

from __future__ import annotations

import mmap
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast
from zlib import crc32

from geomap.errors import GazetteerError
from geomap.model import Place, Precision
from geomap.places import _format

Posting = tuple[int, int, int]
"""A row, the offset of a spelling, the number of a kind of name."""
MAPPED_BYTES = 256 << 20
"""Of a larger file only the index of names is mapped. Its places are read when they are wanted, for mapped pages count
as memory of the process, and a million look-ups would touch all of them."""
_KEPT_PLACES = 1 << 12
_SHORT_STRING = 62


class Reader:
    """An open file. What comes from it keeps it open, so that matches outlive the gazetteer they are from."""

    def __init__(self, path: Path, *, remedy: str) -> None:
        self.path = path
        self._map = map_file(path, remedy=remedy)
        with memoryview(self._map) as whole:
            header, start = _format.read_header(whole, path=path, remedy=remedy)
        sections = {name: header["sections"][name] for name in _format.SECTIONS}
        self._begin = {name: start + described["at"] for name, described in sections.items()}
        self._length = {name: described["length"] for name, described in sections.items()}
        self._starts, self._cells, self._grid = (self._items(name) for name in ("starts", "cells", "grid"))
        self._shift = 32 - (len(self._starts) - 1).bit_length() + 1
        self._names, self._places, self._strings = (self._begin[name] for name in ("names", "places", "strings"))
        self._countries: tuple[str | None, ...] = tuple(header["countries"])
        self._features: tuple[str | None, ...] = tuple(header["features"])
        self.country_rows: dict[str, int] = header["country_rows"]
        self.own_rows: int = header["own_rows"]
        self.rows = self._length["places"] // _format.ROW.size
        self.max_words: int = header["max_words"]
        self.info: Mapping[str, Any] = MappingProxyType(header["info"])
        self._file = path.open("rb") if len(self._map) > MAPPED_BYTES and hasattr(os, "pread") else None
        self._read = self._reader()
        self._kept: dict[int, Place] = {}
        self._division_names: dict[int, str] = {}

    def _items(self, name: str) -> memoryview:
        begin = self._begin[name]
        return memoryview(self._map)[begin : begin + self._length[name]].cast("I")

    def _reader(self) -> Callable[[int, int], bytes]:
        """Bytes of the file by offset and number."""
        mapped = self._map
        if self._file is None:
            return lambda at, length: mapped[at : at + length]
        number = self._file.fileno()
        return lambda at, length: os.pread(number, length, at)

    def __del__(self) -> None:
        if file := getattr(self, "_file", None):
            file.close()

    def find(self, key: bytes) -> bytes:
        """The postings of a folded name, most prominent first, as they are in the file; none where it has none."""
        bucket, names = crc32(key) >> self._shift, self._names
        part = self._map[names + self._starts[bucket] : names + self._starts[bucket + 1]]
        if part.find(key) < 0:  # one step instead of one a name; what is found may still be part of another name
            return b""
        at, wanted = 0, len(key)
        while at < len(part):
            length = part[at]
            first = at + _HEAD + length
            end = first + (part[at + 1] | part[at + 2] << 8) * _POSTING_BYTES
            if length == wanted and part.startswith(key, at + _HEAD):
                return part[first:end]
            at = end
        return b""

    def entries(self) -> Iterator[tuple[bytes, tuple[Posting, ...]]]:
        """Every folded name with its postings, in order of the file."""
        at = self._names
        end = at + self._length["names"]
        while at < end:
            length, count = _NAME(self._map, at)
            first = at + _HEAD + length
            at = first + count * _POSTING_BYTES
            yield self._map[first - length : first], tuple(POSTINGS(self._map[first:at]))

    @cached_property
    def folded_names(self) -> bytes:
        """Every folded name but ids, one a line, in order of the file."""
        part = self._map[self._names : self._names + self._length["names"]]
        found, at, end = [], 0, len(part)
        while at < end:  # `entries` without the postings, in a fifth of its time
            first = at + _HEAD
            last = first + part[at]
            if part[first]:
                found.append(part[first:last])
            at = last + (part[at + 1] | part[at + 2] << 8) * _POSTING_BYTES
        return b"\n".join(found)

    def row_of(self, gazetteer_id: str) -> int | None:
        """The row of the place with that id, or None."""
        number = gazetteer_id.removeprefix("gn:")
        if number == gazetteer_id:
            found = self.find(f"\0{gazetteer_id}".encode())
            return POSTING(found)[0] if found else None
        if not (number.isascii() and number.isdecimal()):
            return None
        wanted, low, high = int(number), self.own_rows, self.rows
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.row(middle)[3] < wanted else (low, middle)
        return low if low < self.rows and self.row(low)[3] == wanted else None

    def row(self, row: int) -> tuple[int, ...]:
        """The record of a place, as `_format.ROW` has it."""
        size = _format.ROW.size
        return _format.ROW.unpack(self._read(self._places + row * size, size))

    def place(self, row: int) -> Place:
        """The place of a row. Those asked for lately are kept."""
        known = self._kept.get(row)
        if known is None:
            if len(self._kept) >= _KEPT_PLACES:
                self._kept.clear()
            known = self._kept[row] = self._decoded(row)
        return known

    def _decoded(self, row: int) -> Place:
        lat, lon, population, number, name, own_id, admin1, country, feature, radius, precision, _ = self.row(row)
        return Place(  # by position, for that is a third faster and it is done for every match
            self.string(own_id) if row < self.own_rows else f"gn:{number}",
            self.string(name),
            lat / _format.DEGREE,
            lon / _format.DEGREE,
            cast(Precision, _format.PRECISIONS[precision]),
            self._countries[country],
            self._division(admin1 - 1) if admin1 else None,
            self._features[feature],
            number or None,
            population,
            round(radius * _format.RADIUS_UNIT, 1) if radius else None,
        )

    def _division(self, row: int) -> str:
        name = self._division_names.get(row)
        if name is None:
            name = self._division_names[row] = self.string(self.row(row)[4])
        return name

    def string(self, at: int) -> str:
        """The text at an offset into the strings."""
        at += self._strings
        read = self._read(at, _SHORT_STRING + 2)
        length = read[0] | read[1] << 8
        return (read[2 : length + 2] if length <= _SHORT_STRING else self._read(at + 2, length)).decode()

    def rows_in(self, cell: int) -> memoryview:
        """The rows of the places in a cell of the grid."""
        return self._grid[self._cells[cell] : self._cells[cell + 1]]


_NAME = _format.NAME.unpack_from
POSTING: Callable[[bytes], Posting] = cast(Any, _format.POSTING.unpack)
"""The posting that some bytes are."""
POSTINGS: Callable[[bytes], Iterator[Posting]] = cast(Any, _format.POSTING.iter_unpack)
"""The postings in what `Reader.find` gives."""
_HEAD, _POSTING_BYTES = _format.NAME.size, _format.POSTING.size


def map_file(path: Path, *, remedy: str) -> mmap.mmap:
    """A file mapped into memory, read-only. Raises GazetteerError, which says what to do."""
    if sys.byteorder != "little":
        raise GazetteerError(f"{path}: compiled files are read on little-endian machines only")
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except FileNotFoundError:
        raise GazetteerError(f"{path}: there is no such compiled file; {remedy}") from None
    except (OSError, ValueError) as error:  # ValueError: an empty file cannot be mapped
        raise GazetteerError(f"{path}: cannot be read ({error}); {remedy}") from None
