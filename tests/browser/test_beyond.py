"""A page of counts with its tiles beside it: single events come from a web server by range requests, or not at all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from geomap.frame.build import build_frame
from geomap.map import to_counted_map
from geomap.store import write_frame
from geomap.store.overview import overview
from geomap.store.tiles import write_tiles

pytest.importorskip("pmtiles")
pytestmark = pytest.mark.browser

ZOOM = 8
NYALA = (24.88, 12.05)
AREA = ((20.0, 40.0), (30.0, 40.0), (30.0, 50.0), (20.0, 50.0))


def event(number: int, **changes: Any) -> dict[str, Any]:
    from shapely import Point

    lon, lat = changes.pop("at", NYALA)
    row = {
        "event_id": f"e{number:04}",
        "event_type": "STR.AIR",
        "layer": "air_drone",
        "status": "happened",
        "event_date": f"2025-{1 + number % 9:02}-17",
        "location": "Nyala",
        "country": "Sudan",
        "iso": 729,
        "longitude": lon,
        "latitude": lat,
        "geo_precision": "city",
        "quote": f"Jets struck Nyala, said report {number} <img src=x onerror=alert(1)>.",
        "source": "Wire",
        "url": "https://example.org/1",
        "geometry": Point(lon, lat),
    }
    return row | changes


def rows() -> list[dict[str, Any]]:
    """40 strikes and 5 talks in one town, one far off, 7 events in a region, 2 nowhere."""
    from shapely import Polygon

    region = {
        "geo_precision": "adm1",
        "location": "A region",
        "geometry": Polygon(AREA),
        "country": "Romania",
        "iso": 642,
    }
    nowhere = {"longitude": None, "latitude": None, "geo_precision": "unknown", "geometry": None, "location": None}
    return [
        *(event(number) for number in range(40)),
        *(event(number, event_type="DIP.MEET", layer="diplomacy", status="planned") for number in range(40, 45)),
        event(45, at=(-70.1, -33.4), location="Elsewhere", country="Chile", iso=152),
        *(event(number, at=(25.0, 45.0), **region) for number in range(46, 53)),
        *(event(number, **nowhere) for number in range(53, 55)),
    ]


class Ranged(SimpleHTTPRequestHandler):
    """Serves a folder; files by range, unless `whole`."""

    whole = False
    ranges: list[str]

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        if wanted is None or self.whole:
            super().do_GET()
            return
        self.ranges.append(wanted)
        data = Path(self.translate_path(self.path)).read_bytes()
        first, last = (int(each) for each in wanted.removeprefix("bytes=").split("-"))
        part = data[first : last + 1]
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {first}-{first + len(part) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        self.wfile.write(part)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the library's own name)
        """Nothing."""


@dataclass(slots=True)
class Page:
    page: Any
    ranges: list[str]
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def status(self) -> str:
        return str(self.page.locator(".gm-beyond").inner_text())

    def look_at(self, lon: float, lat: float, zoom: float) -> None:
        self.page.evaluate("([at, zoom]) => map_events.setView(at, zoom, {animate: false})", [[lat, lon], zoom])

    def wait_for_status(self, text: str) -> None:
        self.page.wait_for_function("(text) => document.querySelector('.gm-beyond').innerText.includes(text)", arg=text)

    def click(self, lon: float, lat: float) -> None:
        x, y = self.page.evaluate(
            "(at) => { const { x, y } = map_events.latLngToContainerPoint(at); return [x, y]; }", [lat, lon]
        )
        self.page.mouse.click(x, y)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the page and its tiles."""
    source = tmp_path / "events.parquet"
    with source.open("wb") as stream:
        write_frame(build_frame(rows()), stream, format_name="parquet")
    folder = tmp_path / "site"
    folder.mkdir()
    with (folder / "events.pmtiles").open("wb") as stream:
        write_tiles([source], stream, max_zoom=ZOOM)
    to_counted_map(overview([source]), file="events.pmtiles", zoom=ZOOM).save(folder / "map.html")
    return folder


Opens = Callable[..., Page]


@pytest.fixture
def opens(browser: Any, site: Path) -> Iterator[Opens]:
    """Opens the page from a server, or (`disk`) as a file."""
    contexts, servers = [], []

    def open_page(*, disk: bool = False, whole: bool = False) -> Page:
        ranges: list[str] = []
        handler = type("Handler", (Ranged,), {"whole": whole, "ranges": ranges})
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        contexts.append(context)
        context.set_default_timeout(15_000)
        opened = Page(context.new_page(), ranges)
        opened.page.on("console", lambda message: opened.messages.append(f"{message.type}: {message.text}"))
        opened.page.on("pageerror", lambda error: opened.messages.append(str(error)))
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        address = (site / "map.html").as_uri() if disk else f"http://127.0.0.1:{server.server_port}/map.html"
        opened.page.goto(address)
        opened.page.evaluate("geomap.ready")
        return opened

    yield open_page
    for context in contexts:
        context.close()
    for server in servers:
        server.shutdown()
        server.server_close()


def test_it_opens_with_counts_of_all_events_and_fetches_nothing_yet(opens: Opens) -> None:
    opened = opens()
    assert opened.page.locator(".gm-total").inner_text() == "55 events"
    assert "2 without a place" in opened.page.locator(".gm-notes").inner_text()
    assert "These are counts" in opened.status()
    assert opened.ranges == []
    assert opened.messages == []


def test_close_by_single_events_are_fetched_by_range_and_can_be_checked(opens: Opens) -> None:
    opened = opens()
    opened.look_at(*NYALA, ZOOM)
    opened.wait_for_status("45 single events")
    assert opened.ranges[0] == "bytes=0-16383"
    assert len(opened.ranges) >= 2
    opened.click(*NYALA)
    card = opened.page.locator(".gm-card")
    card.wait_for()
    text = card.inner_text()
    assert "Jets struck Nyala, said report" in text
    assert "<img src=x onerror=alert(1)>" in text  # as text, never as markup
    assert "Wire" in text
    assert "1 of 45" in text
    before = card.locator("blockquote").inner_text()
    card.locator(".gm-next").click()
    opened.page.wait_for_function(
        "(text) => document.querySelector('.gm-card blockquote').innerText !== text", arg=before
    )
    assert opened.messages == []


def test_switches_and_filters_hold_for_single_events_too(opens: Opens) -> None:
    opened = opens()
    opened.look_at(*NYALA, ZOOM)
    opened.wait_for_status("45 single events")
    opened.page.get_by_role("tab", name="Events").click()
    opened.page.get_by_text("On the map, in this view (45)").wait_for()
    opened.page.get_by_role("tab", name="Layers").click()
    opened.page.locator('input[role="switch"][data-layer="air_drone"]').uncheck()
    opened.page.get_by_role("tab", name="Events").click()
    opened.page.get_by_text("On the map, in this view (5)").wait_for()
    opened.click(*NYALA)
    opened.page.locator(".gm-card").wait_for()
    assert "1 of 5" in opened.page.locator(".gm-card").inner_text()
    assert opened.messages == []


def test_a_count_at_a_point_leads_closer_and_one_in_an_area_is_told_by_kind(opens: Opens) -> None:
    opened = opens()
    opened.look_at(25.0, 45.0, 4)
    opened.click(25.0, 45.0)
    card = opened.page.locator(".gm-card")
    card.wait_for()
    assert card.locator("h3").inner_text() == "A region"
    assert card.locator(".gm-count").all_inner_texts() == ["7"]
    opened.look_at(*NYALA, 5)
    opened.click(*NYALA)
    opened.wait_for_status("45 single events")
    assert opened.page.evaluate("map_events.getZoom()") == ZOOM
    assert opened.messages == []


def test_a_server_without_ranges_sends_the_whole_file(opens: Opens) -> None:
    opened = opens(whole=True)
    opened.look_at(*NYALA, ZOOM)
    opened.wait_for_status("45 single events")
    assert opened.messages == []


def test_from_a_disk_it_shows_counts_says_why_and_asks_for_nothing(opens: Opens) -> None:
    opened = opens(disk=True)
    opened.look_at(*NYALA, ZOOM)
    assert "Single events are in events.pmtiles: put both on a web server" in opened.status()
    opened.click(*NYALA)
    card = opened.page.locator(".gm-card")
    card.wait_for()
    assert sorted(card.locator(".gm-count").all_inner_texts()) == ["40", "5"]
    assert len(opened.requests) == 1
    assert opened.messages == []


def test_tiles_that_are_gone_are_told_and_the_counts_stay(opens: Opens, site: Path) -> None:
    (site / "events.pmtiles").write_bytes(b"something else")
    opened = opens()
    opened.look_at(*NYALA, ZOOM)
    opened.wait_for_status("events.pmtiles beside this page cannot be read (not a PMTiles file")
    assert opened.page.locator(".gm-total").inner_text() == "55 events"
    assert opened.messages == []


def test_the_policy_lets_it_fetch_from_its_own_server_alone(opens: Opens) -> None:
    opened = opens()
    outcome = opened.page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'fetched', (error) => String(error))")
    assert "fetched" not in outcome
    assert "connect-src 'self'" in opened.page.content()
