"""How well each label suits each word of a sentence: the weights of its features, added up.

The features are those of `word_features`. Most depend on the word and its mark alone, and recur: their sums are made
once and remembered, so that a word is ten rows of a table where its features are fifty strings.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import accumulate, chain
from threading import Lock
from typing import TYPE_CHECKING, Any

from geomap.places.word_features import (
    SIDES,
    Knowledge,
    Known,
    alone_of,
    crowd_of,
    form_conjunctions,
    here_features,
    known_of,
    own_features,
    place_marks,
    set_features,
    told_of,
    word_conjunctions,
)

if TYPE_CHECKING:
    from geomap.places.crf import Field, Floats

_ROOM = 1 << 17
"""Sums that are remembered: some 10 MB and their keys. When there is no more room, all are forgotten."""


class Scorer:
    """The scores of sentences under the weights of a field. Safe to call from several threads: they take turns."""

    def __init__(self, field: Field, know: Knowledge) -> None:
        import numpy as np

        self._numbers, self._nothing, self._know = field.attributes, field.nothing, know
        self._first = len(field.weights)
        self._table: Any = np.zeros((self._first + _ROOM, len(field.labels)))
        self._table[: self._first] = field.weights
        self._rows: dict[Hashable, int] = {}
        self._known: dict[str, Known] = {}
        self._sides: dict[str, tuple[int, ...]] = {}
        self._used = self._first
        self._wanted: list[list[int]] = []
        self._turn = Lock()

    def __call__(self, words: Sequence[str], spaces: Sequence[bool]) -> Floats:
        """A row a word, with the score of each label."""
        marks = place_marks(words, spaces, self._know)
        alone = [alone_of(word, self._know) for word in words]
        with self._turn:
            if self._used + 8 * len(words) >= len(self._table):
                self._forget()
            rows = self._rows_of(words, marks, alone)
            self._add_up()
            scores: Floats = self._table[rows].sum(axis=1)
        return scores

    def _rows_of(self, words: Sequence[str], marks: Sequence[str], alone: Sequence[str]) -> Sequence[tuple[int, ...]]:
        """For each word the rows whose sum is its scores, as many for each."""
        get, nothing, rows = self._numbers.get, self._nothing, self._rows
        known = [self._known.get(word) or self._met(word) for word in words]
        crowd, last, shorts = crowd_of(words), len(words) - 1, [mark[:2] for mark in marks]
        told = [
            rows.get((word, short)) or self._told(word, one, short)
            for word, one, short in zip(words, known, shorts, strict=True)
        ]
        found = []
        for at, (word, one, mark, short) in enumerate(zip(words, known, marks, shorts, strict=True)):
            before, after = (known[at - 1] if at else None), (known[at + 1] if at < last else None)
            sides = (shorts[at - 1] if at else ""), (shorts[at + 1] if at < last else "")
            both, left, right = word_conjunctions(one, short, before, after)
            formed = (
                one.shape, short, *sides, before and (before.shape, before.cue, before.lists),
                after and (after.shape, after.cue, after.lists),
            )  # fmt: skip
            found.append((
                rows.get((word, mark, alone[at])) or self._own(word, one, mark, alone[at]),
                told[at - 1] if at else nothing,
                told[at + 1] + 1 if at < last else nothing,
                told[at - 2] + 2 if at > 1 else nothing,
                told[at + 2] + 3 if at + 1 < last else nothing,
                get(both, nothing),
                get(left, nothing),
                get(right, nothing),
                rows.get(formed) or self._sum(formed, form_conjunctions(one, short, before, after, *sides)),
                self._set(one, short, first=at == 0, last=at == last, crowd=crowd),
            ))  # fmt: skip
        return found

    def _met(self, word: str) -> Known:
        one = self._known[word] = known_of(word, self._know)
        return one

    def _own(self, word: str, one: Known, mark: str, alone: str) -> int:
        names = [*own_features(word, one.clusters), *here_features(one, mark, alone)]
        return self._sum((word, mark, alone), names)

    def _told(self, word: str, one: Known, short: str) -> int:
        """The first of four rows, one for each of SIDES."""
        near, far = ([self._sides.get(name) or self._on_sides(name) for name in about] for about in told_of(one, short))
        before, after, _, _ = zip(*near, strict=True)
        _, _, far_before, far_after = zip(*far, strict=True)
        row = self._row((word, short), before)
        for numbers in (after, far_before, far_after):
            self._wanted.append([self._nothing, *numbers])
        return row

    def _on_sides(self, name: str) -> tuple[int, ...]:
        """The numbers of a feature on each of SIDES."""
        numbers = self._sides[name] = tuple(self._numbers.get(side + name, self._nothing) for side in SIDES)
        return numbers

    def _set(self, one: Known, short: str, *, first: bool, last: bool, crowd: str) -> int:
        if not (first or last or crowd):
            return self._nothing
        key = (one.shape if first else "", short, first, last, crowd, None, None)
        return self._rows.get(key) or self._sum(key, set_features(one, short, first=first, last=last, crowd=crowd))

    def _sum(self, key: Hashable, names: Iterable[str]) -> int:
        """The row, from now on that of `key`, of the weights of features together."""
        get = self._numbers.get
        return self._row(key, [number for name in names if (number := get(name)) is not None])

    def _row(self, key: Hashable, numbers: Iterable[int]) -> int:
        row = self._rows[key] = self._used + len(self._wanted)
        self._wanted.append([self._nothing, *numbers])
        return row

    def _add_up(self) -> None:
        """Make the sums that were asked for, all in one go."""
        import numpy as np

        wanted = self._wanted
        if wanted:
            begins = [0, *accumulate(map(len, wanted[:-1]))]
            table, made = self._table, self._used + len(wanted)
            table[self._used : made] = np.add.reduceat(table[list(chain.from_iterable(wanted))], begins, axis=0)
            self._used, self._wanted = made, []

    def _forget(self) -> None:
        self._rows.clear()
        self._known.clear()
        self._sides.clear()
        self._used = self._first
