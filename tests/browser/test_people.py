"""By keyboard, on a phone, in both themes."""

from __future__ import annotations

import pytest

from geomap.map import to_map
from tests.browser.conftest import Opener, settle
from tests.browser.driving import focused, spot, switch, tab_to
from tests.map.frames import frame

pytestmark = pytest.mark.browser


def test_everything_can_be_done_with_the_keyboard_alone(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    press = opened.page.keyboard.press
    tab_to(opened, "Search quotes")
    opened.page.keyboard.type("kherson")
    opened.page.wait_for_timeout(400)
    assert opened.total() == "1 of 7 events"
    tab_to(opened, "Remove the filter")
    press("Enter")
    opened.page.wait_for_timeout(300)
    assert opened.total() == "7 events"
    tab_to(opened, "Layers")
    tab_to(opened, "air_drone")
    press("Space")
    settle(opened)
    assert opened.total() == "6 of 7 events"
    press("Space")
    for _ in range(40):
        opened.page.keyboard.press("Shift+Tab")
        if focused(opened) == "Layers":
            break
    press("ArrowRight")
    press("ArrowRight")
    assert focused(opened) == "Events"
    press("Tab")
    press("Tab")
    press("Enter")
    opened.page.locator(".gm-card mark").wait_for()
    assert opened.page.evaluate("document.activeElement.tagName") == "H3"
    tab_to(opened, "Copy citation", most=6)
    press("Escape")
    opened.page.locator(".gm-card").wait_for(state="detached")
    assert opened.page.evaluate("document.activeElement.className") == "gm-item"
    tab_to(opened, "Download what is visible: GeoJSON")
    with opened.page.expect_download() as waiting:
        press("Enter")
    assert waiting.value.suggested_filename == "events.geojson"
    tab_to(opened, "Map of events")
    before = opened.page.evaluate("map_events.getCenter().lng")
    press("ArrowRight")
    opened.page.wait_for_timeout(500)
    assert opened.page.evaluate("map_events.getCenter().lng") > before
    tab_to(opened, "Fit the map")
    tab_to(opened, "First day")
    assert opened.clean()


def test_what_has_the_keyboard_shows_it(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    for name in ("Dark or light", "Search quotes", "Layers", "diplomacy", "Zoom in", "First day"):
        tab_to(opened, name)
        outline = opened.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline in ("solid", "auto"), name


@pytest.mark.parametrize("width", [360, 390])
def test_a_phone_opens_on_the_map_and_its_sheet_on_demand(opener: Opener, width: int) -> None:
    opened = opener(to_map(frame()), viewport={"width": width, "height": 780}, has_touch=True, is_mobile=True)
    assert opened.page.evaluate("document.documentElement.scrollWidth") == width
    panel = opened.page.locator(".gm-panel").bounding_box()
    assert panel["y"] > 600
    x, y = spot(opened, [46.64, 32.61])
    assert 0 < x < width
    assert 0 < y < opened.page.locator(".gm-time").bounding_box()["y"]
    opened.page.get_by_role("button", name="Show layers, filters and events").click()
    assert opened.page.locator(".gm-panel").bounding_box()["y"] < 400
    switch(opened, "diplomacy").tap()
    settle(opened)
    assert opened.total() == "3 of 7 events"
    opened.page.get_by_role("button", name="Show the map").click()
    settle(opened)
    opened.page.touchscreen.tap(*spot(opened, [46.64, 32.61]))
    opened.page.locator(".gm-sheet .gm-card mark").wait_for()
    box = opened.page.locator(".gm-sheet").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    total = opened.page.locator(".gm-total").bounding_box()
    assert box["y"] + box["height"] <= total["y"] + 1 <= 780, "how many events are shown is always on screen"
    assert opened.clean()


def test_on_a_phone_the_list_gives_way_to_the_event_that_was_chosen_from_it(opener: Opener) -> None:
    opened = opener(to_map(frame()), viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    opened.page.get_by_role("button", name="Show layers, filters and events").click()
    opened.page.get_by_role("tab", name="Events").click()
    opened.page.locator(".gm-item", has_text="Shelling damaged").tap()
    opened.page.locator(".gm-sheet .gm-card mark").wait_for()
    opened.page.wait_for_timeout(400)
    assert 0 < spot(opened, [46.64, 32.61])[1] < opened.page.locator(".gm-sheet").bounding_box()["y"]
    assert opened.total() == "7 events"
    opened.page.get_by_role("button", name="Close", exact=True).tap()
    assert opened.page.locator(".gm-item", has_text="Shelling damaged").is_visible(), "and comes back"


def test_nothing_slides_for_who_asked_for_little_motion(opener: Opener) -> None:
    def moved_at_once(motion: str) -> bool:
        opened = opener(to_map(frame()), reduced_motion=motion, hash="#map=6/46/32")
        opened.page.locator("#map_events").focus()
        opened.page.evaluate(
            """window.centres = [];
            map_events.on("move", () => centres.push(map_events.getCenter().lng));
            map_events.on("zoom", () => centres.push(map_events.getZoom()));"""
        )
        opened.page.keyboard.press("ArrowRight")
        opened.page.wait_for_timeout(500)
        return int(opened.page.evaluate("new Set(centres).size")) == 1

    assert moved_at_once("reduce")
    assert not moved_at_once("no-preference")


LANGUAGES = ("en", "uk", "ar", "fr", "es")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_buttons_at_the_foot_have_room_in_every_language(opener: Opener, lang: str) -> None:
    opened = opener(to_map(frame(), lang=lang))
    inside = opened.page.locator(".gm-tools").evaluate(
        """(foot) => [...foot.children].every((button) => {
            const box = foot.getBoundingClientRect();
            const text = document.createRange();
            text.selectNodeContents(button);
            const { left, right } = text.getBoundingClientRect();
            const own = button.getBoundingClientRect();
            return left >= own.left && right <= own.right && own.left >= box.left && own.right <= box.right;
        })"""
    )
    assert inside


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_on_a_phone_end_before_the_button_beside_them(opener: Opener, lang: str) -> None:
    opened = opener(to_map(frame(), lang=lang), viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    opened.page.locator(".gm-fold").click()
    opened.page.locator(".gm-more").first.click()
    clash = opened.page.locator(".gm-line:visible").evaluate_all(
        """(lines) => lines.filter((line) => {
            const text = document.createRange();
            text.selectNodeContents(line.querySelector(".gm-name"));
            const name = line.querySelector(".gm-name");
            const style = getComputedStyle(name);
            const box = name.getBoundingClientRect();
            const [one, other] = [text.getBoundingClientRect(), line.querySelector(".gm-only").getBoundingClientRect()];
            const end = style.direction === "rtl"
                ? Math.max(one.left, box.left + parseFloat(style.paddingLeft))
                : Math.min(one.right, box.right - parseFloat(style.paddingRight));
            return style.direction === "rtl" ? other.right > end + 1 : other.left < end - 1;
        }).map((line) => line.innerText)"""
    )
    assert clash == []


def test_a_phone_on_its_side_shows_more_map_than_anything_else(opener: Opener) -> None:
    opened = opener(to_map(frame()), viewport={"width": 740, "height": 360}, has_touch=True, is_mobile=True)
    assert opened.page.locator(".gm-time").bounding_box()["y"] > 180
    box = opened.page.locator(".leaflet-top").last.bounding_box()
    assert box["height"] < 120


def test_targets_on_a_phone_are_large_enough_for_a_finger(opener: Opener) -> None:
    opened = opener(to_map(frame()), viewport={"width": 390, "height": 780}, has_touch=True, is_mobile=True)
    opened.page.get_by_role("button", name="Show layers, filters and events").click()
    heights = opened.page.locator(".gm-row:visible").evaluate_all("(rows) => rows.map((row) => row.offsetHeight)")
    assert min(heights) >= 36


def luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2) of "rgb(…)"."""
    parts = [int(part) / 255 for part in color[color.index("(") + 1 : -1].split(",")[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_stand_out_from_their_ground_in_both_themes(opener: Opener, scheme: str) -> None:
    opened = opener(to_map(frame()), color_scheme=scheme)
    assert opened.page.evaluate("document.documentElement.dataset.theme") == scheme
    ground = opened.page.evaluate("getComputedStyle(document.querySelector('.gm-panel')).backgroundColor")
    for selector in (
        ".gm-title h1",
        ".gm-total",
        ".gm-caption",
        ".gm-name",
        ".gm-count",
        ".gm-link",
        ".gm-tools button",
    ):
        color = opened.page.locator(selector).first.evaluate("(one) => getComputedStyle(one).color")
        light, dark = sorted((luminance(ground), luminance(color)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, selector


def test_the_theme_can_be_switched(opener: Opener) -> None:
    opened = opener(to_map(frame()), color_scheme="light")
    opened.page.get_by_role("button", name="Dark or light").click()
    settle(opened)
    assert opened.page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert opened.clean()
