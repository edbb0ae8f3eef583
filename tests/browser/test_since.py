"""What changed since an earlier run is marked, told, filtered by; and the reports of an event are listed."""

from __future__ import annotations

from typing import Any

import pytest

from geomap.frame.build import build_frame
from geomap.map import to_map
from geomap.review.since import compare
from tests.browser.conftest import Opened, Opener, settle
from tests.browser.driving import click_event, pixels
from tests.browser.test_views import AXE, faults
from tests.map.frames import HOSTILE, frame, row, rows

pytestmark = pytest.mark.browser

KHERSON = [46.64, 32.61]
AT_KHERSON = "#map=8/46.64/32.61"


def compared() -> Any:
    """Riyadh's two are new, Krasnodar changed, Kherson withdrawn."""
    today = [*rows()[:3], rows()[4], {**rows()[5], "status": "denied", "actor1": "A"}, rows()[6]]
    return compare(build_frame(today), build_frame(rows()[2:])).frame


def test_the_head_says_what_changed_and_a_filter_shows_it(opener: Opener) -> None:
    opened = opener(to_map(compared()))
    assert opened.text(".gm-since") == "2 new, 1 changed, 1 withdrawn"
    assert opened.total() == "7 events"
    opened.page.get_by_role("button", name="Only Changed").focus()
    opened.page.keyboard.press("Enter")
    settle(opened)
    assert opened.total() == "1 of 7 events"
    assert "Since the earlier map Changed" in opened.text(".gm-chip")
    assert opened.clean()


def test_a_map_that_compares_nothing_says_nothing_of_it(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    assert opened.page.locator(".gm-since").count() == 0
    assert opened.page.locator('[data-facet="change"]').count() == 0


def test_the_details_say_what_an_event_was_before(opener: Opener) -> None:
    opened = opener(to_map(compared()))
    click_event(opened, "A strike in the Krasnodar region")
    assert opened.text(".gm-change") == "Changed"
    told = opened.text(".gm-card-head .gm-review-facts")
    assert "Alleged → Denied" in told
    assert "Ruritania → A" in told


def test_what_was_withdrawn_is_drawn_as_a_ghost(opener: Opener) -> None:
    solid = pixels(opener(to_map(frame([rows()[3]])), hash=AT_KHERSON), KHERSON, 3)
    ghost = pixels(
        opener(to_map(compare(build_frame([]), build_frame([rows()[3]])).frame), hash=AT_KHERSON), KHERSON, 3
    )
    assert solid["full"] > 20
    assert ghost["full"] == 0, "nothing of the layer's full colour"


def test_axe_finds_nothing_serious_in_a_comparison(opener: Opener) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci in geomap/map/web")
    opened = opener(to_map(compared()))
    click_event(opened, "A strike in the Krasnodar region")
    opened.page.wait_for_timeout(500)
    assert faults(opened) == []


def steps(opened: Opened, name: str) -> str:
    opened.page.get_by_role("button", name=name).click()
    settle(opened)
    return opened.text(".gm-time-label")


def test_the_timeline_steps_on_and_back(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    assert steps(opened, "One step forward") == "18 March 2025"
    assert steps(opened, "One step forward") == "19 March 2025"
    assert steps(opened, "One step back") == "18 March 2025"
    assert steps(opened, "One step back") == "18 March 2025", "the first day is the first"
    assert opened.clean()


def test_every_report_of_an_event_is_listed_and_a_document_without_an_address_is_named(opener: Opener) -> None:
    reports = [
        {
            "doc_id": "a.txt",
            "source": "Sample Wire",
            "url": "https://example.org/a",
            "published": "2025-03-18",
            "quote": "It fell.",
        },
        {"doc_id": "b.txt", "source": None, "url": "javascript:window.__ran=1", "published": None, "quote": HOSTILE[0]},
    ]
    opened = opener(
        to_map(frame([row("Officials met", url=None, doc_id="notes/c.txt", reports=2, supporting=reports)]))
    )
    opened.page.get_by_role("tab", name="Events").click()
    opened.page.locator(".gm-item").click()
    opened.page.locator(".gm-reports summary").click()
    opened.page.locator(".gm-reports li").first.wait_for()
    listed = opened.text(".gm-reports")
    assert "Reports (2)" in listed
    for part in ("Sample Wire", "2025-03-18", "It fell.", "b.txt", HOSTILE[0]):
        assert part in listed
    assert opened.page.locator(".gm-reports a").count() == 1
    assert "notes/c.txt" in opened.text(".gm-facts")
    assert opened.clean()
