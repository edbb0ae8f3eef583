"""The stages of training in their order: what each makes, and its command.

`OUT/ships` mirrors the package: what a stage puts there is read by every later stage in the place of what is installed,
and is what `training.ship` copies into the package.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from training.sources import CODING, LANGUAGE, TABLES, WEIGHTS

RE3D = Path("gold", "places", "re3d.jsonl")
"""Its documents are hidden from the tagger, which is measured on them."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A module of `training`, its arguments, and the files that are there when it is done."""

    name: str
    arguments: tuple[str, ...]
    makes: tuple[Path, ...]


def stages(corpora: Path, out: Path, *, seed: int, epochs: int = 14) -> list[Stage]:
    """Every stage, in order. A stage needs nothing but the corpora and what those before it made."""
    clusters, vectors, syntax, places, ships = (
        *(out / name for name in ("clusters.tsv", "vectors.npz", "syntax", "places", "ships")),
    )  # fmt: skip
    weights, tables, language = ships / WEIGHTS, ships / TABLES, ships / LANGUAGE
    coding = ships / CODING
    seeded = ("--seed", f"{seed}")

    def stage(name: str, *arguments: object, makes: Sequence[Path]) -> Stage:
        return Stage(name, tuple(map(str, arguments)), tuple(makes))

    names = [tables / f"{name}.csv" for name in ("names_first", "names_last", "filter_words", "filter_verbs")]
    wide = ("--epochs", epochs, "--width", 112, "--hidden", 128, "--vectors", vectors)
    return [
        stage("clusters", corpora, clusters, "--vectors", vectors, "--packed", weights / "clusters.tsv.zz",
              makes=[clusters, vectors, weights / "clusters.tsv.zz"]),
        stage("syntax", corpora, syntax, *wide, *seeded, makes=[syntax / "scores.json"]),
        stage("pack", syntax / "best", language / "syntax.zz", makes=[language / "syntax.zz"]),
        stage("name_tables", corpora, tables, makes=names),
        stage("fit_filters", corpora, tables / "filter_weights.csv", makes=[tables / "filter_weights.csv"]),
        stage("stack", corpora, places, "--clusters", clusters, "--folds", 2, "--hide", corpora / RE3D, "--ships",
              ships, *seeded, makes=[weights / "tagger.crfsuite.zz", tables / "tagger_weights.csv"]),
        stage("measure", corpora, places, "--clusters", clusters, makes=[places / "scores.json"]),
        stage("ranker", corpora, tables / "ranker_weights.csv", makes=[tables / "ranker_weights.csv"]),
        stage("fit_roles", weights / "roles.csv", *seeded, makes=[weights / "roles.csv"]),
        stage("fit_types", corpora, coding, makes=[coding / "types.csv"]),
        stage("fit_linker", corpora, coding / "linker.csv", makes=[coding / "linker.csv"]),
        stage("fit_confidence", corpora, coding, makes=[coding / "confidence.csv"]),
    ]  # fmt: skip
