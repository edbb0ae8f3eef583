"""The gazetteer's answers to the questions that the normalisation of entity labels asks."""

from __future__ import annotations

from functools import lru_cache

from geomap.places.gazetteer import CompiledGazetteer
from training.entities import Names


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

    return Names(is_polity, is_people)
