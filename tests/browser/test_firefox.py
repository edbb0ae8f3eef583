"""The map in Firefox: the same promises, another engine. Skipped where there is no Firefox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from geomap.map import to_map
from geomap.map.web_files import FOLDER
from tests.map.frames import HOSTILE, frame, hostile_frame

pytest.importorskip("websockets", reason="Firefox is driven over a web socket: pip install websockets")

from tests.browser.firefox import Firefox, executable

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(executable() is None, reason="no Firefox on the path"),
    pytest.mark.skipif(not (FOLDER / "app.js").is_file(), reason="the front end is not built"),
]

TOTAL = "document.querySelector('.gm-total').innerText"


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    started = Firefox(tmp_path_factory.mktemp("firefox"))
    yield started
    started.close()


def opened(firefox: Firefox, folder: Path, made: Any) -> Firefox:
    path = folder / "map.html"
    made.save(path)
    firefox.open(path)
    return firefox


def painted(firefox: Firefox) -> int:
    """Pixels of the events' canvas that have a colour."""
    found: int = firefox.evaluate(
        """(() => {
            const canvas = document.querySelector(".leaflet-gm-events-pane canvas");
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            let full = 0;
            for (let i = 0; i < data.length; i += 4) {
                const [r, g, b, a] = [data[i], data[i + 1], data[i + 2], data[i + 3]];
                if (a > 250 && Math.max(r, g, b) - Math.min(r, g, b) > 90) full++;
            }
            return full;
        })()"""
    )
    return found


def test_the_map_opens_without_a_request_or_a_message(firefox: Firefox, tmp_path: Path) -> None:
    page = opened(firefox, tmp_path, to_map(frame()))
    assert page.evaluate(TOTAL) == "7 events"
    assert page.requests == []
    assert page.messages == []
    assert painted(page) > 200


def test_a_layer_toggles_and_its_marks_go(firefox: Firefox, tmp_path: Path) -> None:
    page = opened(firefox, tmp_path, to_map(frame()))
    before = painted(page)
    page.evaluate("document.querySelector('input[data-layer=shelling_missile]').click()")
    page.settle()
    assert page.evaluate(TOTAL) == "5 of 7 events"
    assert painted(page) < before


def test_the_search_and_the_details_work(firefox: Firefox, tmp_path: Path) -> None:
    page = opened(firefox, tmp_path, to_map(frame()))
    page.evaluate(
        "(() => { const box = document.querySelector('input[type=search]'); box.value = 'kherson school';"
        " box.dispatchEvent(new Event('input')); return new Promise((done) => setTimeout(done, 500)); })()"
    )
    assert page.evaluate(TOTAL) == "1 of 7 events"
    page.evaluate("document.querySelector('#gm-tab-events').click()")
    page.evaluate("new Promise((done) => setTimeout(done, 300))")
    page.evaluate("document.querySelector('.gm-item').click()")
    page.evaluate("new Promise((done) => setTimeout(done, 500))")
    assert page.evaluate("document.querySelector('.gm-card mark').innerText") == "Shelling damaged a school in Kherson"


def test_the_policy_is_enforced(firefox: Firefox, tmp_path: Path) -> None:
    page = opened(firefox, tmp_path, to_map(frame()))
    page.evaluate(
        """(() => {
            const script = document.createElement("script");
            try { script.text = "window.__ran = 1"; document.body.append(script); } catch { }
        })()"""
    )
    assert page.evaluate("window.__ran === undefined")
    assert page.evaluate("fetch('https://example.invalid/').then(() => 'fetched', () => 'refused')") == "refused"
    page.evaluate("new Promise((done) => setTimeout(done, 500))")  # what it says of it belongs to this page


def test_hostile_texts_are_text(firefox: Firefox, tmp_path: Path) -> None:
    page = opened(firefox, tmp_path, to_map(hostile_frame(), title=HOSTILE[1]))
    for tab in ("layers", "filters", "events"):
        page.evaluate(f"document.querySelector('#gm-tab-{tab}').click()")
        page.evaluate("new Promise((done) => setTimeout(done, 200))")
    page.evaluate("document.querySelector('.gm-item').click()")
    page.evaluate("new Promise((done) => setTimeout(done, 400))")
    assert page.evaluate("window.__ran === undefined")
    assert page.evaluate("document.querySelector('.gm-title h1').textContent") == HOSTILE[1]
    assert page.requests == []
    assert page.messages == []


def test_arabic_runs_from_the_right(firefox: Firefox, tmp_path: Path) -> None:
    page = opened(firefox, tmp_path, to_map(frame(), lang="ar"))
    assert page.evaluate("document.querySelector('.gm-panel').getBoundingClientRect().x") > 300
    assert page.messages == []
