"""From inputs to articles, each with a `doc_id` of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from geomap.errors import InputError, UsageError
from geomap.read.dates import parse_day
from geomap.read.inputs import sources
from geomap.read.readers import reader_of
from geomap.read.source import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from geomap.model import Article
    from geomap.read.source import Options, Report


def read_articles(
    inputs: str | Path | Iterable[str | Path],
    *,
    published: date | str | None = None,
    on_error: Report | None = None,
    options: Options = DEFAULTS,
) -> Iterator[Article]:
    """The articles of files, folders, globs, addresses and "-" (standard input), in a fixed order, each file once.

    `published` (ISO 8601) is the day of the one article there is; UsageError when there are more. A `doc_id` that
    appears again gets "-2", "-3" …. An input that cannot be read raises InputError, unless `on_error` takes the errors:
    then each is handed to it and the rest is read.
    """
    named = [inputs] if isinstance(inputs, str) or not hasattr(inputs, "__iter__") else list(inputs)
    if not named:
        raise UsageError("nothing to read: name a file, a folder, a pattern, or '-' for standard input")
    day = _day(published)
    articles = _unique(_read(named, on_error or _raise, options))
    return articles if day is None else _dated(articles, day)


def _raise(error: InputError) -> None:
    raise error


def _read(inputs: Iterable[str | Path], report: Report, options: Options) -> Iterator[Article]:
    for source in sources(inputs, report, options):
        try:
            yield from reader_of(source.suffix, name=source.name)(source, report)
        except InputError as error:
            report(error)
        except OSError as error:
            report(InputError(f"{source.name}: cannot be read: {error.strerror or error}"))


def _unique(articles: Iterable[Article]) -> Iterator[Article]:
    taken: set[str] = set()
    for article in articles:
        doc_id, count = article.doc_id, 1
        while doc_id in taken:
            count += 1
            doc_id = f"{article.doc_id}-{count}"
        taken.add(doc_id)
        yield article if doc_id == article.doc_id else replace(article, doc_id=doc_id)


def _dated(articles: Iterator[Article], day: date) -> Iterator[Article]:
    first = list(islice(articles, 2))
    if len(first) > 1:
        raise UsageError("--published dates one article, and there are more; give each its 'published' in a .jsonl")
    yield from (replace(article, published=day) for article in first)


def _day(published: date | str | None) -> date | None:
    if published is None or isinstance(published, date):
        return published
    try:
        return parse_day(published)
    except ValueError:
        raise UsageError(f"--published {published!r:.60} is not an ISO 8601 date; write it like 2025-03-20") from None
