"""Where it happened: the scene, a ring, the theatre, the beneficiary, or nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.coding.link import NEAR_KM
from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


def one(events: tuple[Event, ...], code: str) -> Event:
    return next(event for event in events if event.event_type == code)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("Gunmen killed four farmers in Jos on Monday.", "VAC.ATTACK", "Jos"),
        ("In Karachi, police arrested a senator on Monday.", "COE.ARREST", "Karachi"),
        ("Warplanes bombed Aleppo, activists in Beirut said.", "STR.AIR", "Aleppo"),
        ("Missiles hit Odesa, while drones struck a depot in Belgorod.", "STR.MISSILE", "Odesa"),
        ("Missiles hit Odesa, while drones struck a depot in Belgorod.", "STR.DRONE", "Belgorod"),
    ],
)
def test_the_scene_is_what_the_clause_names(events_of: Coding, text: str, code: str, place: str) -> None:
    event = one(events_of(text), code)
    assert event.location is not None
    assert (event.location.place.name, event.location_role) == (place, "event")
    assert event.location.start is not None
    assert text[event.location.start : event.location.end] == event.location.name


def test_near_a_town_is_a_ring_around_it(events_of: Coding) -> None:
    event = one(events_of("Rebels attacked an army base near Goma on Monday."), "BAT.CLASH")
    assert event.location is not None
    assert (event.location.place.precision, event.location.place.radius_km) == ("near_city", NEAR_KM)


def test_a_distance_and_a_direction_in_the_text_move_the_place(events_of: Coding) -> None:
    event = one(events_of("Rebels attacked an army base 40 km north of Goma on Monday."), "BAT.CLASH")
    assert event.location is not None
    assert (event.location.place.precision, event.location.place.radius_km) == ("near_city", 10.0)
    assert event.location.place.lat == pytest.approx(-1.67 + 0.36, abs=0.05)


def test_a_distance_alone_is_the_radius(events_of: Coding) -> None:
    event = one(events_of("Rebels attacked an army base 40 km from Goma on Monday."), "BAT.CLASH")
    assert event.location is not None
    assert (event.location.place.precision, event.location.place.radius_km) == ("near_city", 40.0)


def test_a_capital_that_stands_for_its_government_is_no_scene(events_of: Coding) -> None:
    event = one(events_of("Moscow rejected the proposal and accused Kyiv of shelling civilians."), "STR.SHELL")
    assert event.location is None or event.location.place.precision == "country"


def test_calls_and_statements_have_no_place(events_of: Coding) -> None:
    events = events_of("The Turkish president, speaking in Ankara, condemned Israel and phoned the king of Jordan.")
    assert {event.event_type for event in events} >= {"VRB.ACCUSE"}
    assert all(event.location is None and event.location_role == "none" for event in events)


def test_aid_goes_to_its_beneficiary(events_of: Coding) -> None:
    event = one(events_of("Denmark sent Ukraine six howitzers on Monday."), "AID.MIL")
    assert event.location is not None
    assert (event.location.place.country, event.location_role) == ("UKR", "recipient")


def test_the_finest_place_of_a_run_is_taken(events_of: Coding) -> None:
    event = one(events_of("A bomb exploded in Quetta, Balochistan, in Pakistan on Monday."), "EXP.IED")
    assert event.location is not None
    assert event.location.place.precision == "city"


@pytest.mark.parametrize(
    ("text", "name", "place", "precision"),
    [
        ("Gunmen killed two guards in Qarmuda, south of Baghdad.", "Qarmuda", "Baghdad", "near_city"),
        ("Gunmen killed two guards at their Velhani residence in Nagpur.", "Velhani", "Nagpur", "city"),
        ("Rebels attacked Tolmauk village in Kachin State, killing nine people.", "Tolmauk", "Kachin State", "adm1"),
        ("Gunmen killed nine people in Kandahar's Loi Sarez neighbourhood.", "Loi Sarez", "Kandahar", "city"),
        ("A bomb was detonated at Gund-E-Tasim near Kano.", "Gund-E-Tasim", "Kano", "near_city"),
    ],
)
def test_a_place_that_no_gazetteer_lists_is_put_where_the_text_puts_it(
    events_of: Coding, text: str, name: str, place: str, precision: str
) -> None:
    (event,) = events_of(text)
    assert event.location is not None
    assert (event.location.name, event.location.place.name) == (name, place)
    assert event.location.place.precision == precision
    assert text[event.location.start : event.location.end] == name


def test_a_road_between_towns_puts_nothing_in_either(events_of: Coding) -> None:
    event = one(
        events_of("Gunmen killed nine people at Boilgar on the Kano highway in Nigeria on Monday."), "VAC.ATTACK"
    )
    assert event.location is not None
    assert event.location.place.precision == "country"


@pytest.mark.parametrize("body", ["Parliament", "Secretariat", "Ministry"])
def test_a_body_is_no_place(events_of: Coding, body: str) -> None:
    events = events_of(f"Ministers met at the {body} on Monday to discuss Mali.")
    assert all(event.location is None or event.location.name != body for event in events)


def test_the_place_is_the_town_and_not_what_it_lies_by(events_of: Coding) -> None:
    event = one(events_of("A bombing killed nine people in Mahmudiyah south of Baghdad on Monday."), "EXP.IED")
    assert event.location is not None
    assert event.location.name == "Mahmudiyah"


def test_the_story_stays_where_it_was_until_another_place_is_named(events_of: Coding) -> None:
    events = events_of(
        "Police fired tear gas at students in Nairobi on Monday.\n\nA lawyer spoke of a dark day.\n\n"
        "Officers later arrested nine student leaders."
    )
    assert [event.location.name if event.location else "" for event in events][-1] == "Nairobi"


def test_no_place_in_the_text_means_no_place(events_of: Coding) -> None:
    event = one(events_of("Gunmen killed four farmers on Monday."), "VAC.ATTACK")
    assert event.location is None
    assert event.location_role == "none"


@pytest.mark.parametrize(
    "text",
    [
        "The gunman, born in Tunis, was arrested.",
        "The raid, planned in Amman, killed four soldiers.",
        "A bombing at the Turkish embassy killed three people.",
        "The Treaty of Tordesillas and the Accord of Lusaka were signed by the ministers.",
    ],
)
def test_what_only_describes_a_noun_is_no_scene(events_of: Coding, text: str) -> None:
    assert all(event.location is None for event in events_of(text))


def test_a_capital_that_owns_an_army_is_no_scene_but_tells_the_country(events_of: Coding) -> None:
    (event,) = events_of("Attacks on Khartoum's army killed nine soldiers.")
    assert event.location is not None
    assert (event.location.name, event.location.place.precision) == ("Sudan", "country")
    assert event.location_role == "inferred"
    assert [target.code for target in event.targets] == ["SDNMIL"]


@pytest.mark.parametrize(
    ("text", "place", "status"),
    [
        ("Talks between Sudan and Ethiopia were held in Djibouti City on Tuesday.", "Djibouti City", "happened"),
        ("Peace talks will be held in Nairobi on Sunday.", "Nairobi", "planned"),
        ("The suspect, born in Tunis, was arrested in Marseille.", "Marseille", "happened"),
    ],
)
def test_the_verb_that_carries_a_noun_brings_its_place(events_of: Coding, text: str, place: str, status: str) -> None:
    (event,) = events_of(text)
    assert event.location is not None
    assert (event.location.place.name, event.status) == (place, status)


@pytest.mark.parametrize(
    ("text", "code", "place", "precision"),
    [
        ("Berlin said it would send weapons to Kyiv.", "AID.MIL", "Ukraine", "country"),
        ("Police fired tear gas in Tbilisi. Georgia was gripped by protests.", "DEM.PEACEFUL", "Georgia", "country"),
        ("A blast rocked Lahore, killing three.", "EXP.IED", "Lahore", "city"),
        ("Gunmen killed four farmers 7 km from Jos.", "VAC.ATTACK", "Jos", "near_city"),
        ("Soldiers attacked Goma.", "BAT.CLASH", "Goma", "city"),
    ],
)
def test_the_place_is_as_wide_as_the_words(events_of: Coding, text: str, code: str, place: str, precision: str) -> None:
    event = one(events_of(text), code)
    assert event.location is not None
    assert (event.location.place.name, event.location.place.precision) == (place, precision)


def test_who_rejects_a_ceasefire_is_not_its_theatre(events_of: Coding) -> None:
    assert one(events_of("Baku rejected the ceasefire proposal."), "DEE.CEASEFIRE").location is None


def test_parties_are_named_each_and_means_are_none(events_of: Coding) -> None:
    teams = one(events_of("Technical teams from Egypt and the US are set to meet in Oman."), "DIP.MEET")
    assert [(actor.text, actor.code) for actor in teams.actors] == [("Egypt", "EGYGOV"), ("US", "USAGOV")]
    gas = one(events_of("Riot police fired tear gas in Nairobi."), "DEM.INTERVENTION")
    assert gas.targets == ()


def test_fighting_that_is_reported_is_an_event(events_of: Coding) -> None:
    event = one(events_of("Fighting was reported in Goma."), "BAT.CLASH")
    assert event.location is not None
    assert event.location.place.name == "Goma"
