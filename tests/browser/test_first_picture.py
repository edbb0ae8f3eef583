"""What is there first: the events on the map, in the same view however slow the machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest

from geomap.map import to_map
from tests.map.frames import frame

pytestmark = pytest.mark.browser

PHONE: Final = {"width": 360, "height": 740}
WATCH: Final = """globalThis.first = new Promise((done) => {
    const look = () => {
        if (!globalThis.geomap) return setTimeout(look);
        geomap.drawn.then(() => done({
            canvases: document.querySelectorAll(".gm-canvas").length,
            marked: [...document.querySelectorAll(".gm-canvas")].some((canvas) => {
                const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
                // Sea, land and borders are pale or grey; what is red is a mark.
                for (let at = 0; at < data.length; at += 4) {
                    if (data[at] > Math.max(data[at + 1], data[at + 2]) + 90) return true;
                }
                return false;
            }),
            furnished: document.querySelector(".gm-total") !== null,
        }));
    };
    look();
})"""


def view_of(browser: Any, path: Path, *, slower: int) -> list[float]:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(path.as_uri())
    page.evaluate("geomap.ready")
    page.wait_for_timeout(500)  # nothing may move the map later
    view: list[float] = page.evaluate("[map_events.getZoom(), ...Object.values(map_events.getCenter())]")
    context.close()
    return view


def test_the_events_are_drawn_before_the_panel_is_filled(browser: Any, tmp_path: Path) -> None:
    to_map(frame()).save(tmp_path / "map.html")
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto((tmp_path / "map.html").as_uri())
    assert page.evaluate("first") == {"canvases": 1, "marked": True, "furnished": False}
    page.evaluate("geomap.ready")
    assert page.locator(".gm-total").inner_text() == "7 events"
    assert page.locator(".gm-canvas").count() == 2
    context.close()


def test_a_phone_opens_on_the_same_view_however_slow_it_is(browser: Any, tmp_path: Path) -> None:
    to_map(frame(), title="A title that takes two lines of a small screen, and then some").save(tmp_path / "map.html")
    assert view_of(browser, tmp_path / "map.html", slower=1) == view_of(browser, tmp_path / "map.html", slower=6)


def test_a_phone_that_learns_its_width_from_the_page_opens_on_the_events(browser: Any, tmp_path: Path) -> None:
    to_map(frame()).save(tmp_path / "map.html")
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.goto((tmp_path / "map.html").as_uri())
    page.evaluate("geomap.ready")
    page.wait_for_timeout(500)
    view = page.evaluate("[map_events.getZoom(), ...Object.values(map_events.getCenter())]")
    context.close()
    assert view == pytest.approx(view_of(browser, tmp_path / "map.html", slower=1), abs=0.5)
