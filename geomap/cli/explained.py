"""Explanations of toponyms as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from geomap.cli.talk import printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from geomap.model import Article
    from geomap.places.gazetteer import Gazetteer


def write_explanations(
    articles: Iterable[Article], gazetteer: Gazetteer, stream: BinaryIO, *, countries: Collection[str] = ()
) -> None:
    """Write why each name of each article means what it means; `countries` as for `find_mentions`."""
    from geomap.language import parse
    from geomap.places.explain import explain, lines

    for article in articles:
        told = [line for each in explain(parse(article), gazetteer, countries=countries) for line in lines(each)]
        text = "\n".join(printable(line) for line in (article.doc_id, *told))
        stream.write(f"{text}\n".encode())
