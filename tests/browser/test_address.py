"""The address restores the view."""

from __future__ import annotations

import pytest

from geomap.map import to_map
from tests.browser.conftest import Opener
from tests.browser.driving import search, switch
from tests.map.frames import frame, rows

pytestmark = pytest.mark.browser


def test_the_address_restores_the_view(opener: Opener) -> None:
    made = to_map(frame())
    opened = opener(made)
    switch(opened, "air_drone").uncheck()
    opened.page.locator('[data-choice="planned"]').uncheck()
    search(opened, "officials")
    opened.page.evaluate("map_events.setView([30, 40], 5, {animate: false})")
    opened.page.wait_for_timeout(500)
    address = opened.page.evaluate("location.hash")
    again = opener(made, hash=address)
    again.page.wait_for_timeout(300)
    assert again.total() == opened.total()
    assert not switch(again, "air_drone").is_checked()
    assert not again.page.locator('[data-choice="planned"]').is_checked()
    assert again.page.evaluate("[map_events.getZoom(), Math.round(map_events.getCenter().lat)]") == [5, 30]


def test_the_address_of_an_event_opens_it(opener: Opener) -> None:
    opened = opener(to_map(frame()), hash=f"#event={rows()[3]['event_id']}")
    opened.page.locator(".gm-card mark").wait_for()
    assert opened.text(".gm-card mark") == "Shelling damaged a school in Kherson"


@pytest.mark.parametrize(
    "address",
    [
        "#map=99/999/-999&days=x&sure=-1",
        "#%",
        "#event=%3Cimg%3E",
        "#map=NaN/1/1&hide.nothing=x&days=9_1",
        "#hide.constructor=x&hide.__proto__=y&hide.toString=z&draw=__proto__",
    ],
)
def test_a_faulty_address_is_taken_for_what_it_is(opener: Opener, address: str) -> None:
    opened = opener(to_map(frame()), hash=address)
    assert "7 events" in opened.total()
    assert opened.clean()
