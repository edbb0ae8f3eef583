"""Load the tables an analyst may correct: CSV for large flat ones, TOML for small structured ones.

Every complaint is a `TableError` of one line: the file, the line in it, what is wrong, what was probably meant.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from geomap.errors import TableError

COMMENT = "#"
"""Lines of a CSV table that begin with this are comments (a source, a licence, a reason)."""


def numbered_rows(
    path: str | Path,
    *,
    columns: Sequence[str],
    required: Sequence[str] | None = None,
    optional: Sequence[str] = (),
) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV table (UTF-8, comma-separated, one header line), each with the number of its line: dicts from
    column to stripped cell.

    Every one of `columns` must be in the header; those of `optional` may be, and read as "" when they are not. Cells
    of `required` columns (default: the first of `columns`) must not be empty. Lines that begin with "#" are comments,
    empty lines are skipped, and no cell spans two lines. Raises TableError for anything else.
    """
    path = Path(path)
    lines = _numbered_lines(path)
    number, first = next(lines, (1, ""))
    if not first:
        raise TableError(f"{path}: the table is empty; expected a header with {', '.join(columns)}")
    header = [cell.strip() for cell in next(csv.reader([first]))]
    _check_header(header, columns, optional, where=f"{path}, line {number}")
    needed = [header.index(name) for name in (columns[:1] if required is None else required)]
    absent = {name: "" for name in optional if name not in header}
    rows = []
    for number, line in lines:
        cells = [cell.strip() for cell in _split(line, where=f"{path}, line {number}")]
        if len(cells) != len(header):
            found = f"{len(cells)} cells where the header has {len(header)}"
            raise TableError(f"{path}, line {number}: {found}; quote cells that hold a comma")
        for index in needed:
            if not cells[index]:
                raise TableError(
                    f"{path}, line {number}: the cell '{header[index]}' is empty; fill it in or delete the line"
                )
        rows.append((number, dict(zip(header, cells, strict=True), **absent)))
    return rows


def read_csv_table(
    path: str | Path,
    *,
    columns: Sequence[str],
    required: Sequence[str] | None = None,
    optional: Sequence[str] = (),
) -> list[dict[str, str]]:
    """The rows of a CSV table, as `numbered_rows` reads them, without their numbers. Raises TableError."""
    return [row for _, row in numbered_rows(path, columns=columns, required=required, optional=optional)]


def read_toml_table(path: str | Path, *, allowed: Iterable[str] | None = None) -> dict[str, Any]:
    """A TOML file as a dict. `allowed`, where given, are the only keys its top level may have. Raises TableError."""
    path = Path(path)
    try:
        table = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{path}: not valid TOML: {error}") from None
    if allowed is not None:
        check_keys(table, allowed, where=str(path))
    return table


def check_keys(found: Iterable[str], allowed: Iterable[str], *, where: str, what: str = "key") -> None:
    """Raise TableError for the first of `found` that is not `allowed`, with `where` and the nearest that is."""
    known = list(allowed)
    for key in found:
        if key not in known:
            raise TableError(f"{where}: unknown {what} '{key}'{suggestion(key, known)}")


def suggestion(word: str, known: Iterable[str]) -> str:
    """The tail of an error message: " (did you mean 'color'?)", or the short list of what is known, or nothing."""
    import difflib  # only needed to complain

    choices = sorted(set(known))
    near = difflib.get_close_matches(word, choices, n=1, cutoff=0.7)
    if not near:
        folded = {choice.casefold(): choice for choice in choices}
        near = [folded[hit] for hit in difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.7)]
    if near:
        return f" (did you mean '{near[0]}'?)"
    return f" (known: {', '.join(choices)})" if 0 < len(choices) <= 20 else ""


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: not UTF-8 at byte {error.start}; save the table as UTF-8") from None
    except OSError as error:
        raise TableError(f"{path}: cannot be read: {error.strerror or error}") from None


def _numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if line.strip() and not line.startswith(COMMENT):
            yield number, line.removesuffix("\r")


def _split(line: str, *, where: str) -> list[str]:
    if '"' not in line:
        return line.split(",")
    try:
        return next(csv.reader([line], strict=True))
    except csv.Error as error:
        raise TableError(f"{where}: {error}; a quoted cell must end on its own line") from None


def _check_header(header: Sequence[str], columns: Sequence[str], optional: Sequence[str], *, where: str) -> None:
    check_keys(header, [*columns, *optional], where=where, what="column")
    for name in columns:
        if name not in header:
            raise TableError(f"{where}: the column '{name}' is missing; the header needs {', '.join(columns)}")
    for name in header:
        if header.count(name) > 1:
            raise TableError(f"{where}: the column '{name}' appears twice; rename or delete one")
