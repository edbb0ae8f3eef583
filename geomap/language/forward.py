"""The forward pass of the embedded pipeline, written out over its weights.

thinc and spaCy do the same layer by layer, with much between the products, and write what they find into documents word
by word. Nearly all of parsing is products of matrices. thinc has blis make them, which on the machines tried (AMD Zen)
takes three times as long as the library that comes with numpy. That one would spread a product over every core, which
for matrices of this size costs more than it brings and gets in the way of workers: it is held to one thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from geomap.language.embedding import WordVectors
from geomap.language.layers import ABREAST, encoded, layers_of, product
from geomap.language.records import Tree
from geomap.language.steps import Steps

if TYPE_CHECKING:
    from spacy.language import Language

    from geomap.language.layers import Floats

BATCH = 32
"""Sentences that are parsed at a time: fewer waste time between the products, more do not fit a processor's cache."""


class Forward:
    """A tagger and parser, taken from a pipeline of a tok2vec, a tagger, a morphologizer and a parser."""

    def __init__(self, nlp: Language) -> None:
        import numpy as np
        from threadpoolctl import ThreadpoolController

        tok2vec, tagger, morphologizer, parser = (pipe for _, pipe in _components(nlp))
        embed, encode = tok2vec.model.layers
        self._vectors, self._layers, self._steps = WordVectors(embed, nlp.vocab), layers_of(encode), Steps(parser)
        self._tags, self._pos = tuple(tagger.labels), _parts_of_speech(morphologizer)
        ends = [
            _last(tagger.model, "softmax"),
            _last(morphologizer.model, "softmax"),
            _last(_narrowing(parser), "linear"),
        ]
        self._ends = np.ascontiguousarray(np.vstack([node.get_param("W") for node in ends]).T)
        self._ends_bias = np.concatenate([node.get_param("b") for node in ends])
        self._threads = ThreadpoolController()

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[Tree]:
        """A tree for the words of each sentence."""
        starts = range(0, len(sentences), BATCH)
        with self._threads.limit(limits=1, user_api="blas"):
            return [tree for start in starts for tree in self._together(sentences[start : start + BATCH])]

    def _together(self, sentences: Sequence[Sequence[str]]) -> list[Tree]:
        """The trees of a batch."""
        lengths = [len(words) for words in sentences]
        scores = product(self._seen(list(chain.from_iterable(sentences)), lengths), self._ends) + self._ends_bias
        first, second = len(self._tags), len(self._tags) + len(self._pos)
        tags = [self._tags[best] for best in scores[:, :first].argmax(axis=1).tolist()]
        pos = [self._pos[best] for best in scores[:, first:second].argmax(axis=1).tolist()]
        trees, at = [], 0
        for length, (heads, deps) in zip(lengths, self._steps(scores[:, second:], lengths), strict=True):
            trees.append(Tree(tuple(tags[at : at + length]), tuple(pos[at : at + length]), heads, deps))
            at += length
        return trees

    def _seen(self, words: Sequence[str], lengths: Sequence[int]) -> Floats:
        """A row for each word after it has seen its neighbours, as many on each side as there are layers.

        So many rows of noughts before, between and after sentences keep them from seeing each other.
        """
        import numpy as np

        gap = len(self._layers)
        inside = np.arange(len(words)) + np.repeat(gap * np.arange(1, len(lengths) + 1), lengths)
        rows = len(words) + gap * (len(lengths) + 1)
        table = np.zeros((rows + -rows % ABREAST, self._layers[0].width), np.float32)
        if words:
            table[inside] = self._vectors(words)
        return encoded(table, self._layers)[inside]


def _components(nlp: Language) -> list[tuple[str, Any]]:
    return nlp.pipeline


def _last(model: Any, name: str) -> Any:
    return [node for node in model.walk() if node.name == name][-1]


def _narrowing(parser: Any) -> Any:
    """What brings the vectors of words to the width of the parser."""
    return parser.model.get_ref("tok2vec")


def _parts_of_speech(morphologizer: Any) -> tuple[str, ...]:
    from spacy.parts_of_speech import NAMES

    known = morphologizer.cfg["labels_pos"]
    return tuple(NAMES[known[label]] for label in morphologizer.labels)
