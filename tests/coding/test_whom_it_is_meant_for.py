"""Whom aid, threats, demands and stones are meant for, and who carries out what a noun tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


def parties_of(events: tuple[Event, ...], code: str) -> tuple[list[str], list[str]]:
    event = next(one for one in events if one.event_type == code)
    return [one.text for one in event.actors], [one.text for one in event.targets]


@pytest.mark.parametrize(
    ("code", "target", "text"),
    [
        ("AID.MIL", "Estonia", "Norway has shipped the first of six howitzers to Estonia, its premier said on Monday."),
        ("AID.HUM", "refugees", "The charity handed out soap and blankets to refugees near Adré on Friday."),
        ("AID.HUM", "Malawi", "Zambia sent two planes carrying flour, tents and medicine to Malawi on Monday."),
        ("SAN.SANCTION", "Belarus", "Canada cut off diplomatic relations with Belarus on Monday over the vote."),
        ("VRB.REQUEST", "donors", "The UN refugee agency appealed to donors for 12 million dollars on Monday."),
        ("VRB.REQUEST", "army", "The opposition leader demanded that the army return to its barracks."),
        ("VRB.THREAT", "Georgia", "The rebel commander threatened to attack Georgia on Sunday."),
        ("DEM.VIOLENT", "guards", "Protesters in Tunis hurled bottles and petrol bombs at guards on Monday."),
        ("DEM.INTERVENTION", "marchers", "Police fired tear gas to scatter marchers in Lagos on Monday."),
        (
            "DEM.EXCESSIVE",
            "workers",
            "Guards opened fire on protesting workers in Lagos on Monday, wounding four.",
        ),
        ("DEM.INTERVENTION", "nurses", "Police used tear gas against a march by nurses in Lagos on Monday."),
        ("COE.DESTROY", "mosque", "Raiders set fire to a mosque in Mopti on Monday."),
        ("DEE.CEASEFIRE", "Hamas", "Norway proposed a ten-day truce in Gaza to Hamas on Monday."),
    ],
)
def test_whom_a_preposition_a_clause_or_an_infinitive_brings_is_the_target(
    events_of: Coding, code: str, target: str, text: str
) -> None:
    assert parties_of(events_of(text), code)[1] == [target]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("AID.HUM", "The army flew two tonnes of rice to Port Sudan on Monday."),
        ("VRB.ACCUSE", "The bishop condemned the murder of two nuns near Goma."),
        ("VRB.ACCUSE", "The premier condemned the attacks on 13 April."),
        ("DEM.VIOLENT", "Rioters threw stones at Place Vendôme in Paris on Monday."),
    ],
)
def test_a_place_a_victim_or_a_day_is_none(events_of: Coding, code: str, text: str) -> None:
    assert parties_of(events_of(text), code)[1] == []


@pytest.mark.parametrize(
    ("code", "actor", "text"),
    [
        ("SAN.SANCTION", "Norway", "The suspension of all trade with Belarus was announced by Norway on Monday."),
        ("DEE.CEASEFIRE", "rebels", "A ten-day truce was declared near Goma by the rebels on Monday."),
        ("DEE.ACCESS", "army", "Six lorries were allowed to enter Kadugli by the army on Monday."),
        ("DEM.INTERVENTION", "Police", "Police used tear gas on marchers in Lagos on Monday."),
        ("COE.ARREST", "junta", "Since the start of the rains the junta has detained 40 teachers in Sagaing."),
        ("DEM.PEACEFUL", "young people", "Tens of thousands of young people marched in Lima on Monday."),
        ("DEM.INTERVENTION", "Police", "Police used tear gas against a march by nurses in Lagos on Monday."),
        ("DEM.EXCESSIVE", "police", "Four people were hurt in Lagos on Monday when police fired at a march of nurses."),
        ("DEM.PEACEFUL", "Thousands", "Thousands marched through Lima on Monday."),
    ],
)
def test_who_carries_it_out_is_the_actor(events_of: Coding, code: str, actor: str, text: str) -> None:
    assert parties_of(events_of(text), code)[0] == [actor]


def test_whom_a_protest_is_against_does_not_hold_it(events_of: Coding) -> None:
    actors, targets = parties_of(
        events_of("A protest against an oil company was held in Coca on Monday."), "DEM.PEACEFUL"
    )
    assert (actors, targets) == ([], ["oil company"])


def test_a_call_that_opens_a_sentence_is_between_its_subjects(events_of: Coding) -> None:
    text = "In a telephone call on Monday, Erdogan and Putin discussed grain."
    assert parties_of(events_of(text), "DIP.CALL")[0] == ["Erdogan", "Putin"]


def test_a_participle_of_its_own_clause_has_no_borrowed_agent(events_of: Coding) -> None:
    events = events_of("Two men were expelled by the court on Monday, and later a third one was arrested in Lima.")
    assert parties_of(events, "COE.ARREST")[0] == []
