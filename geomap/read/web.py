"""An address as a source: fetched, and read by what the server says it is."""

from __future__ import annotations

from contextlib import closing
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from geomap.read.fetch import Fetched, fetch
from geomap.read.markup import clean
from geomap.read.readers import readable_suffixes
from geomap.read.source import Source

if TYPE_CHECKING:
    from geomap.read.source import Options

_SUFFIXES: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/rdf+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/feed+json": ".json",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "text/markdown": ".md",
    "application/zip": ".zip",
    "application/vnd.apache.parquet": ".parquet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_VAGUE: Final = frozenset({"text/plain", "application/octet-stream", "binary/octet-stream"})


def fetched_source(url: str, options: Options) -> Source:
    """What an address holds, as a source. Raises InputError where it cannot be fetched."""
    fetched = fetch(url, allow_private=options.allow_private)
    path = PurePosixPath(unquote(urlsplit(fetched.url).path))
    stem = clean(path.stem).strip() or urlsplit(fetched.url).hostname or "page"
    return Source(
        name=url,
        stem=stem,
        suffix=_suffix(fetched, path.suffix.lower()),
        open=lambda: closing(BytesIO(fetched.content)),
        url=fetched.url,
        charset=fetched.charset,
    )


def _suffix(fetched: Fetched, named: str) -> str:
    """By the server's media type; where that is vague, by the address; then by the first bytes."""
    known = _SUFFIXES.get(fetched.media_type)
    if known is not None:
        return known
    if fetched.media_type in _VAGUE and named in readable_suffixes():
        return named
    head = fetched.content[:512].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return ".html"
    if head.startswith((b"<?xml", b"<rss", b"<feed")):
        return ".xml"
    return ".pdf" if head.startswith(b"%pdf-") else ".txt"
