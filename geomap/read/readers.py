"""Which reader reads which file.

Installed packages add readers by entry points of the group `geomap.readers`, each named by the suffix it reads ("pdf").
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from geomap.errors import InputError
from geomap.read.jsonl import read_jsonl
from geomap.read.plain import read_plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.metadata import EntryPoint

    from geomap.read.source import Reader

ENTRY_POINTS: Final = "geomap.readers"

BUILT_IN: Final[Mapping[str, Reader]] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
}
"""A folder is searched for files with these suffixes (and those of installed readers)."""

_NOT_TEXT: Final = {
    ".html": "its tags would be read as text; save the article's text as .txt",
    ".htm": "its tags would be read as text; save the article's text as .txt",
    ".xml": "its tags would be read as text; save the article's text as .txt",
    ".json": "one JSON document; write one article a line: jq -c '.[]' in.json > out.jsonl",
    ".csv": "a table; write one article a line as .jsonl",
    ".tsv": "a table; write one article a line as .jsonl",
    ".geojson": "a map, not articles",
    ".rtf": "a word processor's file; save its text as .txt",
}
"""Formats that are text, and would be coded as nonsense."""


def reader_of(suffix: str, *, name: str) -> Reader:
    """The reader of a suffix. A suffix that nobody knows is read as plain text: names like "report.final" are common.

    Raises InputError for formats that are text on the surface only.
    """
    suffix = suffix.lower()
    if suffix in BUILT_IN:
        return BUILT_IN[suffix]
    found = _installed().get(suffix)
    if found is not None:
        reader: Reader = found.load()
        return reader
    if suffix in _NOT_TEXT:
        raise InputError(f"{name}: {suffix} files are not read: {_NOT_TEXT[suffix]}")
    return read_plain


def readable_suffixes() -> tuple[str, ...]:
    """The suffixes that a folder is searched for."""
    return tuple(sorted({*BUILT_IN, *_installed()}))


@cache
def _installed() -> Mapping[str, EntryPoint]:
    from importlib import metadata

    return {f".{entry.name.lower().lstrip('.')}": entry for entry in metadata.entry_points(group=ENTRY_POINTS)}
