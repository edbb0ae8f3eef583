"""A run of geomap and the processes that it starts: peak memory and CPU seconds, as the kernel counts them (/proc)."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

PAUSE_S = 0.5
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Watched:
    """What a run took: seconds on the wall; peak resident memory in MB and CPU seconds of each process, by its id."""

    driver: int
    seconds: float = 0.0
    peak_mb: dict[int, float] = field(default_factory=dict)
    cpu_s: dict[int, float] = field(default_factory=dict)

    @property
    def workers(self) -> list[int]:
        """The processes that it started and that worked, the busiest first; not those that only keep watch."""
        others = sorted((pid for pid in self.cpu_s if pid != self.driver), key=lambda pid: -self.cpu_s[pid])
        return [pid for pid in others if self.cpu_s[pid] > 1 and self.peak_mb[pid] > 100]


def watched(*arguments: str) -> Watched:
    """Run `geomap` with arguments. Ends the benchmark where that fails."""
    began = time.monotonic()
    with subprocess.Popen([sys.executable, "-m", "geomap", *arguments]) as run:
        seen = Watched(run.pid)
        while run.poll() is None:
            for pid in [run.pid, *children_of(run.pid)]:
                with suppress(OSError, IndexError, ValueError, StopIteration):
                    seen.peak_mb[pid] = max(seen.peak_mb.get(pid, 0.0), peak_of(pid))
                    seen.cpu_s[pid] = cpu_of(pid)
            time.sleep(PAUSE_S)
    seen.seconds = time.monotonic() - began
    if run.returncode:
        sys.exit(f"the run failed with {run.returncode}")
    return seen


def children_of(parent: int) -> list[int]:
    """Processes that a process has started, theirs among them."""
    found = []
    with suppress(OSError):
        for task in Path(f"/proc/{parent}/task").iterdir():
            with suppress(OSError):
                for child in (task / "children").read_text().split():
                    found += [int(child), *children_of(int(child))]
    return found


def peak_of(pid: int) -> float:
    """The most memory, in MB, that a process has held."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has had, in user mode and in the kernel."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
