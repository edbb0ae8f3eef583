"""Slices of what stands in order of offset, found without looking at the rest: a document is read in linear time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from geomap.language import Doc


Row = TypeVar("Row")


class Stretch(Protocol):
    """What begins and ends at an offset of the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Placed = TypeVar("Placed", bound=Stretch)


def between(rows: Sequence[Row], first: int, last: int, *, start: Callable[[Row], int]) -> Sequence[Row]:
    """The rows whose start lies in first … last (exclusive); `rows` are in order of it."""
    return rows[bisect_left(rows, first, key=start) : bisect_left(rows, last, key=start)]


def sentence_start(doc: Doc, offset: int) -> int:
    """Where the sentence that holds an offset begins; 0 before the first."""
    index = bisect_right(doc.sentences, offset, key=lambda each: each.start)
    return doc.sentences[index - 1].start if index else 0


def paragraph_start(doc: Doc, offset: int) -> int:
    """Where the paragraph that holds an offset begins; 0 before the first."""
    index = bisect_right(doc.sentences, offset, key=lambda each: each.start)
    if not index:
        return 0
    first = bisect_left(doc.sentences, doc.sentences[index - 1].paragraph, key=lambda each: each.paragraph)
    return doc.sentences[first].start


def apart(rows: Iterable[Placed], taken: Iterable[Placed] = ()) -> list[Placed]:
    """Those of the rows that overlap neither an earlier one of the rows nor one of `taken` (which overlap nothing)."""
    kept: list[Placed] = []
    ends = sorted((row.start, row.end) for row in taken)
    for row in rows:
        at = bisect_left(ends, (row.start, row.start))
        after = at < len(ends) and ends[at][0] < row.end
        before = at > 0 and ends[at - 1][1] > row.start
        if not (after or before):
            kept.append(row)
            insort(ends, (row.start, row.end))
    return kept
