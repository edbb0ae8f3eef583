"""Open a pipeline that `python -m training.pack` made: half-precision weights in one compressed file.

The file is a zlib stream of one msgpack map: `config` (spaCy's, as text), `vectors` (keys and rows, looked up by a
word's norm: its small-letter form) and `pipes` (what each component keeps beside its weights, and its weights). zlib
rather than xz: 12 % larger, eight times as fast to open.

The pipeline makes documents of geomap's own words, the same as in training. spaCy's English tokenizer is never built:
that is a third of the time that `spacy.load` takes.
"""

from __future__ import annotations

import zlib
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geomap.language.spacy_late import import_spacy
from geomap.language.tokenise import tokenise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

TOKENIZER = "geomap.words.v1"
FORMAT = 1


def unpack(packed: bytes) -> Language:
    """The pipeline that was packed. Raises ValueError for a file of another format."""
    import srsly

    spacy = import_spacy()

    found = srsly.msgpack_loads(zlib.decompress(packed), use_list=False)
    if found.get("format") != FORMAT:
        raise ValueError(f"packed weights of format {found.get('format')}; this geomap reads format {FORMAT}")
    if not spacy.util.registry.has("tokenizers", TOKENIZER):
        spacy.util.registry.tokenizers(TOKENIZER, func=_word_maker)
    config = spacy.util.load_config_from_str(found["config"])
    nlp: Language = spacy.util.load_model_from_config(config, auto_fill=False, validate=False)
    _set_vectors(nlp, found["vectors"])
    components: list[tuple[str, Any]] = nlp.pipeline
    for name, pipe in components:
        state = found["pipes"][name]
        pipe.from_bytes(state["rest"], exclude=["model", "vocab"])
        pipe.model.from_dict(_widened(state["model"]))
        for label in pipe.labels:
            nlp.vocab.strings.add(label)
    return nlp


def words_as_doc(vocab: Vocab, words: Sequence[str], spans: Sequence[tuple[int, int]]) -> Doc:
    """A spaCy document with exactly these words, which stand at `spans`. Any white space counts as one space."""
    from spacy.tokens import Doc

    spaces = [end < following[0] for (_, end), following in pairwise(spans)] + [False] * bool(words)
    return Doc(vocab, words=list(words), spaces=spaces)


class WordMaker:
    """geomap's own tokens in the place of spaCy's tokenizer."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        tokens = list(tokenise(text))
        return words_as_doc(self.vocab, [each.text for each in tokens], [(each.start, each.end) for each in tokens])

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing: the tokens come from rules and tables of this package. So with the three methods that follow."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> WordMaker:
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        return None

    def from_disk(self, _path: Any, **_: Any) -> WordMaker:
        return self


def _word_maker() -> Any:
    """What spaCy's registry wants: a function that makes the tokenizer of a pipeline."""

    def make(nlp: Language) -> WordMaker:
        return WordMaker(nlp.vocab)

    return make


def _set_vectors(nlp: Language, table: dict[str, Any]) -> None:
    """Static vectors, looked up by norm: spaCy saves a table but not by which attribute it is looked up."""
    import numpy as np
    from spacy.vectors import Vectors

    if len(table["rows"]):
        rows = table["rows"].astype(np.float32)
        nlp.vocab.vectors = Vectors(
            strings=nlp.vocab.strings, data=rows, keys=table["keys"], name=table["name"], attr="NORM"
        )


def _widened(model: dict[str, Any]) -> dict[str, Any]:
    """The weights of a model in full precision."""
    import numpy as np

    widened = [
        {name: None if value is None else value.astype(np.float32) for name, value in node.items()}
        for node in model["params"]
    ]
    return {**model, "params": widened}
