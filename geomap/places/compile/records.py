"""What the compilers of each source hand to the writer: a place, and the names it goes by."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from geomap.model import Precision


@dataclass(slots=True)
class Record:
    """One place to be compiled. `names` are (surface form, kind) pairs besides `name`; `admin1` the id of its division.

    `rank` is added to the prominence of a place whose population does not show it (a sea, a power station).
    """

    gazetteer_id: str
    name: str
    lat: float
    lon: float
    precision: Precision
    country: str | None = None
    feature: str | None = None
    geonameid: int = 0
    population: int = 0
    radius_km: float = 0.0
    admin1: str | None = None
    rank: float = 0.0
    names: list[tuple[str, str]] = field(default_factory=list)


_BONUS = {"PCLI": 4.0, "PCLD": 2.0, "CONT": 4.0, "PPLC": 2.0, "ADM1": -1.0, "ADM2": -1.5}
"""By feature: a country outranks a city of the same name, and a city its own division."""
_OF_KIND = {"alternate": -1.0, "historic": -2.5}
"""By kind of name: a place that merely may be, or once was, called so ranks below one that is."""


def prominence(record: Record, kind: str) -> float:
    """How likely a bare name means this place, before any context: decades of population, with a bonus by feature."""
    people = math.log10(record.population + 1)
    # Salisbury is a capital's former name, no capital's name
    bonus = 0.0 if kind == "historic" else _BONUS.get(record.feature or "", 0.0)
    return people + bonus + record.rank + _OF_KIND.get(kind, 0.0)
