"""Points of a vector tile as bytes, column by column: a tile has thousands of them, and most of their words repeat.

Source: the Mapbox Vector Tile specification, version 2.1, in the encoding of Protocol Buffers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Cell: TypeAlias = str | int | None

_MOVE_TO_ONE = 1 | (1 << 3)
_POINT = 1


@dataclass(frozen=True, slots=True)
class PointLayer:
    """`x` and `y` in units of the tile, to the right and downwards; of each column a cell a point, None for nothing."""

    x: Sequence[int]
    y: Sequence[int]
    columns: Mapping[str, Sequence[Cell]]


def encoded_layer(name: str, points: PointLayer, *, extent: int) -> bytes:
    """One layer as the bytes that stand for it in a tile; a tile is its layers' bytes one behind the other."""
    values: dict[Cell, int] = {}
    tags: list[list[bytes]] = [[] for _ in points.x]
    for key, cells in enumerate(points.columns.values()):
        known: dict[Cell, bytes] = {}
        for each, cell in zip(tags, cells, strict=True):
            if cell is None:
                continue
            if cell not in known:
                known[cell] = _varint(key) + _varint(values.setdefault(cell, len(values)))
            each.append(known[cell])
    features = (
        _field(2, _field(2, b"".join(each)) + _number(3, _POINT) + _field(4, _at(x, y)))
        for each, x, y in zip(tags, points.x, points.y, strict=True)
    )
    parts: Iterable[bytes] = (
        _number(15, 2),
        _field(1, name.encode()),
        *features,
        *(_field(3, key.encode()) for key in points.columns),
        *(_field(4, _value(cell)) for cell in values),
        _number(5, extent),
    )
    return _field(3, b"".join(parts))


def _at(x: int, y: int) -> bytes:
    return _varint(_MOVE_TO_ONE) + _varint(_zigzag(x)) + _varint(_zigzag(y))


def _value(cell: Cell) -> bytes:
    return _number(5, cell) if isinstance(cell, int) else _field(1, str(cell).encode("utf-8", "replace"))


def _field(number: int, content: bytes) -> bytes:
    """A field whose content says its length."""
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def _zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def _varint(value: int) -> bytes:
    if value < 128:
        return _SMALL[value]
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    found.append(value)
    return bytes(found)


_SMALL = [bytes([value]) for value in range(128)]
