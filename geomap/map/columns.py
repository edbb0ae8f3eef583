"""Columns of numbers as bytes: small, quick to inflate, quick to read back as typed arrays.

A column is written byte plane by byte plane (all lowest bytes, then all second bytes, …), little-endian, because gzip
packs planes far better than whole numbers. Kinds: `u8`, `u16`, `u32`, and `delta`, signed 32-bit numbers written as
zigzag differences from the one before, which is what sorted or clustered coordinates want. `decode` is the reverse and
the same as the front end's reader (web/src/bytes.ts).
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["u8", "u16", "u32", "delta"]
WIDTH: Final[dict[Kind, int]] = {"u8": 1, "u16": 2, "u32": 4, "delta": 4}

MISSING: Final = 2**31 - 1
"""A number that is not there, in a `delta` column."""


@dataclass(slots=True)
class ColumnWriter:
    """Collects columns; `table` says name, kind and length of each, in the order of the bytes."""

    table: list[tuple[str, Kind, int]] = field(default_factory=list)
    _parts: list[bytes] = field(default_factory=list)

    def add(self, name: str, values: NDArray[Any], *, kind: Kind) -> None:
        """Append a column. Values must fit the kind; `delta` takes whole numbers of 32 bits."""
        self.table.append((name, kind, len(values)))
        self._parts.append(encode(values, kind=kind))

    def add_codes(self, name: str, codes: NDArray[Any], *, size: int) -> None:
        """Append a column of indices below `size`, in the narrowest kind that holds them."""
        self.add(name, codes, kind=narrowest(size))

    def packed(self) -> str:
        """All columns, gzipped, as base64 text."""
        return pack_bytes(b"".join(self._parts), level=6)


def narrowest(size: int) -> Kind:
    """The kind that holds indices below `size`."""
    return "u8" if size <= 1 << 8 else "u16" if size <= 1 << 16 else "u32"


def encode(values: NDArray[Any], *, kind: Kind) -> bytes:
    """The bytes of one column."""
    if kind == "delta":
        steps = np.diff(values.astype(np.int32), prepend=np.int32(0)).astype(np.int32)
        raw = ((steps << 1) ^ (steps >> 31)).astype("<u4")
    else:
        raw = values.astype(f"<u{WIDTH[kind]}")
    return raw.view(np.uint8).reshape(-1, WIDTH[kind]).T.tobytes()


def decode(data: bytes, *, kind: Kind) -> NDArray[Any]:
    """The column that `encode` wrote."""
    planes = np.frombuffer(data, dtype=np.uint8).reshape(WIDTH[kind], -1)
    raw = np.ascontiguousarray(planes.T).view(f"<u{WIDTH[kind]}").ravel()
    if kind != "delta":
        return raw
    steps = (raw >> 1).astype(np.int32) ^ -(raw & 1).astype(np.int32)
    return np.cumsum(steps, dtype=np.int32)


def unpack(text: str, table: Iterable[tuple[str, Kind, int]]) -> dict[str, NDArray[Any]]:
    """The columns of `ColumnWriter.packed` by name."""
    data, start, columns = gzip.decompress(base64.b64decode(text)), 0, {}
    for name, kind, length in table:
        stop = start + WIDTH[kind] * length
        columns[name] = decode(data[start:stop], kind=kind)
        start = stop
    return columns


def pack_bytes(data: bytes, *, level: int) -> str:
    """Gzip without a time stamp, as base64 text."""
    return base64.b64encode(gzip.compress(data, level, mtime=0)).decode("ascii")
