"""The map opens alone, on its events, also without scripts and with many events."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from geomap.map import to_map
from tests.browser.conftest import Opener, settle
from tests.browser.driving import count_of, spot
from tests.map.frames import frame, row

pytestmark = pytest.mark.browser


def test_the_map_opens_without_a_request_or_a_message(opener: Opener) -> None:
    opened = opener(to_map(frame(), title="Seven events"))
    assert opened.page.title() == "Seven events"
    assert opened.total() == "7 events"
    assert opened.clean()


def test_the_policy_is_enforced(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    outcome = opened.page.evaluate(
        """async () => {
            const script = document.createElement("script");
            try { script.text = "window.__ran = 1"; document.body.append(script); } catch (error) { }
            let fetched = "fetched";
            try { await fetch("https://example.invalid/"); } catch (error) { fetched = "refused"; }
            const box = document.createElement("div");
            box.innerHTML = "<img src=x onerror='window.__ran=2'>";
            return [window.__ran === undefined, fetched, box.children.length];
        }"""
    )
    assert outcome == [True, "refused", 0]


def test_a_map_without_events_says_so(opener: Opener) -> None:
    opened = opener(to_map(frame([row("x")]).iloc[:0]))
    assert opened.text(".gm-notice") == "There are no events in this map."
    assert opened.clean()


def test_the_map_opens_on_its_events_and_none_hides_behind_the_panel(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    spots = [spot(opened, place) for place in ([24.69, 46.72], [49.99, 36.23], [46.64, 32.61], [45.3, 39])]
    panel = opened.page.locator(".gm-panel").bounding_box()
    time = opened.page.locator(".gm-time").bounding_box()
    for x, y in spots:
        assert panel["x"] + panel["width"] < x < 1280
        assert 0 < y < time["y"]


def test_without_scripts_there_is_a_table(browser: Any, tmp_path: Path) -> None:
    to_map(frame()).save(tmp_path / "plain.html")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((tmp_path / "plain.html").as_uri())
    assert page.locator("noscript tbody tr").count() == 7
    cell = page.locator("noscript td", has_text="Shelling damaged a school in Kherson")
    assert cell.bounding_box()["width"] > 100
    context.close()


def test_twenty_thousand_events_open_as_bubbles_that_count_them_all(opener: Opener) -> None:
    steps = range(20_000)
    lons = [20 + n * 104_729 % 20_000 / 1000 for n in steps]
    lats = [40 + n * 7919 % 10_000 / 1000 for n in steps]
    columns = {"event_id": [str(n) for n in steps], "event_type": "STR.DRONE"}
    events = gpd.GeoDataFrame(columns, geometry=gpd.points_from_xy(lons, lats), crs="EPSG:4326")
    opened = opener(to_map(events))
    assert opened.total() == "20,000 events"
    assert count_of(opened, "air_drone") == 20_000
    before = opened.page.evaluate("map_events.getZoom()")
    for x in range(600, 1000, 10):
        opened.page.mouse.move(x, 300)
        settle(opened)
        if opened.page.evaluate("map_events.getContainer().classList.contains('gm-over')"):
            break
    opened.page.mouse.click(x, 300)
    opened.page.wait_for_timeout(800)
    assert opened.page.evaluate("map_events.getZoom()") > before, "a bubble leads closer"
    assert opened.clean()
