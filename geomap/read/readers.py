"""Which reader reads which file.

Installed packages add readers by entry points of the group `geomap.readers`, each named by the suffix it reads ("pdf").
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from geomap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.metadata import EntryPoint

    from geomap.model import Article
    from geomap.read.source import Options, Reader, Report, Source

ENTRY_POINTS: Final = "geomap.readers"

BUILT_IN: Final[Mapping[str, str]] = {
    ".txt": "plain:read_plain",
    ".text": "plain:read_plain",
    ".jsonl": "jsonl:read_jsonl",
    ".ndjson": "jsonl:read_jsonl",
    ".md": "markdown:read_markdown",
    ".markdown": "markdown:read_markdown",
    ".html": "html:read_html",
    ".htm": "html:read_html",
    ".xhtml": "html:read_html",
    ".pdf": "pdf:read_pdf",
    ".docx": "word:read_word",
    ".csv": "table:read_csv",
    ".tsv": "table:read_csv",
    ".parquet": "table:read_parquet",
    ".xml": "feed:read_feed",
    ".rss": "feed:read_feed",
    ".atom": "feed:read_feed",
    ".json": "feed:read_json",
    ".zip": "archive:read_zip",
    ".gz": "packed:read_gzip",
}
"""Module of this package and function, loaded when first used. A folder is searched for files with these suffixes (and
those of installed readers)."""

_NOT_READ: Final = {
    ".geojson": "a map, not articles",
    ".rtf": "a word processor's file; save its text as .txt",
    ".doc": "an old Word file; save it as .docx",
    ".odt": "a word processor's file; save it as .docx or .txt",
    ".epub": "an e-book; save its text as .txt",
    ".xlsx": "a spreadsheet; save it as .csv",
    ".xls": "a spreadsheet; save it as .csv",
    ".mhtml": "a web archive; save the page as .html",
    ".mht": "a web archive; save the page as .html",
    ".eml": "mail; save its text as .txt",
}
"""Formats that would be coded as nonsense, and what to do."""


def articles_of(source: Source, report: Report) -> Iterator[Article]:
    """The articles of a source; none where it holds something else, which `source.options.other` takes.

    Raises InputError.
    """
    other = source.options.other
    if other is None or not other(source, report):
        yield from reader_of(source.suffix, name=source.name)(source, report)


def reader_of(suffix: str, *, name: str) -> Reader:
    """The reader of a suffix. A suffix that nobody knows is read as plain text: names like "report.final" are common.

    Raises InputError for formats that are known not to be articles.
    """
    suffix = suffix.lower()
    found = None if suffix in BUILT_IN else _installed().get(suffix)
    if found is not None:
        reader: Reader = found.load()
        return reader
    if suffix in _NOT_READ:
        raise InputError(f"{name}: {suffix} files are not read: {_NOT_READ[suffix]}")
    module, function = BUILT_IN.get(suffix, BUILT_IN[".txt"]).split(":")
    return cast("Reader", getattr(import_module(f"geomap.read.{module}"), function))


def readable_suffixes(options: Options | None = None) -> tuple[str, ...]:
    """The suffixes that a folder or an archive is searched for; with `options`, also those that its `other` takes."""
    other = options.other if options is not None else None
    return tuple(sorted({*BUILT_IN, *_installed(), *(other.suffixes if other is not None else ())}))


@cache
def _installed() -> Mapping[str, EntryPoint]:
    from importlib import metadata

    return {f".{entry.name.lower().lstrip('.')}": entry for entry in metadata.entry_points(group=ENTRY_POINTS)}
