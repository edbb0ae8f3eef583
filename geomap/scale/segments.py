"""Files of compressed segments, each read without the others: what a task writes for several that come after it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from geomap.errors import InputError
from geomap.scale.told import Told, line_of, told_of
from geomap.store.atomic import atomic_write

_LEVEL = 1
"""Fast rather than small: a file lives for one run."""

Index = Mapping[str, tuple[int, int, int]]
"""For each segment its offset and length in bytes and the number of its lines."""


def write_segments(path: Path, segments: Mapping[str, Iterable[Told]]) -> Index:
    """Write a file whole or not at all; its index. The segments come in order of their keys."""
    index: dict[str, tuple[int, int, int]] = {}
    with atomic_write(path) as stream:
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
    offset, length, _ = index[key]
    try:
        with path.open("rb") as stream:
            stream.seek(offset)
            packed = stream.read(length)
        lines = zlib.decompress(packed).splitlines()
    except (OSError, zlib.error) as error:
        raise InputError(f"{path}: cannot be read ({error}); remove the folder and run again") from None
    yield from map(told_of, lines)


def write_json(path: Path, value: Any) -> None:
    """Write a small file whole or not at all."""
    with atomic_write(path) as stream:
        stream.write(json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False).encode() + b"\n")


def read_json(path: Path) -> Any:
    """The content of a small file, None where it is not there. Raises InputError."""
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({error}); remove the folder and run again") from None
