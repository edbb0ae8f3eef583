"""Layers are switched one by one, by group, by folium's control and by scripts."""

from __future__ import annotations

from dataclasses import replace

import folium
import pytest

from geomap.layers import load_layers
from geomap.map import to_map
from tests.browser.conftest import Opener, settle
from tests.browser.driving import count_of, switch, visible_ids
from tests.map.frames import frame

pytestmark = pytest.mark.browser

LAYERS_USED = {"diplomacy": 4, "air_drone": 1, "shelling_missile": 2}


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
