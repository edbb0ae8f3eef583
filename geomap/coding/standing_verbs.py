"""Names that stand as places by their verb: "overran Najarah", "picked up from Jijal", "X was the scene of"."""

from __future__ import annotations

from geomap.coding.match import objects
from geomap.coding.place_words import CAPTURED, ENTERED, SETTLEMENTS, TAKING
from geomap.coding.syntax import Syntax, chunk_of

_FROM = frozenset(
    "pick take arrest detain abduct kidnap evacuate flee displace whisk seize snatch rescue withdraw retreat pull "
    "deport airlift round uproot".split()
)
"""Verbs that are done from a place: persons are seldom what one is arrested from."""
_MOVING = frozenset("withdraw flee retreat advance march move push head escape".split())
_TOWARDS = frozenset("towards toward".split())
_SCENES = frozenset("scene site".split())
_REACH = 7


def taken(syntax: Syntax, at: int, first: int, end: int) -> bool:
    """Whether the name from `first` to `end` is what a verb of taking takes, in the active or the passive: "Najarah was
    overrun". `at` is the word before the name, articles left out."""
    words = syntax.words
    if at >= 0 and syntax.group_at[at] >= 0 and words[at].form in ("d", "s", "b", "g"):
        chunk = chunk_of(syntax, first)
        whole = chunk is None or chunk.end <= end
        if words[at].lemma in TAKING:
            return whole or (chunk is not None and words[chunk.head].lemma in SETTLEMENTS | {"community"})
        following = words[end].lower if end < len(words) else ""
        if words[at].lemma in ENTERED:
            return whole and words[at + 1].tag != "D"
        return whole and words[at].lemma in CAPTURED and following == "from"
    for group in syntax.groups:
        if group.passive and words[group.head].lemma in TAKING and group.start >= end:
            return any(one.start <= first < one.end for one in objects(syntax, group.head, group.head))
    return False


def moved(syntax: Syntax, at: int, first: int, end: int) -> bool:
    """Whether a verb says that somebody is taken from a name, or moves out of it or towards it."""
    words = syntax.words
    chunk = chunk_of(syntax, first)
    if at < 1 or (chunk is not None and chunk.end > end):
        return False
    before = words[at].lower
    if before == "of":
        return words[at - 1].lower == "out"
    verbs = _FROM if before == "from" else _MOVING if before in _TOWARDS else frozenset[str]()
    return any(
        syntax.group_at[back] >= 0 and words[back].lemma in verbs
        for back in range(at - 1, max(-1, at - 1 - _REACH), -1)
        if not any(word.tag == "," for word in words[back:at])
    )


def is_scene(syntax: Syntax, end: int) -> bool:
    """ "X was the scene of": what follows a name says that things happened there."""
    after = [word.lemma for word in syntax.words[end : end + 6]]
    if not after or after[0] not in ("be", "have", "become"):
        return False
    return any(after[step : step + 2] in ([noun, "of"] for noun in _SCENES) for step in range(1, len(after) - 1))
