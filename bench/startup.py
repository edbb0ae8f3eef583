"""CPU time of a whole `geomap map` of the seed article, paired with that of `import spacy, geopandas,
folium` alone.

    python bench/startup.py [-n RUNS] [--limit RATIO]

The two commands take turns, so that what else the machine does falls on both alike; each figure is the median of
user and system time over the runs, in seconds. A run of each comes first, unmeasured, to warm the disk cache and
the bytecode, which is written whatever PYTHONDONTWRITEBYTECODE says: pip writes that of what it installs. With
--limit, a ratio above it exits with 1.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

SEED = Path(__file__).resolve().parents[1] / "seeds" / "000_dc4aa5af6cfd66e8.txt"
IMPORTS = [sys.executable, "-c", "import spacy, geopandas, folium"]
WITH_BYTECODE = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def main() -> int:
    """Measure, print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--runs", type=int, default=11, help="runs of each command (default 11)")
    parser.add_argument("--limit", type=float, help="exit with 1 when the ratio is above this")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as out:
        seed = [sys.executable, "-m", "geomap", "map", str(SEED), "--published", "2025-03-20", "-o", out]
        seconds = measure({"map": seed, "imports": IMPORTS}, runs=arguments.runs)
    ratio = median(seconds["map"]) / median(seconds["imports"])
    print(f"import spacy and the maps  {describe(seconds['imports'])}")
    print(f"geomap map (seed article)  {describe(seconds['map'])}")
    print(f"ratio                      {ratio:.2f}")
    if arguments.limit is not None and ratio > arguments.limit:
        print(f"above the limit of {arguments.limit:g}", file=sys.stderr)
        return 1
    return 0


def measure(commands: dict[str, list[str]], *, runs: int) -> dict[str, list[float]]:
    """CPU seconds of each of `commands`, which take turns `runs` times after one turn unmeasured."""
    turns = [{name: cpu_seconds(command) for name, command in commands.items()} for _ in range(runs + 1)]
    return {name: [turn[name] for turn in turns[1:]] for name in commands}


def cpu_seconds(command: list[str]) -> float:
    """User and system time, in seconds, that `command` and its children took; its failure ends the measurement."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, check=False, env=WITH_BYTECODE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed: {done.stderr.decode(errors='replace').strip()}")
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def describe(seconds: list[float]) -> str:
    """The median of `seconds`, with their range."""
    return f"{median(seconds):.3f} s CPU (median of {len(seconds)}, {min(seconds):.3f} to {max(seconds):.3f})"


if __name__ == "__main__":
    raise SystemExit(main())
