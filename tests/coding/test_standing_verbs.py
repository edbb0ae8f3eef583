"""Names that no gazetteer lists, which their verb or their noun makes places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


def names(events: tuple[Event, ...]) -> set[str]:
    return {one.location.name for one in events if one.location is not None}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Nine students had been picked up from Zarabad Kalan on Monday.", "Zarabad Kalan"),
        ("A priest was abducted from Mirenu on Sunday.", "Mirenu"),
        ("Villagers were driven out of Khetran Pati on Monday.", "Khetran Pati"),
        ("Troops torched Nyaung Zin, burning sixty houses.", "Nyaung Zin"),
        ("Gunmen shot dead nine farmers in another village, Belanti, on Monday.", "Belanti"),
        ("Rockets were fired at a hamlet, Sorkh Deh, killing two.", "Sorkh Deh"),
        ("Mobs looted nine shops in the Kwarara slum on Monday.", "Kwarara"),
        ("Police sealed the Tambe gate on Monday.", "Tambe"),
        ("Nyaung Zin was the scene of an attack in which four herders were shot dead.", "Nyaung Zin"),
    ],
)
def test_an_unlisted_place_is_known_by_what_is_done_there(events_of: Coding, text: str, place: str) -> None:
    assert names(events_of(text)) == {place}


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested two men from Zarabad Kalan on Monday.",
        "Nine policemen from Mirenu were arrested on Monday.",
        "The rebels shot dead a farmer, Belanti, on Monday.",
        "Troops captured Nyaung Zin, the wanted commander.",
    ],
)
def test_where_people_come_from_and_who_they_are_is_no_scene(events_of: Coding, text: str) -> None:
    assert names(events_of(text)) == set()


def test_what_somebody_crossed_from_is_not_where_he_was_arrested(events_of: Coding) -> None:
    assert "Syria" not in names(events_of("In western Anbar, police arrested four men who had crossed from Syria."))
