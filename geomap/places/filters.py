"""Name and word lists that keep people and common words from being taken for places."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from geomap.places.fold import fold
from geomap.tables import read_csv_table

_TABLES = Path(__file__).parent / "tables"
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december".split()
)
"""Days and months: capitals that say nothing about a name beside them."""
_COLUMNS = ("band", "initial", "words", "source")


@cache
def first_names() -> dict[str, str]:
    """First name in lower case → "common" or "rare"."""
    return _bands("names_first.csv")


@cache
def last_names() -> dict[str, str]:
    """Surname in lower case → "common" or "rare"."""
    return _bands("names_last.csv")


@cache
def common_words() -> dict[str, str]:
    """Word that is mostly written small → "frequent", "usual" or "seen"."""
    return _bands("filter_words.csv")


@cache
def not_places() -> frozenset[str]:
    """Folded names that in news mean something other than the place of that name."""
    rows = read_csv_table(_TABLES / "filter_not_places.csv", columns=("name", "what", "source"))
    return frozenset(fold(row["name"]) for row in rows)


@cache
def finite_verbs() -> frozenset[str]:
    """Words in small letters that mostly are finite verbs."""
    return frozenset(_bands("filter_verbs.csv"))


def _bands(name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_csv_table(_TABLES / name, columns=_COLUMNS, required=("band", "words")):
        for word in row["words"].lower().split():
            found.setdefault(word, row["band"])
    return found
