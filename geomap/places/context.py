"""What the rest of a document says about where a name is: its countries, divisions and neighbourhoods."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from geomap.model import Place

_CELL = 1.5
"""Degrees: places in the same or a touching cell are near each other."""

_WIDE = ("country", "multi_country", "adm1", "area")

_Key = TypeVar("_Key", bound=Hashable)

Division = tuple[str | None, str | None]
Cell = tuple[int, int]


@dataclass(slots=True)
class Focus:
    """Weights that names give to countries, first-level divisions and cells of a grid; each name gives at most one."""

    countries: dict[str, float] = field(default_factory=dict)
    divisions: dict[Division, float] = field(default_factory=dict)
    cells: dict[Cell, float] = field(default_factory=dict)
    total: float = 0.0
    fine: float = 0.0

    def add(self, places: Iterable[tuple[Place, float]], *, weight: float) -> None:
        """Count a name whose meanings have these probabilities; a negative weight takes it out again."""
        for place, chance in places:
            share = weight * chance
            if place.country:
                _add(self.countries, place.country, share)
                if place.admin1 or place.precision == "adm1":
                    _add(self.divisions, division_of(place), share)
                self.total += share
            if place.precision in ("city", "near_city", "adm2", "site", "adm1"):
                if place.precision != "adm1":
                    _add(self.cells, cell_of(place), share)
                self.fine += share

    def add_countries(self, weights: Mapping[str, float]) -> None:
        """Count what the words of the text tell of countries."""
        for country, weight in weights.items():
            _add(self.countries, country, weight)
            self.total += weight

    def _around(self, place: Place) -> float:
        row, column = cell_of(place)
        return sum(self.cells.get((row + down, column + right), 0.0) for down in (-1, 0, 1) for right in (-1, 0, 1))

    def support(self, place: Place) -> tuple[float, float, float]:
        """The shares (0 to 1, shrunk where little is known) of names in the same country, division, neighbourhood."""
        country = self.countries.get(place.country or "", 0.0) / (self.total + 0.5)
        division = self.divisions.get(division_of(place), 0.0) / (self.fine + 0.5)
        if place.precision in _WIDE:
            return country, division, 0.0
        return country, division, self._around(place) / (self.fine + 0.5)


def division_of(place: Place) -> Division:
    """The first-level division a place is or lies in, with its country."""
    return place.country, place.name if place.precision == "adm1" else place.admin1


def cell_of(place: Place) -> Cell:
    """The grid cell of a place."""
    return int(place.lat // _CELL), int(place.lon // _CELL)


def _add(table: dict[_Key, float], key: _Key, value: float) -> None:
    table[key] = table.get(key, 0.0) + value


def lies_in(place: Place, region: Place) -> bool:
    """Whether `region`, a country or a first-level division, contains `place`."""
    if region.precision == "country":
        return place.country == region.country and place.precision != "country"
    if region.precision == "adm1":
        return division_of(place) == (region.country, region.name) and place.precision not in ("country", "adm1")
    return False
