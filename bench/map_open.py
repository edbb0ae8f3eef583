"""How long a map takes to open and to answer, in headless Chromium, beside folium's MarkerCluster in the same run.

    python bench/map_open.py [--events N …] [--runs N] [--libraries DIR]

The two take turns, each in a browser that has just been started and has come to rest on an empty page. "Open" is from
the start of the navigation until the second frame after the events are on the map (geomap's are drawn, MarkerCluster's
first icon is in the page) and the map answers to the pointer; the page itself takes the time. "Furnished" is when the
panel, the timeline and the buttons are there too. A toggle and a step of the brush last until two frames after the
change are drawn; medians, in milliseconds.
MarkerCluster's own scripts (Leaflet, jQuery, the plugin) are installed by npm into a folder, or into --libraries to
be used again, and served from there: no network is in any figure. Its style sheets for icons are answered empty.
"""

from __future__ import annotations

import argparse
import html
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any, Final

from bench.map_events import made_up

PACKAGES: Final = ("leaflet@1.9.3", "leaflet.markercluster@1.1.0", "jquery@3.7.1")
FILES: Final = {
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "leaflet.markercluster.js": "leaflet.markercluster/dist/leaflet.markercluster.js",
    "MarkerCluster.css": "leaflet.markercluster/dist/MarkerCluster.css",
    "MarkerCluster.Default.css": "leaflet.markercluster/dist/MarkerCluster.Default.css",
    "jquery-3.7.1.min.js": "jquery/dist/jquery.min.js",
}
"""Which file of which package answers for an address that ends so."""

FRAMES: Final = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
WATCH: Final = """globalThis.opened = new Promise((done) => {
    const seen = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
    const look = () => {
        if (globalThis.geomap) geomap.drawn.then(seen);
        else if (document.querySelector(".leaflet-marker-icon")) seen();
        else requestAnimationFrame(look);
    };
    look();
})"""
REST: Final = 1.5
"""Seconds that a browser has to come to rest in."""
CHROMIUM: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def main() -> int:
    """Measure and print a line a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, nargs="+", default=[10_000, 1_000_000], help="sizes of geomap's maps")
    parser.add_argument("--clustered", type=int, default=10_000, help="events of MarkerCluster's map (default 10,000)")
    parser.add_argument("--runs", type=int, default=3, help="turns (default 3)")
    parser.add_argument("--libraries", type=Path, help="folder for MarkerCluster's scripts, kept for the next time")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        libraries = installed(arguments.libraries or Path(folder) / "libraries")
        pages = {f"geomap {number:,}": geomap_page(number, Path(folder)) for number in arguments.events}
        if arguments.clustered:
            name = f"MarkerCluster {arguments.clustered:,}"
            pages = {name: clustered_page(arguments.clustered, Path(folder)), **pages}
        report(measured(pages, libraries, runs=arguments.runs), pages)
    return 0


def geomap_page(number: int, folder: Path) -> Path:
    """A map of ours."""
    from geomap.map import to_map

    path = folder / f"geomap-{number}.html"
    to_map(made_up(number), title="Made-up events").save(path)
    return path


def clustered_page(number: int, folder: Path) -> Path:
    """The same events as folium's documentation clusters them: a marker each, its sentence in a pop-up."""
    import folium
    from folium.plugins import MarkerCluster

    frame = made_up(number)
    made = folium.Map([32, 42], zoom_start=4, tiles=None)
    made.options["max_zoom"] = 18
    cluster = MarkerCluster().add_to(made)  # type: ignore[no-untyped-call]  # folium leaves it untyped
    for lat, lon, quote in zip(frame["latitude"], frame["longitude"], frame["quote"], strict=True):
        folium.Marker([lat, lon], popup=folium.Popup(html.escape(quote), max_width=300)).add_to(cluster)
    path = folder / f"clustered-{number}.html"
    made.save(str(path))
    return path


def installed(folder: Path) -> Path:
    """The folder of MarkerCluster's scripts, filled by npm when it is empty."""
    modules = folder / "node_modules"
    if not modules.is_dir():
        npm = shutil.which("npm") or sys.exit("npm is needed for MarkerCluster's scripts")
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder), *PACKAGES]
        subprocess.run(command, check=True)
    return modules


def measured(pages: dict[str, Path], libraries: Path, *, runs: int) -> dict[str, list[dict[str, float]]]:
    """The figures of every page, run by run."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or sys.exit("no Chromium on the path")
    figures: dict[str, list[dict[str, float]]] = {name: [] for name in pages}
    with sync_playwright() as playwright:
        for _ in range(runs):
            for name, path in pages.items():
                browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM))
                figures[name].append(one_run(browser, path, libraries))
                browser.close()
    return figures


def one_run(browser: Any, path: Path, libraries: Path) -> dict[str, float]:
    """Milliseconds of one opening in a fresh browser and of what follows."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(120_000)
    page.route("http*://**/*", lambda route: answer(route, libraries))
    time.sleep(REST)
    page.add_init_script(WATCH)
    page.goto(path.as_uri(), wait_until="commit")
    figures = {"open": page.evaluate("opened")}
    ours = page.evaluate("typeof geomap === 'object'")
    if ours:
        furnished = f"geomap.ready.then(() => {FRAMES}).then(() => performance.now())"
        figures["furnished"] = page.evaluate(furnished)
        switch = "document.querySelector('input[role=switch][data-layer=shelling_missile]').click()"
        slider = "document.querySelector('.gm-time [role=slider]')"
        step = f"{slider}.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'ArrowRight', bubbles: true }}))"
        figures["toggle"] = median(timed(page, switch) for _ in range(6))
        figures["brush"] = median(timed(page, step) for _ in range(6))
    page.close()
    return figures


def timed(page: Any, action: str) -> float:
    """Milliseconds from an action until two frames have been drawn."""
    clock = "performance.now()"
    taken: float = page.evaluate(
        f"(async () => {{ const start = {clock}; {action}; await {FRAMES}; return {clock} - start; }})()"
    )
    return taken


def answer(route: Any, libraries: Path) -> None:
    """A file of the libraries, or nothing."""
    name = route.request.url.rpartition("/")[2]
    if name in FILES:
        route.fulfill(status=200, body=(libraries / FILES[name]).read_bytes(), content_type=kind_of(name))
    else:
        route.fulfill(status=200, body="", content_type=kind_of(name))


def kind_of(name: str) -> str:
    """The media type of a script or a style sheet."""
    return "text/css" if name.endswith(".css") else "text/javascript"


def report(figures: dict[str, list[dict[str, float]]], pages: dict[str, Path]) -> None:
    """A line a page: medians, and how many times faster than the first."""
    names = list(figures)
    base = median(run["open"] for run in figures[names[0]])
    for name in names:
        runs = figures[name]
        parts = [f"{key} {median(run[key] for run in runs):,.0f} ms" for key in runs[0]]
        opened = median(run["open"] for run in runs)
        size = pages[name].stat().st_size / 1e6
        print(f"{name:24}{size:8.2f} MB  {'  '.join(parts)}  ({base / opened:.1f} times)")


if __name__ == "__main__":
    raise SystemExit(main())
