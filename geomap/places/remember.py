"""A gazetteer that remembers what it was asked: documents repeat their names."""

from __future__ import annotations

from geomap.model import Place
from geomap.places.gazetteer import Gazetteer, Match


class Remembering:
    """Answers as `gazetteer` does, each question once. Made for one document and dropped with it."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._found: dict[str, tuple[Match, ...]] = {}
        self._known: dict[str, bool] = {}
        self.max_words = gazetteer.max_words

    def lookup(self, name: str) -> tuple[Match, ...]:
        """Every place of that name, as the gazetteer gives them."""
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = self._gazetteer.lookup(name)
        return found

    def contains(self, name: str) -> bool:
        """Whether `lookup` would find anything."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._gazetteer.contains(name)
        return known

    def place(self, gazetteer_id: str) -> Place | None:
        """The place with that id."""
        return self._gazetteer.place(gazetteer_id)

    def country(self, alpha3: str) -> Place | None:
        """The country of that code."""
        return self._gazetteer.country(alpha3)

    def admin1_of(self, place: Place) -> Place | None:
        """The first-level division that a place lies in."""
        return self._gazetteer.admin1_of(place)
