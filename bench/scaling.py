"""`geomap events --engine dask` on one worker and on two: speed by step, memory, CPU, and if the results are equal.

    python -m bench.scaling [-n ARTICLES …] [--workers 1 2] [--short] [--alone]

On articles that `bench.articles` makes up. Of several numbers of articles the largest is run on each number of workers,
the others on the last one only, for the memory that grows with them. `--alone` runs the largest in one process too,
without Dask, and compares the events with those of the last run, sorted. The starting of the cluster is in the whole,
not in the steps. Linux only.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.articles import made_up
from bench.watch import Watched, watched

STEPS = ("coding", "gathering", "comparing", "merging", "writing")


@dataclass(frozen=True, slots=True)
class Run:
    """A run: seconds by step, a digest of its files, and of its events, sorted."""

    seconds: dict[str, float]
    files: str
    events: str


def main() -> int:
    """Measure each number of workers on the same articles; print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--articles", type=int, nargs="+", default=[300])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--short", action="store_true", help="articles of some 30 words")
    parser.add_argument("--alone", action="store_true", help="the same in one process, and compare")
    arguments = parser.parse_args()
    *smaller, most = sorted(arguments.articles)
    with tempfile.TemporaryDirectory() as folder:
        for count in smaller:
            news = written(Path(folder, f"{count}.jsonl"), count, short=arguments.short)
            measured(news, Path(folder, str(count)), arguments.workers[-1], count)
        news = written(Path(folder, "news.jsonl"), most, short=arguments.short)
        runs = [measured(news, Path(folder, f"on-{workers}"), workers, most) for workers in arguments.workers]
        alone = digest_of_file(alone_on(news, Path(folder, "alone.geojsonl"))) if arguments.alone else None
    first, last = runs[0], runs[-1]
    ratios = {name: first.seconds[name] / last.seconds[name] for name in ("coding", "whole")}
    print(f"speed-up of coding {ratios['coding']:.2f}, of the whole {ratios['whole']:.2f}")
    print(f"files equal: {first.files == last.files}; load of the machine {os.getloadavg()[0]:.1f}")
    if alone is not None:
        print(f"events equal to those of one process, sorted: {alone == last.events}")
    return 0


def written(path: Path, count: int, *, short: bool = False) -> Path:
    """A file of so many made-up articles."""
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in made_up(count, short=short))
    return path


def spread(news: Path, out: Path, workers: int) -> Watched:
    """Run the articles on Dask."""
    return watched(
        "events", str(news), "--keep-copies", "--engine", "dask", "--workers", str(workers), "-q", "-o", str(out)
    )


def measured(news: Path, out: Path, workers: int, articles: int) -> Run:
    """Run, and print what it took."""
    seen = spread(news, out, workers)
    seconds = {**json.loads((out / "_run.json").read_text())["seconds"], "whole": seen.seconds}
    steps = ", ".join(f"{name} {seconds[name]:.1f}" for name in (*STEPS, "whole"))
    memory = " ".join(f"{seen.peak_mb[pid]:.0f}" for pid in seen.workers)
    cpu = " ".join(f"{seen.cpu_s[pid]:.0f}" for pid in seen.workers)
    print(f"{articles:,} articles, {workers} workers: {articles / seconds['coding']:.1f} articles/s; seconds: {steps}")
    print(f"  driver {seen.peak_mb[seen.driver]:.0f} MB, {seen.cpu_s[seen.driver]:.0f} s CPU; "
          f"workers {memory} MB, {cpu} s CPU", flush=True)  # fmt: skip
    return Run(seconds, digest_of(out), digest_of_events(out))


def alone_on(news: Path, out: Path) -> Path:
    """The same articles in one process; its events, one a line."""
    seen = watched("events", str(news), "--keep-copies", "-q", "-o", str(out))
    print(f"one process without Dask: {seen.seconds:.1f} s, {seen.peak_mb[seen.driver]:.0f} MB", flush=True)
    return out


def digest_of(out: Path) -> str:
    """Of every file of a result but its report, whose times differ."""
    digest = hashlib.sha256()
    for path in sorted(out.rglob("*")):
        if path.is_file() and path.name != "_run.json":
            digest.update(path.relative_to(out).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def digest_of_events(out: Path) -> str:
    """Of the events of a result as lines of GeoJSON, sorted."""
    from geomap.store import write_frame
    from geomap.store.partitioned import partitioned

    run, lines = partitioned(out), []
    for frame in run.frames() if run else ():
        stream = io.BytesIO()
        write_frame(frame, stream, format_name="geojsonl")
        lines += stream.getvalue().splitlines()
    return digest_of_lines(lines)


def digest_of_file(path: Path) -> str:
    """Of the lines of a file, sorted."""
    return digest_of_lines(path.read_bytes().splitlines())


def digest_of_lines(lines: list[bytes]) -> str:
    """Of lines in any order."""
    return hashlib.sha256(b"\n".join(sorted(lines))).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())
