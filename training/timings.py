"""How long each stage took, over every run that worked on it: seconds on the clock and of processor time."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from training.whole import write_text

NAME = "timings.json"
Timings = dict[str, dict[str, float]]


def read(out: Path) -> Timings:
    """Stage → what was measured; empty before the first."""
    path = out / NAME
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


@contextmanager
def timed(out: Path, stage: str) -> Iterator[None]:
    """Add what the processes started within took, also when they are stopped."""
    clock, processor = time.monotonic(), _children()
    try:
        yield
    finally:
        told = read(out)
        before = told.get(stage, {"seconds": 0.0, "cpu": 0.0, "runs": 0})
        told[stage] = {
            "seconds": round(before["seconds"] + time.monotonic() - clock, 1),
            "cpu": round(before["cpu"] + _children() - processor, 1),
            "runs": before["runs"] + 1,
        }
        write_text(out / NAME, json.dumps(told, indent=1) + "\n")


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
