"""The map in a real browser: it opens alone, shows what there is, and runs nothing it was fed."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import pytest

from geomap.layers import Layer, load_layers
from geomap.map import to_map
from tests.browser.conftest import Opened, Opener, settle
from tests.map.frames import ARTICLE, HOSTILE, frame, hostile_frame, row, rows

pytestmark = pytest.mark.browser

LAYERS_USED = {"diplomacy": 4, "air_drone": 1, "shelling_missile": 2}


def switch(opened: Opened, layer: str) -> Any:
    return opened.page.locator(f'input[role="switch"][data-layer="{layer}"]')


def count_of(opened: Opened, layer: str) -> int:
    line = opened.page.locator(".gm-line", has=switch(opened, layer))
    return int(line.locator(".gm-count").inner_text().replace(",", ""))


def downloaded(opened: Opened, name: str) -> bytes:
    with opened.page.expect_download() as waiting:
        opened.page.locator(".gm-tools").get_by_text(name, exact=True).click()
    path = waiting.value.path()
    with open(path, "rb") as file:  # noqa: PTH123  # Playwright's own file
        return file.read()


def visible_ids(opened: Opened) -> list[str]:
    features = json.loads(downloaded(opened, "GeoJSON"))["features"]
    return [feature["properties"]["event_id"] for feature in features]


def click_event(opened: Opened, quote: str) -> None:
    opened.page.get_by_role("tab", name="Events").click()
    opened.page.locator(".gm-item", has_text=quote).first.click()
    opened.page.locator(".gm-card h3").wait_for()


def spot(opened: Opened, place: list[float]) -> list[float]:
    """Where on the screen a latitude and longitude is."""
    found: list[float] = opened.page.evaluate(
        "(place) => { const { x, y } = map_events.latLngToContainerPoint(place); return [x, y]; }", place
    )
    return found


def search(opened: Opened, query: str) -> None:
    opened.page.get_by_role("searchbox").fill(query)
    opened.page.wait_for_timeout(400)


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


def test_each_layer_toggles_and_the_counts_follow(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    for layer, events in LAYERS_USED.items():
        assert count_of(opened, layer) == events
        switch(opened, layer).uncheck()
        settle(opened)
        assert opened.total() == f"{7 - events} of 7 events"
        assert count_of(opened, layer) == events, "a switched-off layer still says what it would show"
        assert len(visible_ids(opened)) == 7 - events
        switch(opened, layer).check()
        settle(opened)
        assert opened.total() == "7 events"
    assert opened.clean()


def test_every_layer_file_has_a_switch(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    found = opened.page.locator('input[role="switch"]').evaluate_all("(all) => all.map((one) => one.dataset.layer)")
    assert sorted(found) == sorted(layer.id for layer in load_layers())


def test_a_group_all_none_and_only_work(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    opened.page.get_by_role("checkbox", name="All layers of Violence").uncheck()
    settle(opened)
    assert opened.total() == "4 of 7 events"
    opened.page.locator(".gm-tree").get_by_role("button", name="None", exact=True).click()
    settle(opened)
    assert opened.total() == "0 of 7 events"
    assert "All layers are switched off" in opened.text(".gm-notice")
    opened.page.get_by_role("button", name="Show all layers").click()
    settle(opened)
    assert opened.total() == "7 events"
    opened.page.get_by_role("button", name="Only Shelling and missiles").focus()
    opened.page.keyboard.press("Enter")
    settle(opened)
    assert opened.total() == "2 of 7 events"


def test_foliums_own_control_throws_the_same_switches(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    names = opened.page.evaluate(
        "layer_control_events._layers.map((entry) => [entry.name, map_events.hasLayer(entry.layer)])"
    )
    assert [name for name, _ in names] == [f"layer {number}" for number in range(len(load_layers()))]
    opened.page.evaluate("map_events.removeLayer(event_layer_9)")
    settle(opened)
    assert load_layers()[9].id == "diplomacy"
    assert not switch(opened, "diplomacy").is_checked()
    assert opened.total() == "3 of 7 events"


def test_a_control_that_a_script_adds_is_shown_with_the_real_titles(opener: Opener) -> None:
    made = to_map(frame(), layers=[replace(layer, title=f"<b>{layer.id}</b>") for layer in load_layers()])
    folium.LayerControl(collapsed=False).add_to(made)
    opened = opener(made)
    control = opened.page.locator(".leaflet-control-layers:visible")
    assert control.count() == 1
    assert "<b>diplomacy</b>" in control.inner_text()
    control.locator("label", has_text="<b>diplomacy</b>").locator("input").uncheck()
    settle(opened)
    assert opened.total() == "3 of 7 events"


def test_a_layer_that_a_script_adds_is_drawn_and_listed(opener: Opener) -> None:
    made = to_map(frame())
    group = folium.FeatureGroup(name="Front line <i>").add_to(made)
    folium.PolyLine([[46, 32], [49, 37]]).add_to(group)  # type: ignore[no-untyped-call]  # folium leaves it untyped
    opened = opener(made)
    row_ = opened.page.locator(".gm-row", has_text="Front line <i>")
    assert row_.locator("input").is_checked()
    before = opened.page.evaluate("Object.keys(map_events._layers).length")
    row_.locator("input").uncheck()
    assert opened.page.evaluate("Object.keys(map_events._layers).length") < before
    assert opened.clean()


def test_a_pop_up_shows_the_quote_in_its_context(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    for values in rows():
        opened.page.get_by_role("tab", name="Events").click()
        opened.page.locator(".gm-item-quote").get_by_text(values["quote"], exact=True).click()
        opened.page.locator(".gm-card mark").wait_for()
        assert opened.text(".gm-card mark") == values["quote"]
        around = opened.text(".gm-quote").strip("…")
        assert around in ARTICLE
        assert len(around) > len(values["quote"])
        opened.page.keyboard.press("Escape")
        opened.page.locator(".gm-card").wait_for(state="detached")
    assert opened.clean()


def test_a_pop_up_says_everything_needed_to_check_an_event(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    click_event(opened, "A strike in the Krasnodar region")
    card = opened.text(".gm-card")
    for part in (
        "Strike or attack, weapon",
        "Alleged",
        "18 March 2025",
        "Krasnodar Krai",
        "Russia",
        "Region",
    ):
        assert part in card
    link = opened.page.locator(".gm-card a")
    assert link.get_attribute("href") == "https://example.org/news/1"
    assert link.get_attribute("rel") == "noopener noreferrer nofollow"
    opened.page.locator(".gm-alternatives summary").click()
    opened.page.get_by_role("button", name="Show Krasnodar, RUS on the map").click()
    assert opened.page.locator(".gm-candidate").inner_text().strip() == "? Krasnodar"


def test_a_click_on_a_mark_opens_it_and_a_pager_leads_through_the_others(opener: Opener) -> None:
    opened = opener(to_map(frame()), hash="#map=6/24.69/46.72")
    opened.page.mouse.click(*spot(opened, [24.69, 46.72]))
    opened.page.locator(".leaflet-popup .gm-card").wait_for()
    assert opened.text(".gm-pager") == "1 of 2"
    first = opened.text(".gm-card mark")
    opened.page.get_by_role("button", name="Next event").click()
    opened.page.locator(".gm-pager", has_text="2 of 2").wait_for()
    assert first == "Officials met in Riyadh on Monday", "what happened comes first"
    assert opened.text(".gm-card mark") == "Officials met"


def test_the_pager_is_in_sight_however_long_the_details_are(opener: Opener) -> None:
    long = [{**rows()[4], "event_id": f"long-{n}", "attribution": "someone who says much " * 60} for n in range(3)]
    opened = opener(to_map(frame(long)), hash="#map=5/24/45")
    opened.page.mouse.click(*spot(opened, [20.5, 45.5]))
    opened.page.locator(".gm-pager").wait_for()
    opened.page.wait_for_timeout(400)
    pager = opened.page.locator(".gm-pager").bounding_box()
    content = opened.page.locator(".leaflet-popup-content").bounding_box()
    assert pager["y"] + pager["height"] <= content["y"] + content["height"] + 1


def test_a_click_inside_an_area_opens_its_events(opener: Opener) -> None:
    opened = opener(to_map(frame()), hash="#map=5/24/45")
    opened.page.mouse.click(*spot(opened, [20.5, 45.5]))
    opened.page.locator(".gm-card").wait_for()
    assert opened.text(".gm-card mark") == "Talks are planned in Saudi Arabia next week"
    assert "Country only" in opened.text(".gm-card")


def test_the_download_equals_the_visible_events(opener: Opener) -> None:
    events = frame()
    opened = opener(to_map(events))
    made = json.loads(downloaded(opened, "GeoJSON"))
    assert made["type"] == "FeatureCollection"
    assert "GeoNames" in made["attribution"]
    assert [feature["id"] for feature in made["features"]] == [values["event_id"] for values in rows()]
    for feature, values in zip(made["features"], rows(), strict=True):
        properties = feature["properties"]
        assert list(properties) == [name for name in events.columns if name != "geometry"]
        for name, value in values.items():
            if name not in ("geometry", "latitude", "longitude"):
                assert properties[name] == value, name
        shape, own = feature["geometry"], values["geometry"]
        if own is None:
            assert shape is None
        elif own.geom_type == "Point":
            assert shape == {"type": "Point", "coordinates": [own.x, own.y]}
        else:
            assert shape["type"] in ("Polygon", "MultiPolygon")


def test_what_a_filter_hides_is_not_downloaded(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    search(opened, "kherson school")
    assert opened.total() == "1 of 7 events"
    assert visible_ids(opened) == [rows()[3]["event_id"]]
    table = list(csv.DictReader(io.StringIO(downloaded(opened, "CSV").decode("utf-8-sig"))))
    assert [line["quote"] for line in table] == ["Shelling damaged a school in Kherson"]
    assert table[0]["site_tags"] == "school"


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


def test_a_map_without_events_says_so(opener: Opener) -> None:
    opened = opener(to_map(frame([row("x")]).iloc[:0]))
    assert opened.text(".gm-notice") == "There are no events in this map."
    assert opened.clean()


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


def test_events_without_a_place_are_listed_and_open_the_same_details(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    opened.page.get_by_role("button", name="1 without a place").click()
    opened.page.locator(".gm-list section:last-child .gm-item").click()
    opened.page.locator(".gm-sheet .gm-card mark").wait_for()
    assert opened.text(".gm-sheet mark") == "The two leaders spoke by phone"
    assert "No place in the text" in opened.text(".gm-sheet")


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
    "address", ["#map=99/999/-999&days=x&sure=-1", "#%", "#event=%3Cimg%3E", "#map=NaN/1/1&hide.nothing=x&days=9_1"]
)
def test_a_faulty_address_is_taken_for_what_it_is(opener: Opener, address: str) -> None:
    opened = opener(to_map(frame()), hash=address)
    assert "7 events" in opened.total()
    assert opened.clean()


def test_the_map_opens_on_its_events_and_none_hides_behind_the_panel(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    spots = [spot(opened, place) for place in ([24.69, 46.72], [49.99, 36.23], [46.64, 32.61], [45.3, 39])]
    panel = opened.page.locator(".gm-panel").bounding_box()
    time = opened.page.locator(".gm-time").bounding_box()
    for x, y in spots:
        assert panel["x"] + panel["width"] < x < 1280
        assert 0 < y < time["y"]


def pixels(opened: Opened, place: list[float], radius: int) -> dict[str, int]:
    """How many pixels around a place have a full layer colour and how many the colour of paper."""
    found: dict[str, int] = opened.page.evaluate(
        """([place, radius]) => {
            const canvas = document.querySelector(".leaflet-gm-events-pane canvas");
            const box = canvas.getBoundingClientRect();
            const point = map_events.latLngToContainerPoint(place);
            const scale = canvas.width / box.width;
            const g = canvas.getContext("2d");
            const data = g.getImageData((point.x - box.x - radius) * scale, (point.y - box.y - radius) * scale,
                2 * radius * scale, 2 * radius * scale).data;
            let [full, paper] = [0, 0];
            for (let i = 0; i < data.length; i += 4) {
                const [r, g, b, a] = data.slice(i, i + 4);
                if (a > 250 && Math.max(r, g, b) - Math.min(r, g, b) > 90) full++;
                if (a > 250 && r > 250 && g > 250 && b > 250) paper++;
            }
            return {full, paper};
        }""",
        [place, radius],
    )
    return found


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


def hostile_layers(text: str) -> list[Layer]:
    return [replace(layer, title=text, group=text, description=text) for layer in load_layers()]


def test_hostile_text_in_every_field_shows_as_text(opener: Opener) -> None:
    opened = opener(to_map(hostile_frame(), title=HOSTILE[0], layers=hostile_layers(HOSTILE[2])))
    assert opened.total() == f"{len(HOSTILE)} events"
    opened.page.get_by_role("tab", name="Events").click()
    opened.page.locator(".gm-item").nth(len(HOSTILE) - 1).wait_for()
    for number in range(len(HOSTILE)):
        item = opened.page.locator(".gm-item").nth(number)
        item.scroll_into_view_if_needed()
        item.click()
        opened.page.locator(".gm-card mark").wait_for()
        for summary in opened.page.locator(".gm-card summary").all():
            summary.click()
        assert opened.page.locator(".gm-card :is(script, img, svg:not(.gm-icon), style, iframe)").count() == 0
        assert opened.page.locator(".gm-card a:not([href^=http])").count() == 0
        opened.page.keyboard.press("Escape")
        opened.page.locator(".gm-card").wait_for(state="detached")
    for tab in ("Layers", "Filters"):
        opened.page.get_by_role("tab", name=tab).click()
        settle(opened)
    assert opened.clean()
    assert opened.page.locator(".gm-panel").is_visible()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_quote_reads_as_it_was_written(opener: Opener, text: str) -> None:
    fields = ("quote", "context", "title", "attribution", "actor1", "source", "location", "url")
    values = row("x", **dict.fromkeys(fields, text), start=0, end=len(text), alternatives=[text])
    opened = opener(to_map(frame([values]), title=text))
    opened.page.get_by_role("button", name="1 without a place").click()
    opened.page.locator(".gm-item").first.click()
    opened.page.locator(".gm-card mark").wait_for()
    shown = str(opened.page.locator(".gm-card mark").text_content())
    assert shown[:200] == expected(text)[:200]
    assert len(shown) <= 1500
    assert opened.page.locator(".gm-card a").count() == 0
    assert opened.clean()


def expected(text: str) -> str:
    """As the page writes what cannot be seen: direction controls by their number, other controls as unreadable."""
    for control in "\u202e\u2066\u2069":
        text = text.replace(control, f"⟦U+{ord(control):X}⟧")
    return text.replace("\x00", "\ufffd").replace("\x1b", "\ufffd")


def test_cells_of_the_table_never_begin_a_formula(opener: Opener) -> None:
    opened = opener(to_map(frame([row("x", quote=text, title=text) for text in HOSTILE])))
    table = list(csv.DictReader(io.StringIO(downloaded(opened, "CSV").decode("utf-8-sig"), newline="")))
    assert len(table) == len(HOSTILE)
    assert not any(value[:1] in ("=", "+", "-", "@", "\t", "\r") for line in table for value in line.values() if value)


def focused(opened: Opened) -> str:
    """A short name of the element that has the keyboard."""
    return str(
        opened.page.evaluate(
            """() => {
                const one = document.activeElement;
                return one.getAttribute("aria-label") || one.dataset.layer || one.innerText || one.tagName;
            }"""
        )
    )


def tab_to(opened: Opened, name: str, *, most: int = 80) -> None:
    """Press Tab until an element whose name begins so has the keyboard; fails where none does."""
    passed = []
    for _ in range(most):
        opened.page.keyboard.press("Tab")
        passed.append(focused(opened))
        if passed[-1].startswith(name):
            return
    raise AssertionError(f"Tab never reached {name!r}, but {passed}")


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
    assert opened.clean()


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
