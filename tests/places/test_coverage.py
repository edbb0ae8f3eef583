"""What news of conflict names, the gazetteer has: a table of names written without looking at it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from geomap.model import Place
from geomap.places.gazetteer import CompiledGazetteer
from geomap.places.relative import distance_km

TABLE = Path(__file__).parents[1] / "data" / "places_in_news.csv"
PEOPLES = frozenset(["Rohingya"])
"""Names that the gazetteer leaves to the coder: a people that no country or division is called after."""


def rows() -> list[Mapping[str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["name"])
def test_a_name_of_the_news_leads_to_its_place(gazetteer: CompiledGazetteer, row: Mapping[str, str]) -> None:
    here = Place("point", "", float(row["lat"]), float(row["lon"]), "site")
    found = [
        match.place
        for match in gazetteer.lookup(row["name"])
        if match.place.precision in row["precision"].split("|")
        and match.place.country == (row["country"] or match.place.country)
        and distance_km(here, match.place) <= float(row["km"])
    ]
    assert bool(found) == (row["name"] not in PEOPLES)
