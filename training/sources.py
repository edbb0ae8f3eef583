"""What each trained file of the package is made from: attributions and cards are written from this list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from training.manifest import Corpus, manifest

LANGUAGE, WEIGHTS, TABLES, CODING = (
    Path(name) for name in ("language/weights", "places/weights", "places/tables", "coding/tables")
)
"""The folders of trained files, from the package's own."""
_NAMES = frozenset({"words"})
_TEXT = frozenset({"text"})
_TREES = frozenset({"syntax", "text"})


@dataclass(frozen=True, slots=True)
class Source:
    """A trained file, counted from the package; the uses of corpora that it was fitted on; our own texts that it was
    fitted on beside them; and the trained files that it was fitted on top of."""

    file: Path
    uses: frozenset[str]
    own: tuple[str, ...] = ()
    upon: tuple[str, ...] = ()


SOURCES = (
    Source(LANGUAGE / "syntax.zz", _TREES),
    Source(WEIGHTS / "clusters.tsv.zz", _TEXT),
    Source(
        WEIGHTS / "tagger.crfsuite.zz",
        frozenset({"recogniser"}),
        upon=("clusters.tsv.zz", "names_first.csv", "names_last.csv", "filter_words.csv"),
    ),
    Source(WEIGHTS / "roles.csv", frozenset(), ("training/data/roles.txt",), ("clusters.tsv.zz", "syntax.zz")),
    Source(TABLES / "names_first.csv", _NAMES | {"names"}),
    Source(TABLES / "names_last.csv", _NAMES | {"names"}),
    Source(TABLES / "filter_words.csv", _NAMES),
    Source(TABLES / "filter_verbs.csv", frozenset({"verbs"})),
    Source(
        TABLES / "filter_weights.csv",
        frozenset({"recogniser", "toponyms"}),
        upon=("names_first.csv", "names_last.csv", "filter_words.csv", "filter_verbs.csv"),
    ),
    Source(
        TABLES / "tagger_weights.csv",
        frozenset({"recogniser", "toponyms"}),
        upon=("tagger.crfsuite.zz", "filter_weights.csv"),
    ),
    Source(TABLES / "ranker_weights.csv", frozenset({"ranker"}), ("training/data/places.toml",)),
    Source(CODING / "types.csv", frozenset({"types"}), ("training/data/sentences.toml", "tests/data/articles")),
    Source(
        CODING / "confidence.csv",
        frozenset({"types"}),
        ("training/data/articles", "training/data/sentences.toml"),
        upon=("types.csv", "linker.csv"),
    ),
    Source(CODING / "linker.csv", frozenset({"linking"})),
)


def source_of(name: str) -> Source:
    """The entry of a trained file by its name."""
    return next(source for source in SOURCES if source.file.name == name)


def fitted_on(source: Source) -> list[Corpus]:
    """The corpora whose text or labels a file was fitted on directly, in the order of the manifest."""
    return [corpus for corpus in manifest() if corpus.part == "train" and source.uses & set(corpus.uses)]


def behind(files: Iterable[Source]) -> list[Corpus]:
    """Every corpus behind these files, also by way of the files that they were fitted on top of."""
    left, seen = list(files), set[str]()
    found: dict[str, Corpus] = {}
    while left:
        source = left.pop(0)
        if source.file.name not in seen:
            seen.add(source.file.name)
            found.update((corpus.id, corpus) for corpus in fitted_on(source))
            left += [source_of(name) for name in source.upon]
    return [corpus for corpus in manifest() if corpus.id in found]


def sources_in(folder: Path) -> list[Source]:
    """The trained files of a folder of the package."""
    return [source for source in SOURCES if source.file.parent == folder]
