"""Files of compressed segments, each read without the others: what a task writes for several that come after it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from geomap.errors import InputError
from geomap.scale.told import Told, line_of, told_of
from geomap.store.atomic import atomic_write

_LEVEL = 1
"""Fast rather than small: a file lives for one run."""

_CHUNK = 1 << 18

# A folder of a run holds many files, and goes when the run is over: what a killed write leaves there is not looked for.
_written = partial(atomic_write, sweep=False)

Index = Mapping[str, tuple[int, int, int]]
"""For each segment its offset and length in bytes and the number of its lines."""


def write_segments(path: Path, segments: Mapping[str, Iterable[Told]]) -> Index:
    """Write a file whole or not at all; its index. The segments come in order of their keys."""
    index: dict[str, tuple[int, int, int]] = {}
    with _written(path) as stream:
        offset = 0
        for key in sorted(segments):
            lines = [line_of(told) for told in segments[key]]
            packed = zlib.compress(b"".join(lines), _LEVEL)
            stream.write(packed)
            index[key] = (offset, len(packed), len(lines))
            offset += len(packed)
    return index


def read_segment(path: Path, index: Index, key: str) -> Iterator[Told]:
    """The lines of a segment, in order; none where the file has no such segment. Raises InputError."""
    if key not in index:
        return
    try:
        with path.open("rb") as stream:
            rest = b""
            for plain in _unpacked(stream, index[key]):
                *lines, rest = (rest + plain).split(b"\n")
                yield from map(told_of, lines)
    except (OSError, zlib.error) as error:
        raise InputError(f"{path}: cannot be read ({error}); remove the folder and run again") from None


def join_segments(path: Path, sources: Sequence[tuple[Path, Index]]) -> Index:
    """Write a file of the segments of several, those of one key behind each other; its index. Raises InputError."""
    index: dict[str, tuple[int, int, int]] = {}
    with _written(path) as target, ExitStack() as stack:
        streams = [(stack.enter_context(source.open("rb")), there) for source, there in sources]
        offset = 0
        for key in sorted({key for _, there in sources for key in there}):
            length, lines = 0, 0
            for packed in _joined([(stream, there[key]) for stream, there in streams if key in there]):
                length += target.write(packed)
            lines = sum(there[key][2] for _, there in sources if key in there)
            index[key] = (offset, length, lines)
            offset += length
    return index


def _joined(segments: Iterable[tuple[BinaryIO, tuple[int, int, int]]]) -> Iterator[bytes]:
    packer = zlib.compressobj(_LEVEL)
    for stream, where in segments:
        yield from (packer.compress(plain) for plain in _unpacked(stream, where))
    yield packer.flush()


def _unpacked(stream: BinaryIO, where: tuple[int, int, int]) -> Iterator[bytes]:
    """A segment, a piece at a time: a segment may be larger than memory."""
    offset, length, _ = where
    stream.seek(offset)
    opened = zlib.decompressobj()
    while length > 0:
        piece = stream.read(min(_CHUNK, length))
        if not piece:
            raise zlib.error("cut short")
        length -= len(piece)
        yield opened.decompress(piece)
    yield opened.flush()


def write_json(path: Path, value: Any) -> None:
    """Write a small file whole or not at all."""
    with _written(path) as stream:
        stream.write(json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False).encode() + b"\n")


def read_json(path: Path) -> Any:
    """The content of a small file, None where it is not there. Raises InputError."""
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({error}); remove the folder and run again") from None
