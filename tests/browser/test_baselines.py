"""Eight states of the map against pictures of them that were looked at: what is drawn stays drawn.

Fonts differ between machines, so both pictures are made small and compared by their mean difference; a tile of the
picture that differs much is a change even where the whole differs little.

After a change that is meant, make them anew and look at each:

    GEOMAP_UPDATE_BASELINES=1 pytest tests/browser/test_baselines.py
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest

from geomap.map import to_map
from tests.browser.conftest import Opened, Opener, settle
from tests.map.frames import frame

pytest.importorskip("PIL", reason="pictures are compared with Pillow")
pytestmark = [pytest.mark.browser, pytest.mark.slow]

FOLDER: Final = Path(__file__).parent / "baselines"
PHONE: Final = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
TILE: Final = 8
MOST_MEAN: Final = 1.2
"""Levels of 255 by which two pictures may differ over the whole, and … """
MOST_TILES: Final = 0.018
"""… the share of tiles that may differ by more than MUCH."""
MUCH: Final = 18


@dataclass(frozen=True, slots=True)
class State:
    """A map as someone may have it open."""

    hash: str = ""
    lang: str = "en"
    options: dict[str, Any] = field(default_factory=dict)
    act: Callable[[Opened], None] | None = None


def open_card(opened: Opened) -> None:
    opened.page.get_by_role("tab", name="Events").click()
    opened.page.locator(".gm-item", has_text="Shelling damaged").first.click()
    opened.page.locator(".gm-card mark").wait_for()
    opened.page.wait_for_timeout(600)


STATES: Final = {
    "desktop": State(),
    "dark": State(options={"color_scheme": "dark"}),
    "phone": State(hash="#map=3/35/42", options=PHONE),
    "arabic": State(lang="ar"),
    "heat": State(hash="#draw=heat"),
    "choropleth": State(hash="#draw=country"),
    "card": State(act=open_card),
    "timeline": State(hash="#days=20165_20165!"),
}


def shot(opener: Opener, state: State) -> Any:
    """The picture of a state, as an image."""
    from PIL import Image

    options = {"reduced_motion": "reduce", **state.options}
    opened = opener(to_map(frame(), title="Baseline", lang=state.lang), hash=state.hash, **options)
    if state.act:
        state.act(opened)
    opened.page.wait_for_timeout(300)
    settle(opened)
    return Image.open(io.BytesIO(opened.page.screenshot())).convert("RGB")


def apart(one: Any, other: Any) -> tuple[float, float]:
    """Mean difference in levels, and the share of tiles that differ much, of two images of one size."""
    first, second = (np.asarray(image.reduce(TILE), dtype=float) for image in (one, other))
    difference = np.abs(first - second).max(axis=2)
    return float(difference.mean()), float((difference > MUCH).mean())


def alike(one: Any, other: Any) -> bool:
    mean, tiles = apart(one, other)
    return mean <= MOST_MEAN and tiles <= MOST_TILES


@pytest.mark.parametrize("name", STATES)
def test_a_state_looks_as_it_did(opener: Opener, name: str) -> None:
    from PIL import Image

    made = shot(opener, STATES[name])
    path = FOLDER / f"{name}.png"
    if os.environ.get("GEOMAP_UPDATE_BASELINES") == "1":
        path.parent.mkdir(exist_ok=True)
        made.quantize(256).save(path, optimize=True)
    with Image.open(path) as known:
        assert made.size == known.size
        mean, tiles = apart(made, known.convert("RGB"))
    assert mean <= MOST_MEAN, f"differs by {mean:.2f} levels over the whole"
    assert tiles <= MOST_TILES, f"{tiles:.1%} of the tiles differ"


def test_a_map_without_its_marks_is_told_from_one_with_them(opener: Opener) -> None:
    """The test of the test."""
    from PIL import Image

    with Image.open(FOLDER / "desktop.png") as known:
        whole = known.convert("RGB")
    hidden = State(act=lambda opened: hide(opened, ".leaflet-gm-events-pane"))
    assert not alike(shot(opener, hidden), whole)
    no_panel = State(act=lambda opened: hide(opened, ".gm-panel"))
    assert not alike(shot(opener, no_panel), whole)


def hide(opened: Opened, selector: str) -> None:
    opened.page.evaluate("(one) => { document.querySelector(one).style.display = 'none'; }", selector)


def test_the_pictures_are_small() -> None:
    found = sorted(FOLDER.glob("*.png"))
    assert [path.stem for path in found] == sorted(STATES)
    assert all(path.stat().st_size <= 120_000 for path in found)
