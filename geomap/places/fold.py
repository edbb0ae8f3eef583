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
_ASCII = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
_ASCII_DROPPED = b"'.`"
_OTHER = str.maketrans({**_LETTERS, **dict.fromkeys(_DROPPED, None)})
_SHORT = {b"st": b"saint", b"ste": b"sainte", b"mt": b"mount", b"ft": b"fort"}


def fold(name: str) -> str:
    """The key under which a name is looked up: "Saint-Étienne" and "St. Etienne" both give "saint etienne".

    A name without a letter or digit folds to "".
    """
    return folded_bytes(name).decode()


def folded_bytes(name: str) -> bytes:
    """`fold` as UTF-8, as the compiled gazetteer keeps it."""
    # a scan of a text folds every stretch of it: bytes are translated several times faster than strings
    if name.isascii():
        words = name.encode().lower().translate(_ASCII, _ASCII_DROPPED).split()
    else:
        words = name.translate(_FOLDED).encode(errors="replace").split()
    if len(words) > 1 and not _SHORT.keys().isdisjoint(words):
        # "St. Louis" but not "Main St": the last word is never spelt out
        words[:-1] = [_SHORT.get(word, word) for word in words[:-1]]
    return b" ".join(words)


class _Folded(dict[int, str]):
    """What each character folds to, worked out when it is first met.

    Characters can be folded one by one, for decomposition reorders nothing but marks, and marks are no part of a key.
    """

    def __missing__(self, code: int) -> str:
        folded = self[code] = _flatten(chr(code))
        return folded


_FOLDED = _Folded()


def _flatten(text: str) -> str:
    """Fold a character by Unicode's compatibility decomposition."""
    for _ in range(2):  # case folding can bring forth new marks, and decomposition new capitals
        text = unicodedata.normalize("NFKD", text).casefold()
    text = text.translate(_OTHER)
    return "".join(char if char.isalnum() else " " for char in text if not _is_mark(char))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me", "Lm", "Cf", "Sk")
