"""A gazetteer that remembers what it was asked: documents, and the news of a time, repeat their names."""

from __future__ import annotations

from functools import lru_cache

from geomap.model import Place
from geomap.places.gazetteer import Gazetteer, Match

_NAMES = 4_096
"""Names whose places are remembered: some 10 MB."""
_QUESTIONS = 32_768
"""Names of which it is remembered whether there is a place."""


class Remembering:
    """Answers as `gazetteer` does, the latest questions without asking it again. Made for a run of documents."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._lookup = lru_cache(_NAMES)(gazetteer.lookup)
        self._contains = lru_cache(_QUESTIONS)(gazetteer.contains)
        self._admin1_of = lru_cache(_NAMES)(gazetteer.admin1_of)
        self.max_words = gazetteer.max_words

    def lookup(self, name: str) -> tuple[Match, ...]:
        """Every place of that name, as the gazetteer gives them."""
        return self._lookup(name)

    def contains(self, name: str) -> bool:
        """Whether `lookup` would find anything."""
        return self._contains(name)

    def place(self, gazetteer_id: str) -> Place | None:
        """The place with that id."""
        return self._gazetteer.place(gazetteer_id)

    def country(self, alpha3: str) -> Place | None:
        """The country of that code."""
        return self._gazetteer.country(alpha3)

    def admin1_of(self, place: Place) -> Place | None:
        """The first-level division that a place lies in."""
        return self._admin1_of(place)


def remembering(gazetteer: Gazetteer) -> Remembering:
    """The gazetteer with a memory; itself if it has one."""
    return gazetteer if isinstance(gazetteer, Remembering) else Remembering(gazetteer)
