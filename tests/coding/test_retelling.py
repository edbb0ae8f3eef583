"""What is told again adds to the event that it points back to, and to no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]
STRIKE = "A Russian missile strike on Sumy killed at least 12 people on Tuesday, the mayor said. "


@pytest.mark.parametrize(
    "again",
    [
        "The governor said 15 people had been killed in the strike on Sumy.",
        "Police said 15 people were killed in the attack.",
    ],
)
def test_another_toll_of_the_same_attack_is_kept_as_a_range_with_its_sentence(events_of: Coding, again: str) -> None:
    (event,) = events_of(STRIKE + again)
    counts = dict(event.quantities)
    assert (event.event_type, counts["killed"], counts["killed_max"]) == ("STR.MISSILE", 12, 15)
    assert [report.quote for report in event.supporting] == [again]


def test_the_strike_on_another_town_is_another_event(events_of: Coding) -> None:
    told = events_of(STRIKE + "The governor said 15 people had been killed in the strike on Odesa.")
    assert [(event.location and event.location.name, dict(event.quantities)["killed"]) for event in told] == [
        ("Sumy", 12),
        ("Odesa", 15),
    ]


def test_a_mention_that_tells_nothing_new_adds_no_report(events_of: Coding) -> None:
    told = events_of(STRIKE + "The United Nations condemned the strike.")
    assert [event.supporting for event in told if event.event_type == "STR.MISSILE"] == [()]


@pytest.mark.parametrize(
    ("following", "injured"),
    [
        ("At least 20 were wounded.", 20),
        ("Twenty people were wounded, officials said.", 20),
        ("At least 20 people were wounded in a separate attack in Odesa.", None),
        ("Another 20 were wounded in Odesa.", None),
    ],
)
def test_the_wounded_of_the_next_sentence_join_the_dead(events_of: Coding, following: str, injured: int | None) -> None:
    event = events_of(f"A missile hit a market in Sumy on Tuesday, killing 11 people. {following}")[0]
    assert (dict(event.quantities)["killed"], dict(event.quantities).get("injured")) == (11, injured)
