"""Words of a sentence that point at a place which they do not name: "there", "here", "the border", "meanwhile"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.coding.words import Word

_TOWNS = frozenset(
    "town city village district province area region capital camp neighbourhood neighborhood suburb scene".split()
)
_HOMES = _TOWNS | frozenset("street hospital school ward house home block market building".split())
_ANEW = frozenset("meanwhile elsewhere separately previously".split())
_YEAR = re.compile(r"(?:19|20)\d\d$")
_PERSONAL = frozenset("it they".split())
_PRONOUNS = _PERSONAL | frozenset("one some several others two".split())
_GROUNDS = frozenset("border frontier front frontline coast sea line strait".split())
_ALONG = frozenset("along at on near to towards across".split())


def points_at_town(words: Sequence[Word]) -> bool:
    """ "there", "the town", "the same city"."""
    return pointing_word(words) is not None


def pointing_word(words: Sequence[Word]) -> int | None:
    """The index of the first word that points at a town, or None; "there was" points at nothing."""
    for i, word in enumerate(words):
        before = (
            words[i - 2 if i > 1 and words[i - 1].lower in ("same", "whole", "entire") else i - 1].lower if i else ""
        )
        there = word.lower == "there" and not any(one.tag in ("X", "M") for one in words[i + 1 : i + 2])
        if i and (there or (word.lemma in _TOWNS and before in ("the", "that"))):
            return i
    return None


def opens_with_pronoun(words: Sequence[Word]) -> bool:
    """ "One of them", "They had": what stands for something named before, not "One man", "Several hundred"."""
    if words[0].lower not in _PRONOUNS or len(words) < 2:
        return False
    return words[0].lower in _PERSONAL or words[1].lower == "of" or words[1].tag in ("X", "M", "V", "R", ",")


def points_here(words: Sequence[Word]) -> bool:
    """ "here", "our neighbourhood": where the speaker is."""
    return any(
        word.lower == "here" or (word.lemma in _HOMES and words[i - 1].lower in ("our", "my"))
        for i, word in enumerate(words)
        if i
    )


def at_the_border(words: Sequence[Word]) -> bool:
    """ "along the border", "to the front": ground of its own, which no town is."""
    return any(
        word.lemma in _GROUNDS and any(one.lower in _ALONG for one in words[max(0, at - 3) : at])
        for at, word in enumerate(words)
    )


def opens_anew(words: Sequence[Word]) -> bool:
    """ "Meanwhile, …", "In April 2021 …": a sentence that says at its head that it leaves what was told before."""
    return words[0].lower in _ANEW or any(_YEAR.match(word.text) for word in words[:4])
