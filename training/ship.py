"""Put a trained recogniser into the package: weights packed small, the table of the tagger's word, and their card.

    python -m training.ship OUT

OUT is the folder that `python -m training` filled. zlib rather than xz: a quarter larger, five times as fast to open.
"""

from __future__ import annotations

import argparse
import json
import zlib
from pathlib import Path

from geomap.places.tagger import WEIGHTS
from training.manifest import manifest

TABLES = WEIGHTS.parent / "tables"
USES = ("recogniser", "toponyms", "text")
CARD = """\
# The recogniser's weights

`tagger.crfsuite.zz` is a linear-chain conditional random field: it says of each word whether it is in the name of a
place, a person, a group or a people. `clusters.tsv.zz` gives words in small letters the clusters that they are in.
Both are zlib streams. `../tables/tagger_weights.csv` says how much the tagger's word counts where the rules are unsure.
`roles.csv` are the weights of two linear classifiers that tell a place from a modifier and a government
(`training/fit_roles.py`); they were fitted on sentences that we wrote, and use the clusters and the parser's trees.

Licence: CC BY-SA 4.0, apart from the licence of the code. Made by `training/` from the corpora that
ATTRIBUTION.md names and no other data; none of them is part of geomap.

Meant for English news. Weak on names that neither the gazetteer nor the corpora know, and on text in small letters. The
corpora are mostly from American and British sources of 1990 to 2020.
"""


WHOSE = """\
# Whose data the recogniser's weights were made from

The weights are licensed under CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/). They hold no sentence of:
"""


def packed(path: Path) -> bytes:
    """A file as a zlib stream."""
    return zlib.compress(path.read_bytes(), level=9)


def card(scores: Path) -> str:
    """What the weights are and what they score, as Markdown."""
    return "\n".join([CARD, _scores(scores)])


def _scores(path: Path) -> str:
    report = json.loads(path.read_text(encoding="utf-8"))["test"]
    lines = ["## Strict F1 on the development sets", "", "| set | rules | tagger | together |", "|---|---|---|---|"]
    lines += [
        f"| {name} | " + " | ".join(f"{scores['f1']:.3f}" for scores in by.values()) + " |"
        for name, by in report.items()
    ]
    return "\n".join(lines) + "\n"


def attribution() -> str:
    """Each corpus that fed the weights, with its licence, as Markdown."""
    used = [corpus for corpus in manifest() if corpus.part == "train" and set(USES) & set(corpus.uses)]
    lines = dict.fromkeys(f"- {corpus.attribution}; {corpus.licence}" for corpus in used)
    return "\n".join([WHOSE, *lines]) + "\n"


def main() -> None:
    """Read the argument, write the files into the package."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    WEIGHTS.mkdir(exist_ok=True)
    for name, path in (
        ("tagger.crfsuite", args.out / "places" / "tagger.crfsuite"),
        ("clusters.tsv", args.out / "clusters.tsv"),
    ):
        (WEIGHTS / f"{name}.zz").write_bytes(packed(path))
    (TABLES / "tagger_weights.csv").write_bytes((args.out / "places" / "weights.csv").read_bytes())
    (WEIGHTS / "MODEL_CARD.md").write_text(card(args.out / "places" / "scores.json"), encoding="utf-8")
    (WEIGHTS / "ATTRIBUTION.md").write_text(attribution(), encoding="utf-8")


if __name__ == "__main__":
    main()
