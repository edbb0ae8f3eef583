"""CPU time of building a map page, beside folium's markers for the same events.

    python bench/map_build.py [--events N] [--only geomap]

Both make the page as a string, each in a process of its own; importing and making up the events is not counted.
"""

from __future__ import annotations

import argparse
import html
import subprocess
import sys
import time

from bench.map_events import made_up


def main() -> int:
    """Measure both and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000, help="events (default 100,000)")
    parser.add_argument("--only", choices=("geomap", "folium"), help="measure one, in this process")
    arguments = parser.parse_args()
    if arguments.only:
        print(seconds(arguments.only, arguments.events))
        return 0
    taken = {name: measured(name, arguments.events) for name in ("geomap", "folium")}
    for name, value in taken.items():
        print(f"{name:8}{value:8.2f} s for {arguments.events:,} events")
    print(f"ratio   {taken['folium'] / taken['geomap']:8.1f}")
    return 0


def measured(name: str, events: int) -> float:
    """The seconds that a process of its own tells."""
    command = [sys.executable, "-m", "bench.map_build", "--only", name, "--events", str(events)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def seconds(name: str, events: int) -> float:
    """CPU seconds of one page."""
    frame = made_up(events)
    from folium import Map, Marker, Popup

    from geomap.map import to_map

    start = time.process_time()
    if name == "geomap":
        to_map(frame, title="Made-up events").get_root().render()
        return time.process_time() - start
    made = Map([32, 42], zoom_start=4, tiles=None)
    for lat, lon, quote in zip(frame["latitude"], frame["longitude"], frame["quote"], strict=True):
        Marker([lat, lon], popup=Popup(html.escape(quote), max_width=300)).add_to(made)
    made.get_root().render()
    return time.process_time() - start


if __name__ == "__main__":
    raise SystemExit(main())
