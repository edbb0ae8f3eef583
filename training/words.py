"""The words that the models see: the same tokeniser in training as at run time, as spaCy documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geomap.language.packing import words_as_doc
from geomap.language.tokenise import tokenise

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

Spans = Sequence[tuple[int, int]]


def word_spans(text: str) -> list[tuple[int, int]]:
    """Offsets of the words of `text`."""
    return [(token.start, token.end) for token in tokenise(text)]


def make_doc(vocab: Vocab, text: str, spans: Spans) -> Doc:
    """A spaCy document with exactly these words. White space between two words counts as one space."""
    return words_as_doc(vocab, [text[start:end] for start, end in spans], spans)


def join(words: Sequence[str], spaces: Sequence[bool]) -> tuple[str, list[tuple[int, int]]]:
    """The text that `words` make, and the offsets of each."""
    parts, spans, at = [], [], 0
    for word, space in zip(words, spaces, strict=True):
        spans.append((at, at + len(word)))
        parts.append(word + " " * space)
        at += len(word) + space
    return "".join(parts), spans
