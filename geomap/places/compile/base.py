"""What a compiled gazetteer knows, taken over into a larger one: regions, divisions, sites, exonyms, demonyms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geomap.places._reader import Reader
from geomap.places.compile.columns import Columns
from geomap.places.compile.spill import Names, Strings

AGREED = 0.5
"""The share of a division's known towns that must lie in one of ours for the two to be the same."""


@dataclass(slots=True)
class Base:
    """The places taken over: numbers by geonameid, and for the dump's divisions the votes of the towns in both."""

    numbers: dict[int, int] = field(default_factory=dict)
    country_rows: Mapping[str, int] = field(default_factory=dict)
    sources: list[dict[str, str]] = field(default_factory=list)
    votes: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))

    def same_division(self, key: str) -> int | None:
        """The number of the division that the dump's `key` ("UA.26") is, or None."""
        votes = self.votes.get(key, Counter())
        if not votes:
            return None
        number, most = max(votes.items(), key=lambda one: (one[1], -one[0]))
        return number if most >= AGREED * votes.total() else None


def take_base(path: Path | None, columns: Columns, names: Names, strings: Strings) -> Base:
    """Add the places and names of the compiled gazetteer at `path`, none where that is None."""
    if path is None:
        return Base()
    reader = Reader(path, remedy="compile it again")
    base = Base(country_rows=reader.country_rows, sources=list(reader.info["sources"]))
    columns.own = reader.own_rows
    for row in range(reader.rows):
        values = list(reader.row(row))
        place = reader.place(row)
        values[4] = strings.add(place.name)
        values[5] = strings.add(place.gazetteer_id) if row < reader.own_rows else 0
        parent = values[6] - 1 if values[6] else None
        values[6] = columns.divisions.setdefault(parent, len(columns.divisions))
        values[7] = columns.countries.setdefault(place.country, len(columns.countries))
        values[8] = columns.features.setdefault(place.feature, len(columns.features))
        number = columns.add(tuple(values))
        if place.geonameid:
            base.numbers[place.geonameid] = number
    for key, postings in reader.entries():
        for row, text, kind in postings:
            spelling = reader.string(text)
            shared = spelling == reader.place(row).name
            names.add(key, row, columns.values[4][row] if shared else strings.add(spelling), kind)
    return base
