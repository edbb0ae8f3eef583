"""Feasts, closures for fog, polls and sports bodies are no news of conflict; marches and closures by decree are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


@pytest.mark.parametrize(
    "text",
    [
        "Thousands marched through Trieste behind the carnival floats.",
        "Hundreds gathered in Lourdes for prayers.",
        "Crowds filled the square in Split to greet the champions.",
        "The border crossing at Narva was closed for repairs on Sunday.",
        "The airport in Porto will be closed by fog until noon.",
        "Two in three Swedes support joining the exercise, a survey found.",
        "The cycling federation has lifted its ban on Belarusian juniors.",
        "Chile's president received a delegation of footballers in Santiago.",
    ],
)
def test_everyday_life_is_no_event(events_of: Coding, text: str) -> None:
    assert events_of(text) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Thousands marched through Trieste against the dam.", "DEM.PEACEFUL"),
        ("Police broke up a parade of protesters in Minsk.", "DEM.INTERVENTION"),
        ("Poland closed the border crossing at Bobrowniki.", "COE.RESTRICT"),
        ("The European Union has lifted its ban on flights to Belarus.", "DEE.ACCESS"),
        ("Chile's president received the foreign minister of Peru in Santiago.", "DIP.MEET"),
    ],
)
def test_what_restricts_or_protests_is_one(events_of: Coding, text: str, code: str) -> None:
    assert code in [event.event_type for event in events_of(text)]
