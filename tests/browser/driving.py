"""How tests drive a page: what they press, and what they read off it."""

from __future__ import annotations

import json
from typing import Any

from tests.browser.conftest import Opened


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
    card = opened.page.locator(".gm-card h3")
    card.nth(1).wait_for(state="detached")  # the card before it fades
    card.wait_for()


def spot(opened: Opened, place: list[float]) -> list[float]:
    """Where on the screen a latitude and longitude is."""
    found: list[float] = opened.page.evaluate(
        "(place) => { const { x, y } = map_events.latLngToContainerPoint(place); return [x, y]; }", place
    )
    return found


def search(opened: Opened, query: str) -> None:
    opened.page.get_by_role("searchbox").fill(query)
    opened.page.wait_for_timeout(400)


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
