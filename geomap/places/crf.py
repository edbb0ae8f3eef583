"""A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over the bytes of a crfsuite model.

crfsuite itself wants every feature of every word as a string, each time, and looks each up; here the caller adds up
the weights of features and may remember the sums (`word_scores`). The chances are the same but for their last digits.

The format is that of crfsuite 0.12, "lCRF" version 100: a header, features (kind, from, to, weight), and two constant
data bases of strings, labels and attributes, each record being a number, a length and the string with a zero byte.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

_HEADER = struct.Struct("<4sI4s9I")
_STRINGS = struct.Struct("<4s5I")
_RECORD = re.compile(rb"(.{8})([^\0]*)\0", re.DOTALL)
_TABLES = 256
_STATE, _TRANSITION = 0, 1
_SCALED = 8
"""Chances are scaled anew after so many words: often enough for none to vanish."""


@dataclass(frozen=True, slots=True)
class Field:
    """A model: the number of each attribute and label, a row of weights for each attribute (one more, of nought, at the
    end), and a weight for each step from label to label.
    """

    attributes: Mapping[str, int]
    labels: tuple[str, ...]
    weights: Floats
    steps: Floats

    @property
    def nothing(self) -> int:
        """The number of the row that says nothing."""
        return len(self.weights) - 1


@dataclass(frozen=True, slots=True)
class Chain:
    """What a model says of a sentence: a row a word with the chance of each label, and the likeliest run of labels."""

    chances: Floats
    labels: tuple[str, ...]


def read_field(model: bytes) -> Field:
    """The model that crfsuite wrote. Raises ValueError for bytes of another format."""
    import numpy as np

    try:
        magic, _, kind, version, _, _, _, features, labels, attributes, _, _ = _HEADER.unpack_from(model)
        if (magic, kind, version) != (b"lCRF", b"FOMC", 100):
            raise ValueError("no crfsuite model of version 100")
        names, tags = _strings(model, attributes), _strings(model, labels)
        count = struct.unpack_from("<I", model, features + 8)[0]
        record = np.dtype([("kind", "<u4"), ("source", "<u4"), ("target", "<u4"), ("weight", "<f8")])
        rows: Any = np.frombuffer(model, record, count, features + 12)
    except struct.error as error:
        raise ValueError(f"no crfsuite model ({error})") from None
    weights, steps = np.zeros((len(names) + 1, len(tags))), np.zeros((len(tags), len(tags)))
    for table, wanted in ((weights, _STATE), (steps, _TRANSITION)):
        chosen = rows[rows["kind"] == wanted]
        table[chosen["source"], chosen["target"]] = chosen["weight"]
    return Field(names, tuple(sorted(tags, key=tags.__getitem__)), weights, steps)


def _strings(model: bytes, at: int) -> dict[str, int]:
    """String → number, of the data base of strings that begins at an offset."""
    chunk, size, *_ = _STRINGS.unpack_from(model, at)
    if chunk != b"CQDB":
        raise ValueError("no crfsuite model: its strings are missing")
    tables = struct.unpack_from(f"<{2 * _TABLES}I", model, at + _STRINGS.size)
    end = min((offset for offset in tables[::2] if offset), default=size)
    found = _RECORD.findall(model, at + _STRINGS.size + 8 * _TABLES, at + end)
    return {name.decode(): int.from_bytes(head[:4], "little") for head, name in found}


def label(scores: Floats, field: Field) -> Chain:
    """What the field says of a sentence, given the score of each label for each word."""
    if not len(scores):
        return Chain(scores, ())
    chances = _chances(scores, field.steps)
    return Chain(chances, tuple(field.labels[best] for best in _likeliest(scores, field.steps, chances)))


def _chances(scores: Floats, steps: Floats) -> Floats:
    """The chance of each label of each word, by the forward and backward recursions, which are run side by side."""
    import numpy as np

    count, labels = scores.shape
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    onward = np.zeros((2 * labels, 2 * labels))
    onward[:labels, :labels] = np.exp(steps)
    onward[labels:, labels:] = onward[:labels, :labels].T
    both = np.hstack([powers, powers[::-1]])
    come, gone = np.ones_like(both), np.empty_like(both)
    gone[0] = both[0]
    for at in range(1, count):
        np.dot(gone[at - 1], onward, out=come[at])
        if at % _SCALED == 0:
            come[at, :labels] /= come[at, :labels].sum()
            come[at, labels:] /= come[at, labels:].sum()
        np.multiply(come[at], both[at], out=gone[at])
    found: Floats = gone[:, :labels] * come[::-1, labels:]
    found /= found.sum(axis=1, keepdims=True)
    return found


def _likeliest(scores: Floats, steps: Floats, chances: Floats) -> list[int]:
    """The likeliest run of labels, by Viterbi's recursion.

    Where the likeliest label of each word is so likely that together they must be likelier than not, they are the run:
    no other can be as likely.
    """
    import numpy as np

    if (1 - chances.max(axis=1)).sum() < 0.49:
        alone: list[int] = chances.argmax(axis=1).tolist()
        return alone
    best, came = scores[0], []
    for each in scores[1:]:
        through = best[:, np.newaxis] + steps
        came.append(through.argmax(axis=0))
        best = through.max(axis=0) + each
    run = [int(best.argmax())]
    for before in reversed(came):
        run.append(int(before[run[-1]]))
    return run[::-1]
