"""Peak memory of the driver and of the workers of `geomap events --engine dask`, against the number of articles.

    python -m bench.memory [--articles 100 1000] [--short]

On articles that `bench.articles` makes up, with two workers. The peak is what the kernel says (VmHWM in /proc), so
this runs on Linux only. `bench.scaling` tells the same of its runs.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from bench.scaling import spread, written


def main() -> int:
    """Measure each number of articles; print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--short", action="store_true", help="articles of some 30 words")
    arguments = parser.parse_args()
    for count in arguments.articles:
        with tempfile.TemporaryDirectory() as folder:
            news = written(Path(folder, "news.jsonl"), count, short=arguments.short)
            seen = spread(news, Path(folder, "out"), arguments.workers)
        told = " ".join(f"{seen.peak_mb[pid]:.0f}" for pid in seen.workers)
        print(
            f"{count:>9,} articles: driver {seen.peak_mb[seen.driver]:.0f} MB, workers {told} MB; "
            f"load {os.getloadavg()[0]:.1f}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
