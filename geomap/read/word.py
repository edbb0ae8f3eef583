"""Word (.docx): paragraphs and tables in order; title and date from the document's properties. Read by python-docx."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import InputError
from geomap.model import Article
from geomap.read.archive import check_archive
from geomap.read.markup import clean
from geomap.read.need import need
from geomap.read.source import MAX_ARTICLE_BYTES, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.read.source import Report, Source

_TEMPLATE: Final = date(2013, 12, 23)
"""When the blank document of python-docx was made: no date of an article."""


def read_word(source: Source, report: Report) -> Iterator[Article]:  # noqa: ARG001 (the protocol has it)
    """The one article of a Word file."""
    from io import BytesIO

    docx = need("docx", name=source.name, what="reading Word files")
    stream = BytesIO(whole(source))
    check_archive(stream, name=source.name)
    try:
        document = docx.Document(stream)
        text = clean("\n".join(_lines(document)))
        title, day = _described(document)
    except Exception as error:  # noqa: BLE001 (a broken file breaks python-docx in ways without number)
        told = " ".join(str(error).split()) or type(error).__name__
        raise InputError(f"{source.name}: not a Word file that can be read ({told:.120}); save it again") from None
    if not text.strip():
        raise InputError(f"{source.name}: the document holds no text; nothing to read")
    if len(text) > MAX_ARTICLE_BYTES:
        raise InputError(f"{source.name}: its text is longer than {MAX_ARTICLE_BYTES // 2**20} MB; split it")
    yield Article(source.stem, text, title=title, published=day, url=source.url)


def _lines(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
                yield "; ".join(cell for cell in cells if cell)
        else:
            yield " ".join(block.text.split())


def _described(document: Any) -> tuple[str | None, date | None]:
    properties = document.core_properties
    made = properties.created
    day = made.date() if isinstance(made, datetime) and made.date() != _TEMPLATE else None
    return " ".join(clean(properties.title or "").split()) or None, day
