"""Web pages: the main text, title, date, source and language; navigation, captions and related links left out.

The text is taken out by trafilatura, the date by htmldate (both by A. Barbaresi, Apache-2.0). Offsets count in the
text that was taken out.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import InputError
from geomap.model import Article
from geomap.read.dates import parse_written_day
from geomap.read.markup import clean, decode_page, web_address
from geomap.read.need import need, silenced
from geomap.read.source import MAX_ARTICLE_BYTES, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.read.source import Report, Source

MAX_ELEMENTS: Final = 40_000
"""A long live blog has half of it; taking the text out of more takes seconds, then minutes."""

# Fixed, so that the day of the run does not change what is read.
_DATE_BOUNDS: Final = {"min_date": "1995-01-01", "max_date": "2100-01-01"}
_LONG_CELL: Final = 80
_TAG: Final = re.compile(r"<\s*(?:!doctype|[a-z][a-z0-9]*)[\s>/]", re.IGNORECASE)


def read_html(source: Source, report: Report) -> Iterator[Article]:  # noqa: ARG001 (the protocol has it)
    """The one article of a saved or fetched page."""
    yield page_article(whole(source, limit=MAX_ARTICLE_BYTES), source)


def page_article(data: bytes, source: Source) -> Article:
    """The article of a page. Raises InputError where it has no main text."""
    trafilatura = need("trafilatura", name=source.name, what="reading HTML")
    page = decode_page(data, charset=source.charset)
    if not _TAG.search(page):
        raise InputError(f"{source.name}: this is not HTML; if it is plain text, name it .txt")
    if page.count("<") > 2 * MAX_ELEMENTS:
        raise InputError(f"{source.name}: has more than {MAX_ELEMENTS:,} elements; save the article's text as .txt")
    with silenced("trafilatura"), silenced("htmldate"):
        found = trafilatura.bare_extraction(
            page,
            url=source.url,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"original_date": True, "extensive_search": True, **_DATE_BOUNDS},
        )
    text = _without_bars(clean(found.text or "")).strip() if found is not None else ""
    if not text:
        raise InputError(
            f"{source.name}: no main text found (a page of links, or one that a script fills); "
            "save the article's text as .txt"
        )
    return _article(found, text, page, source)


def _article(found: Any, text: str, page: str, source: Source) -> Article:
    title = _kept(found.title)
    return Article(
        doc_id=source.stem,
        text=_without_title(text, title),
        title=title,
        published=_day(found.date),
        source=_kept(found.sitename) or _kept(found.hostname),
        url=source.url or web_address(found.url),
        language=_language(page),
    )


def _without_bars(text: str) -> str:
    """Rows of tables without their bars: cells of a few words on one line, columns of text each on its own."""
    lines = []
    for line in text.split("\n"):
        if not line.startswith("|"):
            lines.append(line)
            continue
        cells = [cell.strip() for cell in line.strip("| ").split(" | ") if cell.strip("|- ")]
        lines.append(("\n" if any(len(cell) > _LONG_CELL for cell in cells) else "; ").join(cells))
    return "\n".join(lines)


def _without_title(text: str, title: str | None) -> str:
    """The text without a first line that only repeats the title, which an article keeps apart."""
    first, _, rest = text.partition("\n")
    return rest.lstrip() if rest.strip() and title and first.strip().casefold() == title.casefold() else text


_LANG: Final = re.compile(r"<html\b[^<>]{0,500}?\blang\s*=\s*[\"']?([a-z]{2,3})\b", re.IGNORECASE)


def _language(page: str) -> str | None:
    found = _LANG.search(page[:20_000])
    return found[1].lower() if found else None


def _day(text: str | None) -> date | None:
    try:
        return parse_written_day(text) if text else None
    except ValueError:
        return None


def _kept(text: str | None) -> str | None:
    return " ".join(clean(text).split()) or None if text else None
