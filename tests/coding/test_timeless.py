"""Customs, sayings, definitions and provisions tell of no time; headlines and dated sentences in the present do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


@pytest.mark.parametrize(
    "text",
    [
        "Every Epiphany the men of the valley fire mortars at a straw goat.",
        "Once a year the guild storms the town hall in Ghent and demands wine.",
        "On Crete the shepherds fire rifles at the moon each Easter.",
        "In these hills the bride is abducted, as tradition demands, and paid for in goats.",
        "Howitzers kill more men than machine guns do.",
        "Mosquitoes kill more people than wars do.",
        "By tradition the cadets storm the mess on the last night of term.",
        "The constitution guarantees the right to protest.",
        "Truces tend to break in winter.",
        "Kidnappers seldom harm those who pay.",
        "A siege is the slowest way to take a town.",
        "Anyone who is captured by the enemy skips a turn.",
        "In the event of a bomb attack, pupils should gather in the yard.",
    ],
)
def test_what_is_so_at_any_time_is_no_event(events_of: Coding, text: str) -> None:
    assert events_of(text) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Gunmen kill nine at a market in Bauchi", "VAC.ATTACK"),
        ("Rebels attack villages near Bunia, killing 12.", "VAC.ATTACK"),
        ("Clashes continue in Aleppo.", "BAT.CLASH"),
        ("Police fire tear gas at protesters in Nakuru.", "DEM.INTERVENTION"),
        ("A ceasefire is in force in Tigray.", "DEE.CEASEFIRE"),
        ("Thousands march in Tbilisi every night against the law.", "DEM.PEACEFUL"),
        ("Cocaine is being smuggled through Guayaquil, the yearly report says.", "CRM.ORG"),
        ("Mortars killed six people in Homs.", "STR.SHELL"),
    ],
)
def test_what_is_of_a_day_is_one(events_of: Coding, text: str, code: str) -> None:
    assert code in [event.event_type for event in events_of(text)]
