"""The vector that the embedded pipeline has for each word, whatever stands beside it.

Words recur, so vectors are remembered. spaCy makes a lexeme of a word first, with some twenty properties; four are
enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from geomap.language.layers import Layer, layers_of, maxout, product

if TYPE_CHECKING:
    from spacy.vocab import Vocab

    from geomap.language.layers import Floats

_ABREAST = 32
"""Words that are multiplied at a time."""
_ROOM = 20_000
"""Words whose vectors are remembered: some 10 MB. When there are more, all are forgotten."""


class WordVectors:
    """The vectors of words, looked up in tables of hashes and of static vectors and mixed by a layer."""

    def __init__(self, embed: Any, vocab: Vocab) -> None:
        import numpy as np
        from spacy.attrs import IDS

        getters: Any = vocab.lex_attr_getters  # type: ignore[attr-defined]  # spaCy has not typed it
        self._vocab = vocab
        self._tables = [node for node in embed.walk() if node.name == "hashembed"]
        (static,) = (node for node in embed.walk() if node.name == "static_vectors")
        (features,) = (node for node in embed.walk() if node.name == "extract_features")
        self._getters = [getters[IDS[attribute]] for attribute in features.attrs["columns"]]
        self._static = np.ascontiguousarray(static.get_param("W").T)
        (self._layer,) = layers_of(embed)
        self._rows: dict[str, int] = {}
        self._known = np.zeros((_ROOM, self._layer.width), np.float32)

    def __call__(self, words: Sequence[str]) -> Floats:
        """A row a word."""
        rows = self._rows
        fresh = [word for word in dict.fromkeys(words) if word not in rows]
        if len(rows) + len(fresh) > len(self._known):
            rows.clear()
            fresh = list(dict.fromkeys(words))
        if fresh:
            self._learn(fresh)
        found: Floats = self._known[[rows[word] for word in words]]
        return found

    def _learn(self, fresh: Sequence[str]) -> None:
        import numpy as np

        first, last = len(self._rows), len(self._rows) + len(fresh)
        if last > len(self._known):  # a batch of more words than are remembered
            self._known = np.zeros((last, self._layer.width), np.float32)
        self._known[first:last] = self._mixed(self._looked_up(fresh))
        self._rows.update(zip(fresh, range(first, last), strict=True))

    def _looked_up(self, words: Sequence[str]) -> Floats:
        """What the tables have for each word, side by side."""
        import numpy as np

        add = self._vocab.strings.add
        keys = np.array([[add(get(word)) for get in self._getters] for word in words], np.uint64)
        return np.hstack([table.predict(keys[:, at]) for at, table in enumerate(self._tables)] + [self._fixed(keys)])

    def _fixed(self, keys: Any) -> Floats:
        """What the static vectors have; noughts for words that they lack."""
        vectors = self._vocab.vectors
        rows = vectors.find(keys=keys[:, 0])
        found = product(vectors.data[rows], self._static, abreast=_ABREAST)
        found[rows < 0] = 0
        return found

    def _mixed(self, rows: Floats) -> Floats:
        layer: Layer = self._layer
        return maxout(product(rows, layer.weights, abreast=_ABREAST), layer)
