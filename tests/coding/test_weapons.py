"""With what it was done: only what the event's own clause names, and nothing for events that have no weapon."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.coding.sites import load_sites
from geomap.coding.weapons import TABLE
from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        ("A drone hit a market in Kherson on Monday.", ("drone",)),
        ("Two cruise missiles slammed into a power station in Odesa.", ("missile",)),
        ("Artillery fire killed three people in Omdurman.", ("artillery",)),
        ("A glide bomb tore through a house in Kharkiv.", ("air_dropped_bomb",)),
        ("A roadside bomb killed four soldiers near Gao.", ("ied",)),
        ("A car bomb exploded outside the ministry in Mogadishu.", ("car_bomb", "ied")),
        ("A woman wearing an explosive vest killed seven worshippers in Gwoza.", ("suicide_vest",)),
        ("A landmine killed two farmers near Izium.", ("landmine",)),
        ("Men with machetes attacked villagers in Eringeti.", ("blade",)),
        ("Gunmen killed a judge in Bogota.", ("firearm",)),
        ("Police fired tear gas at protesters in Nairobi.", ("tear_gas",)),
        ("Demonstrators threw petrol bombs at police in Athens.", ("molotov",)),
        ("Troops used chlorine in an attack on Saraqib.", ("chemical",)),
        ("A ransomware gang broke into the health ministry in Pretoria.", ("cyber",)),
        ("Air defences shot down 30 drones over Kyiv.", ("drone",)),
        ("Russia attacked the port of Izmail overnight.", ()),
    ],
)
def test_an_event_names_its_weapon(events_of: Coding, text: str, weapons: tuple[str, ...]) -> None:
    assert events_of(text)[0].weapons == weapons


def test_a_weapon_belongs_to_the_clause_of_its_event(events_of: Coding) -> None:
    told = events_of("A drone hit a market in Kherson. Police arrested three men in Lviv on Tuesday.")
    assert [(event.event_type, event.weapons) for event in told] == [("STR.DRONE", ("drone",)), ("COE.ARREST", ())]


def test_another_sense_of_a_word_is_no_weapon(events_of: Coding) -> None:
    told = events_of("Rebels attacked a missile defence site near Homs with rifles.")
    assert [event.weapons for event in told] == [("firearm",)]


def test_every_phrase_stands_under_one_weapon() -> None:
    assert {"drone", "firearm", "chemical", "cyber"} <= {one.tag for one in load_sites(TABLE).values()}
