"""Recase training text, so that headlines, datelines and old newswire in capitals are read as well."""

from __future__ import annotations

import random
from collections.abc import Callable

SMALL_WORDS = frozenset("a an and as at by for from in of on or over the to up vs with".split())


def headline(text: str) -> str:
    """Capitals On All Words but the Small Ones. Keeps the length."""
    words = text.split(" ")
    return " ".join(
        word if at and word in SMALL_WORDS else same_length(word, word[:1].upper() + word[1:])
        for at, word in enumerate(words)
    )


def upper(text: str) -> str:
    """ALL CAPITALS, letter by letter so that offsets hold (a letter whose capital is two letters stays)."""
    return "".join(same_length(letter, letter.upper()) for letter in text)


def lower(text: str) -> str:
    """no capitals, letter by letter so that offsets hold."""
    return "".join(same_length(letter, letter.lower()) for letter in text)


def same_length(before: str, after: str) -> str:
    """`after`, unless recasing changed the length."""
    return after if len(after) == len(before) else before


def draw(chance: random.Random, *, up: float, title: float, down: float) -> Callable[[str], str] | None:
    """A recasing with the given probabilities, None for the text as it is."""
    roll = chance.random()
    for share, recase in ((up, upper), (title, headline), (down, lower)):
        if roll < share:
            return recase
        roll -= share
    return None
