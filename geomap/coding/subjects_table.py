"""The words that say what a sentence is about, from `tables/subjects.toml`, checked on load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from geomap.coding.ontology import TABLES
from geomap.tables import check_keys, read_toml_table

_TOP = ("subject", "works", "earnest", "figures", "doers")
_FIGURES = ("masses", "physical", "showered", "killing", "lifeless", "intangible", "likened", "war")
_SUBJECT = ("silenced", "sure", "likely", "weak")
_POINTS = {"sure": 4, "likely": 2, "weak": 1}
SURE = _POINTS["sure"]
SETTLED = SURE
"""Points from which on a sentence is about a subject: one word that is sure, two likely ones, four weak ones."""


@dataclass(frozen=True, slots=True)
class SubjectTable:
    """`points`: a word or phrase → what it adds to each subject; `silenced`: subject → beginnings of codes."""

    points: Mapping[str, Mapping[str, int]]
    silenced: Mapping[str, tuple[str, ...]]
    works: frozenset[str]
    plots: frozenset[str]
    shows: frozenset[str]
    lookers: frozenset[str]
    games: frozenset[str]
    earnest: frozenset[str]
    seized: frozenset[str]
    hurt: frozenset[str]
    people: frozenset[str]
    masses: frozenset[str]
    physical: frozenset[str]
    showered: frozenset[str]
    killing: frozenset[str]
    lifeless: frozenset[str]
    intangible: frozenset[str]
    likened: frozenset[str]
    war: frozenset[str]


@cache
def load_subjects(path: Path = TABLES / "subjects.toml") -> SubjectTable:
    """The table of subjects. Raises TableError."""
    table = read_toml_table(path, allowed=_TOP)
    points: dict[str, dict[str, int]] = {}
    for name, row in table["subject"].items():
        check_keys(row, _SUBJECT, where=f"{path}, [subject.{name}]")
        for level, worth in _POINTS.items():
            for word in row[level].split():
                points.setdefault(word, {}).setdefault(name, worth)
    check_keys(table["works"], ("nouns", "plots", "shows", "lookers", "games"), where=f"{path}, [works]")
    check_keys(table["earnest"], ("words", "verbs", "hurt", "people"), where=f"{path}, [earnest]")
    check_keys(table["figures"], _FIGURES, where=f"{path}, [figures]")
    works, earnest = table["works"], table["earnest"]
    return SubjectTable(
        points=MappingProxyType({word: MappingProxyType(each) for word, each in points.items()}),
        silenced=MappingProxyType({name: tuple(row["silenced"]) for name, row in table["subject"].items()}),
        works=frozenset(works["nouns"].split()),
        plots=frozenset(works["plots"].split()),
        shows=frozenset(works["shows"].split()),
        lookers=frozenset(works["lookers"].split()),
        games=frozenset(works["games"].split()),
        earnest=frozenset(earnest["words"].split()),
        seized=frozenset(earnest["verbs"].split()),
        hurt=frozenset(earnest["hurt"].split()),
        people=frozenset(earnest["people"].split()),
        **{name: frozenset(table["figures"][name].split()) for name in _FIGURES},
    )


@dataclass(frozen=True, slots=True)
class DoerTable:
    """Words for those who do no deeds of war."""

    beasts: frozenset[str]
    heavenly: frozenset[str]
    fighters: frozenset[str]
    bygone: frozenset[str]
    leisured: frozenset[str]
    honoured: frozenset[str]
    family: frozenset[str]
    infants: frozenset[str]
    players: frozenset[str]
    staged: frozenset[str]
    firms: frozenset[str]
    firm_names: frozenset[str]
    trades: frozenset[str]


@cache
def load_doers(path: Path = TABLES / "subjects.toml") -> DoerTable:
    """The table of doers. Raises TableError."""
    rows = read_toml_table(path, allowed=_TOP)["doers"]
    names = DoerTable.__slots__
    check_keys(rows, names, where=f"{path}, [doers]")
    return DoerTable(**{name: frozenset(rows[name].split()) for name in names})
