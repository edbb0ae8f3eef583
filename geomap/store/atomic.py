"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from geomap.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEFT: Final = re.compile(r"\.(.+)\.([0-9]{1,9})\.tmp", re.DOTALL)
_STALE_S: Final = 3600


@contextlib.contextmanager
def atomic_write(path: str | Path) -> Iterator[BinaryIO]:
    """A binary stream whose content becomes `path` when the block ends without an error.

    It goes to a temporary file in the same folder, is flushed to the disk and then renamed over `path`: whoever reads
    `path` finds the old file or the new one, also after a crash. Symbolic links are followed, devices and pipes are
    written to as they are. Raises OutputError, which names the file, when that fails.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as stream:
                yield stream
            return
        if target.is_dir():
            raise IsADirectoryError(None, "it is a folder; name a file in it")
        if not target.parent.is_dir():
            raise FileNotFoundError(None, f"there is no folder {target.parent}; make it first")
        with _replacing(target) as stream:
            yield stream
    except OutputError:
        raise
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


@contextlib.contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    temporary = target.with_name(f".{target.name[:100]}.{os.getpid()}.tmp")
    _sweep(target)
    try:
        with temporary.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
        _sync_folder(target.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _sweep(target: Path) -> None:
    """Remove what killed writes of the same file left an hour ago or more, where their process is gone."""
    with contextlib.suppress(OSError):
        for name in os.listdir(target.parent):  # noqa: PTH208 (a name is enough, and a folder may be big)
            stale = _LEFT.fullmatch(name)
            if stale is None or stale[1] != target.name[:100] or _lives(int(stale[2])):
                continue
            left = target.with_name(name)
            if time.time() - left.stat().st_mtime > _STALE_S:
                left.unlink()


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _sync_folder(folder: Path) -> None:
    """Make the rename itself last. Not every system lets a folder be opened; then there is nothing to do."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
