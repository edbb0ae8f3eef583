"""What says of each word of a sentence whether it is in the name of a place, a person, a group or a people.

A tagger is any function of a sentence and a gazetteer. The embedded one is a linear-chain conditional random field
(`crf`); `training/` makes its weights with crfsuite. `rules_only` is none.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol, overload

from geomap.errors import LanguageError
from geomap.places.crf import Chain, label_all, read_field
from geomap.places.gazetteer import Gazetteer
from geomap.places.view import View
from geomap.places.word_features import gazetteer_knowledge, spaces_of
from geomap.places.word_scores import Scorer

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


def answers_of(tagger: Tagger, views: Sequence[View], gazetteer: Gazetteer) -> list[Marginals | None]:
    """What a tagger says of each of several sentences."""
    if isinstance(tagger, CrfTagger):
        return [*tagger.together(views, gazetteer)]
    return [tagger(view, gazetteer) for view in views]


class CrfTagger:
    """A conditional random field over the bytes of a crfsuite model, and a table of word clusters.

    Safe to call from several threads. Raises ValueError for bytes that are no model.
    """

    def __init__(self, weights: bytes, clusters: Mapping[str, tuple[str, ...]]) -> None:
        self._field, self._clusters = read_field(weights), clusters
        labels = self._field.labels
        self._begins, self._inside = (
            tuple((kind, labels.index(prefix + kind)) for kind in KINDS if prefix + kind in labels)
            for prefix in ("B-", "I-")
        )
        self._known: tuple[Gazetteer, Scorer] | None = None

    def __call__(self, view: View, gazetteer: Gazetteer) -> Marginals:
        return self.together([view], gazetteer)[0]

    def together(self, views: Sequence[View], gazetteer: Gazetteer) -> list[Marginals]:
        """What it says of each of several sentences, at less cost than one by one."""
        scorer = self._scorer(gazetteer)
        scores = []
        for view in views:
            spaces = spaces_of([(token.start, token.end) for token in view.tokens])
            scores.append(scorer([token.text for token in view.tokens], spaces))
        return [self._marginals(chain) for chain in label_all(scores, self._field)]

    def _marginals(self, chain: Chain) -> Marginals:
        rows: list[list[float]] = chain.chances.tolist()
        return Marginals(_Rows(rows, self._begins, self._inside), _Rows(rows, self._begins), chain.labels)

    def _scorer(self, gazetteer: Gazetteer) -> Scorer:
        """What adds up the weights, remembered for as long as the same gazetteer is given."""
        known = self._known
        if known is None or known[0] is not gazetteer:
            scorer = Scorer(self._field, gazetteer_knowledge(gazetteer, self._clusters))
            known = self._known = (gazetteer, scorer)
        return known[1]


class _Rows(Sequence[Chances]):
    """The chance of each kind for each word, added up over sets of labels when it is asked for: most never are."""

    def __init__(self, rows: Sequence[Sequence[float]], *labels: Sequence[tuple[str, int]]) -> None:
        self._rows, self._labels = rows, labels

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Chances: ...
    @overload
    def __getitem__(self, at: slice) -> list[Chances]: ...
    def __getitem__(self, at: int | slice) -> Chances | list[Chances]:
        if isinstance(at, slice):
            return [self._of(row) for row in self._rows[at]]
        return self._of(self._rows[at])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # as a list

    def _of(self, row: Sequence[float]) -> Chances:
        found = dict.fromkeys(KINDS, 0.0)
        for labels in self._labels:
            for kind, number in labels:
                found[kind] += row[number]
        return found


@cache
def embedded_tagger(folder: Path = WEIGHTS) -> CrfTagger:
    """The tagger that geomap ships, unpacked once in a process. Raises LanguageError where the weights are damaged."""
    weights = folder / "tagger.crfsuite.zz"
    try:
        return CrfTagger(_unpacked(weights), embedded_clusters(folder))
    except ValueError as error:
        raise LanguageError(f"{weights}: the weights cannot be read ({error}); install geomap again") from None


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
