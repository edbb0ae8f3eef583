"""A sentence that can hold neither an event nor a place is never parsed; one that tells of an event is parsed once."""

from __future__ import annotations

import pytest

from geomap.coding import Coder, code_article
from geomap.language import parse
from geomap.language.pipelines import Pipeline
from geomap.language.records import Sentence, Tree
from geomap.model import Article
from geomap.places import find_mentions
from geomap.places.gazetteer import CompiledGazetteer

EMPTY = (
    "The weather had been mild for weeks. ",
    "She had always liked the colour of the sea in the morning. ",
    "Nobody could remember who had planted the trees. ",
    "The soup was cold, and the bread was a day old. ",
)
EVENT = "Two soldiers were killed by gunmen in Homs on Tuesday. "


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences that are parsed from here on, in their order."""
    seen: list[str] = []
    real = Pipeline.parse

    def counting(pipeline: Pipeline, sentences: list[Sentence]) -> list[Tree]:
        seen.extend(" ".join(token.text for token in sentence.tokens) for sentence in sentences)
        return real(pipeline, sentences)

    monkeypatch.setattr(Pipeline, "parse", counting)
    return seen


def told(text: str, coder: Coder, gazetteer: CompiledGazetteer) -> list[str]:
    doc = parse(Article("a", text))
    return [
        event.event_type for event in code_article(doc, find_mentions(doc, gazetteer), coder=coder, gazetteer=gazetteer)
    ]


def test_a_text_without_events_and_places_is_not_parsed(
    parsed: list[str], coder: Coder, gazetteer: CompiledGazetteer
) -> None:
    assert not told("".join(EMPTY), coder, gazetteer)
    assert not parsed


def test_only_the_sentence_that_tells_of_an_event_is_parsed_and_once(
    parsed: list[str], coder: Coder, gazetteer: CompiledGazetteer
) -> None:
    assert told("".join([*EMPTY[:2], EVENT, *EMPTY[2:]]), coder, gazetteer)
    assert [sentence[:12] for sentence in parsed] == ["Two soldiers"]
