"""JSON Lines: one article a line, `{"doc_id", "title"?, "text", "published"?, "source"?, "url"?, "home"?}`.

`id` and `date` are accepted for `doc_id` and `published`; other keys are ignored. A line without an id is named by the
file and its number. A faulty line is reported and the next is read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

from geomap.errors import InputError
from geomap.model import Article
from geomap.read.dates import parse_day
from geomap.read.decode import check_encodable, decode
from geomap.read.source import MAX_TEXT_BYTES, InPartError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from geomap.read.source import Report, Source


def read_jsonl(source: Source, report: Report) -> Iterator[Article]:
    """The articles of a JSON Lines file, in order."""
    empty = True
    with source.open() as stream:
        for number, line in _lines(stream):
            if line is not None and not line.strip():
                continue
            empty = False
            try:
                yield _article(line, number, source, report)
            except InputError as error:
                report(error)
    if empty:
        report(InputError(f"{source.name}: the file is empty; nothing to read"))


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one longer than an article may be, which is skipped without being held in memory."""
    number = 0
    while line := stream.readline(MAX_TEXT_BYTES + 1):
        number += 1
        if len(line) <= MAX_TEXT_BYTES:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_TEXT_BYTES)
        yield number, None


def _article(line: bytes | None, number: int, source: Source, report: Report) -> Article:
    where = f"{source.name}, line {number}"
    if line is None:
        raise InputError(f"{where}: longer than {MAX_TEXT_BYTES // 2**20} MB, too long for one article")
    row = _row(decode(line, name=source.name, line=number), where=where)
    text = _string(row, "text", where=where)
    if text is None or not text.strip():
        raise InputError(f"{where}: 'text' is {'missing' if text is None else 'empty'}; an article needs its text")
    return Article(
        doc_id=_doc_id(row, where=where) or f"{source.stem}-{number}",
        text=text,
        title=_string(row, "title", where=where),
        published=_published(row, report, where=where),
        source=_string(row, "source", where=where),
        url=_string(row, "url", where=where),
        home=_string(row, "home", where=where),
    )


def _published(row: dict[str, Any], report: Report, *, where: str) -> date | None:
    """The day; one that cannot be read is reported, and the article is coded without it."""
    given = row.get("published") or row.get("date")
    if not given:
        return None
    try:
        return parse_day(str(given))
    except ValueError:
        told = f"'published' is not an ISO 8601 date: {str(given)!r:.60}; write it like 2025-03-20"
        report(InPartError(f"{where}: {told} (the article is read without it)"))
        return None


def _row(line: str, *, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: not JSON: {error.msg} at column {error.colno}") from None
    except (ValueError, RecursionError):
        raise InputError(f"{where}: not JSON that can be read: numbers too long or nested too deep") from None
    if not isinstance(row, dict):
        raise InputError(f'{where}: expected an object, {{"doc_id": …, "text": …}}, one a line')
    return row


def _doc_id(row: dict[str, Any], *, where: str) -> str | None:
    for key in ("doc_id", "id"):
        if isinstance(row.get(key), int) and not isinstance(row[key], bool):
            return str(row[key])
    return _string(row, "doc_id", "id", where=where)


def _string(row: dict[str, Any], *keys: str, where: str) -> str | None:
    """The value of the first of `keys` that has one; None where none has."""
    for key in keys:
        value = row.get(key)
        if value is None:
            continue
        if not isinstance(value, str):
            raise InputError(f"{where}: '{key}' must be a string, not {json.dumps(value):.40}")
        check_encodable(value, where=f"{where}, '{key}'")
        return value
    return None
