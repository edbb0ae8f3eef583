"""Tables of other event sets: their columns and rows, whatever wrote them.

Commas, semicolons or tabs; UTF-8 with or without a byte order mark, or UTF-16 with one (Excel's "Unicode text"); a
first line "sep=;" (Excel's too); no header at all, where a set's files have none.
"""

from __future__ import annotations

import codecs
import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from geomap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEAD: Final = 1 << 16
LONGEST_CELL: Final = 16 << 20

_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SEPARATOR: Final = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is written: its columns, what separates them, its encoding, the lines before the first row."""

    columns: tuple[str, ...]
    delimiter: str
    encoding: str
    skip: int

    @property
    def bare(self) -> bool:
        """Whether there is no header: such files quote nothing."""
        return not self.skip


def layout_of(stream: BinaryIO, *, headers: Sequence[Sequence[str]] = ()) -> Layout:
    """How a table is written. `headers` are those of sets whose files have none (tabs, a number first)."""
    head = stream.read(HEAD)
    encoding = "utf-16" if head.startswith(_UTF16) else "utf-8-sig"
    text = head.decode(encoding, "replace")
    separator = _SEPARATOR.match(text)
    if separator:
        text = text[separator.end() :]
    line = text.split("\n", 1)[0].rstrip("\r")
    cells = line.split("\t")
    for header in headers:
        if len(cells) == len(header) and cells[0].isdigit():
            return Layout(tuple(header), "\t", encoding, 0)
    delimiter = separator[1] if separator else max(",;\t", key=line.count)
    csv.field_size_limit(LONGEST_CELL)
    try:
        names = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        names = []
    return Layout(tuple(name.strip() for name in names), delimiter, encoding, 2 if separator else 1)


def table_rows(path: Path, layout: Layout) -> Iterator[dict[str, str]]:
    """The rows by column; an empty one for a line with more or fewer cells than columns. Raises InputError."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        with path.open(encoding=layout.encoding, newline="") as stream:
            reader = csv.reader(
                stream, delimiter=layout.delimiter, quoting=csv.QUOTE_NONE if layout.bare else csv.QUOTE_MINIMAL
            )
            for number, cells in enumerate(reader):
                if number < layout.skip or not cells:
                    continue
                whole = len(cells) == len(layout.columns)
                yield dict(zip(layout.columns, cells, strict=True)) if whole else {}
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        remedy = "in a spreadsheet, save it as 'CSV UTF-8'"
        raise InputError(
            f"{path}: not {layout.encoding.removesuffix('-sig').upper()} ({error.reason}); {remedy}"
        ) from None
    except csv.Error as error:
        raise InputError(f"{path}: not a table: {error}") from None
