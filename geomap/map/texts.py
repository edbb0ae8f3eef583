"""The texts of all rows, in blocks of rows that the page inflates when it needs them.

A block is a JSON array of columns, one a key, which packs best. A column is an array of cells; where all cells are
texts it is an object: `{"text", "each"}` for texts of `each` letters one after the other, `{"text"}` for lines.
Blocks stand one behind the other in parts, a script element each, since a browser reads one long text slowly.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from geomap.map.columns import packed_text

ROWS_IN_BLOCK: Final = 1024
BLOCKS_IN_PART: Final = 16


@dataclass(frozen=True, slots=True)
class Texts:
    """`table` says how to read `parts`: keys, rows in a block, blocks in a part, where each block begins."""

    table: dict[str, Any]
    parts: tuple[str, ...]


def pack_texts(columns: Mapping[str, Sequence[Any]], order: NDArray[np.int64], *, small: bool) -> Texts:
    """Pack JSON-able cells in an order of the rows; `small` as for `packed_text`."""
    blocks = []
    for start in range(0, len(order), ROWS_IN_BLOCK):
        rows = order[start : start + ROWS_IN_BLOCK]
        cells = [_json(_column([column[row] for row in rows])) for column in columns.values()]
        blocks.append(packed_text([b"[", *_separated(cells), b"]"], small=small))
    offsets = [0, *np.cumsum([len(block) for block in blocks], dtype=np.int64).tolist()]
    parts = tuple("".join(blocks[at : at + BLOCKS_IN_PART]) for at in range(0, len(blocks), BLOCKS_IN_PART))
    table = {"keys": list(columns), "rows": ROWS_IN_BLOCK, "part": BLOCKS_IN_PART, "offsets": offsets}
    return Texts(table, parts)


def _separated(cells: Sequence[bytes]) -> list[bytes]:
    return [cell if at == 0 else b"," + cell for at, cell in enumerate(cells)]


def _column(cells: list[Any]) -> Any:
    """The shortest way to write a column down."""
    if not cells or not all(isinstance(cell, str) for cell in cells):
        return cells
    length = len(cells[0])
    if length and all(len(cell) == length and cell.isascii() for cell in cells):
        return {"text": "".join(cells), "each": length}
    return cells if any("\n" in cell for cell in cells) else {"text": "\n".join(cells)}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8", "replace")
