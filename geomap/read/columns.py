"""Rows of named fields (of a table, a JSON document, a front matter) to articles; which column holds what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geomap.errors import InputError
from geomap.model import Article
from geomap.read.dates import parse_written_day
from geomap.read.fragment import plain_text
from geomap.read.markup import clean, web_address
from geomap.read.source import InPartError
from geomap.tables import suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from geomap.read.source import Report

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("text", "article_text", "full_text", "fulltext", "body", "article_body", "content", "article", "story",
             "maintext", "main_text", "content_text", "paragraph", "snippet", "message", "description", "summary",
             "abstract"),
    "title": ("title", "headline", "article_title", "heading", "subject"),
    "published": ("published", "date", "published_at", "publishedat", "publication_date", "date_published",
                  "datepublished", "pub_date", "pubdate", "publish_date", "article_date", "published_date", "timestamp",
                  "datetime", "created_at", "time"),
    "url": ("url", "link", "article_url", "web_url", "href", "permalink", "uri"),
    "source": ("source", "publisher", "outlet", "source_name", "publication", "newspaper", "site", "domain", "agency"),
    "doc_id": ("doc_id", "id", "article_id", "docid", "uuid", "guid"),
    "language": ("language", "lang"),
}  # fmt: skip
"""What a column is called, in order of preference."""

_EVENT_SETS: Final[Mapping[str, str]] = {
    "event_id_cnty": "an ACLED export",
    "type_of_violence": "a UCDP GED export",
    "globaleventid": "GDELT events",
}
_LONG: Final = 80


def fields_of(
    header: Sequence[str], samples: Sequence[Sequence[str]], *, text_column: str | None, where: str
) -> dict[str, int]:
    """Which column holds which field. The text is the column named so, else the one with the longest cells.

    `samples` are the first rows. Raises InputError where no column can be the text, or `text_column` is not there.
    """
    folded = [_folded(name) for name in header]
    found = {field: folded.index(name) for field, names in NAMES.items() for name in reversed(names) if name in folded}
    if text_column is not None:
        if text_column not in header and _folded(text_column) not in folded:
            raise InputError(f"{where}: has no column '{text_column}'{suggestion(text_column, header)}")
        found["text"] = header.index(text_column) if text_column in header else folded.index(_folded(text_column))
    else:
        kind = next((_EVENT_SETS[name] for name in folded if name in _EVENT_SETS), None)
        if kind is not None:
            raise InputError(f"{where}: this is {kind}, not articles; to code its notes as text, use --text-column")
        if "text" not in found:
            found["text"] = _longest(header, samples, where=where)
    return {field: at for field, at in found.items() if field == "text" or at != found["text"]}


def _folded(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def _longest(header: Sequence[str], samples: Sequence[Sequence[str]], *, where: str) -> int:
    def mean(column: int) -> float:
        return sum(len(row[column]) for row in samples if column < len(row)) / max(1, len(samples))

    best = max(range(len(header)), key=mean, default=0)
    if not header or mean(best) < _LONG:
        raise InputError(f"{where}: no column looks like an article's text; name it with --text-column")
    return best


def article_of_fields(row: Mapping[str, Any], stem: str, report: Report, *, where: str) -> Article:
    """The article that a row of fields (as in `NAMES`) holds. Raises InputError where its text is missing.

    A date that cannot be read is reported, and the article is read without it.
    """
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError(f"{where}: the text is {'missing' if text is None else 'empty'}; an article needs its text")
    return Article(
        doc_id=_one(row, "doc_id") or stem,
        text=text,
        title=plain_text(_one(row, "title") or "") or None,
        published=_published(row, report, where=where),
        source=_one(row, "source"),
        url=web_address(_one(row, "url")),
        language=_language(_one(row, "language")),
    )


def _one(row: Mapping[str, Any], field: str) -> str | None:
    """The first value that a field has under any of its names, on one line."""
    for name in NAMES[field]:
        value = row.get(name)
        if value is None or isinstance(value, dict | list | bool):
            continue
        text = " ".join(clean(str(value)).split())
        if text:
            return text
    return None


def _language(text: str | None) -> str | None:
    code = (text or "").lower().replace("_", "-").partition("-")[0]
    return {"english": "en", "eng": "en"}.get(code, code) if code.isalpha() and len(code) in {2, 3, 7} else None


def _published(row: Mapping[str, Any], report: Report, *, where: str) -> date | None:
    given = _one(row, "published")
    if given is None:
        return None
    try:
        return parse_written_day(given)
    except ValueError:
        told = f"'{given:.60}' is not a date that can be read; write it like 2025-03-20"
        report(InPartError(f"{where}: {told} (the article is read without it)"))
        return None
