"""What an event rests on, told in full and in line with the event itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from geomap.coding import code_article, load_coder
from geomap.coding.explain import Why, explain_events, lines
from geomap.language import parse
from geomap.model import Article
from geomap.places import find_mentions
from geomap.places.gazetteer import CompiledGazetteer, open_gazetteer

TEXT = (
    "The army allegedly shelled Kharkiv and Odesa on Monday, killing three people, a spokesman said.\n\n"
    "Drones may strike Lviv again, officials warned. The shelling of Kharkiv went on for hours."
)


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[CompiledGazetteer]:
    with open_gazetteer() as opened:
        yield opened


def explained(text: str, gazetteer: CompiledGazetteer) -> tuple[Why, ...]:
    doc = parse(Article("a", text))
    return explain_events(doc, find_mentions(doc, gazetteer), coder=load_coder(), gazetteer=gazetteer)


def test_the_events_explained_are_those_that_are_coded(gazetteer: CompiledGazetteer) -> None:
    doc = parse(Article("a", TEXT))
    coded = code_article(doc, find_mentions(doc, gazetteer), coder=load_coder(), gazetteer=gazetteer)
    assert [why.event.event_id for why in explained(TEXT, gazetteer)] == [event.event_id for event in coded]
    assert [why.event.confidence for why in explained(TEXT, gazetteer)] == [event.confidence for event in coded]


def test_rule_cue_sites_and_grounds_are_told(gazetteer: CompiledGazetteer) -> None:
    why = explained(TEXT, gazetteer)[0]
    assert why.words == "shelled"
    assert "shell" in why.pattern
    assert why.cue == "allegedly"
    assert [site.name for site in why.sites] == ["Kharkiv", "Odesa"]
    assert 0 < sum(site.chance or 0 for site in why.sites) <= 1
    assert why.likely[0][0] == "STR.SHELL"
    assert dict(why.grounds)["typed"] > 0


def test_an_explanation_reads_as_text(gazetteer: CompiledGazetteer) -> None:
    told = list(lines(explained(TEXT, gazetteer)[0]))
    assert told[0].startswith("STR.SHELL alleged, confidence 0.")
    assert "  status  alleged: because of 'allegedly'" in told
    assert any(line.startswith("  place   Kharkiv: Kharkiv (city), as its event") for line in told)
    assert all("\n" not in line for line in told)
