"""Ways of drawing, filters of places and deaths, languages, pictures, and what axe-core finds."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest

from geomap.layers import load_layers
from geomap.map import to_map
from tests.browser.conftest import Opened, Opener, settle
from tests.browser.driving import spot
from tests.map.frames import frame, row, rows

pytestmark = pytest.mark.browser

AXE: Final = Path(__file__).parents[2] / "geomap" / "map" / "web" / "node_modules" / "axe-core" / "axe.min.js"
WCAG: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
PHONE: Final = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}


def faults(opened: Opened) -> list[str]:
    """What axe-core calls serious or critical. It is run beside the page, which lets no script of others in."""
    session = opened.page.context.new_cdp_session(opened.page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    found: list[dict[str, Any]] = opened.page.evaluate(
        "(tags) => axe.run(document, { runOnly: tags }).then((result) => result.violations)", list(WCAG)
    )
    serious = [fault for fault in found if fault["impact"] in ("serious", "critical")]
    return [f"{fault['id']}: {node['html'][:160]}" for fault in serious for node in fault["nodes"]]


@pytest.mark.parametrize(
    ("lang", "options"),
    [
        ("en", {"color_scheme": "light"}),
        ("en", {"color_scheme": "dark"}),
        ("en", PHONE),
        ("ar", {"color_scheme": "light"}),
    ],
    ids=["light", "dark", "phone", "arabic"],
)
def test_axe_finds_nothing_serious(opener: Opener, lang: str, options: dict[str, Any]) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci in geomap/map/web")
    opened = opener(to_map(frame(), lang=lang), **options)
    found = faults(opened)
    if options is PHONE:
        opened.page.locator(".gm-fold").click()
    for tab in range(3):
        opened.page.get_by_role("tab").nth(tab).click()
        opened.page.wait_for_timeout(100)
        found += faults(opened)
    opened.page.locator(".gm-item").first.click()
    opened.page.locator(".gm-card mark").wait_for()
    opened.page.wait_for_timeout(500)  # until it has faded in
    opened.page.locator(".gm-columns summary").click()
    found += faults(opened)
    opened.page.locator(".gm-decide-correct").click()
    found += faults(opened)
    assert found == []


def choose(opened: Opened, name: str) -> None:
    """Press the button on the map and take one of the ways to draw."""
    if not opened.page.locator("#gm-display").is_visible():
        opened.page.get_by_role("button", name="How events are drawn").click()
    opened.page.get_by_label(name).check()
    settle(opened)


def test_a_site_tag_filters(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    opened.page.get_by_role("tab", name="Filters").click()
    opened.page.get_by_role("button", name="Only school").focus()
    opened.page.keyboard.press("Enter")
    settle(opened)
    assert opened.total() == "1 of 7 events"
    assert "Site school" in opened.text(".gm-chip")


def test_deaths_filter_and_an_event_that_says_nothing_of_them_has_none(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    opened.page.get_by_role("tab", name="Filters").click()
    opened.page.get_by_label("Fatalities at least").fill("1")
    settle(opened)
    assert opened.total() == "1 of 7 events"
    opened.page.get_by_label("Fatalities at least").fill("3")
    settle(opened)
    assert opened.total() == "0 of 7 events"


def painted(opened: Opened, place: list[float]) -> bool:
    """Whether anything is painted on the events' canvas at a place."""
    found: bool = opened.page.evaluate(
        """(place) => {
            const canvas = document.querySelector(".leaflet-gm-events-pane canvas");
            const box = canvas.getBoundingClientRect();
            const { x, y } = map_events.latLngToContainerPoint(place);
            const scale = canvas.width / box.width;
            return canvas.getContext("2d").getImageData((x - box.x) * scale, (y - box.y) * scale, 1, 1).data[3] > 60;
        }""",
        place,
    )
    return found


def test_a_mark_grows_with_deaths_on_request_only(opener: Opener) -> None:
    events = [{**rows()[3], "fatalities": 80, "location": None}]
    opened = opener(to_map(frame(events)), hash="#map=7/46.64/32.61")
    beside = opened.page.evaluate(
        "(() => { const at = map_events.latLngToContainerPoint([46.64, 32.61]);"
        " const { lat, lng } = map_events.containerPointToLatLng(at.subtract([0, 16])); return [lat, lng]; })()"
    )
    assert not painted(opened, beside)
    choose(opened, "By fatalities")
    assert painted(opened, beside)
    assert not opened.requests


def test_counts_by_country_shade_the_country_and_name_what_is_in_none(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    assert not opened.page.locator(".gm-scale").is_visible()
    choose(opened, "Count by country")
    assert painted(opened, [49, 30]), "Ukraine has events, though none at this spot"
    assert not painted(opened, [40, 30]), "Turkey has none"
    assert "1 event without a country" in opened.text(".gm-scale")
    opened.page.mouse.click(*spot(opened, [49, 30]))
    opened.page.locator(".gm-card mark").wait_for()
    assert opened.text(".gm-pager") == "1 of 2"
    assert not opened.requests


def test_counts_by_region_leave_out_what_is_known_less_exactly(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    choose(opened, "Count by region")
    assert painted(opened, [45.3, 39])
    assert "6 events whose region is not known" in opened.text(".gm-scale")


def test_heat_takes_exact_places_only(opener: Opener) -> None:
    opened = opener(to_map(frame([rows()[3], rows()[2]])))
    choose(opened, "Heat")
    assert painted(opened, [46.64, 32.61])
    assert "few" in opened.text(".gm-scale")
    only_coarse = opener(to_map(frame([rows()[4]])), hash="#draw=heat&map=4/24/45")
    assert not painted(only_coarse, [30, 60])
    assert not only_coarse.requests


def test_arcs_lead_from_country_to_country_and_are_off_at_first(opener: Opener) -> None:
    call = row("The two leaders spoke by phone", event_type="DIP.CALL", actor1="France", actor2="Kazakhstan")
    opened = opener(to_map(frame([call, *rows()])), hash="#map=3/47/35")
    sample = """(() => {
        const canvas = document.querySelector(".leaflet-gm-events-pane canvas");
        const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        let painted = 0;
        for (let i = 3; i < data.length; i += 4) if (data[i] > 200) painted++;
        return painted;
    })()"""
    before = opened.page.evaluate(sample)
    opened.page.get_by_role("button", name="How events are drawn").click()
    opened.page.get_by_label("Arcs between").check()
    settle(opened)
    assert opened.page.evaluate(sample) > before + 500
    opened.page.wait_for_timeout(400)
    assert "arcs=1" in opened.page.evaluate("location.hash")


def test_the_way_of_drawing_is_in_the_address(opener: Opener) -> None:
    opened = opener(to_map(frame()), hash="#draw=country")
    assert opened.page.locator(".gm-scale").is_visible()
    made_up = opener(to_map(frame()), hash="#draw=constructor&size=x")
    assert not made_up.page.locator(".gm-scale").is_visible()
    assert made_up.clean()


def test_the_picture_is_a_png_of_the_free_part_of_the_map_with_head_and_legend(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    with opened.page.expect_download() as waiting:
        opened.page.locator(".gm-tools").get_by_text("PNG", exact=True).click()
    data = Path(waiting.value.path()).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    panel = opened.page.locator(".gm-panel").bounding_box()
    assert width == 2 * (1280 - round(panel["x"] + panel["width"]))
    assert height > 2 * opened.page.locator(".gm-time").bounding_box()["y"]
    assert opened.clean()


def colors_of(opened: Opened) -> tuple[set[str], set[str]]:
    """The full colours of the map of a downloaded picture, and those of its legend."""
    from PIL import Image

    with opened.page.expect_download() as waiting:
        opened.page.locator(".gm-tools").get_by_text("PNG", exact=True).click()
    with Image.open(waiting.value.path()) as picture:
        whole = np.asarray(picture.convert("RGB"))
    first, last = (common(part) for part in (whole[120:-200], whole[-150:-50]))
    return first, last


def common(part: Any) -> set[str]:
    """The colours of more than a hundred pixels, as "#rrggbb"."""
    colors, counts = np.unique(part.reshape(-1, 3), axis=0, return_counts=True)
    return {f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in colors[counts > 100]}


def test_the_legend_of_a_picture_says_what_is_drawn_on_it(opener: Opener) -> None:
    pytest.importorskip("PIL", reason="the picture is read with Pillow")
    made = to_map(frame())
    layers = {layer.color for layer in load_layers() if layer.id in ("diplomacy", "shelling_missile", "air_drone")}
    _, legend = colors_of(opener(made))
    assert layers <= legend
    choropleth = opener(made, hash="#draw=country")
    shades = choropleth.page.locator(".gm-shade").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).backgroundColor.match(/\\d+/g)"
        ".map((part) => Number(part).toString(16).padStart(2, '0')).join(''))"
    )
    _, legend = colors_of(choropleth)
    assert {f"#{shade}" for shade in shades} <= legend
    assert not layers & legend, "no marks are drawn, so none are explained"


def test_heat_says_what_it_weighs_by(opener: Opener) -> None:
    opened = opener(to_map(frame()), hash="#draw=heat&size=fatalities")
    assert opened.text(".gm-scale .gm-caption") == "By fatalities"


def test_print_shows_the_picture_and_nothing_else(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    opened.page.emulate_media(media="print")
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened.page.locator(".gm-print canvas").is_visible()
    assert not opened.page.locator(".gm-panel").is_visible()
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.page.locator(".gm-print").count() == 0


def test_the_view_that_a_script_asks_for_wins(opener: Opener) -> None:
    made = to_map(frame())
    made.fit_bounds([[-30, 10], [-20, 30]])
    opened = opener(made)
    assert round(opened.page.evaluate("map_events.getCenter().lat")) == -25


def test_details_of_an_area_leave_the_map_where_it_is(opener: Opener) -> None:
    opened = opener(to_map(frame()), hash="#map=5/24/45")
    before = opened.page.evaluate("[map_events.getCenter().lat, map_events.getCenter().lng]")
    for place in ([31.0, 41.0], [20.5, 45.5]):
        opened.page.mouse.click(*spot(opened, place))
        opened.page.locator(".gm-card mark").wait_for()
        opened.page.wait_for_timeout(350)
        assert opened.page.evaluate("[map_events.getCenter().lat, map_events.getCenter().lng]") == before
        box = opened.page.locator(".gm-card").bounding_box()
        assert box["y"] >= 0
        opened.page.keyboard.press("Escape")


def test_all_twelve_signs_are_in_the_legend(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    opened.page.locator(".gm-legend summary").click()
    items = opened.page.locator(".gm-sign")
    assert items.count() == 13, "twelve, and the outline of what is disputed"
    items = opened.page.locator(".gm-sign:not(.gm-disputed)")
    pictures = items.evaluate_all(
        "(all) => all.map((one) => [...one.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()))"
    )
    for kind in (0, 1):
        assert len({both[kind] for both in pictures}) == 12, "as marks, then as areas"


@pytest.mark.parametrize(
    ("lang", "total"), [("ar", "7 أحداث"), ("uk", "7 подій"), ("fr", "7 événements"), ("es", "7 hechos")]
)
def test_a_language_counts_in_its_own_forms(opener: Opener, lang: str, total: str) -> None:
    opened = opener(to_map(frame(), lang=lang))
    assert opened.total() == total
    assert opened.clean()


def test_arabic_runs_from_the_right_and_covers_nothing(opener: Opener) -> None:
    opened = opener(to_map(frame(), lang="ar"))
    panel = opened.page.locator(".gm-panel").bounding_box()
    assert panel["x"] > 640
    x, y = spot(opened, [46.64, 32.61])
    assert 0 < x < panel["x"]
    zoom = opened.page.locator(".leaflet-control-zoom").bounding_box()
    assert zoom["x"] < 100
    credit = opened.page.locator(".leaflet-control-attribution").bounding_box()
    assert credit["x"] + credit["width"] < panel["x"]
    assert 0 < y < opened.page.locator(".gm-time").bounding_box()["y"]
