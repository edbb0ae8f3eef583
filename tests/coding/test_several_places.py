"""What happened at each of several places is an event at each; what was counted once is told once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.coding.merge import merge_events
from geomap.model import Event

Events = Callable[..., tuple[Event, ...]]


def names(events: tuple[Event, ...]) -> list[str]:
    """The places of events in order of event."""
    return [event.location.name for event in events if event.location is not None]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Protests were held in Warsaw, Gdansk and Krakow on Sunday, police said.", ["Warsaw", "Gdansk", "Krakow"]),
        ("Protests were held in Nairobi, Kenya, and Kampala, Uganda, on Sunday.", ["Nairobi", "Kampala"]),
        ("Gunmen killed six people in Mosul, four in the town of Baiji and three in Tikrit.",
         ["Mosul", "Baiji", "Tikrit"]),
        ("Protests broke out in Lagos, Abuja, Kano and several other cities.", ["Lagos", "Abuja", "Kano"]),
        ("Clashes were reported in Khartoum as well as in Omdurman.", ["Khartoum", "Omdurman"]),
        ("Strikes hit Kharkiv, Odesa and Dnipro.", ["Kharkiv", "Odesa", "Dnipro"]),
        ("Rebels attacked villages in Borno State, including Tano, Mbeka and Suru, on Friday.",
         ["Tano", "Mbeka", "Suru"]),
        ("The minister will visit Riyadh and Doha next week.", ["Riyadh", "Doha"]),
        ("Rebels attacked the villages of Tano, Mbeka and Suru in Adamawa State on Friday.", ["Tano", "Mbeka", "Suru"]),
        ("Rebels shelled the villages of Hawsh-Tano, Hawsh al-Beka and Bala Suru in Adamawa State on Friday.",
         ["Hawsh-Tano", "Hawsh al-Beka", "Bala Suru"]),
        ("Rebels captured Kandahar and nearby Helmand on Friday.", ["Kandahar", "Helmand"]),
        ("A bomb exploded in Baghdad and gunmen attacked a market in Mosul.", ["Baghdad", "Mosul"]),
        ("Protesters marched in Paris and London against the war in Iraq and Syria.", ["Paris", "London"]),
        ("Drones hit a depot in the Kursk and Belgorod regions on Tuesday.", ["Kursk and Belgorod"]),
        ("Protesters marched in Lagos, Abuja and Lagos's suburbs on Monday.", ["Lagos", "Abuja"]),
        ("Gunmen ambushed a convoy between Gao and Kidal, killing four.", ["Gao and Kidal"]),
    ],
)  # fmt: skip
def test_an_event_is_told_at_each_place_of_a_list(events_of: Events, text: str, places: list[str]) -> None:
    assert names(events_of(text)) == places


def test_a_toll_of_several_places_is_told_once(events_of: Events) -> None:
    first, second = events_of("Missiles hit Kharkiv and Poltava on Friday, killing twelve people.")
    assert dict(first.quantities)["killed"] == 12
    assert not second.quantities
    assert (first.trigger, first.quote, first.date) == (second.trigger, second.quote, second.date)
    assert first.event_id != second.event_id


def test_the_events_of_a_list_stay_apart_when_merged_again(events_of: Events) -> None:
    events = events_of("Rebels attacked the villages of Tano, Mbeka and Suru in Adamawa State on Friday.")
    assert merge_events(events) == events
    assert merge_events(events[::-1]) == events


@pytest.mark.parametrize(
    ("text", "name", "precision", "country"),
    [
        ("A missile hit a house in Kharkiv or Poltava on Friday.", "Kharkiv or Poltava", "country", "UKR"),
        ("Gunmen killed two people in Lyon or Geneva on Friday.", "Lyon or Geneva", "unknown", None),
    ],
)
def test_where_the_text_leaves_open_which_place_it_was_none_of_them_gets_a_pin(
    events_of: Events, text: str, name: str, precision: str, country: str | None
) -> None:
    (event,) = events_of(text)
    assert event.location is not None
    assert event.location.name == name
    assert (event.location.place.precision, event.location.place.country) == (precision, country)
