"""From what the user names (files, folders, globs, addresses, "-") to the sources to read, in a fixed order."""

from __future__ import annotations

import glob
import os
import stat
import sys
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from geomap.errors import InputError
from geomap.read.readers import readable_suffixes
from geomap.read.remote import is_remote, remote_sources
from geomap.read.source import DEFAULTS, MAX_TEXT_BYTES, Source
from geomap.tables import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geomap.read.source import Options, Report

STDIN = "-"


def sources(inputs: Iterable[str | Path], report: Report, options: Options = DEFAULTS) -> Iterator[Source]:
    """The sources that `inputs` name, each file once. Folders are searched deep, by name, without hidden files.

    Addresses are fetched when their turn comes.
    """
    seen: set[Path | str] = set()
    for given in inputs:
        try:
            for found in _named(str(given), report, seen, options):
                yield replace(_opened(found, options), options=options)
        except InputError as error:
            report(error)
        except (OSError, RuntimeError, ValueError) as error:  # a NUL in a name, a folder that vanishes
            report(_unreadable(str(given), error))


def _named(given: str, report: Report, seen: set[Path | str], options: Options) -> Iterator[Path | str | Source]:
    """What one input names and was not `seen`: files as paths, web addresses and "-" as text, the rest as sources."""
    if given == STDIN:
        yield STDIN
    elif is_remote(given):
        for source in remote_sources(given, readable_suffixes(options)):
            if source.name not in seen:
                seen.add(source.name)
                yield source
    elif is_address(given):
        if given not in seen:
            seen.add(given)
            yield given
    else:
        for path in _paths(given, report, options):
            try:
                real = path.resolve(strict=True)
            except (OSError, RuntimeError) as error:  # a link that leads nowhere, or to itself
                report(_unreadable(str(path), error))
                continue
            if real not in seen:
                seen.add(real)
                yield path


def is_address(given: str) -> bool:
    """Whether an input is an address on the web."""
    return given[:8].lower().startswith(("http://", "https://"))


def _opened(found: Path | str | Source, options: Options) -> Source:
    if isinstance(found, Source):
        return found
    if isinstance(found, Path):
        return _file(found)
    if found == STDIN:
        return _stdin()
    from geomap.read.web import fetched_source

    return fetched_source(found, options)


def _paths(given: str, report: Report, options: Options) -> list[Path]:
    path = Path(given)
    if path.is_dir():
        return _folder(path, report, options)
    if path.exists() or path.is_symlink():
        return [path]
    if not glob.has_magic(given):
        raise InputError(f"{given}: no such file or folder{_nearest(path)}")
    matches = sorted(Path(name) for name in glob.glob(given, recursive=True))  # noqa: PTH207 (takes absolute patterns)
    if not matches:
        raise InputError(f"{given}: no file matches this pattern")
    files = [match for match in matches if not match.is_dir()]
    return files or [file for match in matches for file in _folder(match, report, options)]


def _folder(folder: Path, report: Report, options: Options) -> list[Path]:
    suffixes = readable_suffixes(options)
    found = []
    for root, folders, names in os.walk(folder, onerror=lambda error: report(_unreadable(str(error.filename), error))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(root, name) for name in names if not _is_hidden(name) and name.lower().endswith(suffixes)]
    if not found:
        raise InputError(f"{folder}: holds no readable files (looked for {', '.join(suffixes)})")
    return [path for path in sorted(found) if _regular(path, report)]


def _is_hidden(name: str) -> bool:
    """Whether a folder is searched without this file: "_index.json" and its like say what the folder holds."""
    return name.startswith(".") or (name.startswith("_") and name.lower().endswith(".json"))


def _regular(path: Path, report: Report) -> bool:
    """Whether a file found in a folder is one to read: a pipe or a socket there would be waited on for ever."""
    try:
        mode = path.stat().st_mode
    except (OSError, RuntimeError):
        return True  # said when its turn comes
    if stat.S_ISREG(mode):
        return True
    report(InputError(f"{path}: a pipe, socket or device, not a file; name it itself to read it"))
    return False


def _unreadable(name: str, error: Exception) -> InputError:
    return InputError(f"{name}: cannot be read: {getattr(error, 'strerror', None) or error}")


def _file(path: Path) -> Source:
    if not path.is_file():  # a named pipe, or the shell's <(…)
        return _sniffed(path.open("rb"), name=str(path), stem=path.stem)
    return Source(name=str(path), stem=path.stem, suffix=path.suffix, open=partial(_binary, path), path=path)


def _binary(path: Path) -> BinaryIO:
    return path.open("rb")


def _stdin() -> Source:
    return _sniffed(sys.stdin.buffer, name="standard input", stem="stdin")


def _sniffed(stream: BinaryIO, *, name: str, stem: str) -> Source:
    """A stream: JSON Lines when its first line begins with "{", else the text of one article."""
    head = stream.readline(MAX_TEXT_BYTES + 1)
    suffix = ".jsonl" if head.lstrip().startswith(b"{") else ".txt"
    replay = cast("BinaryIO", _Replay(head, stream))
    return Source(name=name, stem=stem, suffix=suffix, open=lambda: closing(replay), once=True)


class _Replay:
    """A stream whose first line was already taken. Closing it closes the stream, unless it is standard input."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int) -> bytes:
        head, self._head = self._head, b""
        return head + self._rest.read(max(0, size - len(head)))

    def readline(self, size: int) -> bytes:
        head, self._head = self._head, b""
        return head or self._rest.readline(size)

    def close(self) -> None:
        if self._rest is not sys.stdin.buffer:
            self._rest.close()


def _nearest(path: Path) -> str:
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return ""
    hint = suggestion(path.name, names)
    return hint if "did you mean" in hint else ""
