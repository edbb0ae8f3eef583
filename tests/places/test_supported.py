"""Names that need their surroundings get no place without them."""

from __future__ import annotations

import pytest

from geomap.language import parse
from geomap.model import Article, Place
from geomap.places import find_mentions
from geomap.places.gazetteer import CompiledGazetteer


def place_of(text: str, name: str, gazetteer: CompiledGazetteer) -> Place | None:
    return next(m.place for m in find_mentions(parse(Article("a", text)), gazetteer) if m.name.startswith(name))


@pytest.mark.parametrize("name", ["Central Province", "Eastern Region", "Northern Province"])
def test_a_direction_and_a_division_alone_are_no_place(name: str, gazetteer: CompiledGazetteer) -> None:
    assert place_of(f"Gunmen stopped a bus in {name}.", name, gazetteer) is None


def test_the_country_of_the_other_names_says_which_division_is_meant(gazetteer: CompiledGazetteer) -> None:
    text = "Officials in Lusaka, Zambia, said a bus was stopped in Central Province."
    place = place_of(text, "Central Province", gazetteer)
    assert place is not None
    assert place.country == "ZMB"


def test_a_site_is_not_that_of_another_town(gazetteer: CompiledGazetteer) -> None:
    assert place_of("Sirens sounded in Kabul's Green Zone.", "Green Zone", gazetteer) is None
    assert place_of("Sirens sounded in Baghdad's Green Zone.", "Baghdad's Green Zone", gazetteer) is not None
    assert place_of("Sirens sounded in the Green Zone in Baghdad.", "Green Zone", gazetteer) is not None


def test_a_small_town_is_not_abroad_of_the_town_that_has_it(gazetteer: CompiledGazetteer) -> None:
    assert place_of("A bomb exploded at Mogadishu's Lido Beach.", "Lido Beach", gazetteer) is None
    kabul = place_of("Moscow's Kabul embassy was hit.", "Kabul", gazetteer)
    assert kabul is not None
    assert kabul.country == "AFG"


def test_one_name_of_a_country_and_of_a_state_in_one_text_is_both(gazetteer: CompiledGazetteer) -> None:
    text = "Protesters rallied in Tbilisi, Georgia, and in Atlanta, Georgia."
    found = [one.place.precision for one in find_mentions(parse(Article("a", text)), gazetteer) if one.place]
    assert found == ["city", "country", "city", "adm1"]


def test_gaza_is_the_strip_and_gaza_city_the_town(gazetteer: CompiledGazetteer) -> None:
    strip = place_of("Bakeries in Gaza have run out of flour.", "Gaza", gazetteer)
    town = place_of("Bakeries in Gaza City have run out of flour.", "Gaza City", gazetteer)
    assert strip is not None
    assert town is not None
    assert (strip.name, strip.precision, town.precision) == ("Gaza Strip", "adm1", "city")


def test_a_province_is_sought_where_there_is_one_of_that_name(gazetteer: CompiledGazetteer) -> None:
    place = place_of("Snow closed roads in Luxembourg province of Belgium.", "Luxembourg", gazetteer)
    assert place is not None
    assert place.country == "BEL"


@pytest.mark.parametrize(
    ("text", "name", "site"),
    [
        ("Alarms rang at the Zaporizhzhia nuclear power plant.", "Zaporizhzhia", "Zaporizhzhia Nuclear Power Plant"),
        ("Alarms rang at the Zaporizhzhia nuclear plant.", "Zaporizhzhia", "Zaporizhzhia Nuclear Power Plant"),
        ("Water rose behind the Kakhovka dam.", "Kakhovka", "Kakhovka Dam"),
        ("Cameras returned to the Natanz nuclear facility.", "Natanz", "Natanz nuclear facility"),
    ],
)
def test_a_name_and_a_kind_of_building_mean_the_site(
    text: str, name: str, site: str, gazetteer: CompiledGazetteer
) -> None:
    place = place_of(text, name, gazetteer)
    assert place is not None
    assert place.name == site


def test_the_outskirts_of_a_town_are_a_ring(gazetteer: CompiledGazetteer) -> None:
    place = place_of("Families camp on the outskirts of Goma in eastern Congo.", "Goma", gazetteer)
    assert place is not None
    assert place.precision == "near_city"
    assert place.radius_km is not None
