"""Words of a stretch of text, and longest matches of a phrase table over them: cheaper to load than a great pattern."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

_WORD = re.compile(r"\w+(?:[.’'-]\w+)*")
_IRREGULAR = {"children": "child", "lives": "life", "wives": "wife", "knives": "knife", "thieves": "thief"}
_NOT_MEN = frozenset(("specimen", "regimen", "abdomen", "acumen", "omen", "yemen", "amen", "ramen", "stamen"))
_KEEP = frozenset(("gas", "aids", "series", "species", "premises", "barracks", "ammunitions", "works", "headquarters"))


class Word(NamedTuple):
    """A word of the text. `key` is the form that phrase tables hold."""

    start: int
    end: int
    text: str
    key: str


@functools.lru_cache(maxsize=16_384)
def plain(word: str) -> str:
    """`word` in lower case without a possessive ending: "Today’s" → "today", "weeks" → "weeks"."""
    return word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")


def words_of(text: str, *, start: int, end: int, key: Callable[[str], str] | None = None) -> tuple[Word, ...]:
    """The words between two offsets, "party’s" being one. `key` makes a word's key; by default `singular`."""
    make = key or singular
    return tuple(Word(m.start(), m.end(), m[0], make(m[0])) for m in _WORD.finditer(text, start, end))


def runs_from(text: str, keys: Collection[str], *, key: Callable[[str], str], most: int) -> Iterator[tuple[Word, ...]]:
    """The words from each that has one of the keys on, `most` at most: cheaper than all words where few are wanted."""
    found = list(_WORD.finditer(text))
    for at, match in enumerate(found):
        if key(match[0]) in keys:
            yield tuple([Word(m.start(), m.end(), m[0], key(m[0])) for m in found[at : at + most]])


@functools.lru_cache(maxsize=16_384)
def singular(word: str) -> str:
    """`word` in lower case without a possessive or plural ending: "Buses" → "bus", "cities’" → "city"."""
    key = plain(word)
    if key in _IRREGULAR:
        return _IRREGULAR[key]
    if key.endswith("men") and key not in _NOT_MEN:
        return key[:-3] + "man"
    if len(key) < 4 or key in _KEEP or not key.endswith("s") or key.endswith(("ss", "us", "is")):
        return key
    if key.endswith("ies") and len(key) > 4:
        return key[:-3] + "y"
    if key.endswith(("sses", "shes", "ches", "xes", "zes")):
        return key[:-2]
    return key[:-1]


def phrase_key(phrase: str, *, key: Callable[[str], str] | None = None) -> tuple[str, ...]:
    """A phrase as `longest` looks it up: the keys of its words, by default `singular`."""
    make = key or singular
    return tuple(make(word) for word in _WORD.findall(phrase))


def longest(
    words: tuple[Word, ...], index: int, table: Mapping[tuple[str, ...], object], *, most: int
) -> tuple[tuple[str, ...], int] | None:
    """The longest phrase of `table` that begins at `words[index]`, of at most `most` words, and the index after it."""
    keys = tuple([word.key for word in words[index : index + most]])
    for length in range(len(keys), 0, -1):
        key = keys[:length]
        if key in table:
            return key, index + length
    return None
