"""Folding: names that a reader takes for the same are spelt the same.

Case, diacritics, apostrophes and modifier letters, hyphens, full stops and the abbreviations of Saint, Mount and Fort
go; letters of every script and digits stay. `fold` is idempotent.

A scan of a text folds every stretch of it, so this is as fast as Python goes: bytes are translated several times faster
than strings. Names in ASCII are bytes as they are; letters of the Latin alphabets are given one byte each (`_page`);
only names with other characters are folded character by character.
"""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

_DROPPED = "'.’‘`´ʼʻʿʾʹʺ′ˈ"
_LETTERS = {
    "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th", "ƀ": "b",
    "ɖ": "d", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ŋ": "ng", "ǝ": "e", "ə": "a", "ɛ": "e", "ɔ": "o",
}  # fmt: skip
_ASCII = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else 32 for code in range(256))
_ASCII_DROPPED = b"'.`"
_SIGNS = "’‘ʼʻʿʾ–șț"
_OTHER = str.maketrans({**_LETTERS, **dict.fromkeys(_DROPPED, None)})
_SHORT = {b"st": b"saint", b"ste": b"sainte", b"mt": b"mount", b"ft": b"fort"}
_SHORT_FORMS = frozenset(_SHORT)
_UNKNOWN = ord("?")
"""What stands for a character that has no byte."""


def fold(name: str) -> str:
    """The key under which a name is looked up: "Saint-Étienne" and "St. Etienne" both give "saint etienne".

    A name without a letter or digit folds to "".
    """
    return folded_bytes(name).decode()


def folded_bytes(name: str) -> bytes:
    """`fold` as UTF-8, as the compiled gazetteer keeps it."""
    if name.isascii():
        key = name.encode().translate(_ASCII, _ASCII_DROPPED)
    else:
        key = _in_bytes(name, _page())
        if _UNKNOWN in key:
            key = name.translate(_FOLDED).encode(errors="replace")
    return key if key.isalnum() else _spaced(key)


def _spaced(key: bytes) -> bytes:
    words = key.split()
    if not _SHORT_FORMS.isdisjoint(words):
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


@dataclass(frozen=True, slots=True)
class _Page:
    """A byte for each of some characters, what each of those bytes folds to, and those that are dropped."""

    encoding: Any
    folds: bytes
    dropped: bytes


@cache
def _page() -> _Page:
    """ASCII, and the letters and signs of names whose fold is one letter or nothing, as many as there are bytes.

    Every other character becomes `_UNKNOWN`.
    """
    beyond = [*_SIGNS, *map(chr, range(0xC0, 0x100)), *(c for c in map(chr, range(0x100, 0x180)) if c.islower())]
    chars = [*map(chr, range(128)), *(char for char in beyond if len(_flatten(char).encode()) < 2)]
    folds = [_flatten(char) for char in chars]
    folds[_UNKNOWN] = chr(_UNKNOWN)
    encoding = codecs.charmap_build("".join(chars[:256]).ljust(256, "\ufffe"))
    dropped = bytes(code for code, folded in enumerate(folds) if not folded)
    return _Page(encoding, "".join(folded or " " for folded in folds).encode().ljust(256), dropped)


def _in_bytes(text: str, page: _Page) -> bytes:
    return codecs.charmap_encode(text, "replace", page.encoding)[0].translate(page.folds, page.dropped)
