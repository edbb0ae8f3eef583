"""Write the model card and the attribution of what was packed: data, licences, scores, sizes.

    python -m training.card OUT

writes both into `OUT/packed`, whose files are then the whole of `geomap/language/weights`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from training.manifest import Corpus, manifest

HEADER = """\
# geomap's English pipeline: model card

What it is: small English models that geomap loads when an article must be read, with no download, on one CPU core.

What it is for: news in English. `syntax.zz` says which words are verbs and nouns and who did what to whom. It was
trained on web pages, reviews, blogs, interviews and Wikipedia: it is weaker on telegraphic headlines and transcribed
speech. It knows nothing of the truth of a text.

Licence of the weights: CC BY-SA 4.0, apart from the licence of the code; see ATTRIBUTION.md. Made by
`python -m training` from the corpora named there and from nothing else. The development and test parts named below were
not trained on.
"""
ATTRIBUTION = """\
# Attribution

The weights in this folder (`*.zz`) are licensed under CC BY-SA 4.0
(https://creativecommons.org/licenses/by-sa/4.0/), apart from the code of geomap, which has a licence of its own. They
were derived from the corpora below and hold no sentence of theirs. If you pass the weights on, pass this file on too.
"""
TITLES = {"syntax": "Treebanks, test parts", "places": "Toponyms, development sets, strict"}


def card(out: Path) -> str:
    """The card of what is in `out`, as Markdown."""
    parts = [HEADER, _sizes(out)]
    for name, title in TITLES.items():
        scores = out / name / "scores.json"
        if scores.exists():
            parts.append(f"## {title}\n\n" + _table(json.loads(scores.read_text(encoding="utf-8"))["test"]))
    return "\n".join([*parts, "## Trained on\n", _list(_trained_on())])


def attribution() -> str:
    """Each corpus that feeds weights, with its licence."""
    return ATTRIBUTION + "\n" + _list(_trained_on())


def _trained_on() -> list[Corpus]:
    """The corpora that feed weights, each attribution once, with every use of it."""
    found: dict[str, Corpus] = {}
    for corpus in manifest():
        if corpus.part == "train":
            found.setdefault(corpus.attribution, corpus)
    return list(found.values())


def _list(corpora: list[Corpus]) -> str:
    return (
        "\n".join(f"- {each.attribution}; {each.licence}; used for: {', '.join(each.uses)}" for each in corpora) + "\n"
    )


def _sizes(out: Path) -> str:
    packed = sorted(path for path in (out / "packed").glob("*") if path.suffix != ".md")
    rows = [f"| {path.name} | {path.stat().st_size / 1e6:.2f} |" for path in packed]
    return "\n".join(["## Files\n", "| file | MB |", "|---|---|", *rows]) + "\n"


def _table(report: Mapping[str, Mapping[str, Any]]) -> str:
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
    """Read the argument, write the card and the attribution."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    (args.out / "packed" / "MODEL_CARD.md").write_text(card(args.out), encoding="utf-8")
    (args.out / "packed" / "ATTRIBUTION.md").write_text(attribution(), encoding="utf-8")


if __name__ == "__main__":
    main()
