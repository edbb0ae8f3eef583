"""What toponyms do in their sentences."""

from __future__ import annotations

import pytest

from geomap.language import parse
from geomap.model import Article
from geomap.places import find_mentions
from geomap.places.gazetteer import CompiledGazetteer
from tests.places.small_gazetteer import small_gazetteer

GAZETTEER = small_gazetteer()


def roles(text: str) -> list[tuple[str, str]]:
    return [(m.name, m.role) for m in find_mentions(parse(Article("a", text)), GAZETTEER)]


@pytest.mark.parametrize(
    "text",
    [
        "Moscow rejected the offer.",
        "On Monday Moscow firmly rejected the offer.",
        "He said Moscow would retaliate.",
        "The envoy accused Moscow of lying.",
        "Talks with Moscow have stalled.",
        "Moscow’s demands were refused.",
        "Moscow and its allies have rejected the plan.",
        "They will answer if Moscow violated the terms.",
    ],
)
def test_a_capital_that_acts_is_its_government(text: str) -> None:
    assert ("Moscow", "government") in roles(text)


@pytest.mark.parametrize(
    "text",
    [
        "A drone fell in Moscow on Monday.",
        "Envoys flew from Paris to Moscow.",
        "Snow fell across Moscow, Kyiv and Paris.",
        "Rescuers reached the suburbs of Moscow.",
        "A fire broke out at Moscow's airport.",
    ],
)
def test_a_place_after_a_preposition_of_place_is_literal(text: str) -> None:
    assert ("Moscow", "literal") in roles(text)


def test_a_town_that_is_no_capital_never_is_a_government() -> None:
    assert ("Aleppo", "associative") in roles("Aleppo rejected the offer.")


def test_peoples_are_demonyms_and_modify_places_associatively() -> None:
    assert roles("Syrian officials spoke.") == [("Syrian", "demonym")]
    assert roles("He lives in the Syrian capital.") == [("Syrian", "associative")]


def test_a_modifier_is_associative() -> None:
    assert roles("US troops left.") == [("US", "associative")]
    assert roles("The Boston Globe reported it.") == [("Boston", "associative")]


def test_the_town_and_its_region_in_an_address_are_literal() -> None:
    assert roles("Residents of Paris, Texas, voted.") == [("Paris", "literal"), ("Texas", "literal")]


def test_a_site_named_by_its_town_is_literal() -> None:
    assert ("Zaporizhzhia", "literal") in roles("The nuclear agency left. The Zaporizhzhia plant burnt.")


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Berlin said it would deliver more tanks to Kyiv.", "Kyiv", "government"),
        ("Sales of arms to Riyadh were halted.", "Riyadh", "government"),
        ("Trucks will deliver aid to Gaza.", "Gaza", "literal"),
        ("A bus took the families to Kyiv.", "Kyiv", "literal"),
    ],
)
def test_who_is_given_arms_is_a_government(text: str, name: str, role: str, gazetteer: CompiledGazetteer) -> None:
    mentions = find_mentions(parse(Article("a", text)), gazetteer)
    assert next(m.role for m in mentions if m.name == name) == role
