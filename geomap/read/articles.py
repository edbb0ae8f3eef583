"""From inputs to articles, each with a `doc_id` of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING

from geomap.errors import InputError, UsageError
from geomap.read.copies import CopyFinder
from geomap.read.dates import parse_day
from geomap.read.english import NotEnglishError, check_english
from geomap.read.inputs import sources
from geomap.read.journal import Articles, Journal
from geomap.read.readers import articles_of
from geomap.read.source import DEFAULTS, MAX_ARTICLE_CHARACTERS

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
) -> Articles:
    """The articles of files, folders, globs, addresses and "-" (standard input), in a fixed order, each file once.

    `published` (ISO 8601) is the day of the one article there is; UsageError when there are more. A `doc_id` that
    appears again gets "-2", "-3" …. An input that cannot be read raises InputError, unless `on_error` takes the errors:
    then each is handed to it and the rest is read. So does a text that is not English (NotEnglishError). Copies of an
    article are left out; how many there were is in the `journal` of the result.
    """
    named = [inputs] if isinstance(inputs, str) or not hasattr(inputs, "__iter__") else list(inputs)
    if not named:
        raise UsageError("nothing to read: name a file, a folder, a pattern, or '-' for standard input")
    day = _day(published)
    journal, report = Journal(), on_error or _raise
    articles = _kept(_read(named, report, options), report, options, journal)
    return Articles(articles if day is None else _dated(articles, day), journal)


def _raise(error: InputError) -> None:
    raise error


def _read(inputs: Iterable[str | Path], report: Report, options: Options) -> Iterator[tuple[str, Article]]:
    """Each article with the name of its input."""
    for source in sources(inputs, report, options):
        try:
            for article in articles_of(source, report):
                yield source.name, article
        except InputError as error:
            report(error)
        except OSError as error:
            report(InputError(f"{source.name}: cannot be read: {error.strerror or error}"))


def _kept(read: Iterable[tuple[str, Article]], report: Report, options: Options, journal: Journal) -> Iterator[Article]:
    """The articles in English, each once, each with a `doc_id` of its own."""
    free, copies = _FreeIds(), CopyFinder()
    for name, whole in read:
        found = _begin_of(whole)
        if not options.any_language:
            try:
                check_english(found.text, where=_where(name, found))
            except NotEnglishError as error:
                report(error)
                continue
        original = None if options.keep_copies else copies.original_of(found)
        if original is not None:
            journal.note_copy(original, _where(name, found))
            continue
        article = free.named(found)
        if not options.keep_copies:
            copies.keep(article)
        journal.note(article, name)
        if found is not whole:
            journal.cut[article.doc_id] = len(whole.text)
        yield article


def _begin_of(article: Article) -> Article:
    """The article, or as much of its text as is read of one too long; up to a paragraph's or a word's end."""
    text = article.text[:MAX_ARTICLE_CHARACTERS]
    if len(text) == len(article.text):
        return article
    ends = (text.rfind(gap, len(text) - reach) for gap, reach in (("\n\n", 10_000), (" ", 1_000)))
    return replace(article, text=text[: next((end for end in ends if end > 0), len(text))])


def _where(name: str, article: Article) -> str:
    """The input, and which article of it where it may hold several."""
    stem = PurePath(name).stem
    return name if article.doc_id == stem or name in {article.url, "standard input"} else f"{name} ({article.doc_id})"


class _FreeIds:
    """Gives each article a `doc_id` that none before it had."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def named(self, article: Article) -> Article:
        """The article, with a number after its id where that is taken."""
        doc_id, count = article.doc_id, self._counts.get(article.doc_id, 1)
        while doc_id in self._taken:
            count += 1
            doc_id = f"{article.doc_id}-{count}"
        self._counts[article.doc_id] = count
        self._taken.add(doc_id)
        return article if doc_id == article.doc_id else replace(article, doc_id=doc_id)


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
