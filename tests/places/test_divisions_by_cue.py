"""A cue word that says division never leaves a pin on a town."""

from __future__ import annotations

import pytest

from geomap.language import parse
from geomap.model import Article, Mention
from geomap.places import find_mentions
from geomap.places.gazetteer import CompiledGazetteer


def mention(text: str, name: str, gazetteer: CompiledGazetteer) -> Mention:
    return next(m for m in find_mentions(parse(Article("a", text)), gazetteer) if m.name.startswith(name))


@pytest.mark.parametrize(
    ("text", "division"),
    [
        ("Villagers fled the Kursk and Belgorod regions at dawn.", {"Kursk": "Kursk Oblast"}),
        ("Many fled the Kursk and Belgorod regions.", {"Belgorod": "Belgorod Oblast"}),
        ("Convoys crossed the Homs, Idlib and Aleppo provinces.", {"Homs": "Homs Governorate"}),
        ("Curfews began in Kaduna and Katsina states.", {"Kaduna": "Kaduna State", "Katsina": "Katsina State"}),
        ("Power failed across Sumy and Kharkiv oblasts.", {"Sumy": "Sumy Oblast", "Kharkiv": "Kharkiv Oblast"}),
        ("A mine went off in Hasakah province.", {"Hasakah": "Al-Hasakah Governorate"}),
    ],
)  # fmt: skip
def test_a_cue_word_makes_every_name_of_its_list_a_division(
    text: str, division: dict[str, str], gazetteer: CompiledGazetteer
) -> None:
    for name, meant in division.items():
        place = mention(text, name, gazetteer).place
        assert place is not None
        assert (place.name, place.precision) == (meant, "adm1")


def test_counties_of_a_list_lie_in_the_state_after_them(gazetteer: CompiledGazetteer) -> None:
    text = "Tornadoes crossed Clarke and Fulton counties, Georgia."
    for name in ("Clarke", "Fulton"):
        place = mention(text, name, gazetteer).place
        assert place is not None
        assert (place.name, place.precision, place.admin1) == (f"{name} County", "adm2", "Georgia")
    state = mention(text, "Georgia", gazetteer).place
    assert state is not None
    assert state.country == "USA"


def test_a_district_that_the_gazetteer_lacks_falls_back_to_what_is_around_it(gazetteer: CompiledGazetteer) -> None:
    found = mention("Warplanes circled over the Tyre and Nabatieh districts of Lebanon.", "Tyre", gazetteer)
    assert found.place is None
    assert [(one.place.precision, one.place.country) for one in found.alternatives] == [("adm1", "LBN")]


def test_towns_in_a_list_without_such_a_word_are_towns(gazetteer: CompiledGazetteer) -> None:
    found = mention("Trains run between Kursk and Belgorod again, and other regions may follow.", "Kursk", gazetteer)
    assert found.place is not None
    assert found.place.precision in ("city", "near_city")
