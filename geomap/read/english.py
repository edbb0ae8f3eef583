"""Is a text English? The stages after reading know no other language, and would code nonsense.

The commonest words of English decide in most cases: in English prose every third word or so is one of them, in other
languages few are. Only what they leave open is put to py3langid (A. Barbaresi, BSD; after Lui and Baldwin 2012), for
its model takes half a second to load.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from geomap.errors import InputError

MIN_LETTERS: Final = 100
"""In different words. Below this the language of a text cannot be told with any safety, and it is read."""

MIN_WORDS: Final = 12

_SAMPLE: Final = 4000
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_COMMON: Final = frozenset(
    "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which "
    "were her she there been their has will who its would if than when into said after".split()
)
# Shared with other languages, where they are common too: "a" and "in", "on", "was", "for", "had", "as", "of", "is".
_SHARED: Final = frozenset("a in on was for had as of is an at were will her he by be".split())
_SURE: Final = 0.18
"""Of all words; English news lies between .22 and .45, headlines and lists lower."""
_SURE_OWN: Final = 0.05
"""Of all words, words that other languages hardly have."""

_NAMES: Final = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan",
    "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "ko": "Korean",
    "ku": "Kurdish", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nb": "Norwegian", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


class NotEnglishError(InputError):
    """A text was left out because it is not English."""


def check_english(text: str, *, where: str) -> None:
    """Raise NotEnglishError, which names the language, for a text that is plainly not English."""
    code = other_language(text)
    if code is not None:
        told = "only English is coded; translate it (--any-language reads it as it is)"
        raise NotEnglishError(f"{where}: the text is {_NAMES[code]}, and {told}")


def other_language(text: str) -> str | None:
    """The code (ISO 639-1) of the language of a text, None for English and for what is too short to tell."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    different = set(words)
    # Scripts without spaces have few "words", and long ones; in Latin letters those are no prose.
    if sum(map(len, different)) < MIN_LETTERS or (len(different) < MIN_WORDS and sample.isascii()):
        return None
    own = sum(word in _COMMON and word not in _SHARED for word in words)
    shared = sum(word in _SHARED for word in words)
    if own >= _SURE_OWN * len(words) and own + shared >= _SURE * len(words):
        return None
    if own >= 2 * _SURE_OWN * len(words):
        return None
    # The languages of news only: lists of names make the model think of Javanese and Nigerian Pidgin.
    best = next(code for code, _ in _identifier().rank(" ".join(words)) if code == "en" or code in _NAMES)
    return None if best == "en" else str(best)


@cache
def _identifier() -> Any:
    from importlib import import_module

    return import_module("py3langid")
