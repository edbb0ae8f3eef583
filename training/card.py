"""Write the model card: what the weights were made of, what they score, what they weigh.

python -m training.card OUT
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from training.manifest import manifest

HEADER = """\
# geomap's English pipeline

Weights: CC BY-SA 4.0, apart from the licence of the code. Trained by `python -m training`; no other data took part.
"""


def card(out: Path) -> str:
    """The card of what is in `out`, as Markdown."""
    parts = [HEADER, _sizes(out)]
    for name, title in (("syntax", "Treebanks, test parts"), ("places", "Toponyms, development sets, strict")):
        scores = out / name / "scores.json"
        if scores.exists():
            parts.append(f"## {title}\n\n" + _table(json.loads(scores.read_text(encoding="utf-8"))["test"]))
    return "\n".join([*parts, attribution()])


def attribution() -> str:
    """Each corpus that feeds weights, with its licence."""
    lines = ["## Attribution\n"]
    seen = set()
    for corpus in manifest():
        if corpus.part == "train" and corpus.attribution not in seen:
            seen.add(corpus.attribution)
            lines.append(f"- {corpus.attribution}; {corpus.licence}; for {', '.join(corpus.uses)}")
    return "\n".join(lines) + "\n"


def _sizes(out: Path) -> str:
    packed = sorted(path for path in (out / "packed").glob("*") if path.is_file())
    rows = [f"| {path.name} | {path.stat().st_size / 1e6:.2f} |" for path in packed]
    return "\n".join(["## Files\n", "| file | MB |", "|---|---|", *rows]) + "\n"


def _table(report: dict[str, dict[str, Any]]) -> str:
    """One line a corpus and setting, one column a score."""
    lines: list[str] = []
    for corpus, settings in report.items():
        for setting, scores in settings.items():
            if not isinstance(scores, dict):
                continue
            if not lines:
                lines = ["| corpus | setting | " + " | ".join(scores) + " |", "|---|---|" + "---|" * len(scores)]
            lines.append(f"| {corpus} | {setting} | " + " | ".join(str(value) for value in scores.values()) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Read the argument, write the card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    (args.out / "card.md").write_text(card(args.out), encoding="utf-8")


if __name__ == "__main__":
    main()
