"""The country of the side that was struck is where it was, unless the sentence says otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


@pytest.mark.parametrize(
    "text",
    [
        "A missile attack on a Norwegian-owned tanker in the Red Sea set its bridge on fire.",
        "Two Chinese engineers were abducted by gunmen off the coast of Somalia.",
    ],
)
def test_a_struck_side_far_from_home_is_not_at_home(events_of: Coding, text: str) -> None:
    places = [event.location.place for event in events_of(text) if event.location is not None]
    assert not {place.country for place in places} & {"NOR", "CHN"}


def test_who_says_so_is_not_whom_hackers_robbed(events_of: Coding) -> None:
    (event,) = events_of("Hackers stole tokens worth $30 million from an exchange, the FBI said on Monday.")
    assert event.event_type == "COE.CYBER"
    assert event.location is None
