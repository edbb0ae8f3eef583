"""spaCy's transition parser, with the scores of its moves reckoned by numpy for all sentences of a batch at once.

spaCy's own loop takes Python's lock several times a step and has blis make a product of a few rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from geomap.language.layers import product

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from geomap.language.layers import Floats

_ABREAST = 16
"""States that are multiplied at a time."""


class Steps:
    """The states and moves of a trained parser, and the weights that choose between its moves."""

    def __init__(self, parser: Any) -> None:
        import numpy as np
        from spacy.ml.parser_model import ParserStepModel

        lower, upper = parser.model.get_ref("lower"), parser.model.get_ref("upper")
        weights = lower.get_param("W").transpose(0, 2, 1, 3)
        self._places, pieces, self._hidden, _ = weights.shape
        self._width = pieces * self._hidden
        self._lower = np.ascontiguousarray(weights.reshape(self._places * self._width, -1).T)
        self._lower_bias = np.ascontiguousarray(lower.get_param("b").T).reshape(-1)
        self._nothing = lower.get_param("pad").transpose(0, 1, 3, 2).reshape(1, -1)
        self._upper, self._upper_bias = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")
        self._parser, self._asked = parser, ParserStepModel.get_token_ids
        self._model = SimpleNamespace(state2vec=SimpleNamespace(nF=self._places))

    def __call__(self, words: Floats, lengths: Sequence[int]) -> Iterator[tuple[tuple[int, ...], tuple[str, ...]]]:
        """The heads and labels of each sentence, given a row for each word of all of them."""
        from spacy.attrs import DEP, HEAD

        docs = [_blank(self._parser.vocab, length) for length in lengths]
        states = self._parser.moves.init_batch(docs)
        self._move(states, words)
        self._parser.set_annotations(docs, states)
        names = self._parser.vocab.strings
        for doc in docs:
            heads, deps = doc.to_array([HEAD, DEP]).T
            yield (
                tuple(at + head for at, head in enumerate(heads.view("int64").tolist())),
                tuple(names[dep] for dep in deps.tolist()),
            )

    def _move(self, states: Sequence[Any], words: Floats) -> None:
        """Move on from each state until its sentence is done."""
        import numpy as np

        # what each word says in each of the places around a state, and what a place says that holds none
        said = product(words, self._lower, above=self._nothing).reshape(-1, self._width)
        going = [state for state in states if not state.is_final()]
        room = np.empty((len(going) * self._places, self._width), np.float32)
        best = np.zeros((len(going) + _ABREAST, self._hidden), np.float32)
        places = np.arange(self._places)
        while going:
            count = len(going)
            rows = (self._asked(self._model, going) + 1) * self._places + places
            seen = np.take(said, rows, axis=0, out=room[: rows.size].reshape(*rows.shape, -1), mode="clip")
            summed = seen.sum(axis=1) + self._lower_bias
            np.maximum.reduce(summed.reshape(count, -1, self._hidden), axis=1, out=best[:count])
            scores = product(best[: count + -count % _ABREAST], self._upper, abreast=_ABREAST)[:count]
            going = self._parser.transition_states(going, scores + self._upper_bias)


def _blank(vocab: Vocab, length: int) -> Doc:
    """A document of so many words, of which only the first begins a sentence: the parser's moves ask no more."""
    from spacy.tokens import Doc

    doc = Doc(vocab, words=["x"] * length)
    for at, word in enumerate(doc):
        word.is_sent_start = at == 0
    return doc
