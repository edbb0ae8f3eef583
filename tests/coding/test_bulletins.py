"""Events of bulletins that are laid out by place, and of towns that undergo a blow."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]
BULLETIN = """NABLUS
* Jenin - gunmen fired on an army patrol, one soldier hurt.
* Khirbet Zanun - a roadside bomb exploded under an army vehicle.
* Ramallah - some 300 people rallied against the raid.
"""


def test_an_event_of_a_line_is_at_the_name_that_the_line_opens_with(events_of: Coding) -> None:
    found = {event.event_type: event.location.name for event in events_of(BULLETIN) if event.location is not None}
    assert found["EXP.IED"] == "Khirbet Zanun"
    assert found["DEM.PEACEFUL"] == "Ramallah"


@pytest.mark.parametrize(
    "text",
    [
        "Izium has been besieged for weeks.",
        "Izium came under intense artillery fire on Monday.",
        "Izium, the district capital, has been besieged since May.",
    ],
)
def test_a_town_that_undergoes_a_blow_is_where_it_falls(events_of: Coding, text: str) -> None:
    assert [event.location.name for event in events_of(text) if event.location is not None] == ["Izium"]


DIGEST = """Matara: {line}
Homs: Shells fell on a bakery, killing two.
Mopti: Gunmen attacked a market on Friday, killing six.
"""


def places(events: tuple[Event, ...], code: str) -> set[str]:
    return {one.location.name for one in events if one.event_type.startswith(code) and one.location is not None}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Volunteers are distributing food to 300 displaced people.", "AID.HUM"),
        ("Government troops withdrew on Sunday after the rains.", "DEE.WITHDRAW"),
        ("The rebels met government envoys for talks on Friday.", "DIP.MEET"),
        ("The rebels released forty prisoners on Friday.", "DEE.RELEASE"),
    ],
)
def test_what_parties_do_is_where_their_line_of_a_digest_is_set(events_of: Coding, line: str, code: str) -> None:
    assert places(events_of(DIGEST.format(line=line)), code) == {"Matara"}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Troops withdrew from Trincomalee on Sunday.", "DEE.WITHDRAW"),
        ("Britain sent 60 armoured vehicles to Ukraine.", "AID.MIL"),
    ],
)
def test_a_place_that_the_line_goes_on_to_name_is_not_its_head(events_of: Coding, line: str, code: str) -> None:
    assert "Matara" not in places(events_of(DIGEST.format(line=line)), code)


def test_a_lead_is_not_at_its_dateline_once_it_has_spoken_of_another_town(events_of: Coding) -> None:
    text = "BENGHAZI, Aug 23 - The army lifted the siege of Derna on Sunday. Its men have withdrawn and let in aid."
    assert "BENGHAZI" not in places(events_of(text), "DEE")
