"""What an event rests on, told in full and in line with the event itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from geomap.coding import code_article, load_coder
from geomap.coding.explain import Why, explain_events, explain_merged, lines
from geomap.language import parse
from geomap.model import Article
from geomap.places import find_mentions
from geomap.places.gazetteer import CompiledGazetteer, open_gazetteer

TEXT = (
    "The army allegedly shelled Kharkiv and Odesa on Monday, killing three people, a spokesman said.\n\n"
    "Drones may strike Lviv again, officials warned. The shelling of Kharkiv went on for hours."
)
FRIDAY = date(2025, 6, 20)


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[CompiledGazetteer]:
    with open_gazetteer() as opened:
        yield opened


def explained(
    text: str, gazetteer: CompiledGazetteer, *, doc_id: str = "a", published: date | None = None
) -> tuple[Why, ...]:
    doc = parse(Article(doc_id, text, published=published))
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


def test_why_reports_were_joined_is_told(gazetteer: CompiledGazetteer) -> None:
    told = "A suicide bomber blew himself up in a mosque in Peshawar on Monday, killing 24 people."
    later = "A suicide bombing at a mosque in Peshawar on Monday killed 31 worshippers."
    texts = {"a": told, "b": later, "c": "The strike on Kharkiv killed three people on Monday, the mayor said."}
    events = [
        why.event for name, text in texts.items() for why in explained(text, gazetteer, doc_id=name, published=FRIDAY)
    ]
    said = list(explain_merged(events))
    assert len(said) == 2
    assert said[0].startswith("b: EXP.SUICIDE") or said[0].startswith("a: EXP.SUICIDE")
    assert "the same place (3), the same day (2)" in said[1]
    assert "of 4 needed" in said[1]
    assert list(explain_merged(events[::-1])) == said


def test_inside_an_article_too(gazetteer: CompiledGazetteer) -> None:
    text = (
        "A Russian missile strike on Sumy killed at least 12 people on Tuesday, the mayor said. "
        "Police said 15 people were killed in the attack."
    )
    (line,) = [line for why in explained(text, gazetteer) for line in lines(why) if line.startswith("  merged")]
    assert "point back" in line
