"""Explanations of toponyms and of events as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from geomap.cli.talk import printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from geomap.coding import Coder
    from geomap.model import Article, Event
    from geomap.places.explain import Explanation
    from geomap.places.gazetteer import Gazetteer


def write_explanations(explained: Iterable[tuple[Article, Sequence[Explanation]]], stream: BinaryIO) -> None:
    """Write why each name of each article means what it means."""
    from geomap.places.explain import lines

    for article, found in explained:
        _write((article.doc_id, *(line for each in found for line in lines(each))), stream)


def write_event_explanations(
    articles: Iterable[Article],
    gazetteer: Gazetteer,
    stream: BinaryIO,
    *,
    coder: Coder,
    countries: Collection[str] = (),
    model: str | None = None,
    merge: bool = False,
) -> None:
    """Write why each event of each article was coded as it was, and, with `merge`, why those of several articles are
    one; the rest as for `code_articles`.
    """
    from geomap.coding.explain import explain_events, explain_merged, lines
    from geomap.language import DEFAULT, parse
    from geomap.places import find_mentions

    events: list[Event] = []
    for article in articles:
        doc = parse(article, model=model or DEFAULT)
        mentions = find_mentions(doc, gazetteer, countries=countries)
        found = explain_events(doc, mentions, coder=coder, gazetteer=gazetteer)
        events += [each.event for each in found] if merge else []
        _write((article.doc_id, *(line for each in found for line in lines(each))), stream)
    several = list(explain_merged(events))
    if several:
        _write(("told by several articles", *several), stream)


def _write(told: Iterable[str], stream: BinaryIO) -> None:
    text = "\n".join(printable(line) for line in told)
    stream.write(f"{text}\n".encode())
