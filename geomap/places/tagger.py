"""What says of each word of a sentence whether it is in the name of a place, a person, a group or a people.

A tagger is any function of a sentence and a gazetteer. The embedded one is a linear-chain conditional random field
(Lafferty, McCallum and Pereira 2001) run by python-crfsuite; `training/` makes its weights. `rules_only` is none.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Protocol

from geomap.errors import LanguageError
from geomap.places.gazetteer import Gazetteer
from geomap.places.view import View
from geomap.places.word_features import Knowledge, features, gazetteer_knowledge, spaces_of

KINDS = ("LOC", "NORP", "ORG", "PER")
"""Place, people or creed, group, person."""
WEIGHTS = Path(__file__).parent / "weights"

Chances = Mapping[str, float]
"""Kind → chance, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Marginals:
    """For each word of a sentence: the chance that it is in a name of each kind, and that one begins with it; and the
    likeliest tags ("B-LOC", "I-LOC", "O" …).
    """

    inside: Sequence[Chances]
    begins: Sequence[Chances]
    tags: Sequence[str]


class Tagger(Protocol):
    """What the recogniser asks where its rules are unsure."""

    def __call__(self, view: View, gazetteer: Gazetteer) -> Marginals | None:
        """The marginals of a sentence, or None where the tagger has nothing to say."""


def rules_only(view: View, gazetteer: Gazetteer) -> None:
    """A tagger that leaves everything to the rules."""


class CrfTagger:
    """A conditional random field over the bytes of a crfsuite model, and a table of word clusters.

    Safe to call from several threads: they take turns.
    """

    def __init__(self, weights: bytes, clusters: Mapping[str, tuple[str, ...]]) -> None:
        import pycrfsuite

        self._weights, self._clusters = weights, clusters  # the model reads the bytes in place: they must live as long
        self._model = pycrfsuite.Tagger()
        self._model.open_inmemory(weights)
        labels = frozenset(self._model.labels())
        self._begins, self._inside = (
            tuple((kind, prefix + kind if prefix + kind in labels else "") for kind in KINDS) for prefix in ("B-", "I-")
        )
        self._known: tuple[Gazetteer, Knowledge] | None = None
        self._turn = Lock()

    def __call__(self, view: View, gazetteer: Gazetteer) -> Marginals:
        know = self._knowledge(gazetteer)
        spaces = spaces_of([(token.start, token.end) for token in view.tokens])
        rows = features([token.text for token in view.tokens], spaces, know)
        with self._turn:
            tags = self._model.tag(rows)
            begins = [self._chances(self._begins, at) for at in range(len(rows))]
            going_on = [self._chances(self._inside, at) for at in range(len(rows))]
        inside = [
            {kind: began[kind] + more[kind] for kind in KINDS} for began, more in zip(begins, going_on, strict=True)
        ]
        return Marginals(inside, begins, tags)

    def _knowledge(self, gazetteer: Gazetteer) -> Knowledge:
        """What the gazetteer and the clusters know, remembered for as long as the same gazetteer is given."""
        known = self._known
        if known is None or known[0] is not gazetteer:
            known = self._known = (gazetteer, gazetteer_knowledge(gazetteer, self._clusters))
        return known[1]

    def _chances(self, labels: Sequence[tuple[str, str]], at: int) -> Chances:
        marginal = self._model.marginal
        return {kind: marginal(label, at) if label else 0.0 for kind, label in labels}


@cache
def embedded_tagger(folder: Path = WEIGHTS) -> CrfTagger:
    """The tagger that geomap ships, unpacked once in a process. Raises LanguageError where the weights are damaged."""
    return CrfTagger(_unpacked(folder / "tagger.crfsuite.zz"), embedded_clusters(folder))


@cache
def embedded_clusters(folder: Path = WEIGHTS) -> dict[str, tuple[str, ...]]:
    """Word in small letters → its clusters, coarse before fine. Raises LanguageError where the table is damaged."""
    return read_clusters(_unpacked(folder / "clusters.tsv.zz").decode())


def _unpacked(path: Path) -> bytes:
    try:
        return zlib.decompress(path.read_bytes())
    except (OSError, zlib.error) as error:
        raise LanguageError(f"{path}: the weights cannot be read ({error}); install geomap again") from None


def read_clusters(table: str) -> dict[str, tuple[str, ...]]:
    """Word → its clusters, from lines of a word and its clusters with tabs between them."""
    pairs = [line.partition("\t")[::2] for line in table.split("\n") if line]
    groups = {numbers: tuple(numbers.split("\t")) for numbers in {numbers for _, numbers in pairs}}
    return {word: groups[numbers] for word, numbers in pairs}
