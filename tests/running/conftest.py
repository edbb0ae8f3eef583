"""Stand-ins for the stages, so that what runs them can be tested without data, and with results known beforehand.

Every "Lomonda" is a city; every "drone" is a strike, placed there where the article names it.
"""

from __future__ import annotations

import re
from contextlib import nullcontext
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Self

import pytest

from geomap.language import wanted
from geomap.model import Event, EventPlace, Mention, Place, Span
from geomap.places.remember import Remembering

if TYPE_CHECKING:
    from geomap.language import Asking, Doc

LOMONDA = Place("gn:1", "Lomonda", 50.0, 36.25, "city", "UKR", "Kharkiv Oblast")


class FakeGazetteer:
    """Opened by `open_gazetteer`; it holds nothing, and the fakes below never look into it."""

    max_words = 1

    def lookup(self, name: str) -> tuple[()]:  # noqa: ARG002 (the protocol has it)
        return ()

    def contains(self, name: str) -> bool:  # noqa: ARG002 (the protocol has it)
        return False

    def admin1_of(self, place: Place) -> None:  # noqa: ARG002 (the protocol has it)
        return None

    def country(self, alpha3: str) -> None:  # noqa: ARG002 (the protocol has it)
        return None


class FakeShapes:
    """Knows no outline."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def area(self, place: Place) -> None:  # noqa: ARG002 (the protocol has it)
        return None


def finding_mentions(doc: Doc, gazetteer: Any, **_: object) -> Asking[tuple[Mention, ...]]:
    yield wanted(doc, ())
    assert isinstance(gazetteer, Remembering)
    assert not gazetteer.contains("Lomonda")
    found = re.finditer("Lomonda", doc.article.text)
    return tuple(Mention(hit.start(), hit.end(), hit[0], "literal", LOMONDA, 0.9) for hit in found)


def coding_article(doc: Doc, mentions: tuple[Mention, ...], *, coder: Any, gazetteer: Any) -> Asking[tuple[Event, ...]]:
    yield wanted(doc, ())
    assert coder == "the coder"
    assert isinstance(gazetteer, Remembering)
    if "fault" in doc.article.text:
        raise RuntimeError("a stage broke")
    where = EventPlace(LOMONDA, "Lomonda", mentions[0].start, mentions[0].end) if mentions else None
    return tuple(
        Event(
            event_id=f"{doc.article.doc_id}-{hit.start()}",
            doc_id=doc.article.doc_id,
            event_type="STR.DRONE",
            status="happened",
            start=hit.start(),
            end=hit.end(),
            quote=hit[0],
            trigger=Span(hit.start(), hit.end(), hit[0]),
            location=where,
            location_role="event" if where else "none",
        )
        for hit in re.finditer("drone", doc.article.text)
    )


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Put the fakes where the stages are looked up. `gazetteer`, `coder` and `shapes` are what a caller may bring."""
    monkeypatch.setattr("geomap.places.gazetteer.open_gazetteer", lambda _path=None: nullcontext(FakeGazetteer()))
    monkeypatch.setattr("geomap.places.finding_mentions", finding_mentions)
    monkeypatch.setattr("geomap.coding.load_coder", lambda **_: "the coder")
    monkeypatch.setattr("geomap.coding.coding_article", coding_article)
    monkeypatch.setattr("geomap.places.shapes.open_shapes", FakeShapes)
    return SimpleNamespace(gazetteer=FakeGazetteer(), coder="the coder", shapes=FakeShapes())


@pytest.fixture
def fake_map(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the map be one line that says what is on it."""

    def to_map(frame: Any, *, layers: Any, title: str | None, **options: Any) -> SimpleNamespace:  # noqa: ARG001 (as the map has it)
        line = f"{title}: {len(frame)} events, {len(layers)} layers, {sorted(set(frame['layer']))}".encode()
        return SimpleNamespace(save=lambda stream, close_file: stream.write(line))  # noqa: ARG005 (as folium has it)

    monkeypatch.setattr("geomap.map.to_map", to_map)
