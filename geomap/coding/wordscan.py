"""Words of a stretch of text, and longest matches of a phrase table over them: cheaper to load than a great pattern."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

_WORD = re.compile(r"\w+(?:[.’'-]\w+)*")
_KEEP = frozenset(("gas", "aids", "series", "species", "premises", "barracks", "ammunitions", "works", "headquarters"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text. `key` is it in lower case without a plural ending: the form that phrase tables hold."""

    start: int
    end: int
    text: str
    key: str


def words_of(text: str, *, start: int, end: int) -> tuple[Word, ...]:
    """The words between two offsets. "party’s" is one word whose key is "party"."""
    return tuple(Word(m.start(), m.end(), m[0], singular(m[0])) for m in _WORD.finditer(text, start, end))


@functools.lru_cache(maxsize=16_384)
def singular(word: str) -> str:
    """`word` in lower case without a possessive or plural ending: "Buses" → "bus", "cities’" → "city"."""
    key = word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")
    if len(key) < 4 or key in _KEEP or not key.endswith("s") or key.endswith(("ss", "us", "is")):
        return key
    if key.endswith("ies") and len(key) > 4:
        return key[:-3] + "y"
    if key.endswith(("sses", "shes", "ches", "xes", "zes")):
        return key[:-2]
    return key[:-1]


def phrase_key(phrase: str) -> tuple[str, ...]:
    """A phrase as `longest` looks it up: the keys of its words."""
    return tuple(singular(word) for word in _WORD.findall(phrase))


def longest(
    words: tuple[Word, ...], index: int, table: Mapping[tuple[str, ...], object], *, most: int
) -> tuple[tuple[str, ...], int] | None:
    """The longest phrase of `table` that begins at `words[index]`, of at most `most` words, and the index after it."""
    for length in range(min(most, len(words) - index), 0, -1):
        key = tuple(word.key for word in words[index : index + length])
        if key in table:
            return key, index + length
    return None
