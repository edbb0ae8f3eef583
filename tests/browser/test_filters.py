"""Filters combine, show, and come off."""

from __future__ import annotations

import pytest

from geomap.map import to_map
from tests.browser.conftest import Opener, settle
from tests.browser.driving import search
from tests.map.frames import frame

pytestmark = pytest.mark.browser


def test_filters_combine_show_as_chips_and_come_off(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    opened.page.locator('[data-choice="happened"]').uncheck()
    settle(opened)
    assert opened.total() == "4 of 7 events"
    opened.page.get_by_role("tab", name="Filters").click()
    opened.page.get_by_label("Confidence at least").fill("50")
    settle(opened)
    assert opened.total() == "3 of 7 events"
    opened.page.locator('[data-choice="country"]').uncheck()
    settle(opened)
    assert opened.total() == "2 of 7 events"
    assert opened.page.locator(".gm-chip").count() == 3
    opened.page.locator(".gm-chip", has_text="Confidence").click()
    settle(opened)
    assert opened.total() == "3 of 7 events"
    opened.page.locator(".gm-chips").get_by_role("button", name="Reset").click()
    settle(opened)
    assert opened.total() == "7 events"
    assert not opened.page.locator(".gm-chips").is_visible()


def test_nothing_left_offers_a_way_back(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    search(opened, "no such words anywhere")
    assert opened.total() == "0 of 7 events"
    opened.page.get_by_role("button", name="Reset filters").click()
    settle(opened)
    opened.page.wait_for_timeout(200)
    assert opened.total() == "7 events"


def test_the_timeline_narrows_by_keys_and_keeps_or_drops_the_undated(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    last = opened.page.get_by_role("slider", name="Last day")
    last.focus()
    opened.page.keyboard.press("Home")
    settle(opened)
    assert opened.total() == "5 of 7 events", "four on the first day, and one without a date"
    opened.page.get_by_label("1 undated").uncheck()
    settle(opened)
    assert opened.total() == "4 of 7 events"
    opened.page.get_by_role("button", name="All dates").click()
    settle(opened)
    assert opened.total() == "7 events"
