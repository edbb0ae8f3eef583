"""Which clause a place belongs to: that of the deed, of another deed, of a crime or of a court."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


def places(events: tuple[Event, ...], code: str) -> list[str]:
    return [one.location.name for one in events if one.event_type.startswith(code) and one.location is not None]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (
            "The office in Nampula was torched, and in Pemba the police banned rallies.",
            "COE.DESTROY",
            "Nampula",
        ),
        ("There was gunfire in Badiraguato, and a house was burned in Guamuchil.", "BAT", "Badiraguato"),
        ("There was gunfire in Badiraguato, and a house was burned in Guamuchil.", "COE.DESTROY", "Guamuchil"),
        ("Rebels shelled Goma, and fighting was reported in Bukavu.", "STR", "Goma"),
        ("Rebels attacked on Friday, and they killed nine people in Bukavu.", "VAC", "Bukavu"),
    ],
)
def test_a_place_of_the_next_clause_is_not_the_scene(events_of: Coding, text: str, code: str, place: str) -> None:
    assert places(events_of(text), code)[:1] == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A Cairo court jailed eleven fans for letting off flares in Giza.", "Cairo"),
        ("A judge in Marseille sentenced two men to four years over a fire in Toulon.", "Marseille"),
        ("Police arrested two men in Toulon for a robbery.", "Toulon"),
    ],
)
def test_a_court_sentences_where_it_sits(events_of: Coding, text: str, place: str) -> None:
    assert places(events_of(text), "COE.ARREST") == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The frigate Simferopol was hit by a sea drone near Odesa.", "Odesa"),
        ("The tanker Valencia was struck by a missile off Aden.", "Aden"),
        ("Simferopol was hit by a drone on Monday.", "Simferopol"),
    ],
)
def test_a_ship_of_a_town_s_name_is_not_the_town(events_of: Coding, text: str, place: str) -> None:
    assert places(events_of(text), "STR") == [place]


def test_what_is_near_an_unlisted_place_is_not_all_over_the_country_named_before_it(events_of: Coding) -> None:
    text = "Tajik guards said they had gunned down three militants from Afghanistan near Darvozak."
    assert "Afghanistan" not in places(events_of(text), "BAT")


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("Nurses in Bunia say that nine people were stabbed to death on Monday.", "VAC", "Bunia"),
        ("Traders in Gedaref reached by phone said soldiers had looted two warehouses.", "COE.DESTROY", "Gedaref"),
        ("In Bunia, witnesses said that police had arrested nine students.", "COE.ARREST", "Bunia"),
        ("Some 80 residents of Gedaref blocked the main road on Friday.", "DEM", "Gedaref"),
        ("Residents of Goma say that rebels shelled Bukavu.", "STR", "Bukavu"),
    ],
)
def test_who_lives_in_a_town_tells_of_it(events_of: Coding, text: str, code: str, place: str) -> None:
    assert places(events_of(text), code) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman in Kampala said that rebels had killed nine people.",
        "Refugees from Bunia said that rebels had killed nine people.",
    ],
)
def test_a_spokesman_or_a_refugee_tells_of_elsewhere(events_of: Coding, text: str) -> None:
    assert places(events_of(text), "VAC") == []
