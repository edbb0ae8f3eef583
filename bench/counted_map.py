"""A page of counts and its vector tiles, from made-up events: seconds of CPU, memory, and bytes.

    python -m bench.counted_map [-n EVENTS …] [--keep FOLDER]

The events come as the files of a run on Dask do, 20,000 in each. CPU and memory are those of the process that makes
page and tiles, its start included. Linux and macOS.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from multiprocessing import Process
from pathlib import Path

from bench.map_events import made_up

ROWS = 20_000


def main() -> int:
    """Make each number of events; print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--events", type=int, nargs="+", default=[10_000])
    parser.add_argument("--keep", type=Path, help="where to leave page and tiles, of the last number")
    arguments = parser.parse_args()
    for count in arguments.events:
        with tempfile.TemporaryDirectory() as folder:
            run_folder = Path(folder, "run")
            making = Process(target=write_run, args=(count, run_folder))  # its memory is not that of what is measured
            making.start()
            making.join()
            print_line(count, run_folder, arguments.keep or Path(folder, "site"))
    return 0


def print_line(count: int, run_folder: Path, site: Path) -> None:
    """Make page and tiles; say what they took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    site.mkdir(exist_ok=True)
    tiles = site / "events.pmtiles"
    subprocess.run(
        [sys.executable, "-m", "geomap", "map", str(run_folder), "--tiles-out", str(tiles), "-o", str(site), "-q"],
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    page_mb, tiles_mb = (path.stat().st_size / 1e6 for path in (site / "map.html", tiles))
    print(f"{count:>10,} events: {cpu:.1f} s CPU, {after.ru_maxrss / 1024:.0f} MB; "
          f"page {page_mb:.1f} MB, tiles {tiles_mb:.1f} MB", flush=True)  # fmt: skip


def write_run(count: int, folder: Path) -> None:
    """Files of events, and the index that makes a run of them."""
    from geomap.frame import COLUMNS
    from geomap.store.geoparquet import write_geoparquet

    frame = made_up(count).sort_values("event_date", kind="stable")
    for column in COLUMNS:
        if not column.optional and column.name not in frame.columns:
            frame[column.name] = None
    folder.mkdir(parents=True)
    files = []
    for number, start in enumerate(range(0, count, ROWS)):
        part = frame.iloc[start : start + ROWS].reset_index(drop=True)
        name = f"events-{number:05}.parquet"
        with (folder / name).open("wb") as stream:
            write_geoparquet(part, stream, one_of_many=True)
        files.append({"path": name, "events": len(part), "unlocated": 0})
    (folder / "_index.json").write_text(json.dumps({"parameters": {}, "files": files}))


if __name__ == "__main__":
    raise SystemExit(main())
