"""Folding: names that a reader takes for the same are spelt the same.

Case, diacritics, apostrophes and modifier letters, hyphens, full stops and the abbreviations of Saint, Mount and Fort
go; letters of every script and digits stay. `fold` is idempotent.
"""

from __future__ import annotations

import unicodedata

_DROPPED = "'.’‘`´ʼʻʿʾʹʺ′ˈ"
_LETTERS = {
    "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th", "ƀ": "b",
    "ɖ": "d", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ŋ": "ng", "ǝ": "e", "ə": "a", "ɛ": "e", "ɔ": "o",
}  # fmt: skip
_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()} | {ord(char): None for char in "'.`"}
_OTHER = str.maketrans({**_LETTERS, **dict.fromkeys(_DROPPED, None)})
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


def fold(name: str) -> str:
    """The key under which a name is looked up: "Saint-Étienne" and "St. Etienne" both give "saint etienne".

    A name without a letter or digit folds to "".
    """
    words = (name.lower().translate(_ASCII) if name.isascii() else _flatten(name)).split()
    if len(words) > 1:
        # "St. Louis" but not "Main St": the last word is never spelt out
        words[:-1] = [_SHORT.get(word, word) for word in words[:-1]]
    return " ".join(words)


def _flatten(name: str) -> str:
    """Fold the characters of a name that is not ASCII, by Unicode's compatibility decomposition."""
    text = name
    for _ in range(2):  # case folding can bring forth new marks, and decomposition new capitals
        text = unicodedata.normalize("NFKD", text).casefold()
    text = text.translate(_OTHER)
    kept = (char if char.isalnum() else " " for char in text if not _is_mark(char))
    return "".join(kept)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me", "Lm", "Cf", "Sk")
