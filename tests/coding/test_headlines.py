"""Headlines: mentions of what is told below, reports where nothing is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("Israel Strikes Beirut Suburb", "STR.UNSPEC", "Beirut"),
        ("Gunmen Abduct Dozens of Pupils in Kaduna State", "VAC.ABDUCT", "Kaduna State"),
        ("Rebels Seize Goma as Congolese Army Retreats", "BAT.NSAGAIN", "Goma"),
        ("Car Bomb Rocks Kabul Mosque During Prayers", "EXP.IED", "Kabul"),
        ("Thousands March in Belgrade Against Government", "DEM.PEACEFUL", "Belgrade"),
        ("THOUSANDS MARCH IN BELGRADE AGAINST GOVERNMENT", "DEM.PEACEFUL", "Belgrade"),
        ("ISRAEL BOMBS RAFAH CAMP AS TALKS STALL", "STR.UNSPEC", "Rafah"),
        ("ISRAEL BOMBS RAFAH", "STR.UNSPEC", "Rafah"),
        ("Saudi-Led Coalition Strikes Hodeidah Port", "STR.UNSPEC", "Port of Hodeidah"),
        ("Army Shells Market in Nyala", "STR.SHELL", "Nyala"),
        ("Junta Jets Bomb School in Sagaing", "STR.AIR", "Sagaing"),
        ("Drone Strikes Kill Five in Gaza", "STR.DRONE", "Gaza Strip"),
        ("U.S. AND TALIBAN SIGN DEAL IN DOHA", "DIP.SIGN", "Doha"),
        ("10 DEAD IN KABUL MOSQUE BLAST", "EXP.IED", "Kabul"),
    ],
)
def test_a_headline_alone_gives_its_event(events_of: Coding, text: str, code: str, place: str) -> None:
    found = [(one.event_type, one.location.place.name if one.location else "") for one in events_of(text)]
    assert (code, place) in found


def test_a_headline_with_its_strap_line_gives_its_event(events_of: Coding) -> None:
    events = events_of("Car Bomb Kills Six in Kabul\n\nBy Jane Smith")
    assert [one.event_type for one in events] == ["EXP.IED"]


def test_a_headline_above_its_report_is_told_once(events_of: Coding) -> None:
    events = events_of("Car Bomb Kills Six in Kabul\n\nA car bomb killed six people in Kabul on Monday, police said.")
    assert [one.event_type for one in events] == ["EXP.IED"]
    assert events[0].start > 28


@pytest.mark.parametrize("dateline", ["KYIV, March 3 (Agency) — ", "KYIV, Ukraine (AP) — ", ""])
def test_a_sentence_in_capitals_is_read_whatever_stands_before_it(events_of: Coding, dateline: str) -> None:
    events = events_of(f"{dateline}RUSSIAN FORCES SHELLED A MARKET IN KHARKIV ON MONDAY, KILLING FIVE PEOPLE.")
    assert [(one.event_type, one.location.place.name) for one in events if one.location] == [("STR.SHELL", "Kharkiv")]


def test_a_comma_joins_the_subjects_of_a_headline(events_of: Coding) -> None:
    (swap,) = events_of("Russia, Ukraine Swap Prisoners")
    assert [actor.text for actor in swap.actors][:2] == ["Russia", "Ukraine"]
    (blast,) = events_of("Blast in Beirut, Lebanon Kills Five")
    assert blast.location is not None
    assert blast.location.place.name == "Beirut"


@pytest.mark.parametrize("name", ["Embassy of Sudan", "Embassy of the Republic of Sudan", "Sudanese embassy"])
def test_an_embassy_is_where_it_stands(events_of: Coding, name: str) -> None:
    (rally,) = events_of(f"Protesters gathered outside the {name} in Cairo.")
    assert rally.location is not None
    assert rally.location.place.name == "Cairo"
