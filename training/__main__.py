"""Train everything that ships from a folder of corpora: `python -m training CORPORA OUT`.

A stage is skipped when all that it makes is there, and the long ones go on from their last checkpoint, so that a run
that was stopped is taken up by the same command. Stages run one after another, each in a process of its own, on a copy
of the package that holds what the stages before it made. `python -m training.ship OUT` installs the result.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from pathlib import Path

from training import card, overlay, timings
from training.manifest import MANIFEST, check_all
from training.stages import Stage, stages
from training.whole import write_text


def run(stage: Stage, out: Path, package: Path) -> int:
    """Run a stage and add its time; its exit code."""
    print(f"{stage.name}: makes {', '.join(path.name for path in stage.makes)}", file=sys.stderr, flush=True)
    with timings.timed(out, stage.name):
        done = subprocess.run(  # noqa: S603  our own modules
            overlay.command(stage.name, *stage.arguments), check=False, env=overlay.environment(package)
        )
    missing = [str(path) for path in stage.makes if not path.exists()]
    if not done.returncode and missing:
        print(f"{stage.name}: ended well but did not make {', '.join(missing)}", file=sys.stderr)
        return 1
    return done.returncode


def begin(out: Path, told: dict[str, object]) -> None:
    """Say in OUT what it is made with. Raises SystemExit for a folder that was begun with something else."""
    path = out / "run.json"
    text = json.dumps(told, indent=1) + "\n"
    if path.exists() and path.read_text(encoding="utf-8") != text:
        raise SystemExit(f"{out}: begun with another seed, other epochs or another manifest; choose another folder")
    write_text(path, text)


def main() -> int:
    """Run the stages that are still to do."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=14, help="of the parser; fewer only to try the command out")
    args = parser.parse_args()
    corpora, out = args.corpora.resolve(), args.out.resolve()
    check_all(corpora)
    out.mkdir(parents=True, exist_ok=True)
    cleared = hashlib.sha256(MANIFEST.read_bytes()).hexdigest()
    begin(out, {"seed": args.seed, "epochs": args.epochs, "manifest": cleared})
    package = overlay.lay(out)
    for stage in stages(corpora, out, seed=args.seed, epochs=args.epochs):
        if not all(path.exists() for path in stage.makes):
            code = run(stage, out, package)
            if code:
                return code
            overlay.take(out)
    card.write(out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
