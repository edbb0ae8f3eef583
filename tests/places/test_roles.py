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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ghana's economy grew by four per cent.", "Ghana"),
        ("Greece has been hit by a string of fires.", "Greece"),
        ("Hawaii has an ageing population.", "Hawaii"),
        ("Before leaving for America, her mother wrote to the bank.", "America"),
        ("BELFAST The latest on the shooting of a guard.", "BELFAST"),
        ("He was treated at a Denver hospital.", "Denver"),
        ("Fighters hold the last patch of eastern Ukraine still under siege.", "Ukraine"),
    ],
)
def test_a_land_and_what_happens_to_it_is_literal(text: str, name: str, gazetteer: CompiledGazetteer) -> None:
    mentions = find_mentions(parse(Article("a", text)), gazetteer)
    assert next(m.role for m in mentions if m.name == name) == "literal"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The court ordered Colombia to pay compensation.", "Colombia"),
        ("The attack was blamed on Iran.", "Iran"),
        ("Ministers agreed to sell Taiwan more missiles.", "Taiwan"),
        ("France's decision to pull out its soldiers was welcomed.", "France"),
        ("If they fire at Kyiv, Moscow warned, there will be war.", "Moscow"),
        ("Serbia and Croatia have further tightened the rules.", "Serbia"),
    ],
)
def test_who_decides_or_is_told_is_a_government(text: str, name: str, gazetteer: CompiledGazetteer) -> None:
    mentions = find_mentions(parse(Article("a", text)), gazetteer)
    assert next(m.role for m in mentions if m.name == name) == "government"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Air India sent a plane.", "India"),
        ("The Kyiv School of Economics put the damage at nine billion dollars.", "Kyiv"),
        ("The people of Gaza want peace.", "Gaza"),
        ("She has earned nine caps and played for Bolivia twice in Lima.", "Bolivia"),
        ("The biggest U.S. export order was signed.", "U.S."),
    ],
)
def test_a_name_within_a_name_or_before_a_noun_is_no_place(text: str, name: str, gazetteer: CompiledGazetteer) -> None:
    mentions = find_mentions(parse(Article("a", text)), gazetteer)
    assert next(m.role for m in mentions if m.name == name) != "literal"
