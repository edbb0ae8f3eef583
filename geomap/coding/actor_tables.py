"""The tables of actors: bodies, leaders with their terms of office, countries, and the roles that common nouns tell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from geomap.coding.ontology import TABLES
from geomap.errors import TableError
from geomap.places.countries import all_countries
from geomap.places.countries import country as country_of
from geomap.tables import numbered_rows, read_csv_table, suggestion

ROLES = frozenset(
    "GOV MIL COP SPY JUD LEG OPP PTY REB SEP PRM UAF CRM IMG INS SET CVL REF LAB BUS MED EDU HLH ELI IGO NGO NGM "
    "MNC".split()
)
"""The roles of CAMEO that a code may have, and UAF for armed men of no known side."""

_REGIONS = frozenset(["EUR", "NTO", "UNO"])
"""What stands for a country in the code of a body of several."""


@dataclass(frozen=True, slots=True)
class Name:
    """An entry of the actor tables: words in lower case, how they are written, and the code's parts.

    `office` is "" but for persons; `start` and `end` bound the term of office.
    """

    words: tuple[str, ...]
    exact: bool
    country: str
    role: str
    kind: str
    full: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class ActorTables:
    """Names by their first word, longest first, and roles by noun."""

    names: Mapping[str, tuple[Name, ...]]
    roles: Mapping[str, str]


@cache
def actor_tables(extra: Path | None = None) -> ActorTables:
    """The tables of the package; `extra` is a user's CSV in the format of actors.csv, whose entries come first.

    Raises TableError for a role or country of `extra` that is none.
    """
    names: list[Name] = list(_bodies(extra, checked=True)) if extra else []
    names += [*_bodies(TABLES / "actors.csv"), *_leaders(TABLES / "leaders.csv"), *_countries()]
    by_first: dict[str, list[Name]] = {}
    for name in names:
        by_first.setdefault(name.words[0], []).append(name)
    roles = {
        row["noun"]: row["role"]
        for row in reversed(read_csv_table(TABLES / "roles.csv", columns=("noun", "role", "source")))
    }
    return ActorTables(
        MappingProxyType(
            {first: tuple(sorted(group, key=lambda n: -len(n.words))) for first, group in by_first.items()}
        ),
        MappingProxyType(roles),
    )


def plain_word(word: str) -> str:
    """A word in lower case without its marks, and an abbreviation without its last stop."""
    if word.isascii():
        return word.rstrip(".") if len(word) > 2 and "." not in word[:-1] else word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).replace("’", "'")


def _split(name: str) -> tuple[str, ...]:
    apart = name.replace("-", " ").replace("’", "'").replace("'s ", " 's ")  # as the words of a sentence are cut
    return tuple(plain_word(part) for part in apart.lower().split())


def _bodies(path: Path, *, checked: bool = False) -> Iterable[Name]:
    columns = ("name", "aliases", "role", "country", "source")
    for number, row in numbered_rows(path, columns=columns, required=("name", "role")):
        if checked:
            _check(row["role"], row["country"], where=f"{path}, line {number}")
        for alias in _spellings(row["name"], row["aliases"]):
            country, role = row["country"], row["role"]
            yield Name(_split(alias), alias.replace("-", "").isupper(), country, role, "body", row["name"])


def _check(role: str, country: str, *, where: str) -> None:
    """Refuse a role or a country that no code can be made of. Raises TableError."""
    if role not in ROLES:
        raise TableError(
            f"{where}: unknown role '{role}'{suggestion(role, ROLES)}; write a CAMEO role: {', '.join(sorted(ROLES))}"
        )
    if not country or country in _REGIONS:
        return
    known = {one.alpha3: one for one in all_countries()}
    if country not in known:
        meant = country_of(country)
        hint = f" (did you mean '{meant.alpha3}'?)" if meant else suggestion(country, known)
        raise TableError(f"{where}: unknown country '{country}'{hint}; write its ISO alpha-3 code, or leave it empty")


def _leaders(path: Path) -> Iterable[Name]:
    columns = ("name", "aliases", "office", "country", "start", "end", "source")
    for row in read_csv_table(path, columns=columns, required=("name", "office", "country", "start")):
        start = date.fromisoformat(row["start"])
        end = date.fromisoformat(row["end"]) if row["end"] else None
        for alias in _spellings(row["name"], row["aliases"]):
            yield Name(_split(alias), False, row["country"], "GOV", "person", row["name"], start, end)


def _countries() -> Iterable[Name]:
    for one in all_countries():
        for alias in (one.name, one.formal, *one.aliases):
            if alias:
                yield Name(_split(alias), False, one.alpha3, "", "country", one.name)
        for alias in one.abbreviations:
            yield Name(_split(alias), True, one.alpha3, "", "country", one.name)
        for alias in (*one.adjectives, *one.demonyms):
            yield Name(_split(alias), alias.isupper(), one.alpha3, "", "adjective", one.name)


def _spellings(name: str, aliases: str) -> list[str]:
    return [name, *(part.strip() for part in aliases.split(";") if part.strip())]
