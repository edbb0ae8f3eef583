"""Tables of articles, one a row: CSV (also with tabs, semicolons, bars) and Parquet."""

from __future__ import annotations

import csv
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from geomap.errors import InputError
from geomap.read.columns import article_of_fields, fields_of
from geomap.read.decode import decode
from geomap.read.markup import clean
from geomap.read.need import need
from geomap.read.source import MAX_ARTICLE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geomap.model import Article
    from geomap.read.source import Report, Source

_SAMPLE: Final = 50
_BATCH: Final = 64
_DELIMITERS: Final = ",;\t|"


def read_csv(source: Source, report: Report) -> Iterator[Article]:
    """The articles of a CSV file with a header line. A faulty row is reported and the next is read."""
    csv.field_size_limit(MAX_ARTICLE_BYTES)
    with source.open() as stream:
        lines = _lines(stream, source.name)
        first = next(lines, "")
        if not first.strip():
            raise InputError(f"{source.name}: the file is empty; nothing to read")
        rows = _rows(_chain(first, lines), max(_DELIMITERS, key=first.count), source, report)
        header = next(rows, (1, []))[1]
        yield from _articles(header, rows, source, report)


def _chain(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest


def _lines(stream: BinaryIO, name: str) -> Iterator[str]:
    number = 0
    while line := stream.readline(MAX_ARTICLE_BYTES + 1):
        number += 1
        if len(line) > MAX_ARTICLE_BYTES:
            raise InputError(f"{name}, line {number}: longer than {MAX_ARTICLE_BYTES // 2**20} MB, too long for a row")
        yield decode(line, name=name, line=number)


def _rows(lines: Iterable[str], delimiter: str, source: Source, report: Report) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of their last line."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            report(InputError(f"{source.name}, line {reader.line_num}: not a row of CSV: {error}"))
            continue
        if row:
            yield reader.line_num, row


def _articles(
    header: Sequence[str], rows: Iterator[tuple[int, list[str]]], source: Source, report: Report
) -> Iterator[Article]:
    samples = list(islice(rows, _SAMPLE))
    if not samples:
        raise InputError(f"{source.name}: has a header, but no rows; nothing to read")
    text_column = source.options.text_column
    fields = fields_of(header, [row for _, row in samples], text_column=text_column, where=source.name)
    for number, row in (pair for part in (samples, rows) for pair in part):
        where = f"{source.name}, line {number}"
        try:
            if len(row) <= fields["text"]:
                told = f"{len(row)} cells where the header has {len(header)}; quote cells that hold the delimiter"
                raise InputError(f"{where}: {told}")
            cells = {field: clean(row[at]) for field, at in fields.items() if at < len(row)}
            yield article_of_fields(cells, f"{source.stem}-{number}", report, where=where)
        except InputError as error:
            report(error)


def read_parquet(source: Source, report: Report) -> Iterator[Article]:
    """The articles of a Parquet file, a few rows at a time, of only the columns that hold something of an article."""
    parquet = need("pyarrow.parquet", name=source.name, what="reading Parquet", install="'geomap[parquet]'")
    with source.open() as stream:
        try:
            file = parquet.ParquetFile(stream)
            yield from _parquet_articles(file, source, report)
        except (OSError, ValueError, MemoryError, NotImplementedError) as error:
            if isinstance(error, InputError):
                raise
            line = " ".join(str(error).split())
            raise InputError(f"{source.name}: cannot be read as Parquet: {line:.200}") from None


def _parquet_articles(file: Any, source: Source, report: Report) -> Iterator[Article]:
    header = [field.name for field in file.schema_arrow]
    first = next(file.iter_batches(batch_size=_SAMPLE), None)
    if first is None or not first.num_rows:
        raise InputError(f"{source.name}: the table has no rows; nothing to read")
    samples = [[value if isinstance(value, str) else "" for value in row.values()] for row in first.to_pylist()]
    fields = fields_of(header, samples, text_column=source.options.text_column, where=source.name)
    number = 0
    names = [header[at] for at in dict.fromkeys(fields.values())]
    for batch in file.iter_batches(batch_size=_BATCH, columns=names):
        for row in batch.to_pylist():
            number += 1
            where = f"{source.name}, row {number}"
            try:
                cells = {field: _cell(row[header[at]]) for field, at in fields.items()}
                yield article_of_fields(cells, f"{source.stem}-{number}", report, where=where)
            except InputError as error:
                report(error)


def _cell(value: Any) -> str | None:
    if isinstance(value, bytes):
        return clean(value.decode("utf-8", "replace"))
    return None if value is None else clean(str(value))
