"""Peak memory of the driver and of the workers of `geomap events --engine dask`, against the number of articles.

    python -m bench.memory [--articles 100 1000]

On articles that `bench.articles` makes up, with two workers. The peak is what the kernel says (VmHWM in /proc), read
several times a second from every process of the run, so this runs on Linux only.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from bench.scaling import written

PAUSE_S = 0.2


def main() -> int:
    """Measure each number of articles; print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    for count in arguments.articles:
        with tempfile.TemporaryDirectory() as folder:
            news = written(Path(folder, "news.jsonl"), count)
            driver, workers = peaks(news, Path(folder, "out"), arguments.workers)
        told = " ".join(f"{each:.0f}" for each in workers)
        print(
            f"{count:>9,} articles: driver {driver:.0f} MB, workers {told} MB; load {os.getloadavg()[0]:.1f}",
            flush=True,
        )
    return 0


def peaks(news: Path, out: Path, workers: int) -> tuple[float, list[float]]:
    """Peak resident memory in MB of the driver and of each worker, largest first."""
    asked = ["events", str(news), "--keep-copies", "--engine", "dask", "--workers", str(workers), "-q", "-o", str(out)]
    seen: dict[int, float] = {}
    with subprocess.Popen([sys.executable, "-m", "geomap", *asked]) as run:
        while run.poll() is None:
            for pid in [run.pid, *children_of(run.pid)]:
                with suppress(OSError, IndexError, ValueError):
                    seen[pid] = max(seen.get(pid, 0.0), peak_of(pid))
            time.sleep(PAUSE_S)
    if run.returncode:
        sys.exit(f"the run failed with {run.returncode}")
    others = sorted((peak for pid, peak in seen.items() if pid != run.pid), reverse=True)
    return seen[run.pid], others[:workers]


def children_of(parent: int) -> list[int]:
    """Processes that a process has started, theirs among them."""
    found = []
    for task in Path(f"/proc/{parent}/task").iterdir():
        with suppress(OSError):
            for child in (task / "children").read_text().split():
                found += [int(child), *children_of(int(child))]
    return found


def peak_of(pid: int) -> float:
    """The most memory, in MB, that a process has held."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    raise SystemExit(main())
