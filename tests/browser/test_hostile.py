"""Text from outside shows as text and runs nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geomap.layers import Layer, load_layers
from geomap.map import to_map
from tests.browser.conftest import Opener, settle
from tests.map.frames import HOSTILE, frame, hostile_frame, row

pytestmark = pytest.mark.browser


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
