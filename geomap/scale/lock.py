"""One run at a time in a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from geomap.errors import OutputError, UsageError


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Hold the folder, which is made, for as long as the block runs. A run that is killed lets go of it.

    Raises UsageError where another run is at work, OutputError where the folder cannot be made. Systems without
    `flock` are not guarded.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fcntl = import_module("fcntl")
        held = os.open(folder, os.O_RDONLY)
    except ImportError:
        yield
        return
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made: {error.strerror or error}; name another with -o") from None
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError(f"{folder}: another run is at work there; let it end, or name another with -o") from None
        yield
    finally:
        os.close(held)
