"""Files that are there whole or not at all, so that a run that was stopped never takes half of one for a product."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; what was written there takes its place unless something was raised."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    yield part
    part.replace(path)


def write_text(path: Path, text: str) -> None:
    """Write a text file, whole."""
    with whole(path) as part:
        part.write_text(text, encoding="utf-8", newline="\n")


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file of bytes, whole."""
    with whole(path) as part:
        part.write_bytes(data)
