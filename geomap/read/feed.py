"""Feeds: RSS, Atom and RDF (read by feedparser), and JSON feeds. An entry is an article, by its own text or, with
`follow`, by that of the page it links to.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from geomap.errors import InputError
from geomap.model import Article
from geomap.read.columns import article_of_fields
from geomap.read.dates import parse_written_day
from geomap.read.decode import decode
from geomap.read.fragment import plain_text
from geomap.read.markup import clean, web_address
from geomap.read.need import need
from geomap.read.source import InPartError, whole
from geomap.read.xml_guard import check_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.read.source import Report, Source

MAX_ENTRIES: Final = 5000
MAX_FOLLOWED: Final = 200
"""Pages fetched for one feed: real feeds list at most some dozens, and each costs its server something."""

_ROOTS: Final = frozenset({"rss", "feed", "rdf:RDF", "RDF", "channel"})


@dataclass(frozen=True, slots=True)
class _Entry:
    title: str | None
    text: str
    published: date | None
    link: str | None
    source: str | None
    language: str | None


def read_feed(source: Source, report: Report) -> Iterator[Article]:
    """The entries of an RSS, Atom or RDF feed, in its order."""
    feedparser = need("feedparser", name=source.name, what="reading feeds")
    data = whole(source)
    root = check_xml(data, name=source.name)
    if root is not None and root.rpartition(":")[2] not in {each.rpartition(":")[2] for each in _ROOTS}:
        raise InputError(f"{source.name}: an XML document <{clean(root):.40}> is not a feed; save its text as .txt")
    try:
        found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # noqa: BLE001 (a broken feed breaks feedparser in ways without number)
        raise InputError(f"{source.name}: the feed is broken ({type(error).__name__}); not read") from None
    if not found.get("version") and not found.entries:
        raise InputError(f"{source.name}: not a feed that can be read; RSS, Atom and JSON feeds are")
    head = found.feed
    entries = [_xml_entry(each, head, source) for each in found.entries[:MAX_ENTRIES]]
    yield from _articles(entries, source, report)


def read_json(source: Source, report: Report) -> Iterator[Article]:
    """A JSON feed, a list of articles, or one article (in the fields of JSON Lines)."""
    text = decode(whole(source), name=source.name)
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        at = f"line {error.lineno}, column {error.colno}"
        remedy = "; for one object a line, name it .jsonl" if error.msg == "Extra data" else ""
        raise InputError(f"{source.name}: not JSON: {error.msg} at {at}{remedy}") from None
    except (ValueError, RecursionError):
        raise InputError(f"{source.name}: not JSON that can be read: numbers too long or nested too deep") from None
    if isinstance(document, dict) and isinstance(document.get("items"), list) and "version" in document:
        items = [item for item in document["items"] if isinstance(item, dict)][:MAX_ENTRIES]
        yield from _articles([_json_entry(item, document, source) for item in items], source, report)
        return
    yield from _listed(document, source, report)


def _listed(document: Any, source: Source, report: Report) -> Iterator[Article]:
    if isinstance(document, dict) and isinstance(document.get("articles"), list):
        document = document["articles"]
    rows = document if isinstance(document, list) else [document]
    if not rows:
        raise InputError(f"{source.name}: the list is empty; nothing to read")
    for number, row in enumerate(rows, start=1):
        where = source.name if len(rows) == 1 else f"{source.name}, item {number}"
        try:
            if not isinstance(row, dict):
                raise InputError(f"{where}: expected an object with a 'text'")
            fields = {str(key).lower(): value for key, value in row.items()}
            text = next((fields[key] for key in ("text", "body", "content") if isinstance(fields.get(key), str)), None)
            stem = source.stem if len(rows) == 1 else f"{source.stem}-{number}"
            yield article_of_fields(fields | {"text": clean(text) if text else None}, stem, report, where=where)
        except InputError as error:
            report(error)


def _articles(entries: Sequence[_Entry], source: Source, report: Report) -> Iterator[Article]:
    if not entries:
        raise InputError(f"{source.name}: the feed has no entries; nothing to read")
    followed = 0
    for number, entry in enumerate(entries, start=1):
        stem = f"{source.stem}-{number}"
        if source.options.follow and entry.link and followed < MAX_FOLLOWED:
            followed += 1
            try:
                yield _page(entry, stem, source)
                continue
            except InputError as error:
                if not entry.text:
                    report(error)
                    continue
                report(InPartError(f"{error} (the entry's own text is read)"))
        text = entry.text or entry.title
        if not text:
            report(InputError(f"{source.name}, entry {number}: has neither text nor title; --follow reads its page"))
            continue
        yield Article(stem, text, entry.title, entry.published, entry.source, entry.link, entry.language)


def _page(entry: _Entry, stem: str, source: Source) -> Article:
    """The article of the page that an entry links to; what the page does not say, the entry does."""
    from geomap.read.fetch import fetch
    from geomap.read.html import page_article

    fetched = fetch(entry.link or "", allow_private=source.options.allow_private)
    page = replace(source, name=fetched.url, stem=stem, url=fetched.url, charset=fetched.charset)
    article = page_article(fetched.content, page)
    return replace(
        article,
        title=article.title or entry.title,
        published=article.published or entry.published,
        source=article.source or entry.source,
        language=article.language or entry.language,
    )


def _xml_entry(each: Any, head: Any, source: Source) -> _Entry:
    bodies = [str(part.get("value") or "") for part in each.get("content") or ()] or [str(each.get("summary") or "")]
    return _Entry(
        title=_line(each.get("title")),
        text=plain_text(max(bodies, key=len)),
        published=_day(each.get("published"), each.get("published_parsed")) or _day(each.get("updated"), None),
        link=_link(each.get("link"), source),
        source=_line((each.get("source") or {}).get("title")) or _line(head.get("title")),
        language=_code(head.get("language")),
    )


def _json_entry(item: dict[str, Any], head: dict[str, Any], source: Source) -> _Entry:
    text = item.get("content_text")
    body = clean(text) if isinstance(text, str) else plain_text(_text(item.get("content_html") or item.get("summary")))
    return _Entry(
        title=_line(item.get("title")),
        text=body.strip(),
        published=_day(item.get("date_published"), None),
        link=_link(item.get("url") or item.get("external_url"), source),
        source=_line(head.get("title")),
        language=_code(item.get("language") or head.get("language")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _line(value: object) -> str | None:
    return " ".join(plain_text(_text(value)).split()) or None


def _code(value: object) -> str | None:
    code = _text(value).strip().lower().replace("_", "-").partition("-")[0]
    return code if code.isalpha() and len(code) in {2, 3} else None


def _day(written: object, parsed: Any) -> date | None:
    """The day as written; only where its form is unusual, feedparser's reading of it (in universal time)."""
    try:
        return parse_written_day(_text(written))
    except ValueError:
        pass
    try:
        return date(*parsed[:3]) if parsed else None
    except (TypeError, ValueError):
        return None


def _link(value: object, source: Source) -> str | None:
    try:
        return web_address(urljoin(source.url or "", _text(value)))
    except ValueError:
        return None
