"""Raster tiles in a browser: fetched from their host alone, credited, explained, switched off again."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from geomap.map import to_map
from tests.map.frames import frame

pytestmark = pytest.mark.browser

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


class Tiled:
    """A page whose tiles come from the test, and the addresses that it asked for."""

    def __init__(self, context: Any, path: Path) -> None:
        self.asked: list[str] = []
        self.messages: list[str] = []
        self.page = context.new_page()
        self.page.on("console", lambda message: self.messages.append(message.text))
        context.route("http*://**/*", self.answer)
        self.page.goto(path.as_uri())
        self.page.evaluate("geomap.ready")

    def answer(self, route: Any) -> None:
        """One pixel for every tile."""
        self.asked.append(route.request.url)
        route.fulfill(status=200, content_type="image/png", body=PIXEL)


@pytest.fixture
def tiled(browser: Any, tmp_path: Path) -> Iterator[Tiled]:
    path = tmp_path / "map.html"
    to_map(frame(), tiles="OpenTopoMap").save(path)
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    yield Tiled(context, path)
    context.close()


def test_tiles_come_from_their_host_alone_and_are_credited(tiled: Tiled) -> None:
    tiled.page.wait_for_selector(".leaflet-tile-loaded")
    hosts = {urlsplit(address).netloc for address in tiled.asked}
    assert hosts
    assert hosts <= {f"{letter}.tile.opentopomap.org" for letter in "abc"}
    assert "OpenTopoMap" in tiled.page.locator(".leaflet-control-attribution").inner_text()
    assert tiled.messages == []


def test_the_panel_says_who_sees_the_areas_viewed(tiled: Tiled) -> None:
    note = tiled.page.locator(".gm-tiles").inner_text()
    assert "tile.opentopomap.org, which sees which areas are viewed" in note


def test_tiles_can_be_switched_off(tiled: Tiled) -> None:
    tiled.page.wait_for_selector(".leaflet-tile-loaded")
    tiled.page.locator(".gm-tiles input").uncheck()
    assert tiled.page.locator(".leaflet-tile").count() == 0
    assert "OpenTopoMap" not in tiled.page.locator(".leaflet-control-attribution").inner_text()
    before = len(tiled.asked)
    tiled.page.evaluate("map_events.setView([10, 10], 5, {animate: false})")
    tiled.page.wait_for_timeout(200)
    assert len(tiled.asked) == before


def test_the_policy_keeps_pictures_from_other_hosts_out(tiled: Tiled) -> None:
    outcome = tiled.page.evaluate(
        """() => new Promise((done) => {
            const picture = new Image();
            picture.onload = () => done("loaded");
            picture.onerror = () => done("refused");
            picture.src = "https://elsewhere.invalid/1.png";
        })"""
    )
    assert outcome == "refused"
    assert not any("elsewhere" in address for address in tiled.asked)
