"""Words that bound a number and are adverbs to it: "at least 30", "as many as 200"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.coding.words import Word, closed_classes

_BOUNDS = {
    ("at", "least"), ("at", "most"), ("more", "than"), ("fewer", "than"), ("less", "than"), ("up", "to"),
}  # fmt: skip
_BOUND_BY = frozenset(["as", *(first for first, _ in _BOUNDS)])


def bounds_number(lower: str, before: Sequence[Word], following: str, after: str) -> bool:
    """ "at least 30", "more than a dozen", "as many as 200": words that bound a number are adverbs to it."""
    last = before[-1] if before else None
    if lower not in _BOUND_BY and (last is None or last.tag != "R"):
        return False
    if (lower, following.lower()) in _BOUNDS:
        return _number(after) or lower == "at"
    if last is not None and last.tag == "R" and (last.lower, lower) in _BOUNDS:
        return True
    if lower == "as" and following.lower() in ("many", "much") and after.lower() == "as":
        return True
    if last is None or last.tag != "R":
        return False
    return (last.lower == "as" and lower in ("many", "much")) or (last.lower in ("many", "much") and lower == "as")


def _number(word: str) -> bool:
    return word[:1].isdigit() or closed_classes().get(word.lower()) == "#" or word.lower() == "a"
