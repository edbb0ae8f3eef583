"""The countries: names and codes, from `tables/countries.csv`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geomap.errors import UsageError
from geomap.places.fold import fold
from geomap.tables import read_csv_table

_TABLE = Path(__file__).parent / "tables" / "countries.csv"
_COLUMNS = (
    "alpha2", "alpha3", "numeric", "geonameid", "name", "formal", "lat", "lon", "capital", "status", "continent",
    "aliases", "abbreviations", "adjectives", "demonyms",
)  # fmt: skip
_REQUIRED = ("alpha2", "alpha3", "geonameid", "name", "lat", "lon", "status", "continent")


@dataclass(frozen=True, slots=True)
class Country:
    """A country or dependent territory of ISO 3166-1. `lat` and `lon` are a representative point, in degrees.

    `numeric` is ISO's code as text of three digits, "" for Kosovo, which has none; `formal` and `capital` may be "".
    `continent` is one of AF, AN, AS, EU, NA, OC, SA.
    """

    alpha2: str
    alpha3: str
    numeric: str
    geonameid: int
    name: str
    formal: str
    lat: float
    lon: float
    capital: str
    sovereign: bool
    continent: str
    aliases: tuple[str, ...]
    abbreviations: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]


def country(code: str) -> Country | None:
    """The country of an alpha-2, alpha-3 or numeric code (with or without leading zeros), or of a name or alias."""
    text = code.strip()
    by_code = _by_code()
    if text.isdecimal():
        return by_code.get(text.zfill(3))
    return by_code.get(text.upper()) or _by_name().get(fold(text))


def alpha3_codes(countries: Iterable[str]) -> frozenset[str]:
    """The alpha-3 codes of countries that a user names by any code or name. Raises UsageError for one that is none."""
    found = {name: country(name) for name in countries}
    for name, one in found.items():
        if one is None:
            raise UsageError(f"'{name}' is no country: use a code of ISO 3166-1 (UA, UKR) or an English name")
    return frozenset(one.alpha3 for one in found.values() if one is not None)


@cache
def all_countries() -> tuple[Country, ...]:
    """Every country, by alpha-3 code. Raises TableError where the table breaks its rules."""
    rows = read_csv_table(_TABLE, columns=_COLUMNS, required=_REQUIRED)
    return tuple(sorted((_country(row) for row in rows), key=lambda one: one.alpha3))


@cache
def _by_code() -> Mapping[str, Country]:
    return {code: one for one in all_countries() for code in (one.alpha2, one.alpha3, one.numeric) if code}


@cache
def _by_name() -> Mapping[str, Country]:
    named: dict[str, Country] = {}
    for one in all_countries():
        for text in (one.name, one.formal, *one.aliases, *one.abbreviations):
            named.setdefault(fold(text), one)
    for one in all_countries():  # a name outweighs another country's alias
        named[fold(one.name)] = one
    named.pop("", None)
    return named


def _country(row: Mapping[str, str]) -> Country:
    return Country(
        alpha2=row["alpha2"],
        alpha3=row["alpha3"],
        numeric=row["numeric"],
        geonameid=int(row["geonameid"]),
        name=row["name"],
        formal=row["formal"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        capital=row["capital"],
        sovereign=row["status"] == "sovereign",
        continent=row["continent"],
        aliases=split_cell(row["aliases"]),
        abbreviations=split_cell(row["abbreviations"]),
        adjectives=split_cell(row["adjectives"]),
        demonyms=split_cell(row["demonyms"]),
    )


def split_cell(cell: str) -> tuple[str, ...]:
    """The entries of a cell that parts them with semicolons."""
    return tuple(part for each in cell.split(";") if (part := each.strip()))
