"""The corpora that may feed shipped weights, and for what. Anything the manifest does not clear is refused."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

MANIFEST = Path(__file__).parent / "manifest.toml"
OPEN_LICENCES = frozenset(
    {"CC BY-SA 4.0", "CC BY-SA", "CC BY 4.0", "MIT", "CC0 1.0", "open, per source", "public domain"}
)
"""Licences under which a corpus may be adapted into weights that we label CC BY-SA 4.0."""


class NotClearedError(ValueError):
    """A corpus that may not feed weights, or not for this use."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """One file of a corpus. `uses`: what it may be used for. `part`: train, dev or test; only train feeds weights.

    `package` names the Python package that holds the file, for one that is not in the corpora folder.
    """

    id: str
    path: str
    part: str
    licence: str
    uses: tuple[str, ...]
    attribution: str
    note: str = ""
    package: str = ""

    def under(self, root: Path) -> Path:
        """Where the file is. Raises FileNotFoundError for one of a package that is not installed."""
        if not self.package:
            return root / self.path
        found = find_spec(self.package)
        if found is None or found.origin is None:
            raise FileNotFoundError(f"{self.id}: of the package '{self.package}'; run: pip install {self.package}")
        return Path(found.origin).parent / self.path


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
    found = [corpus.under(root) for corpus in manifest(path) if use in corpus.uses and corpus.part == part]
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
        if not corpus.package and corpus.under(root).resolve() == file.resolve():
            if use in corpus.uses and corpus.part == "train":
                return corpus
            raise NotClearedError(f"{file}: cleared for {', '.join(corpus.uses)} ({corpus.part}), not to train '{use}'")
    raise NotClearedError(f"{file}: not in {path.name}; only cleared corpora may feed weights")


def check_all(root: Path, *, path: Path = MANIFEST) -> None:
    """Raise FileNotFoundError for the first file of the manifest that is not there, before any hours are spent."""
    for use in sorted({use for corpus in manifest(path) for use in corpus.uses}):
        cleared(root, use=use, path=path)
