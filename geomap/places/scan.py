"""Read through every name of a gazetteer for those that may be a misspelt one.

The names are one text, one a line, and a regular expression picks the few that are worth comparing: a miss costs a
third of a second, where folding and weighing 700,000 names one by one took ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import product

from geomap.places.transliterate import ARTICLES, consonants

_SLACK = 3
"""How many letters longer or shorter than the wanted one a name may be."""
_ARTICLE = f"(?:(?:{'|'.join(sorted(ARTICLES))}) )"
_WEAK = f"(?:[aeiouwyh ]|(?<= ){_ARTICLE})*"
_BEYOND = r"[\xc3-\xc9]"
"""The first byte of a Latin letter beyond ASCII in UTF-8."""
_CONSONANTS = "bcdfghjklmnpqrstvxz"


def of_consonants(lines: bytes, wanted: str) -> list[str]:
    """Of folded names, one a line, those with just these consonants (as `consonants` gives them)."""
    written = "".join(f"(?:(?:{_ways(letter)}){_WEAK})+" for letter in wanted)
    return [name for name in _lines(f"^{_ARTICLE}?{_WEAK}{written}$", lines) if consonants(name) == wanted]


def of_length(lines: bytes, length: int, *, heads: Iterable[str]) -> list[str]:
    """Of folded names, one a line, those about so long, an article aside, that begin with one of these strings, or with
    a letter beyond ASCII.
    """
    head = "|".join([*map(re.escape, sorted(heads)), _BEYOND])
    low = max(0, length - _SLACK)
    return _lines(f"^{_ARTICLE}?(?=(?:{head})).{{{low},{length + _SLACK}}}$", lines)


def _lines(pattern: str, lines: bytes) -> list[str]:
    return [found.decode() for found in re.findall(pattern.encode("latin-1"), lines, re.MULTILINE)]


@cache
def _ways(plain: str) -> str:
    """The ways of writing a consonant that Latin spellings confuse, as alternatives of a regular expression."""
    written = [*_CONSONANTS, *map("".join, product(_CONSONANTS, repeat=2))]
    return "|".join([*(one for one in written if consonants(one) == plain), re.escape(plain)])
