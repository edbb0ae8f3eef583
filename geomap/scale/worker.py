"""What Dask runs in each worker process of a cluster of ours before any task (`distributed.worker.preload`)."""

from __future__ import annotations

import signal
from typing import Any


def dask_setup(worker: Any) -> None:  # noqa: ARG001 (Dask's name and form)
    """Leave Ctrl-C to the driver, which ends the workers: a terminal sends it to all of them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def dask_teardown(worker: Any) -> None:  # noqa: ARG001 (Dask's name and form)
    """Let go of the pipeline: a worker may stay where it was started for a while after its run."""
    from geomap.language import release

    release()
