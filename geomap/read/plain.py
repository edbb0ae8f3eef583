"""Plain text: one file, one article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.errors import InputError
from geomap.model import Article
from geomap.read.decode import decode
from geomap.read.source import MAX_TEXT_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.read.source import Report, Source


def read_plain(source: Source, report: Report) -> Iterator[Article]:
    """The whole file as the text of one article, named by the file."""
    try:
        with source.open() as stream:
            data = stream.read(MAX_TEXT_BYTES + 1)
        if len(data) > MAX_TEXT_BYTES:
            raise InputError(f"{source.name}: longer than {MAX_TEXT_BYTES // 2**20} MB, too long for one article")
        text = decode(data, name=source.name)
        if not text or text.isspace():
            raise InputError(f"{source.name}: the file is empty; nothing to read")
    except InputError as error:
        report(error)
        return
    yield Article(doc_id=source.stem, text=text)
