"""Where results go: files, whole or not at all, and standard output."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from geomap.cli.talk import quiet_stdout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import geopandas

    from geomap.layers import Layer
    from geomap.map.event_map import EventMap

STDOUT: Final = "-"


@contextmanager
def opened(output: str) -> Iterator[BinaryIO]:
    """A stream to a file, whole or not at all, or to standard output. Raises OutputError."""
    from geomap.errors import OutputError
    from geomap.store import atomic_write

    if output != STDOUT:
        with atomic_write(output) as stream:
            yield stream
        return
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        quiet_stdout()
        raise OutputError("standard output was closed before everything was written") from None
    except OSError as error:
        quiet_stdout()
        raise OutputError(f"standard output: cannot be written: {error.strerror or error}") from None


def write_one(
    name: str, kind: str, frame: geopandas.GeoDataFrame, *, parameters: Mapping[str, Any], layers: Sequence[Layer]
) -> None:
    """Write a frame in the format `kind`. Raises OutputError, FrameError, UsageError."""
    from geomap.errors import UsageError
    from geomap.store import write_frame
    from geomap.store.formats import RECORDS

    if kind == RECORDS:
        raise UsageError(f"{name}: geomap map writes frames; use geomap events for JSON Lines, or .geojsonl")
    with opened(name) as stream:
        write_frame(frame, stream, format_name=kind, parameters=parameters, layers=layers)


def write_page(name: str, page: EventMap) -> None:
    """Write a map. Raises OutputError."""
    with opened(name) as stream:
        page.save(stream, close_file=False)


def made_folder(folder: Path) -> Path:
    """The folder, made if it was not there. Raises OutputError."""
    from geomap.errors import OutputError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made: {error.strerror or error}; name another folder with -o") from None
    return folder
