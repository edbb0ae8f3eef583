"""Static word vectors looked up by a word's small-letter form.

spaCy forgets, when it saves a table, by which attribute it is looked up, and goes by the written form ever after:
"Baghdad" would be unknown. So every pipeline that is loaded must be mended.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.vectors import Vectors


def add_vectors(nlp: Language, path: Path) -> None:
    """Give a blank pipeline the vectors that `training.clusters` made."""
    table = np.load(path)
    words = [str(word) for word in table["words"]]
    data = table["vectors"].astype(np.float32)
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=data, keys=words, name="cleared", attr="NORM")


def mend(nlp: Language) -> Language:
    """A pipeline that has been loaded, with its vectors looked up as they were in training."""
    old = nlp.vocab.vectors
    if len(old):
        keys = np.zeros(len(old.data), dtype=np.uint64)
        for key, row in old.key2row.items():
            keys[row] = key
        nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=old.data, keys=keys, name=old.name, attr="NORM")
    return nlp


def load(path: Path) -> Language:
    """A trained pipeline from a folder."""
    return mend(spacy.load(path))
