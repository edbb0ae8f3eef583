"""Where an event is set when a street, a numbered camp, a capital or a line of a report says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


def scenes(events: tuple[Event, ...], code: str) -> list[tuple[str, str, str | None]]:
    """The name, the precision and the place of every event of a family that has one."""
    return [
        (one.location.name, one.location.place.precision, one.location.place.name)
        for one in events
        if one.event_type.startswith(code) and one.location is not None
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Police arrested three men in a search of Camp 9 on Tuesday.", "Camp 9"),
        ("Two men were shot dead in their car on Avenida Eduardo Mondlane by gunmen.", "Avenida Eduardo Mondlane"),
        ("Gunmen ambushed an ambulance north of Zourabi on Tuesday, killing the driver.", "Zourabi"),
        ("A shell killed two men on the outskirts of Zourabi.", "Zourabi"),
        ("Soldiers clashed with rebels at the Zourabi training ground.", "Zourabi"),
    ],
)
def test_an_unlisted_name_is_the_scene_where_its_kind_says_that_it_is_a_place(
    events_of: Coding, text: str, name: str
) -> None:
    events = events_of(text)
    assert [one.location.name for one in events if one.location is not None] == [name]


def test_far_from_an_unlisted_name_is_not_at_it(events_of: Coding) -> None:
    events = events_of("Gunmen ambushed an ambulance 150 km north of Zourabi on Tuesday, killing the driver.")
    assert events
    assert all(one.location is None for one in events)


def test_a_countrys_capital_is_the_city(events_of: Coding) -> None:
    events = events_of("Hundreds of people marched in the Kyrgyz capital on Saturday.")
    assert scenes(events, "DEM") == [("Kyrgyz capital", "city", "Bishkek")]


def test_the_capital_is_that_of_the_country_last_spoken_of(events_of: Coding) -> None:
    text = (
        "Kyrgyzstan is holding its breath. Kyrgyzstan voted on Sunday. Hundreds of people marched through the capital."
    )
    assert scenes(events_of(text), "DEM") == [("capital", "city", "Bishkek")]
    elsewhere = text.replace("Hundreds", "Germany looked on. Hundreds")
    assert ("capital", "city", "Bishkek") not in scenes(events_of(elsewhere), "DEM")


def test_a_provincial_capital_is_no_capital(events_of: Coding) -> None:
    text = (
        "Kyrgyzstan is holding its breath. Kyrgyzstan voted on Sunday. Hundreds marched through the provincial capital."
    )
    assert "Bishkek" not in [place for _, _, place in scenes(events_of(text), "DEM")]


def test_a_label_within_a_paragraph_sets_the_sentences_after_it(events_of: Coding) -> None:
    text = "Homs: shelling killed two people. Aleppo: gunmen shot dead a teacher. Idlib: quiet."
    assert [name for name, _, _ in scenes(events_of(text, published=date(2025, 6, 15)), "VAC")] == ["Aleppo"]


def test_the_countries_of_those_who_are_met_are_no_scene(events_of: Coding) -> None:
    events = events_of("Xi also met the leaders of Vietnam, Belarus and Kenya on Monday.")
    assert events
    assert scenes(events, "DIP") == []


def test_a_passage_keeps_to_the_town_that_it_spoke_of_last(events_of: Coding) -> None:
    text = "I was in Aleppo on Monday morning. What happened there is simple. It was early. Gunmen shot dead two men."
    assert [name for name, _, _ in scenes(events_of(text), "VAC")] == ["Aleppo"]
    anew = text.replace("Gunmen", "Meanwhile, gunmen")
    assert scenes(events_of(anew), "VAC") == []


def test_a_street_is_in_the_town_of_the_story(events_of: Coding) -> None:
    text = "Gunmen attacked a market in Aleppo on Monday. Police arrested two men in Zourabi Street on Tuesday."
    found = scenes(events_of(text), "COE")
    assert ("Zourabi Street", "city", "Aleppo") in found
