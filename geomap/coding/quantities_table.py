"""The words that bind a number to what it counts, from `tables/quantities.toml`, checked on load."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from geomap.coding.wordscan import phrase_key, plain, singular
from geomap.tables import check_keys, read_toml_table

TABLE = Path(__file__).with_name("tables") / "quantities.toml"
_TOP = ("count", "nouns", "fillers", "guards")
_COUNT = ("types", "of", "before", "after", "nouns")
CLASSES = ("person", "weapon", "any")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A thing that is counted: the events that may carry it, and the class of its noun."""

    name: str
    types: tuple[str, ...]
    of: str


@dataclass(frozen=True, slots=True)
class QuantityTable:
    """The loaded table: phrases (as plain words) to counts, in order of the file, and the words of each class."""

    counts: tuple[Count, ...]
    before: Mapping[Key, tuple[Count, ...]]
    after: Mapping[Key, tuple[Count, ...]]
    nouns: Mapping[str, tuple[Count, ...]]
    person: frozenset[str]
    weapon: frozenset[str]
    thing: frozenset[str]
    fillers_before: frozenset[str]
    fillers_after: frozenset[str]
    units: frozenset[str]
    labels: frozenset[str]
    subset: tuple[str, ...]
    longest_before: int
    longest_after: int


@functools.cache
def load_quantities(path: Path = TABLE) -> QuantityTable:
    """The table of counts. Raises TableError."""
    table = read_toml_table(path, allowed=_TOP)
    counts = []
    before: dict[Key, tuple[Count, ...]] = {}
    after: dict[Key, tuple[Count, ...]] = {}
    nouns: dict[str, tuple[Count, ...]] = {}
    for name, entry in table["count"].items():
        check_keys(entry, _COUNT, where=f"{path} [count.{name}]")
        check_keys([entry["of"]], CLASSES, where=f"{path} [count.{name}]", what="class")
        count = Count(name, tuple(entry["types"]), entry["of"])
        counts.append(count)
        _add(before, (phrase_key(words, key=plain) for words in entry["before"]), count)
        _add(after, (phrase_key(words, key=plain) for words in entry["after"]), count)
        for noun in entry["nouns"]:
            nouns[singular(noun)] = (*nouns.get(singular(noun), ()), count)
    return QuantityTable(
        counts=tuple(counts),
        before=MappingProxyType(before),
        after=MappingProxyType(after),
        nouns=MappingProxyType(nouns),
        person=frozenset(map(singular, table["nouns"]["person"])),
        weapon=frozenset(map(singular, table["nouns"]["weapon"])),
        thing=frozenset(map(singular, table["nouns"]["thing"])),
        fillers_before=frozenset(table["fillers"]["before"]),
        fillers_after=frozenset(table["fillers"]["after"]),
        units=frozenset(map(singular, table["guards"]["units"])),
        labels=frozenset(table["guards"]["labels"]),
        subset=tuple(table["guards"]["subset"]),
        longest_before=max(map(len, before)),
        longest_after=max(map(len, after)),
    )


def _add(phrases: dict[Key, tuple[Count, ...]], keys: Iterable[Key], count: Count) -> None:
    for key in keys:
        phrases[key] = (*phrases.get(key, ()), count)
