"""A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over the bytes of a crfsuite model.

crfsuite itself wants every feature of every word as a string, each time, and looks each up; here the caller adds up
the weights of features and may remember the sums (`word_scores`). The chances are the same but for their last digits.

The format is that of crfsuite 0.12, "lCRF" version 100: a header, features (kind, from, to, weight), and two constant
data bases of strings, labels and attributes, each record being a number, a length and the string with a zero byte.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
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
_WORDS = 4096
"""Words, each of a sentence as long as the longest, of sentences that are taken together."""
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
    return label_all([scores], field)[0]


def label_all(scores: Sequence[Floats], field: Field) -> list[Chain]:
    """What the field says of each of several sentences, those of like length taken in one go."""
    found = [Chain(one, ()) for one in scores]
    for group in _alike([len(one) for one in scores]):
        rows = [scores[number] for number in group]
        for number, one, chances in zip(group, rows, _chances(rows, field.steps), strict=True):
            labels = tuple(field.labels[best] for best in _likeliest(one, field.steps, chances))
            found[number] = Chain(chances, labels)
    return found


def _alike(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of sentences that have words, long ones first, in groups that one table of _WORDS words holds."""
    group: list[int] = []
    for number in sorted((n for n, length in enumerate(lengths) if length), key=lambda n: -lengths[n]):
        if group and (len(group) + 1) * lengths[group[0]] > _WORDS:
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def _chances(sentences: Sequence[Floats], steps: Floats) -> list[Floats]:
    """The chance of each label of each word of sentences, longest first, by the forward and backward recursions, which
    are run side by side, and for all sentences together.
    """
    import numpy as np

    lengths, labels = [len(one) for one in sentences], len(steps)
    scores = np.concatenate(sentences)
    powers = np.split(np.exp(scores - scores.max(axis=1, keepdims=True)), np.cumsum(lengths)[:-1])
    onward = np.zeros((2 * labels, 2 * labels))
    onward[:labels, :labels] = np.exp(steps)
    onward[labels:, labels:] = onward[:labels, :labels].T
    both = np.ones((lengths[0], len(lengths), 2 * labels))
    for number, (one, length) in enumerate(zip(powers, lengths, strict=True)):
        both[:length, number, :labels] = one
        both[:length, number, labels:] = one[::-1]
    come, gone = np.ones_like(both), np.empty_like(both)
    gone[0] = both[0]
    still = len(lengths)
    for at in range(1, lengths[0]):
        while lengths[still - 1] <= at:
            still -= 1
        here = come[at, :still]
        np.dot(gone[at - 1, :still], onward, out=here)
        if at % _SCALED == 0:
            here[:, :labels] /= here[:, :labels].sum(axis=1, keepdims=True)
            here[:, labels:] /= here[:, labels:].sum(axis=1, keepdims=True)
        np.multiply(here, both[at, :still], out=gone[at, :still])
    found = [
        gone[:length, number, :labels] * come[:length, number, labels:][::-1] for number, length in enumerate(lengths)
    ]
    return [one / one.sum(axis=1, keepdims=True) for one in found]


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
