"""Write a file whole or not at all, and several of them together as far as the system allows."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import stat
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from geomap.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEFT: Final = re.compile(r"\.(.+)\.([0-9]{1,9})\.tmp", re.DOTALL)
_STALE_S: Final = 3600
_ENDING: Final = (signal.SIGINT, signal.SIGTERM)


@contextlib.contextmanager
def atomic_write(path: str | Path, *, sweep: bool = True) -> Iterator[BinaryIO]:
    """A binary stream whose content becomes `path` when the block ends without an error.

    It goes to a temporary file in the same folder, is flushed to the disk and then renamed over `path`: whoever reads
    `path` finds the old file or the new one, also after a crash. Symbolic links are followed, devices and pipes are
    written to as they are. What a killed write of the same file left behind is swept away, which reads the names in the
    folder: not for each of a hundred thousand files. Raises OutputError, which names the file, when that fails.
    """
    with atomic_writes() as batch, batch.stream(path, sweep=sweep) as stream:
        yield stream


@contextlib.contextmanager
def atomic_writes() -> Iterator[Batch]:
    """Several files that take their places only when all of them are written and the block ends without an error.

    Each is replaced whole; all are replaced one right after the other, which no signal but a kill interrupts.
    """
    batch = Batch()
    try:
        yield batch
        batch.take_place()
    finally:
        batch.discard()


def check_target(path: str | Path) -> None:
    """Raise OutputError where a file cannot be written for sure, before hours of work are spent on it."""
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise OutputError(f"{path}: cannot be written: it is a folder; name a file in it")
    if not target.parent.is_dir():
        raise OutputError(f"{path}: cannot be written: there is no folder {target.parent}; make it first")
    if not _is_device(target) and not os.access(target.parent, os.W_OK | os.X_OK):
        raise OutputError(f"{path}: cannot be written: the folder {target.parent} may not be written to")


class Batch:
    """Files that are written beside their targets and wait to take their places."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Path, Path, str]] = []

    @contextlib.contextmanager
    def stream(self, path: str | Path, *, sweep: bool = True) -> Iterator[BinaryIO]:
        """A stream to what becomes `path`; to devices and pipes at once. Raises OutputError, which names the file."""
        target = Path(os.path.realpath(path))
        try:
            check_target(path)
            if _is_device(target):
                with target.open("wb") as stream:
                    yield stream
                return
            if any(target == other for _, other, _ in self._waiting):
                raise OutputError(f"{path}: named twice among the outputs; give each a name of its own")
            temporary = target.with_name(f".{target.name[:100]}.{os.getpid()}.tmp")
            self._waiting.append((temporary, target, str(path)))
            if sweep:
                _sweep(target)
            with temporary.open("wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
        except OutputError:
            raise
        except OSError as error:
            raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error

    def take_place(self) -> None:
        """Rename every file to its target. Raises OutputError, which says what was replaced before."""
        done: list[str] = []
        with _uninterrupted():
            for temporary, target, name in self._waiting:
                try:
                    if target.exists():
                        temporary.chmod(stat.S_IMODE(target.stat().st_mode))
                    temporary.replace(target)
                except OSError as error:
                    before = f" ({', '.join(done)} was written)" if done else ""
                    raise OutputError(f"{name}: cannot be written: {error.strerror or error}{before}") from error
                done.append(name)
        for folder in {target.parent for _, target, _ in self._waiting}:
            _sync_folder(folder)

    def discard(self) -> None:
        """Remove what did not take its place."""
        for temporary, _, _ in self._waiting:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def sweep_below(folder: Path) -> None:
    """Remove what killed writes left in a folder and below, however short ago: for who alone writes there."""
    for left in folder.rglob(".*.tmp"):
        found = _LEFT.fullmatch(left.name)
        if found is not None and not _lives(int(found[2])):
            with contextlib.suppress(OSError):
                left.unlink()


def _is_device(target: Path) -> bool:
    return target.exists() and not target.is_file() and not target.is_dir()


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C and a request to end wait until the block has ended."""
    if threading.current_thread() is not threading.main_thread():  # signals reach only the main thread
        yield
        return
    caught: list[int] = []
    before = {each: signal.signal(each, lambda number, _: caught.append(number)) for each in _ENDING}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, signal.SIG_DFL if handler is None else handler)
    if caught:
        signal.raise_signal(caught[0])


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
