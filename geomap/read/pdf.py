"""PDF: the text of all pages, lines joined to paragraphs, running heads dropped; title and date from the file.

Taken out by pypdf. A file that a browser printed says when it was printed, not when the article was published: its date
is not used.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import InputError
from geomap.model import Article
from geomap.read.markup import clean
from geomap.read.need import need, silenced
from geomap.read.source import MAX_ARTICLE_BYTES, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.read.source import Report, Source

MAX_PAGES: Final = 2000
MAX_SECONDS: Final = 120.0
_PRINTED: Final = re.compile(r"skia|chrom|firefox|mozilla|webkit|quartz|print to pdf|safari|wkhtml", re.IGNORECASE)
_FINAL: Final = re.compile(r"[.!?:…][\"'”’)\]]*$")
_NUMBER: Final = re.compile(r"\d+")
_REPEATED: Final = 3


def read_pdf(source: Source, report: Report) -> Iterator[Article]:  # noqa: ARG001 (the protocol has it)
    """The one article of a PDF."""
    from io import BytesIO

    pypdf = need("pypdf", name=source.name, what="reading PDF")
    data = whole(source)
    if b"%PDF-" not in data[:1024]:
        raise InputError(f"{source.name}: this is not a PDF; name the file by what it is")
    try:
        with silenced("pypdf"):
            reader = pypdf.PdfReader(BytesIO(data))
            _unlock(reader, source.name)
            pages = _pages(reader, source.name)
            title, day = _described(reader)
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001 (a broken file breaks pypdf in ways without number)
        told = " ".join(str(error).split()) or type(error).__name__
        raise InputError(f"{source.name}: the PDF is broken or cut short ({told:.120}); save it again") from None
    text = clean(join_pages(pages))
    if not text.strip():
        raise InputError(f"{source.name}: the PDF holds no text (scanned pages?); run OCR on it, say ocrmypdf")
    yield Article(source.stem, text, title=title, published=day, url=source.url)


def _unlock(reader: Any, name: str) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError(f"{name}: the PDF is locked with a password; save it without one")


def _pages(reader: Any, name: str) -> list[str]:
    count = len(reader.pages)
    if count > MAX_PAGES:
        raise InputError(f"{name}: has {count:,} pages, more than {MAX_PAGES:,}; split it")
    pages, size, end = [], 0, time.monotonic() + MAX_SECONDS
    for page in reader.pages:
        pages.append(page.extract_text() or "")
        size += len(pages[-1])
        if size > MAX_ARTICLE_BYTES:
            raise InputError(f"{name}: its text is longer than {MAX_ARTICLE_BYTES // 2**20} MB; split it")
        if time.monotonic() > end:
            raise InputError(f"{name}: takes longer than {MAX_SECONDS:.0f} s to read; split it")
    return pages


def join_pages(pages: Sequence[str]) -> str:
    """The text of pages without their running heads and page numbers, a line a paragraph.

    A line goes on with the one before when that is nearly as wide as the page's text and does not end a sentence, or
    when a word is split at its end.
    """
    split = [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
    running = _running(split)
    lines = [line for page in split for at, line in enumerate(page) if not _is_running(line, at, len(page), running)]
    if not lines:
        return ""
    width = sorted(len(line) for line in lines)[len(lines) * 3 // 4]
    joined = lines[:1]
    for before, line in pairwise(lines):
        last = joined[-1]
        if re.search(r"[a-z]-$", last) and line[0].islower():
            joined[-1] = last[:-1] + line
        elif _goes_on(before, line, width):
            joined[-1] = f"{last} {line}"
        else:
            joined.append(line)
    return "\n".join(joined)


def _goes_on(before: str, line: str, width: int) -> bool:
    """Whether a break is only that of a full line: the next word would not have fitted, or stands inside a sentence."""
    if line[0] in "•▪●–-*" or width < 20:
        return False
    full = len(before) + 1 + len(line.split(None, 1)[0]) > width * 0.95
    if _FINAL.search(before):
        return full and len(before) > width * 0.9
    return full or line[0].islower() or len(before) > width * 0.8


def _running(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """What stands first or last on several pages, numbers apart."""
    ends = Counter(_NUMBER.sub("#", line) for page in pages for line in {*page[:2], *page[-2:]})
    return frozenset(line for line, times in ends.items() if times >= _REPEATED and times * 2 > len(pages))


def _is_running(line: str, at: int, count: int, running: frozenset[str]) -> bool:
    if 2 <= at < count - 2:
        return False
    return _NUMBER.sub("#", line) in running or bool(
        re.fullmatch(r"(?:page )?\d{1,4}(?: ?(?:/|of) ?\d{1,4})?", line, re.IGNORECASE)
    )


def _described(reader: Any) -> tuple[str | None, date | None]:
    """Title and day of the document's information; None for what cannot be read."""
    try:
        info = reader.metadata or {}
        title = " ".join(clean(str(info.get("/Title") or "")).split())
        maker = f"{info.get('/Producer') or ''} {info.get('/Creator') or ''}"
        made = getattr(info, "creation_date", None)
    except Exception:  # noqa: BLE001 (as above; the text matters more than its description)
        return None, None
    day = made.date() if isinstance(made, datetime) and not _PRINTED.search(maker) else None
    return title or None, day
