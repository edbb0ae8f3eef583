"""Where a text is at home, by its own words: sheriffs are American, gardaí Irish, crores South Asian."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

from geomap.errors import TableError
from geomap.tables import read_csv_table

_TABLE = Path(__file__).parent / "tables" / "cues_countries.csv"
_WORD = re.compile(r"[^\W\d_]+|£")
_MOST = 3.0
"""More than this many names' worth of such words tells nothing new."""


@cache
def home_cues(path: Path = _TABLE) -> Mapping[tuple[str, ...], tuple[tuple[str, ...], float]]:
    """Words of a phrase → the countries it tells of, and its weight. Raises TableError for a weight that is none."""
    found = {}
    for row in read_csv_table(
        path, columns=("phrase", "countries", "weight", "source"), required=("phrase", "countries")
    ):
        try:
            weight = float(row["weight"])
        except ValueError:
            raise TableError(
                f"{path}: '{row['phrase']}' has the weight '{row['weight']}'; it must be a number"
            ) from None
        found[tuple(_WORD.findall(row["phrase"]))] = (tuple(row["countries"].split("|")), weight)
    return found


@cache
def _openings() -> tuple[dict[str, list[int]], dict[tuple[str, ...], list[int]]]:
    """The places of the cues in their table by their one word, and by the first two of several."""
    singles: dict[str, list[int]] = {}
    doubles: dict[tuple[str, ...], list[int]] = {}
    for number, phrase in enumerate(home_cues()):
        if len(phrase) == 1:
            singles.setdefault(phrase[0], []).append(number)
        else:
            doubles.setdefault(phrase[:2], []).append(number)
    return singles, doubles


def home_weights(text: str) -> dict[str, float]:
    """Country (alpha-3) → how strongly the words of a text tell of it, in units of one place name, at most 3 in all."""
    words = _WORD.findall(text.lower())
    singles, doubles = _openings()
    at = [number for word in singles.keys() & words for number in singles[word]]
    at += [number for pair in doubles.keys() & pairwise(words) for number in doubles[pair]]
    cues = list(home_cues().values())
    found: dict[str, float] = {}
    for countries, weight in (cues[number] for number in sorted(at)):
        for country in countries:
            found[country] = found.get(country, 0.0) + weight / len(countries)
    total = sum(found.values())
    return {country: weight * min(1.0, _MOST / total) for country, weight in found.items()} if total else {}
