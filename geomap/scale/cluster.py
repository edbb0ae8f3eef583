"""Dask: a cluster of processes on this machine, or a scheduler by its address; tasks handed out a few at a time."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from geomap import __version__
from geomap.errors import GeomapError, UsageError

if TYPE_CHECKING:
    from collections.abc import Hashable

Item = TypeVar("Item")

AHEAD = 2
"""Tasks that wait for each worker; the rest is not read before one is done, so memory stays bounded."""

ATTEMPTS = 2
"""So often a task may lose its worker and be tried again, before the task itself is to blame."""


PATIENCE_S = 20
"""How long to wait for a scheduler, and for the first worker of one that is there."""

LOOK_S, ASK_S, ALONE_S = 0.02, 1.0, 60.0
"""How often a driver looks for an ended task and asks for its workers, and how long it bears that there is none."""


class WorkerLostError(GeomapError):
    """A task killed every worker that tried it."""


@contextmanager
def connected(scheduler: str | None, workers: int | None) -> Iterator[Any]:
    """A client of the scheduler at an address ("tcp://host:8786"), or of a cluster of `workers` processes of its own.

    Raises UsageError where Dask is not installed or nobody answers at the address.
    """
    try:
        distributed = import_module("distributed")
        dask = import_module("dask")
    except ImportError:
        raise UsageError("--engine dask needs Dask; install it with: pip install 'geomap[dask]'") from None
    quiet = {
        "distributed.scheduler.allowed-failures": ATTEMPTS,
        "distributed.comm.retry.count": 2,
        "distributed.logging": {"distributed": "critical"},
        "distributed.worker.preload": ["geomap.scale.worker"],
        # Nobody looks at a dashboard of ours: what fills it takes a tenth of the driver's core.
        "distributed.admin.system-monitor.interval": "5s",
        "distributed.admin.tick.interval": "1s",
        "distributed.worker.profile.enabled": False,
    }
    with dask.config.set(quiet), warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="distributed")  # ports taken, stale folders: nothing to act on
        if scheduler is not None:
            try:
                client = distributed.Client(scheduler, timeout=PATIENCE_S)
            except (OSError, ValueError, TimeoutError) as error:
                raise UsageError(f"--scheduler {scheduler}: nobody answers there ({error})") from None
            with client:
                _check_workers(client, scheduler)
                yield client
            return
        with _own(distributed, workers) as cluster, distributed.Client(cluster) as client:
            yield client


def _own(distributed: Any, workers: int | None) -> Any:
    """A cluster of this machine; begun again where a worker is lost before it has started. Raises WorkerLostError."""
    for _ in range(ATTEMPTS + 1):
        try:
            return distributed.LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address="127.0.0.1:0",
                silence_logs=50,
            )
        except RuntimeError as error:
            told = " ".join(str(error).split())[:200]
    raise WorkerLostError(f"the workers of --engine dask do not start: {told}; try --workers 1")


def _check_workers(client: Any, scheduler: str) -> None:
    """Raises UsageError where a scheduler has no workers, or workers without this version of geomap."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE_S)
    except TimeoutError:
        raise UsageError(
            f"--scheduler {scheduler}: no worker joined within {PATIENCE_S} s; start one: dask worker {scheduler}"
        ) from None
    for worker, version in sorted(client.run(_version, on_error="return").items()):
        if version != __version__:
            told = "no geomap that can be imported" if isinstance(version, BaseException) else f"geomap {version}"
            raise UsageError(f"--scheduler {scheduler}: worker {worker} has {told}; install geomap {__version__} there")


def _version() -> str:
    return __version__


def run_all(
    client: Any, function: Callable[..., Any], items: Iterable[Item], *given: Hashable
) -> Iterator[tuple[Item, Any]]:
    """`function(item, *given)` for each item, on the workers; each item with its result, as they come.

    A result may be a WorkerLostError; any other error of a task is raised.
    """
    distributed = import_module("distributed")
    waiting: dict[Any, Item] = {}
    coming = distributed.as_completed()
    source = iter(items)
    while True:
        room = AHEAD * max(1, len(client.nthreads()))  # workers come and go
        while len(waiting) < room and (item := next(source, None)) is not None:
            future = client.submit(function, item, *given, pure=False)
            waiting[future] = item
            coming.add(future)
        if not waiting:
            return
        wait_for_one(coming, client)
        future = next(coming)
        item = waiting.pop(future)
        yield item, _result(future, distributed)
        future.release()


def wait_for_one(coming: Any, client: Any, *, patience_s: float = ALONE_S) -> None:
    """Until a task has ended. Raises WorkerLostError where no worker has been there for so long."""
    asked = alone = time.monotonic()
    while not coming.has_ready():
        time.sleep(LOOK_S)
        now = time.monotonic()
        if now - asked < ASK_S:
            continue
        asked = now
        if client.nthreads():
            alone = now
        elif now - alone > patience_s:
            raise WorkerLostError(
                f"no worker has been left for {patience_s:.0f} s; the same command with --resume goes on from here"
            )


def _result(future: Any, distributed: Any) -> Any:
    try:
        return future.result()
    except distributed.scheduler.KilledWorker:
        return WorkerLostError(f"it ended {ATTEMPTS + 1} worker processes")
