"""A copy of the package that holds what was trained so far, and nothing trained that is installed.

Stages run on it, so that a stage fitted on top of another reads what that one made in this run; one that came too early
fails for want of a file. The tables of the coder begin empty: its rules work without them, and they are fitted on what
the rules say.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from training.sources import CODING, SOURCES
from training.whole import write_text

ROOT = Path(__file__).parents[1]
_NEVER = ("__pycache__", "_data", "web", "*.part")
_EMPTY = {
    CODING / "types.csv": "evidence,weights,source\n",
    CODING / "confidence.csv": "ground,right,told,source\n",
    CODING / "linker.csv": "evidence,weight,source\n",
}
_ARITHMETIC = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def lay(out: Path) -> Path:
    """Make the copy in `out/package` anew, and return the folder to import `geomap` from."""
    package = out / "package" / "geomap"
    shutil.rmtree(package.parent, ignore_errors=True)
    shutil.copytree(ROOT / "geomap", package, ignore=shutil.ignore_patterns(*_NEVER))
    (package / "_data").symlink_to(ROOT / "geomap" / "_data", target_is_directory=True)
    for source in SOURCES:
        (package / source.file).unlink(missing_ok=True)
    for file, text in _EMPTY.items():
        write_text(package / file, text)
    take(out)
    return package.parent


def take(out: Path) -> None:
    """Put what `out/ships` holds by now into the copy."""
    for source in SOURCES:
        made = out / "ships" / source.file
        if made.exists():
            shutil.copyfile(made, out / "package" / "geomap" / source.file)


def command(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of `training`; -P keeps the working directory from hiding the copy."""
    return [sys.executable, "-P", "-m", f"training.{module}", *arguments]


def environment(package: Path) -> dict[str, str]:
    """The environment of a stage: the copy first, one thread, and one order of sets in every run."""
    paths = [str(package), str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        **os.environ,
        **dict.fromkeys(_ARITHMETIC, "1"),
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONHASHSEED": "0",
    }
