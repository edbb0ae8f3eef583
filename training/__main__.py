"""Train everything from a folder of corpora: `python -m training CORPORA OUT`.

Each step is skipped when what it makes is there, and the long ones go on from their last checkpoint, so that a run that
was stopped is taken up by the same command. Steps run one after another, each in a process of its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path


def steps(corpora: Path, out: Path, *, seed: int) -> list[tuple[Path, list[str]]]:
    """What each step makes, and its command."""
    clusters, vectors = out / "clusters.tsv", out / "vectors.npz"
    syntax, places, packed = out / "syntax", out / "places", out / "packed"
    return [
        (vectors, ["clusters", f"{corpora}", f"{clusters}", "--vectors", f"{vectors}"]),
        (
            syntax / "scores.json",
            [
                *("syntax", f"{corpora}", f"{syntax}", "--epochs", "14", "--width", "112", "--hidden", "128"),
                *("--vectors", f"{vectors}", "--seed", f"{seed}"),
            ],
        ),
        (packed / "syntax.zz", ["pack", f"{syntax / 'best'}", f"{packed / 'syntax.zz'}"]),
        (
            places / "weights.csv",
            [
                *("stack", f"{corpora}", f"{places}", "--clusters", f"{clusters}", "--folds", "2"),
                *("--hide", f"{corpora / 'gold' / 'places' / 're3d.jsonl'}"),  # it is measured on
            ],
        ),
        (places / "scores.json", ["measure", f"{corpora}", f"{places}", "--clusters", f"{clusters}"]),
        (places / "roles.csv", ["fit_roles", f"{places / 'roles.csv'}"]),
        (packed / "MODEL_CARD.md", ["card", f"{out}"]),
    ]


def main() -> int:
    """Run the steps that are still to do."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    (args.out / "packed").mkdir(parents=True, exist_ok=True)
    for made, (module, *arguments) in steps(args.corpora, args.out, seed=args.seed):
        if made.exists():
            continue
        print(f"{module}: makes {made}", file=sys.stderr, flush=True)
        command = [sys.executable, "-m", f"training.{module}", *arguments]
        done = subprocess.run(command, check=False, env={**os.environ, "OMP_NUM_THREADS": "1"})  # noqa: S603  our own modules
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
