"""`python -m geomap.places.compile [--out DIR] [--web DIR]`: compile the embedded gazetteer and shapes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from geomap.errors import GeomapError
from geomap.places.compile import compile_all

PACKAGE = Path(__file__).parents[2]


def main() -> int:
    """Parse the arguments, compile, and say what did not fit on standard error."""
    parser = argparse.ArgumentParser(prog="python -m geomap.places.compile", description=__doc__)
    parser.add_argument("--out", type=Path, default=PACKAGE / "_data", help="where the compiled files go")
    parser.add_argument("--web", type=Path, default=PACKAGE / "map" / "web", help="the folder that holds node_modules")
    parser.add_argument("-v", "--verbose", action="store_true", help="say what did not fit")
    arguments = parser.parse_args()
    modules = node_modules(arguments.web)
    if modules is None:
        _say(f"{arguments.web}: no node_modules, so no counties and no shapes; run 'npm ci' there first")
    try:
        compile_all(arguments.out, world_atlas=modules, report=_say if arguments.verbose else None)
    except GeomapError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def node_modules(web: Path) -> Path | None:
    """The npm packages beside the front end; in a worktree of git without its own, those of the main checkout."""
    own = web / "node_modules"
    pointer = PACKAGE.parent / ".git"
    if own.is_dir():
        return own
    if not pointer.is_file() or not web.resolve().is_relative_to(PACKAGE.parent):
        return None
    main = Path(pointer.read_text(encoding="utf-8").removeprefix("gitdir:").strip()).parents[2]
    shared = main / web.resolve().relative_to(PACKAGE.parent) / "node_modules"
    return shared if shared.is_dir() else None


def _say(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
