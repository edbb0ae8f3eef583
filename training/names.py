"""The gazetteer's answers to the questions that the normalisation of entity labels asks."""

from __future__ import annotations

from functools import lru_cache

from geomap.places.filters import common_words, first_names
from geomap.places.gazetteer import CompiledGazetteer
from training.entities import Names

_WORDS = frozenset(("IS", "IT", "IN", "AM", "AS", "BE", "DO", "ME", "NO", "SO", "GB", "CAR", "ROC", "CAN"))
"""Abbreviations of countries that mean something else as often."""


def gazetteer_names(gazetteer: CompiledGazetteer) -> Names:
    """Names over a compiled gazetteer."""

    @lru_cache(maxsize=50_000)
    def is_polity(name: str) -> bool:
        matches = gazetteer.lookup(name)
        if not matches or matches[0].kind in ("demonym", "adjective", "historic"):
            return False
        first = matches[0]
        if first.kind == "abbreviation" and first.name != name:
            return False
        return first.place.precision in ("country", "adm1") or first.place.feature == "PPLC"

    @lru_cache(maxsize=50_000)
    def is_people(name: str) -> bool:
        matches = gazetteer.lookup(name)
        return bool(matches) and matches[0].kind in ("demonym", "adjective")

    @lru_cache(maxsize=50_000)
    def is_plain(name: str) -> bool:
        small = name.lower()
        matches = gazetteer.lookup(name) if small not in first_names() else ()
        if not matches or matches[0].kind not in ("name", "abbreviation", "alternate"):
            return False
        first = matches[0]
        if first.kind == "abbreviation":
            return (
                first.name.replace(".", "") == name.replace(".", "")
                and first.place.precision == "country"
                and name.upper() not in _WORDS
            )
        if small in common_words() and first.place.precision != "country":
            return False
        return first.place.precision == "country" or (
            first.kind == "name" and first.place.precision == "adm1" and len(name) > 4
        )

    return Names(is_polity, is_people, is_plain)
