"""A toll that is stated later is of the event that it is the toll of, and of no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.coding.tolls_stated import stated_tolls
from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]
BLAST = "A suicide bomber blew himself up at a mosque in Peshawar on Monday, killing 24 people.\n\n"


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [
        ("The death toll rose to 31.", "killed", 31),
        ("The toll from Monday's strike on Sumy climbed to 31, officials said.", "killed", 31),
        ("The death toll has since risen to at least 320.", "killed", 320),
        ("Two more bodies were found, bringing the toll to 14.", "killed", 14),
        ("The number of wounded now stands at 60.", "injured", 60),
        ("The confirmed death toll in the flood was put on Friday at 1,200.", "killed", 1200),
    ],
)
def test_a_toll_is_read_by_that_name(text: str, name: str, number: int) -> None:
    (toll,) = stated_tolls(text, start=0, end=len(text))
    assert (toll.name, toll.number.low) == (name, number)


@pytest.mark.parametrize(
    "text",
    [
        "The death toll of the war passed 50,000.",
        "The toll on the bridge rose to 31 dollars a lorry, a heavy toll.",
        "Since last year the death toll of the conflict has reached 900.",
        "The toll was not known.",
    ],
)
def test_the_toll_of_a_war_or_of_a_road_is_none(text: str) -> None:
    assert [toll.number.low for toll in stated_tolls(text, start=0, end=len(text)) if toll.number.low != 31] == []


@pytest.mark.parametrize(
    "later",
    [
        "The death toll rose to 31 on Tuesday.",
        "The toll from the Peshawar bombing climbed to 31, doctors said.",
        "The minister went to Lahore.\n\nThe toll from the blast has risen to 31.",
    ],
)
def test_a_later_toll_joins_the_event_with_its_sentence(events_of: Coding, later: str) -> None:
    event = events_of(BLAST + later)[0]
    assert (dict(event.quantities)["killed"], dict(event.quantities)["killed_max"]) == (24, 31)
    assert [report.quote for report in event.supporting] == [later.rsplit("\n", 1)[-1]]


@pytest.mark.parametrize(
    "other",
    [
        "The toll from the flood in Swat rose to 31.",
        "The toll from the strike on Kabul rose to 31.",
        "The death toll rose to 500.",
        "The number of wounded policemen in the city is not known.",
    ],
)
def test_the_toll_of_something_else_does_not(events_of: Coding, other: str) -> None:
    assert dict(events_of(BLAST + other)[0].quantities) == {"killed": 24}
