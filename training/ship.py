"""Put everything that `python -m training` made into the package: trained files, cards and attributions.

    python -m training.ship OUT [--only roles.csv …]

`OUT/ships` mirrors the package. Nothing is copied unless every trained file is there; `--only` names some.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterable
from pathlib import Path

from training.overlay import ROOT
from training.sources import SOURCES
from training.whole import whole

PAPERS = ("MODEL_CARD.md", "ATTRIBUTION.md")


def ship(out: Path, package: Path, *, only: Iterable[str] = ()) -> list[Path]:
    """Copy what was made into `package`; which files. Raises FileNotFoundError where one is not there yet."""
    named = set(only)
    unknown = named - {source.file.name for source in SOURCES}
    if unknown:
        raise FileNotFoundError(f"{', '.join(sorted(unknown))}: no trained file has this name; see training/sources.py")
    files = [source.file for source in SOURCES if not named or source.file.name in named]
    missing = [str(file) for file in files if not (out / "ships" / file).exists()]
    if missing:
        raise FileNotFoundError(f"{out}: {', '.join(missing)} is not there yet; run: python -m training CORPORA {out}")
    papers = [folder / name for folder in sorted({file.parent for file in files}) for name in PAPERS]
    for file in (files := [*files, *(paper for paper in papers if (out / "ships" / paper).exists())]):
        with whole(package / file) as part:
            shutil.copyfile(out / "ships" / file, part)
    return files


def main() -> None:
    """Read the arguments, copy, say what was copied."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", nargs="+", default=(), help="names of trained files")
    args = parser.parse_args()
    for file in ship(args.out, ROOT / "geomap", only=args.only):
        print(file)


if __name__ == "__main__":
    main()
