"""CSV, written for spreadsheets and read back: formula cells guarded, an empty cell for what is missing."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from geomap.errors import InputError
from geomap.store.guard import guarded, unguarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

_LONGEST_CELL: Final = 64 << 20


def write_delimited(stream: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """UTF-8 with a byte order mark, commas, quotes where needed, CR LF."""
    stream.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow([guarded(name) for name in header])
        writer.writerows([_spelt(cell) for cell in row] for row in rows)
        text.flush()
    finally:
        text.detach()


def read_delimited(
    path: str | Path, *, skip: int = 0, header_has: AbstractSet[str] = frozenset()
) -> Iterator[dict[str, str | None]]:
    """The rows of such a file by column; None for an empty cell. `skip` rows after the header are left out.

    Raises InputError, also where the header lacks a column of `header_has`.
    """
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as stream:
            delimiter = max(",;\t", key=stream.readline().count)  # a spreadsheet saves it with what its country uses
            stream.seek(0)
            reader = csv.reader(stream, delimiter=delimiter, strict=True)
            header = [unguarded(name) for name in next(reader, [])]
            if header and not header_has <= set(header):
                raise InputError(f"{path}: not a table that geomap wrote: no column '{min(header_has - set(header))}'")
            for number, cells in enumerate(reader):
                if number < skip or not cells:
                    continue
                if len(cells) != len(header):
                    raise InputError(
                        f"{path}, line {reader.line_num}: {len(cells)} cells where the header has {len(header)}"
                    )
                yield {name: unguarded(cell) or None for name, cell in zip(header, cells, strict=True)}
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None
    except (csv.Error, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not CSV in UTF-8: {error}") from None


def _spelt(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(cell)
    return str(cell).lower() if isinstance(cell, bool) else repr(cell)
