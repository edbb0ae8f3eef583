"""What is staged or supposed is no event, an age is no toll, and nobody's country is where an unknown village lies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


@pytest.mark.parametrize(
    "text",
    [
        "In the drill, a missile hit a school in Taipei.",
        "As part of the exercise, jets bombed targets near Busan.",
        "Imagine a bomb exploded in Oxford.",
        "The mock attack on Riga began at dawn.",
    ],
)
def test_what_is_staged_or_supposed_is_no_event(events_of: Coding, text: str) -> None:
    assert not [event for event in events_of(text) if event.event_type.startswith(("STR", "EXP"))]


def test_what_follows_in_the_north_is_told_as_real(events_of: Coding) -> None:
    assert events_of("In the north of the country, rebels attacked Goma.")


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A man of 60 was shot dead in Lyon.", 1),
        ("Two men of 30 and 45 were shot dead in Lyon.", 2),
        ("A crew of 60 was killed in Gao.", 60),
    ],
)
def test_an_age_is_no_toll(events_of: Coding, text: str, killed: int) -> None:
    assert [dict(event.quantities).get("killed") for event in events_of(text)] == [killed]


@pytest.mark.parametrize("text", ["Turkish warplanes bombed the village of Berkevan.", "Iranian missiles hit Degalan."])
def test_an_unknown_village_is_not_in_its_attackers_country(events_of: Coding, text: str) -> None:
    (event,) = events_of(text)
    assert event.location is not None
    assert event.location.place.precision == "unknown"


def test_a_namesake_abroad_is_not_meant_where_the_land_is_said(events_of: Coding) -> None:
    (event,) = events_of("Turkish jets bombed Gara in northern Iraq.")
    assert event.location is not None
    assert (event.location.place.country, event.location.place.precision) == ("IRQ", "country")


def test_lines_that_ministries_speak_in_are_not_set_in_their_capital(events_of: Coding) -> None:
    text = (
        "Ankara: Turkish jets bombed caves of the PKK.\nHoms: A bomb killed two people.\nIdlib: Shells killed a man.\n"
    )
    found = [event.location.name if event.location is not None else None for event in events_of(text)]
    assert found == [None, "Homs", "Idlib"]


@pytest.mark.parametrize("line", ["March 15 - {}: {}", "15 March: {}: {}", "{}, March 15: {}", "{} (Syria): {}"])
def test_days_and_brackets_stand_beside_the_place_of_a_line(events_of: Coding, line: str) -> None:
    told = {
        "Latakia": "Gunmen killed six people.",
        "Homs": "A bomb killed two people.",
        "Daraa": "An air strike hit a base.",
    }
    text = "\n".join(line.format(*each) for each in told.items())
    assert [event.location.name for event in events_of(text) if event.location is not None] == [*told]


@pytest.mark.parametrize(
    "text",
    [
        "A monument to the victims of the shelling of Mariupol was unveiled in Riga.",
        "A plaque honours those killed in the bombing of Guernica.",
        "The documentary follows soldiers who stormed Fallujah.",
        "The series imagines a Russian attack on Oslo.",
    ],
)
def test_what_works_and_memorials_are_about_is_no_event(events_of: Coding, text: str) -> None:
    assert events_of(text) == ()


def test_what_happens_at_a_memorial_is_one(events_of: Coding) -> None:
    assert [event.event_type for event in events_of("A bomb exploded at the memorial in Omagh.")] == ["EXP.IED"]


def test_a_states_army_does_not_take_an_unknown_town_as_rebels_do(events_of: Coding) -> None:
    assert [event.event_type for event in events_of("The Sudanese army seized the town of Barakka.")] == ["BAT.GOVGAIN"]


@pytest.mark.parametrize("text", ["Rebels staged an attack on Goma.", "The army staged air strikes on Homs."])
def test_what_is_staged_by_fighters_is_told_as_real(events_of: Coding, text: str) -> None:
    assert [event.event_type[:3] for event in events_of(text)] in (["STR"], ["BAT"])
