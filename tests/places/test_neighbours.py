"""Names that are towns because the text plainly speaks of places near them."""

from __future__ import annotations

import pytest

from geomap.language import parse
from geomap.model import Article
from geomap.places import find_mentions
from geomap.places.gazetteer import open_gazetteer


def named(text: str) -> dict[str, str | None]:
    """The toponyms of a text, each with the country of its place."""
    with open_gazetteer() as gazetteer:
        found = find_mentions(parse(Article("a", text)), gazetteer)
    return {one.name: one.place.country if one.place is not None else None for one in found}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Gunmen raided Sebba in Burkina Faso. Volunteers had wrested back Mansila by then.", "Mansila", "BFA"),
        ("Rebels in Goma spoke on Monday. Families have fled towards Sake.", "Sake", "COD"),
        ("Troops entered Sloviansk. The guns also razed Torske.", "Torske", "UKR"),
        ("Rebels attacked in Tigray on Monday. The university of Axum has become a barracks.", "Axum", "ETH"),
        ("Briceño (Antioquia): gunmen bombed a police post.", "Briceño", "COL"),
    ],
)
def test_a_doubted_name_is_a_town_near_those_that_are_spoken_of(text: str, name: str, country: str) -> None:
    assert named(text).get(name) == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Crowds in Accra cheered. Volunteers had wrested back Mansila by then.", "Mansila"),
        ("Rebels in Lagos spoke on Monday. A miller poured sake. Sake is dear, he said.", "Sake"),
        ("Police in Goma arrested Joseph Sake. Sake denied it.", "Sake"),
        ("Officers in Sloviansk spoke. The Torske Lane Company paid.", "Torske"),
        ("In Himachal Pradesh a bridge fell. Kullu and Manali rivers rose.", "Kullu"),
    ],
)
def test_a_name_far_away_of_a_person_or_within_a_longer_one_is_no_town(text: str, name: str) -> None:
    assert name not in named(text)
