"""Places that a sentence points at: "the town", "here", "there", "the capital", in lines of a digest and elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]
DIGEST = """GORI -- Shells burst over a square on Tuesday, killing five.

KIRKUK, Iraq -- {line}

BOUAKE -- A fruit van overturned on the road to the coast.

MOPTI, Mali -- Gunmen attacked a market on Friday, killing six.
"""


def places(events: tuple[Event, ...], code: str) -> list[str]:
    return [one.location.name for one in events if one.event_type.startswith(code) and one.location is not None]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Gunmen shot dead nine traders in the city, a doctor said.", "VAC"),
        ("Protesters burned tyres in the town all night.", "DEM"),
    ],
)
def test_the_town_is_that_of_its_line_not_of_the_line_before(events_of: Coding, line: str, code: str) -> None:
    assert places(events_of(DIGEST.format(line=line)), code)[:1] == ["KIRKUK"]


@pytest.mark.parametrize(
    "text",
    [
        "Troops reached Juliaca on Monday.\n\nNine men were arrested in the capital on Tuesday.",
        "Troops reached Juliaca on Monday.\n\nTwo Sudanese were arrested on Tuesday.",
        "Troops reached Juliaca on Monday.\n\nThe minister resigned, and there was a curfew.",
    ],
)
def test_a_town_is_not_the_capital_nor_what_nothing_points_at(events_of: Coding, text: str) -> None:
    assert "Juliaca" not in places(events_of(text), "COE")


def test_the_town_is_the_one_spoken_of_before(events_of: Coding) -> None:
    text = "Troops reached Juliaca on Monday. Shops were shut.\n\nNine men were arrested in the town on Tuesday."
    assert places(events_of(text), "COE.ARREST") == ["Juliaca"]
