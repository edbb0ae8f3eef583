"""Which clause a date belongs to: that of the event, or another that the sentence holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from geomap.model import Event

FRIDAY = date(2025, 6, 20)
Coded = Callable[..., tuple[Event, ...]]


def days_of(events: tuple[Event, ...], code: str) -> tuple[str | None, str | None] | None:
    """The first and last day of the event of a code."""
    (event,) = (each for each in events if each.event_type == code)
    if event.date is None:
        return None
    return (
        event.date.start.isoformat() if event.date.start else None,
        event.date.end.isoformat() if event.date.end else None,
    )


@pytest.mark.parametrize(
    ("text", "code", "day"),
    [
        ("Police arrested nine men in Bamako on Wednesday, a day after rebels shelled the barracks.", "STR.SHELL", 17),
        ("Police arrested nine men in Bamako on Wednesday, a day after rebels shelled the barracks.", "COE.ARREST", 18),
        ("On Wednesday evening, two days after rebels shelled Bamako, police arrested nine men.", "STR.SHELL", 16),
        ("On Wednesday evening, two days after rebels shelled Bamako, police arrested nine men.", "COE.ARREST", 18),
    ],
)
def test_a_day_after_counts_from_the_day_that_the_main_clause_says(
    events_of: Coded, text: str, code: str, day: int
) -> None:
    assert days_of(events_of(text, published=FRIDAY), code) == (f"2025-06-{day}",) * 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Kenyan government condemned the raid carried out by Somali militiamen in Wajir on May 3.", "VRB.ACCUSE"),
        ("Sudan accused Ethiopia of shelling the border town of Gallabat on 2 May.", "VRB.ACCUSE"),
        ("The union of Peru's miners threatened to block the port of Matarani from Monday.", "VRB.THREAT"),
    ],
)
def test_what_is_said_is_not_of_the_day_of_what_it_is_about(events_of: Coded, text: str, code: str) -> None:
    assert days_of(events_of(text, published=FRIDAY), code) == (None, "2025-06-20")


def test_what_is_said_does_not_take_the_old_day_of_a_deed_told_before(events_of: Coded) -> None:
    text = (
        "Rebels shelled the market of Bamako on 2 May, killing nine people. Mali's foreign minister accused Algeria"
        " of arming them."
    )
    assert days_of(events_of(text, published=FRIDAY), "VRB.ACCUSE") == (None, "2025-06-20")


def test_a_clause_that_says_since_when_dates_itself_alone(events_of: Coded) -> None:
    text = "Since fighting flared in March, police have arrested nine smugglers in Bamako."
    assert days_of(events_of(text, published=FRIDAY), "COE.ARREST") == (None, "2025-06-20")


def test_news_of_the_day_is_dated_by_what_describes_its_target(events_of: Coded) -> None:
    text = "Gunmen attacked a bus carrying mourners in Bamako on Wednesday, killing nine people."
    assert days_of(events_of(text, published=FRIDAY), "VAC.ATTACK") == ("2025-06-18", "2025-06-18")


def test_a_bomb_is_dated_by_what_it_did(events_of: Coded) -> None:
    text = "The court tried two men over the roadside bomb that killed nine villagers in Gao in March 2021."
    assert days_of(events_of(text, published=FRIDAY), "EXP.IED") == ("2021-03-01", "2021-03-31")


def test_a_month_before_the_noun_of_a_deed_dates_it(events_of: Coded) -> None:
    text = "At least 900 people were killed in the rebels' January assault on Goma, the United Nations said."
    assert days_of(events_of(text, published=FRIDAY), "VAC.ATTACK") == ("2025-01-01", "2025-01-31")
