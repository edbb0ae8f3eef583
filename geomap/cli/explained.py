"""Explanations of toponyms and of events as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from geomap.cli.talk import printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from geomap.coding import Coder
    from geomap.model import Article
    from geomap.places.explain import Explanation
    from geomap.places.gazetteer import Gazetteer


def write_explanations(explained: Iterable[tuple[Article, Sequence[Explanation]]], stream: BinaryIO) -> None:
    """Write why each name of each article means what it means."""
    from geomap.places.explain import lines

    for article, found in explained:
        told = [line for each in found for line in lines(each)]
        text = "\n".join(printable(line) for line in (article.doc_id, *told))
        stream.write(f"{text}\n".encode())


def write_event_explanations(
    articles: Iterable[Article],
    gazetteer: Gazetteer,
    stream: BinaryIO,
    *,
    coder: Coder,
    countries: Collection[str] = (),
    model: str | None = None,
) -> None:
    """Write why each event of each article was coded as it was; the rest as for `code_articles`."""
    from geomap.coding.explain import explain_events, lines
    from geomap.language import DEFAULT, parse
    from geomap.places import find_mentions

    for article in articles:
        doc = parse(article, model=model or DEFAULT)
        mentions = find_mentions(doc, gazetteer, countries=countries)
        found = explain_events(doc, mentions, coder=coder, gazetteer=gazetteer)
        told = [line for each in found for line in lines(each)]
        text = "\n".join(printable(line) for line in (article.doc_id, *told))
        stream.write(f"{text}\n".encode())
