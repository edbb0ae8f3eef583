"""`geomap events --engine dask` on one worker and on two: articles a second, by step, and if the results are equal.

    python -m bench.scaling [-n ARTICLES] [--workers 1 2]

On articles that `bench.articles` makes up. The starting of the cluster is in the whole, not in the steps.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.articles import made_up


def main() -> int:
    """Measure each number of workers on the same articles; print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--articles", type=int, default=300)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    arguments = parser.parse_args()
    results = []
    with tempfile.TemporaryDirectory() as folder:
        news = written(Path(folder, "news.jsonl"), arguments.articles)
        for workers in arguments.workers:
            results.append(measured(news, Path(folder, str(workers)), workers))
            print_line(workers, arguments.articles, results[-1])
    first, last = results[0], results[-1]
    print(
        f"speed-up of coding {first['coding'] / last['coding']:.2f}, of the whole {first['whole'] / last['whole']:.2f}"
    )
    print(f"results equal: {first['digest'] == last['digest']}; load of the machine {os.getloadavg()[0]:.1f}")
    return 0


def written(path: Path, count: int) -> Path:
    """A file of so many made-up articles."""
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in made_up(count))
    return path


def measured(news: Path, out: Path, workers: int) -> dict[str, Any]:
    """Seconds on the wall of the whole and of each step, and a digest of the result."""
    asked = ["events", str(news), "--keep-copies", "--engine", "dask", "--workers", str(workers), "-q", "-o", str(out)]
    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "geomap", *asked], check=True)
    whole = time.monotonic() - began
    seconds = json.loads((out / "_run.json").read_text())["seconds"]
    return {**seconds, "whole": whole, "digest": digest_of(out)}


def digest_of(out: Path) -> str:
    """Of every file of a result but its report, whose times differ."""
    digest = hashlib.sha256()
    for path in sorted(out.rglob("*")):
        if path.is_file() and path.name != "_run.json":
            digest.update(path.relative_to(out).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def print_line(workers: int, articles: int, result: dict[str, Any]) -> None:
    """The rate and the seconds of each step."""
    steps = ", ".join(f"{name} {result[name]:.1f}" for name in ("coding", "comparing", "merging", "writing"))
    print(f"{workers} workers: {articles / result['coding']:.1f} articles/s; seconds: {steps}", end="", flush=True)
    print(f", whole {result['whole']:.1f}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
