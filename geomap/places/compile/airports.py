"""Airports with a name worth matching, from airportsdata (MIT)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from importlib import resources

from geomap.places.compile.records import Record

_WORDS = ("International Airport", "Air Base", "Air Force Base", "Airbase", "Airport")


def airport_records(alpha3: Mapping[str, str]) -> Iterator[Record]:
    """One record an airport that has an IATA code or is an air base. `alpha3` maps alpha-2 codes."""
    seen: set[str] = set()
    with resources.files("airportsdata").joinpath("airports.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = " ".join(row["name"].split())
            if not _worth(row, name) or row["icao"] in seen:
                continue
            seen.add(row["icao"])
            yield Record(
                gazetteer_id=f"icao:{row['icao']}",
                name=name,
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                precision="site",
                country=alpha3.get(row["country"]),
                feature="AIRB" if "Base" in name else "AIRP",
                rank=3.0,
                names=_names(name),
            )


def _worth(row: Mapping[str, str], name: str) -> bool:
    base = "Air Base" in name or "Air Force Base" in name or "Airbase" in name
    return base or bool(row["iata"] and any(word in name for word in _WORDS))


def _names(name: str) -> list[tuple[str, str]]:
    names = []
    if name.endswith(" International Airport"):
        core = name.removesuffix(" International Airport")
        names = [(f"{core} Airport", "alternate"), (f"{core} airport", "alternate")]
    for long, short in ((" Air Base", " airbase"), (" Air Force Base", " AFB")):
        if name.endswith(long):
            names.append((name.removesuffix(long) + short, "alternate"))
    return names
