"""Events are accepted, rejected and corrected; the review is kept, taken back, downloaded, and can be applied."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geomap.frame import missing
from geomap.frame.build import build_frame
from geomap.frame.identity import data_id
from geomap.map import to_map
from geomap.review import apply_corrections, read_corrections
from geomap.review.places import columns_of
from tests.browser.conftest import Opened, Opener, settle
from tests.browser.driving import click_event, count_of, downloaded, pixels, spot
from tests.browser.test_views import AXE, faults
from tests.map.frames import HOSTILE, frame, row, rows

pytestmark = pytest.mark.browser

SHELLING = "Shelling damaged a school in Kherson"
KRASNODAR = "A strike in the Krasnodar region"


def decide(opened: Opened, name: str) -> None:
    opened.page.locator(".gm-review").get_by_role("button", name=name, exact=True).click()
    settle(opened)


def shut(opened: Opened) -> None:
    opened.page.keyboard.press("Escape")
    opened.page.locator(".gm-card").wait_for(state="detached")


def section(opened: Opened) -> Any:
    opened.page.get_by_role("tab", name="Review").click()
    return opened.page.locator("#gm-pane-review")


def corrections(opened: Opened) -> tuple[Path, list[dict[str, Any]]]:
    section(opened)
    with opened.page.expect_download() as waiting:
        opened.page.get_by_role("button", name="Download corrections").click()
    assert waiting.value.suggested_filename == "corrections.jsonl"
    path = Path(waiting.value.path())
    return path, [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_decisions_are_counted_listed_taken_back_and_downloaded(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    section(opened).get_by_label("Your name or initials").fill("O. K.")
    click_event(opened, SHELLING)
    decide(opened, "Accept")
    assert opened.text(".gm-review-state").startswith("Accepted · O. K.")
    shut(opened)
    click_event(opened, KRASNODAR)
    decide(opened, "Reject")
    assert opened.total() == "6 of 7 events", "a rejected event leaves the map"
    assert "1 rejected in review" in opened.text(".gm-notes")
    shut(opened)
    pane = section(opened)
    assert "2 events reviewed · 5 not reviewed" in pane.inner_text()
    _, made = corrections(opened)
    assert [(one["event_id"], one["decision"], one["by"]) for one in made] == [
        (rows()[3]["event_id"], "accept", "O. K."),
        (rows()[5]["event_id"], "reject", "O. K."),
    ]
    assert {one["map"] for one in made} == {data_id(frame())}
    opened.page.get_by_role("button", name="1 rejected in review").click()
    settle(opened)
    assert opened.total() == "7 events"
    pane.get_by_role("button", name="Undo the decision about Strike or attack").click()
    pane.get_by_role("button", name="Undo the last").click()
    settle(opened)
    assert "0 events reviewed" in pane.inner_text()
    assert opened.clean()


def test_the_list_of_events_can_be_what_is_not_reviewed_yet(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    click_event(opened, SHELLING)
    decide(opened, "Accept")
    shut(opened)
    section(opened).get_by_role("button", name="Only Not reviewed").focus()
    opened.page.keyboard.press("Enter")
    settle(opened)
    assert opened.total() == "6 of 7 events"


def test_a_correction_by_search_and_by_click_can_be_applied(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    click_event(opened, KRASNODAR)
    decide(opened, "Correct")
    form = opened.page.locator(".gm-form")
    form.get_by_label("Type").select_option(label="Drone strike")
    form.get_by_label("Status").select_option("claimed")
    form.get_by_label("Last day").fill("2025-03-19")
    form.get_by_role("button", name="Krasnodar, RUS").click()
    form.get_by_label("Note").fill("the governor's office")
    form.get_by_role("button", name="Save").click()
    assert "Alleged → Claimed by a party" in opened.text(".gm-review-facts")
    shut(opened)
    opened.page.evaluate("map_events.setView([46.64, 32.61], 7, { animate: false })")
    click_event(opened, SHELLING)
    decide(opened, "Correct")
    form.get_by_role("button", name="Click on the map").click()
    assert "Click the right place" in opened.text(".gm-picker")
    opened.page.mouse.click(*spot(opened, [46.9, 33.4]))
    assert opened.page.locator(".gm-picker").count() == 0
    form.get_by_label("Place", exact=True).fill("a field")
    form.get_by_role("button", name="Save").click()
    path, made = corrections(opened)
    assert made[0]["from"]["status"] == "alleged"
    assert made[0]["to"]["place"]["name"] == "Krasnodar"
    at = made[1]["to"]["place"]
    assert (round(at["lat"], 1), round(at["lon"], 1), at["name"], at["precision"]) == (46.9, 33.4, "a field", "site")
    told: list[str] = []
    found = read_corrections(path, on_error=lambda error: told.append(str(error)))

    def locate(place: Any) -> dict[str, Any]:
        from geomap.model import Place

        return columns_of(Place("", place["name"], place["lat"], place["lon"], place["precision"]))

    result = apply_corrections(build_frame(rows()), found, locate=locate, on_fault=lambda _, why: told.append(why))
    assert told == []
    strike = dict(result.frame.set_index("event_id").loc[rows()[5]["event_id"]])
    assert (strike["event_type"], strike["status"], strike["date_end"]) == ("STR.DRONE", "claimed", "2025-03-19")
    assert (strike["location"], strike["review_note"]) == ("Krasnodar", "the governor's office")
    assert opened.clean()


def test_a_corrected_event_is_where_its_reviewer_says_at_once_and_after_a_reload(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    switched = count_of(opened, "air_drone")
    click_event(opened, SHELLING)
    decide(opened, "Correct")
    form = opened.page.locator(".gm-form")
    form.get_by_label("Type").select_option(label="Drone strike")
    form.get_by_label("Status").select_option("denied")
    form.get_by_label("First day").fill("2025-03-02")
    form.get_by_label("Last day").fill("2025-03-02")
    form.get_by_role("searchbox").fill("Odesa")
    form.get_by_role("button", name="Odesa").first.click()
    settle(opened)
    # The map goes there and takes the form with it: a click on the way would fall on the map.
    opened.page.locator(".leaflet-zoom-anim, .leaflet-pan-anim").first.wait_for(state="detached")
    form.get_by_role("button", name="Save").click()
    head = opened.page.locator(".gm-card-head")
    head.nth(1).wait_for(state="detached")  # the card at the old place fades
    head.get_by_text("Odesa").wait_for()
    assert all(word in head.inner_text() for word in ("Drone strike", "Denied", "Corrected", "2 March 2025"))
    shut(opened)
    check_corrected(opened, switched)
    opened.page.reload()
    opened.page.evaluate("geomap.ready")
    settle(opened)
    check_corrected(opened, switched)
    found = {one["properties"]["event_id"]: one for one in json.loads(downloaded(opened, "GeoJSON"))["features"]}
    made = found[rows()[3]["event_id"]]
    said = made["properties"]
    assert (made["geometry"]["type"], said["location"], said["country"]) == ("Point", "Odesa", "Ukraine")
    assert (said["event_type"], said["layer"], said["status"]) == ("STR.DRONE", "air_drone", "denied")
    assert (said["event_date"], said["time_precision"], said["fatalities"]) == ("2025-03-02", "day", None)
    assert (said["review_status"], said["plover"]) == ("corrected", None)
    kept = {name: said["review_original"][name] for name in ("location", "event_type", "status", "fatalities")}
    assert kept == {"location": "Kherson", "event_type": "STR.SHELL", "status": "happened", "fatalities": 2}
    assert found[rows()[0]["event_id"]]["properties"].get("review_status") is None
    section(opened).get_by_role("button", name="Undo the last").click()
    settle(opened)
    assert pixels(opened, [46.64, 32.61], 8)["full"] > 20, "taken back, it is where the file says"
    assert "review_status" not in json.loads(downloaded(opened, "GeoJSON"))["features"][0]["properties"]
    # Reading pixels so often is what this test does, not the page.
    opened.messages[:] = [message for message in opened.messages if "willReadFrequently" not in message]
    assert opened.clean()


def check_corrected(opened: Opened, switched: int) -> None:
    opened.page.evaluate("map_events.setView([46.5, 31.7], 7, { animate: false })")
    settle(opened)
    assert pixels(opened, [46.64, 32.61], 8)["full"] == 0, "nothing is left where the event was"
    assert pixels(opened, [46.48, 30.73], 12)["full"] > 20
    opened.page.get_by_role("tab", name="Layers").click()
    assert count_of(opened, "air_drone") == switched + 1
    assert opened.page.locator('[data-facet="status"]').get_by_text("Denied").is_visible()
    assert "2" in opened.text(".gm-time-label")


def test_escape_leaves_the_choice_of_a_place_and_not_the_event(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    click_event(opened, SHELLING)
    decide(opened, "Correct")
    opened.page.get_by_role("button", name="Click on the map").click()
    opened.page.keyboard.press("Escape")
    assert opened.page.locator(".gm-picker").count() == 0
    assert opened.page.locator(".gm-form").is_visible()


def test_on_a_phone_a_place_is_picked_by_a_tap_and_the_choice_left_without_keys(opener: Opener) -> None:
    opened = opener(to_map(frame()), viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    opened.page.touchscreen.tap(*spot(opened, [46.64, 32.61]))
    opened.page.locator(".gm-decide-correct").tap()
    pick = opened.page.get_by_role("button", name="Click on the map")
    pick.tap()
    opened.page.locator(".gm-picker").get_by_text("Cancel").tap()
    assert opened.page.locator(".gm-picker").count() == 0
    assert opened.page.locator(".gm-form").is_visible()
    pick.tap()
    picker = opened.page.locator(".gm-picker").bounding_box()
    opened.page.touchscreen.tap(picker["x"] + 20, picker["y"] + 12)  # what lies under the words can be meant
    opened.page.get_by_text("The place clicked").wait_for()
    opened.page.wait_for_timeout(600)
    candidate = opened.page.locator(".gm-candidate").bounding_box()
    sheet = opened.page.locator(".gm-sheet").bounding_box()
    assert 0 < candidate["y"] < candidate["y"] + candidate["height"] < sheet["y"], "what was picked is in sight"
    assert 0 < spot(opened, [46.64, 32.61])[1] < sheet["y"], "and so is what it takes the place of"
    assert opened.clean()


def test_a_place_can_be_picked_and_the_next_event_reached_without_a_mouse(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    press = opened.page.keyboard.press
    click_event(opened, SHELLING)
    press("e")
    opened.page.get_by_role("button", name="Click on the map").focus()
    press("Enter")
    opened.page.evaluate("map_events.setView([46.9, 33.4], 8, { animate: false })")
    before = opened.page.evaluate("map_events.getCenter().lng")
    press("ArrowRight")
    opened.page.wait_for_timeout(500)
    assert opened.page.evaluate("map_events.getCenter().lng") > before
    press("Enter")
    assert "46.90" in opened.text(".gm-place .gm-note")
    press("Escape")
    click_event(opened, SHELLING)
    press("a")
    press("n")
    opened.page.locator(".gm-card mark", has_text="Talks are planned").wait_for()
    assert opened.page.evaluate("document.activeElement.tagName") == "H3"
    assert "Accepted" in opened.page.locator(".gm-item", has_text=SHELLING).inner_text()
    assert opened.clean()


def test_the_keys_count_only_where_the_event_has_the_keyboard(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    press = opened.page.keyboard.press
    click_event(opened, SHELLING)
    press("r")
    settle(opened)
    assert "Rejected" in opened.text(".gm-review-state")
    press("a")
    settle(opened)
    assert "Accepted" in opened.text(".gm-review-state")
    press("e")
    opened.page.locator(".gm-form").get_by_label("Note").focus()
    opened.page.keyboard.type("are")
    assert opened.page.locator(".gm-form").get_by_label("Note").input_value() == "are"
    opened.page.locator(".gm-form").get_by_role("button", name="Cancel").click()
    opened.page.get_by_role("searchbox").focus()
    press("r")
    assert "Accepted" in opened.text(".gm-review-state")


def test_a_review_outlives_the_page_and_belongs_to_its_data(opener: Opener) -> None:
    opened = opener(to_map(frame()))
    click_event(opened, SHELLING)
    decide(opened, "Reject")
    opened.page.reload()
    opened.page.evaluate("geomap.ready")
    settle(opened)
    assert opened.total() == "6 of 7 events"
    assert "1 event reviewed" in section(opened).inner_text()
    assert opened.page.evaluate("Object.keys(localStorage)") == [f"geomap.review.{data_id(frame())}"]


def test_without_storage_the_review_works_and_says_that_nothing_is_kept(opener: Opener) -> None:
    made = to_map(frame())
    opened = opener(made)
    opened.page.add_init_script(
        "Object.defineProperty(window, 'localStorage',"
        " { get() { throw new DOMException('denied', 'SecurityError'); } });"
    )
    opened.page.reload()
    opened.page.evaluate("geomap.ready")
    settle(opened)
    click_event(opened, SHELLING)
    decide(opened, "Accept")
    pane = section(opened)
    assert "download the corrections before closing it" in pane.inner_text()
    assert "1 event reviewed" in pane.inner_text()
    assert opened.clean()


def test_a_review_that_was_applied_is_shown_and_its_rejected_events_are_not_drawn(opener: Opener) -> None:
    reviewed = [
        {**rows()[3], "review_status": "rejected", "reviewed_by": "O. K.", "reviewed_at": "2025-04-01T10:00:00Z"},
        {**rows()[5], "review_status": "corrected", "review_original": {"status": "claimed"}, "review_note": "seen"},
        rows()[0],
    ]
    opened = opener(to_map(build_frame(reviewed)))
    assert opened.total() == "2 of 3 events"
    click_event(opened, KRASNODAR)
    assert "Corrected · seen" in opened.text(".gm-review-state")
    assert "Claimed by a party → Alleged" in opened.text(".gm-review-facts")
    shut(opened)
    opened.page.get_by_role("button", name="1 rejected in review").click()
    settle(opened)
    click_event(opened, SHELLING)
    assert opened.text(".gm-review-state") == "Rejected · O. K. · 1 Apr 2025"


def test_events_without_ids_cannot_be_reviewed(opener: Opener) -> None:
    plain = frame().drop(columns=["event_id"])
    opened = opener(to_map(plain))
    assert opened.page.get_by_role("tab", name="Review").count() == 0
    click_event(opened, SHELLING)
    assert opened.page.locator(".gm-review").count() == 0


def test_hostile_words_in_a_review_are_text(opener: Opener) -> None:
    said = [
        row("x", event_id=f"{number}", review_status=text, reviewed_by=text, review_note=text, reviewed_at=text,
            review_original={"status": text}, alternatives=[{"name": text, "lat": 50, "lon": 30, "precision": text}])
        for number, text in enumerate(HOSTILE)
    ]  # fmt: skip
    said.append(row("y", event_id="z", review_status="accepted", reviewed_by=HOSTILE[0], review_note=HOSTILE[2]))
    opened = opener(to_map(frame(said)))
    opened.page.get_by_role("tab", name="Events").click()
    for number in (0, 2, len(HOSTILE)):
        opened.page.locator(".gm-item").nth(number).click()
        opened.page.locator(".gm-review").wait_for()
        opened.page.keyboard.press("e")
        assert opened.page.locator(".gm-card :is(script, img, svg:not(.gm-icon), style, iframe)").count() == 0
        shut(opened)
    assert opened.clean()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_serious_in_the_review(opener: Opener, width: int) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci in geomap/map/web")
    opened = opener(to_map(frame()), viewport={"width": width, "height": 780})
    if width == 360:
        opened.page.locator(".gm-fold").click()
    click_event(opened, KRASNODAR)
    decide(opened, "Accept")
    decide(opened, "Correct")
    opened.page.wait_for_timeout(500)
    found = faults(opened)
    opened.page.get_by_role("button", name="Save").click()
    shut(opened)
    section(opened)
    opened.page.wait_for_timeout(300)
    assert found + faults(opened) == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") == width


def test_the_columns_of_a_review_are_missing_where_there_was_none() -> None:
    assert "review_status" not in build_frame(rows()).columns
    assert missing(build_frame([{**rows()[0], "review_note": None}])["review_note"][0])
