"""What is done to "it" or "the town" is done where the text named it; flight is a count; a lent day is no sure day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Some 2,000 people fled El Fasher after the RSF attacked it.", "El Fasher"),
        ("About 2,000 residents of Bara fled after the Rapid Support Forces shelled it on Sunday.", "Bara"),
        ("The village of Khor Baska is empty. About 2,000 people fled after RSF attacked it.", "Khor Baska"),
        ("Thousands fled Mocimboa da Praia when militants overran the town last week.", "Mocimboa da Praia"),
    ],
)
def test_it_is_the_place_named_before(events_of: Coding, text: str, place: str) -> None:
    (event,) = events_of(text)
    assert event.location is not None
    assert (event.location.name, event.location_role) == (place, "event")
    assert dict(event.quantities)["displaced"] in (1000, 2000)
    assert event.targets == () or all(target.code != "SDNREB" for target in event.targets)


def test_who_attacks_it_stands_before_the_verb(events_of: Coding) -> None:
    (event,) = events_of("Some 2,000 people fled El Fasher after the RSF attacked it.")
    assert [actor.text for actor in event.actors] == ["RSF"]


def test_it_is_no_place_where_none_was_named(events_of: Coding) -> None:
    told = events_of("The convoy left at dawn. Gunmen attacked it near Gao.")
    assert [event.location and event.location.name for event in told] == ["Gao"]


@pytest.mark.parametrize(
    "text",
    [
        "The fighting in North Darfur has displaced 2,000 people.",
        "The shelling of Toretsk forced 2,000 residents to leave.",
        "The floods in Sindh displaced 2,000 villagers.",
        "About 2,000 have fled since M23 rebels attacked Goma on Monday.",
    ],
)
def test_flight_from_violence_is_a_count_of_it(events_of: Coding, text: str) -> None:
    (event,) = events_of(text)
    assert dict(event.quantities)["displaced"] == 2000


def test_an_army_that_drives_people_out_does_it_itself(events_of: Coding) -> None:
    told = events_of("The army shelled Kyaukme on Sunday and expelled 2,000 villagers.")
    assert {event.event_type for event in told} == {"STR.SHELL", "COE.RESTRICT"}


def test_a_day_lent_by_another_place_is_known_to_a_week(events_of: Coding) -> None:
    told = events_of("On Monday, drones hit an oil depot in Tuapse. Rebels attacked a convoy near Gao.")
    assert [event.date and event.date.precision for event in told] == ["day", "week"]


def test_a_day_lent_within_a_place_stays(events_of: Coding) -> None:
    told = events_of("Protesters marched in Lagos on Saturday. Police fired tear gas at them in Lagos.")
    assert {event.date and event.date.precision for event in told} == {"day"}


def test_the_day_that_a_toll_rose_is_not_that_of_the_blast(events_of: Coding) -> None:
    (event,) = events_of(
        "The death toll from a suicide bombing at a mosque in Peshawar rose to 31 on Tuesday, officials said.\n\n"
        "The bomber blew himself up during prayers on Monday."
    )
    assert event.date is not None
    assert (str(event.date.start), dict(event.quantities)["killed"]) == ("2025-06-16", 31)
