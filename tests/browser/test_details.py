"""What opens on an event: everything that lets a reader check it."""

from __future__ import annotations

import pytest

from geomap.map import to_map
from tests.browser.conftest import Opener
from tests.browser.driving import click_event, search, spot
from tests.map.frames import ARTICLE, frame, rows

pytestmark = pytest.mark.browser


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
    opened.page.get_by_text("1 other place considered").click()
    opened.page.get_by_role("button", name="Show Krasnodar, RUS on the map").click()
    assert opened.page.locator(".gm-candidate").inner_text().strip() == "? Krasnodar"


def test_all_columns_of_an_event_are_there_on_demand(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    click_event(opened, "Shelling damaged a school")
    opened.page.get_by_text("All columns").click()
    opened.page.locator(".gm-columns dd").first.wait_for()
    said = dict(
        zip(
            opened.page.locator(".gm-columns dt").all_inner_texts(),
            opened.page.locator(".gm-columns dd").all_inner_texts(),
            strict=True,
        )
    )
    given = {name: value for name, value in rows()[3].items() if name != "geometry" and value not in (None, "", [])}
    assert set(said) == set(given)
    for name in ("event_id", "layer", "iso", "latitude", "longitude", "time_precision", "date_end", "plover", "start"):
        assert said[name] == str(given[name]), name
    assert opened.clean()


def test_an_event_of_one_day_is_of_that_day_also_where_none_has_more(opener: Opener) -> None:
    opened = opener(to_map(frame([rows()[3]])))
    click_event(opened, "Shelling damaged a school")
    assert opened.text(".gm-when") == "18 March 2025"


def test_what_a_search_found_is_marked_wherever_it_stands(opener: Opener) -> None:
    long = "A sentence that says a good deal of other things first and then that a dépôt burned in Kherson"
    events = [{**rows()[3], "quote": long, "actor1": "Depot workers"}, rows()[0]]
    opened = opener(to_map(frame(events)))
    search(opened, "depot kherson")
    opened.page.get_by_role("tab", name="Events").click()
    item = opened.page.locator(".gm-item").first
    item.wait_for()
    assert item.locator(".gm-hit").all_inner_texts() == ["Kherson", "Depot", "dépôt", "Kherson"]
    assert item.locator(".gm-item-quote").inner_text().startswith("…"), "cut to what was found"
    item.click()
    opened.page.locator(".gm-card mark").wait_for()
    marked = opened.page.locator(".gm-card .gm-hit").all_inner_texts()
    assert marked == ["Kherson", "dépôt", "Kherson", "Depot"], "place, quote, actor"


def test_details_of_an_area_lie_beside_it(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    for quote, place in (("A strike in the Krasnodar", [45.3, 39.0]), ("Talks are planned in Saudi", [24.0, 45.0])):
        click_event(opened, quote)
        opened.page.wait_for_timeout(400)  # a pop-up that the sheet stands in for fades before it goes
        x, y = spot(opened, place)
        boxes = [one.bounding_box() for one in opened.page.locator(".gm-sheet, .leaflet-popup").all()]
        seen = [box for box in boxes if box is not None]
        assert seen
        for box in seen:
            assert not (box["x"] < x < box["x"] + box["width"] and box["y"] < y < box["y"] + box["height"])
        opened.page.keyboard.press("Escape")


@pytest.mark.parametrize(
    ("quote", "place"), [("A strike in the Krasnodar", [45.3, 39.0]), ("Drones hit", [49.99, 36.23])]
)
def test_an_area_out_of_view_is_shown_with_its_details(opener: Opener, quote: str, place: list[float]) -> None:
    opened = opener(to_map(frame()), hash="#map=7/24.7/46.7")
    click_event(opened, quote)
    x, y = spot(opened, place)
    panel = opened.page.locator(".gm-panel").bounding_box()
    assert panel["x"] + panel["width"] < x < 1280
    assert 0 < y < opened.page.locator(".gm-time").bounding_box()["y"]
    assert opened.page.evaluate("map_events.getZoom()") <= 7


def test_a_place_reads_from_the_smaller_to_the_larger_in_arabic(opener: Opener) -> None:
    opened = opener(to_map(frame([rows()[3]]), lang="ar"), hash=f"#event={rows()[3]['event_id']}")
    opened.page.locator(".gm-card mark").wait_for()
    lefts = [
        opened.page.locator(f".gm-where {part}").first.bounding_box()["x"]
        for part in ("strong", "strong + span", "bdi")
    ]
    assert lefts == sorted(lefts, reverse=True), "from the right: Kherson, the comma, Ukraine"


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


def test_events_without_a_place_are_listed_and_open_the_same_details(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    opened.page.get_by_role("button", name="1 without a place").click()
    opened.page.locator(".gm-list section:last-child .gm-item").click()
    opened.page.locator(".gm-sheet .gm-card mark").wait_for()
    assert opened.text(".gm-sheet mark") == "The two leaders spoke by phone"
    assert "No place in the text" in opened.text(".gm-sheet")
