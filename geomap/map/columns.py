"""Columns of numbers as bytes: small, quick to inflate, quick to read back as typed arrays.

A block begins with a line of JSON: `words`, which its coded columns point into, `columns`, the name, kind and length
of each, and whatever else is to be packed with them; then come the columns, one by one.

A column is written byte plane by byte plane (all lowest bytes, then all second bytes, …), little-endian, because gzip
packs planes far better than whole numbers. Kinds: `u8`, `u16`, `u32`, and `delta`, signed 32-bit numbers written as
zigzag differences from the one before, which is what sorted or clustered coordinates want. `decode` is the reverse and
the same as the front end's reader (web/src/bytes.ts).
"""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from geomap.map.base85 import base85, from_base85

Kind = Literal["u8", "u16", "u32", "delta"]
WIDTH: Final[dict[Kind, int]] = {"u8": 1, "u16": 2, "u32": 4, "delta": 4}

MISSING: Final = 2**31 - 1
"""A number that is not there, in a `delta` column."""


@dataclass(slots=True)
class ColumnWriter:
    """Collects columns; `table` says name, kind and length of each, in the order of the bytes.

    `words` are the dictionaries of the coded ones, `beside` is what else stands in the line of JSON.
    """

    table: list[tuple[str, Kind, int]] = field(default_factory=list)
    words: dict[str, list[str | None]] = field(default_factory=dict)
    beside: Mapping[str, Any] = field(default_factory=dict)
    _parts: list[bytes] = field(default_factory=list)

    def add(self, name: str, values: NDArray[Any], *, kind: Kind) -> None:
        """Append a column. Values must fit the kind; `delta` takes whole numbers of 32 bits."""
        self.table.append((name, kind, len(values)))
        self._parts.append(encode(values, kind=kind))

    def add_codes(self, name: str, codes: NDArray[Any], *, size: int) -> None:
        """Append a column of indices below `size`, in the narrowest kind that holds them."""
        self.add(name, codes, kind=narrowest(size))

    def add_words(self, name: str, words: list[str | None], codes: NDArray[Any]) -> None:
        """Append a coded column with its dictionary."""
        self.words[name] = words
        self.add_codes(name, codes, size=len(words))

    def packed(self, *, small: bool = False) -> str:
        """The words and all columns as text; see `packed_text`."""
        planes = [
            part[plane * length : (plane + 1) * length]
            for part, (_, kind, length) in zip(self._parts, self.table, strict=True)
            for plane in range(WIDTH[kind])
        ]
        head = json_bytes({**self.beside, "words": self.words, "columns": self.table})
        return packed_text([head, b"\n", *planes], small=small)


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


def unpack(text: str) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """The words and the columns of `ColumnWriter.packed`, by name."""
    _, _, data = unpacked_text(text).partition(b"\n")
    head = unpacked_head(text)
    start, columns = 0, {}
    for name, kind, length in head["columns"]:
        stop = start + WIDTH[kind] * length
        columns[name] = decode(data[start:stop], kind=kind)
        start = stop
    return head["words"], columns


def unpacked_head(text: str) -> dict[str, Any]:
    """The line of JSON of `ColumnWriter.packed`."""
    head: dict[str, Any] = json.loads(unpacked_text(text).partition(b"\n")[0])
    return head


def packed_text(parts: Iterable[bytes], *, small: bool) -> str:
    """One gzip stream without a time stamp as text, in which each part has codes of its own (RFC 1951, section 3.2.7).

    Columns have little in common: a code made for all of them fits none. `small` spends time on few bytes: level 9 and
    base 85 in place of base 64. The first letter says which: a digit, or the "H" that all gzip begins with.
    """
    packer = zlib.compressobj(9 if small else 6, zlib.DEFLATED, 31, 9)
    data = b"".join(packer.compress(part) + packer.flush(zlib.Z_SYNC_FLUSH) for part in parts if part) + packer.flush()
    return base85(data) if small else base64.b64encode(data).decode("ascii")


def unpacked_text(text: str) -> bytes:
    """The bytes that `packed_text` packed."""
    return gzip.decompress(from_base85(text) if text[0].isdigit() else base64.b64decode(text))


def json_bytes(value: Mapping[str, Any]) -> bytes:
    """JSON on one line; lone surrogates become question marks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8", "replace")
