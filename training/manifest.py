"""The corpora that may feed shipped weights, and for what. Anything the manifest does not clear is refused."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MANIFEST = Path(__file__).parent / "manifest.toml"
OPEN_LICENCES = frozenset({"CC BY-SA 4.0", "CC BY-SA", "CC BY 4.0", "MIT", "CC0 1.0", "open, per source"})
"""Licences under which a corpus may be adapted into weights that we label CC BY-SA 4.0."""


class NotClearedError(ValueError):
    """A corpus that may not feed weights, or not for this use."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """One file of a corpus. `uses`: syntax, recogniser, roles. `part`: train, dev or test; only train feeds weights."""

    id: str
    path: str
    part: str
    licence: str
    uses: tuple[str, ...]
    attribution: str
    note: str = ""


@cache
def manifest(path: Path = MANIFEST) -> tuple[Corpus, ...]:
    """All entries of the manifest. Raises NotClearedError for one whose licence forbids adaptation."""
    with path.open("rb") as file:
        entries = tomllib.load(file)["corpus"]
    corpora = tuple(Corpus(**{**entry, "uses": tuple(entry["uses"])}) for entry in entries)
    for corpus in corpora:
        if corpus.part == "train" and corpus.licence not in OPEN_LICENCES:
            raise NotClearedError(
                f"{path}: {corpus.id}: the licence '{corpus.licence}' is not one of {sorted(OPEN_LICENCES)}"
            )
    return corpora


def cleared(root: Path, *, use: str, part: str = "train", path: Path = MANIFEST) -> list[Path]:
    """The files under `root` cleared for this use and part, in order. Raises NotClearedError if there is none."""
    found = [root / corpus.path for corpus in manifest(path) if use in corpus.uses and corpus.part == part]
    if not found:
        raise NotClearedError(
            f"{path}: no corpus is cleared for '{use}' ({part}); add it with its licence, or choose another use"
        )
    missing = [str(file) for file in found if not file.exists()]
    if missing:
        raise FileNotFoundError(
            f"{missing[0]}: the manifest names it, but it is not there; is {root} the corpora folder?"
        )
    return found


def check(file: Path, root: Path, *, use: str, path: Path = MANIFEST) -> Corpus:
    """The entry that clears `file` for training. Raises NotClearedError for any other file."""
    for corpus in manifest(path):
        if (root / corpus.path).resolve() == file.resolve():
            if use in corpus.uses and corpus.part == "train":
                return corpus
            raise NotClearedError(f"{file}: cleared for {', '.join(corpus.uses)} ({corpus.part}), not to train '{use}'")
    raise NotClearedError(f"{file}: not in {path.name}; only cleared corpora may feed weights")
