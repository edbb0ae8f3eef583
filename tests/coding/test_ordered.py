"""Slices in order of offset are what a look at every row would give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from geomap.coding.ordered import apart, between, paragraph_start, sentence_start
from geomap.language import parse
from geomap.model import Article


@dataclass(frozen=True)
class Row:
    start: int
    end: int


OFFSETS = st.integers(0, 40)
ROWS = st.lists(st.builds(lambda start, length: Row(start, start + length), OFFSETS, st.integers(1, 9)), max_size=12)


@given(st.lists(OFFSETS, max_size=20), OFFSETS, OFFSETS)
def test_a_slice_holds_the_rows_that_start_in_it(starts: list[int], first: int, last: int) -> None:
    rows = sorted(starts)
    assert list(between(rows, first, last, start=lambda row: row)) == [row for row in rows if first <= row < last]


@given(ROWS)
def test_rows_apart_overlap_none_before_them(rows: list[Row]) -> None:
    kept: list[Row] = []
    for row in rows:
        if not any(row.start < other.end and other.start < row.end for other in kept):
            kept.append(row)
    assert apart(rows) == kept


@given(st.integers(0, 80))
def test_an_offset_belongs_to_the_last_sentence_and_paragraph_begun(offset: int) -> None:
    text = "Rebels took Goma. Soldiers fled.\n\nThe mayor said on Monday that all was calm. So it was."
    doc = parse(Article("test", text, published=date(2025, 6, 20)))
    begun = [each for each in doc.sentences if each.start <= offset]
    assert sentence_start(doc, offset) == begun[-1].start
    assert paragraph_start(doc, offset) == min(e.start for e in doc.sentences if e.paragraph == begun[-1].paragraph)
