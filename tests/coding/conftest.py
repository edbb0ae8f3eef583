"""What the coding tests share: the coder's tables and the embedded gazetteer, loaded once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from geomap.coding import Coder, code_article, load_coder
from geomap.errors import GazetteerError
from geomap.language import parse
from geomap.model import Article, Event
from geomap.places import find_mentions
from geomap.places.gazetteer import CompiledGazetteer, open_gazetteer


@pytest.fixture(scope="session")
def coder() -> Coder:
    """All tables."""
    return load_coder()


@pytest.fixture(scope="session")
def gazetteer() -> Iterator[CompiledGazetteer]:
    """The embedded gazetteer; skips where none was compiled."""
    try:
        opened = open_gazetteer()
    except GazetteerError as error:
        pytest.skip(str(error))
    with opened:
        yield opened


@pytest.fixture(scope="session")
def events_of(coder: Coder, gazetteer: CompiledGazetteer) -> Callable[..., tuple[Event, ...]]:
    """text → its events, as of 20 June 2025 unless told otherwise."""

    def code(text: str, *, published: date | None = date(2025, 6, 20), doc_id: str = "test") -> tuple[Event, ...]:
        doc = parse(Article(doc_id, text, published=published))
        return code_article(doc, find_mentions(doc, gazetteer), coder=coder, gazetteer=gazetteer)

    return code
