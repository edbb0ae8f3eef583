"""A name in another script in Latin letters, for people who look a name up as a source writes it: "Харків", "حلب".

Rules, not a dictionary: what they give is compared with names by sound, and, as Arabic writes no short vowels, by
consonants alone. The tables are in `tables/scripts.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from geomap.tables import read_toml_table

_TABLE = Path(__file__).parent / "tables" / "scripts.toml"
_SCRIPTS = ("russian", "ukrainian", "arabic", "han")
_ARTICLE = "ال"
_MARKS = re.compile(r"[\u0640\u064b-\u065f\u0670\u200c\u200d]")
_PAIRS = (("kh", "x"), ("gh", "g"), ("sh", "s"), ("zh", "z"), ("th", "t"), ("dh", "d"), ("ch", "c"), ("q", "k"),
          ("g", "j"), ("v", "f"))  # fmt: skip
"""Consonants that Latin spellings of Arabic names confuse, each with what stands for both."""
_WEAK = re.compile(r"[aeiouwyh\s'-]+")
ARTICLES = frozenset("al el ad an ar as ash at az".split())
"""What stands before an Arabic name in one Latin spelling and not in another."""
_DOUBLE = re.compile(r"(.)\1+")


@cache
def scripts(path: Path = _TABLE) -> Mapping[str, Mapping[str, str]]:
    """Script → letter → what it becomes. Raises TableError for an unknown script."""
    table = read_toml_table(path, allowed=_SCRIPTS)
    return {name: {str(key): str(value) for key, value in table[name].items()} for name in _SCRIPTS}


def other_spellings(name: str) -> Iterator[str]:
    """The name in the letters of its own script that a gazetteer may have instead: traditional for simplified."""
    han = scripts()["han"]
    written = "".join(han.get(char, char) for char in name)
    if written != name:
        yield written


def in_latin(name: str) -> tuple[str, ...]:
    """How a name in Cyrillic or Arabic script is written in Latin letters, likeliest first; empty for other names."""
    low = _MARKS.sub("", name.lower())
    known = scripts()
    if any("\u0400" <= char <= "\u052f" for char in low):
        cyrillic = known["russian"]
        tables = [{**cyrillic, **known["ukrainian"]}, cyrillic]
        return tuple(dict.fromkeys(_written(low, table) for table in tables))
    if is_arabic(low):
        low = low.replace("ة ", "ت ")  # the ending is spoken before another word: Maarrat an-Numan
        words = [word.removeprefix(_ARTICLE) if len(word) > 3 else word for word in low.split()]
        return (_written(" ".join(words), known["arabic"]),)
    return ()


def is_arabic(name: str) -> bool:
    """Whether a name has letters of the Arabic script."""
    return any("\u0620" <= char <= "\u06d3" for char in name)


def consonants(latin: str) -> str:
    """What is left of a name in small Latin letters without vowels and what may stand for one: "aleppo" gives "lp"."""
    words = [word for word in latin.split() if word not in ARTICLES]
    text = " ".join(words)
    for written, plain in _PAIRS:
        text = text.replace(written, plain)
    return _DOUBLE.sub(r"\1", _WEAK.sub("", text))


def _written(text: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(char, char if char.isascii() or not char.isalpha() else "") for char in text).strip()
