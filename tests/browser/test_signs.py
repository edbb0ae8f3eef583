"""Only what happened is drawn solid, and only what is exact as a mark."""

from __future__ import annotations

import pytest

from geomap.map import to_map
from tests.browser.conftest import Opener
from tests.browser.driving import pixels
from tests.map.frames import frame, rows

pytestmark = pytest.mark.browser

STATUSES = (
    "happened", "claimed", "alleged", "attempted", "planned", "promised", "proposed", "rejected", "denied",
    "hypothetical", "historical",
)  # fmt: skip


@pytest.mark.parametrize("status", STATUSES)
def test_only_what_happened_is_drawn_solid(opener: Opener, status: str) -> None:
    values = {**rows()[3], "status": status, "location": None}
    opened = opener(to_map(frame([values])), hash="#map=7/46.64/32.61")
    middle = pixels(opened, [46.64, 32.61], 3)
    assert middle["full"] + middle["paper"] > 0
    share = middle["paper"] / (middle["full"] + middle["paper"])
    assert share == 0 if status == "happened" else share > 0.25, middle


@pytest.mark.parametrize("precision", ["near_city", "adm2", "adm1", "area", "country", "multi_country", "unknown"])
def test_a_point_that_is_not_exact_is_a_circle_and_never_a_mark(opener: Opener, precision: str) -> None:
    exact = {**rows()[3], "geo_precision": "city", "location": "A long name that makes a wide label"}
    coarse = {**exact, "geo_precision": precision, "radius_km": 40}
    at = "#map=9/46.64/32.61"
    # A mark is a blot of colour at the very spot; a circle's label is paper there.
    assert pixels(opener(to_map(frame([exact])), hash=at), [46.64, 32.61], 3)["full"] > 20
    assert pixels(opener(to_map(frame([coarse])), hash=at), [46.64, 32.61], 3)["full"] == 0
