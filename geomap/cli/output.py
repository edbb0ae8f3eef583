"""Where results go: files, whole or not at all, and standard output."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from geomap.cli.talk import quiet_stdout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from typing import TypeAlias

    import geopandas

    from geomap.layers import Layer

    StreamOf: TypeAlias = Callable[[str], AbstractContextManager[BinaryIO]]
    """Gives the stream to an output."""
    Writer: TypeAlias = Callable[[BinaryIO], object]
    """Writes to a stream."""

STDOUT: Final = "-"
_PAGES: Final = {".html": "html", ".htm": "html", ".png": "png"}


@contextmanager
def opened(output: str) -> Iterator[BinaryIO]:
    """A stream to a file, whole or not at all, or to standard output. Raises OutputError."""
    with together() as stream_of, stream_of(output) as stream:
        yield stream


@contextmanager
def together() -> Iterator[StreamOf]:
    """Gives a stream for each output; the files take their places together, when the block ends without an error."""
    from geomap.store import atomic_writes

    with atomic_writes() as batch:
        yield lambda output: _standard_output() if output == STDOUT else batch.stream(output)


def check_outputs(names: Sequence[str]) -> None:
    """Raise OutputError for files that cannot be written, UsageError for one that is named twice."""
    from geomap.errors import UsageError
    from geomap.store import check_target

    for name in names:
        if names.count(name) > 1:
            raise UsageError(f"{name}: named twice among the outputs; give each a name of its own")
        if name != STDOUT:
            check_target(name)


def last(name: str) -> bool:
    """Sorts standard output behind the files: what was printed cannot be taken back."""
    return name == STDOUT


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    from geomap.errors import OutputError

    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        quiet_stdout()
        raise OutputError("standard output was closed before everything was written") from None
    except OSError as error:
        quiet_stdout()
        raise OutputError(f"standard output: cannot be written: {error.strerror or error}") from None


def targets(outputs: Sequence[str]) -> list[tuple[str, str]]:
    """Name and kind of each output of `geomap map`: "folder", "html", "png", or a format's name. Raises UsageError."""
    from geomap.errors import UsageError
    from geomap.store.formats import FORMATS, RECORDS, SUFFIXES, split_output

    found = []
    for output in outputs:
        suffix = Path(output).suffix.lower()
        named = output.rpartition(":")[2] in (*FORMATS, RECORDS)
        if Path(output).is_dir() or not (named or suffix in SUFFIXES or suffix in _PAGES):
            found.append((output, "folder"))
        elif suffix in _PAGES:
            found.append((output, _PAGES[suffix]))
        else:
            found.append(split_output(output))
        if found[-1][1] == RECORDS:
            raise UsageError(f"{output}: geomap map writes frames; use geomap events for JSON Lines, or .geojsonl")
    return found


def frame_writer(
    kind: str, frame: geopandas.GeoDataFrame, *, parameters: Mapping[str, Any], layers: Sequence[Layer]
) -> Writer:
    """What writes a frame in the format `kind`. Raises UsageError for records of events, which a frame has not."""
    from geomap.errors import UsageError
    from geomap.store import write_frame
    from geomap.store.formats import RECORDS

    if kind == RECORDS:
        raise UsageError("a frame is no JSON Lines of records; write .geojsonl")
    return lambda stream: write_frame(frame, stream, format_name=kind, parameters=parameters, layers=layers)


def write_all(written: Sequence[tuple[str, Writer]]) -> None:
    """Let each output's writer write it, all or none, standard output last. Raises OutputError, FrameError."""
    with together() as stream_of:
        for name, writer in sorted(written, key=lambda each: last(each[0])):
            with stream_of(name) as stream:
                writer(stream)


def made_folder(folder: Path) -> Path:
    """The folder, made if it was not there. Raises OutputError."""
    from geomap.errors import OutputError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made: {error.strerror or error}; name another folder with -o") from None
    return folder
