"""Trees of sentences, by the embedded pipeline or by any other that spaCy runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from geomap.language.forward import Forward
from geomap.language.packing import words_as_doc
from geomap.language.recase import recased
from geomap.language.records import Sentence, Tree

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 32
"""Sentences that spaCy is given at a time."""

Parse: TypeAlias = "Callable[[Sequence[Sentence]], list[Tree]]"
"""One tree a sentence, on the sentence's own tokens. Capitals that say nothing are taken back first."""


def by_spacy(nlp: Language, *, without: Sequence[str]) -> Parse:
    """What `nlp.pipe` says, for a pipeline of any components, but for those `without` which."""
    disable = [name for name in without if name in nlp.pipe_names]

    def parse(sentences: Sequence[Sentence]) -> list[Tree]:
        docs = [_document(nlp, sentence) for sentence in sentences]
        return [_tree(doc) for doc in nlp.pipe(docs, batch_size=BATCH, disable=disable)]

    return parse


def by_numpy(nlp: Language) -> Parse:
    """The same for the embedded pipeline, without spaCy's layers."""
    forward = Forward(nlp)

    def parse(sentences: Sequence[Sentence]) -> list[Tree]:
        return forward([_words(sentence) for sentence in sentences])

    return parse


def _words(sentence: Sentence) -> list[str]:
    return recased([token.text for token in sentence.tokens])


def _document(nlp: Language, sentence: Sentence) -> Doc:
    """A sentence as one spaCy document that is not to be cut further."""
    doc = words_as_doc(nlp.vocab, _words(sentence), [(token.start, token.end) for token in sentence.tokens])
    for at, word in enumerate(doc):
        word.is_sent_start = at == 0
    return doc


def _tree(doc: Doc) -> Tree:
    words = list(doc)
    return Tree(
        tags=tuple(word.tag_ for word in words),
        pos=tuple(word.pos_ for word in words),
        heads=tuple(word.head.i for word in words),
        deps=tuple(word.dep_ for word in words),
    )
