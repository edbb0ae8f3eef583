"""Inputs in stores that fsspec knows: `s3://bucket/news/*.jsonl`, `gs://…`, `hdfs://…`, `file://…` (the extra `dask`).

Only what the user himself names is opened so, and only stores, whose hosts their own settings name. Servers named in
the address itself (http, ftp, ssh …) could be private ones: the web is fetched by `geomap.read.web` within its limits,
the others are refused, and so are chains of addresses ("a::b").
"""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from geomap.errors import InputError
from geomap.read.need import need
from geomap.read.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS: Final = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
_WEB: Final = frozenset(("http", "https"))
_STORES: Final = frozenset("abfs abfss adl az file gcs gs hdfs local memory oci oss s3 s3a".split())
_MAGIC: Final = re.compile(r"[*?\[]")


def is_remote(given: str) -> bool:
    """Whether an input is an address, but not one of the web."""
    found = _ADDRESS.match(given)
    return found is not None and found[1].lower() not in _WEB


def remote_sources(given: str, suffixes: tuple[str, ...]) -> Iterator[Source]:
    """The files at an address, in order of name: one, those of a folder with one of `suffixes`, or of a pattern.

    Raises InputError where there are none, or where a package for the address is missing.
    """
    system, path = _system(given)
    try:
        found = _files(system, path, suffixes)
    except Exception as error:  # noqa: BLE001 (each file system has errors of its own)
        raise InputError(f"{given}: cannot be looked at: {_told(error)}") from None
    if not found:
        raise InputError(f"{given}: no such file, or a folder without readable files")
    for name in found:
        yield _source(system, name)


def _system(given: str) -> tuple[Any, str]:
    if "::" in given:
        raise InputError(f"{given}: chains of addresses are not read; name the file itself")
    if given.partition("://")[0].lower() not in _STORES:
        raise InputError(f"{given}: only http and https addresses and stores are read ({', '.join(sorted(_STORES))})")
    core = need("fsspec.core", name=given, what="this address", install="'geomap[dask]'")
    try:
        system, path = core.url_to_fs(given)
    except (ImportError, ValueError) as error:  # its package is missing, or nobody knows the scheme
        raise InputError(f"{given}: {_told(error)}") from None
    return system, str(path)


def _files(system: Any, path: str, suffixes: tuple[str, ...]) -> list[str]:
    """Names of files, those that a folder hides left out."""
    if not _MAGIC.search(path):
        if not system.isdir(path):
            return [path] if system.exists(path) else []
        names = system.find(path)
        below = len(PurePosixPath(path).parts)
        return sorted(name for name in names if _shown(PurePosixPath(name), below, suffixes))
    return sorted(name for name, about in system.glob(path, detail=True).items() if about["type"] == "file")


def _shown(name: PurePosixPath, below: int, suffixes: tuple[str, ...]) -> bool:
    hidden = any(part.startswith(".") for part in name.parts[below:])
    notes = name.name.startswith("_") and name.suffix.lower() == ".json"
    return not (hidden or notes) and name.name.lower().endswith(suffixes)


def _source(system: Any, name: str) -> Source:
    path = PurePosixPath(name)
    called = str(system.unstrip_protocol(name))

    def opened() -> AbstractContextManager[BinaryIO]:
        try:
            return cast("AbstractContextManager[BinaryIO]", system.open(name, "rb"))
        except Exception as error:  # noqa: BLE001 (each file system has errors of its own)
            raise InputError(f"{called}: cannot be read: {_told(error)}") from None

    return Source(name=called, stem=path.stem, suffix=path.suffix, open=opened)


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
