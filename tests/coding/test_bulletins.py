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
