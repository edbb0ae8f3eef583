"""The project's own tables of places: every row is well formed, and lies where it says."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import pytest

from geomap.places.compile import tabled
from geomap.places.compile.cities import TABLES
from geomap.places.countries import all_countries, country, split_cell
from geomap.places.fold import fold
from geomap.places.gazetteer import CompiledGazetteer
from geomap.places.shapes import Shapes
from geomap.tables import read_csv_table

REGIONS = tabled.region_rows()
FEATURES = read_csv_table(TABLES / "features.csv", columns=tabled.FEATURE_COLUMNS)
SITES = read_csv_table(TABLES / "sites.csv", columns=tabled.SITE_COLUMNS)
FAR_FROM_LAND = 0.6
"""Degrees that a site may lie off the simplified outline of its country: ports, and islands too small to be drawn."""


def test_the_tables_are_as_rich_as_the_news_needs() -> None:
    assert len(FEATURES) >= 300
    assert sum(row["feature"] == "PSN" for row in SITES) >= 150
    assert {row["feature"] for row in SITES} >= {"DAM", "PRT", "PSTB", "MILB", "AIRB", "CMPRF", "PAL", "PRN"}
    assert {row["precision"] for row in REGIONS} >= {"area", "adm1", "multi_country"}


@pytest.mark.parametrize("rows", [REGIONS, FEATURES, SITES], ids=["regions", "features", "sites"])
def test_every_row_has_a_unique_id_a_point_and_a_known_country(rows: Iterable[Mapping[str, str]]) -> None:
    seen: set[str] = set()
    for row in rows:
        assert row["id"] not in seen, row["id"]
        seen.add(row["id"])
        assert -90 <= float(row["lat"]) <= 90, row["id"]
        assert -180 <= float(row["lon"]) <= 180, row["id"]
        assert fold(row["name"]), row["id"]
        assert not row["country"] or country(row["country"]) is not None, row["id"]
        assert row["feature"].isupper(), row["id"]
        assert 0 <= float(row["rank"] or 0) < 10, row["id"]
        assert 0 < float(row.get("radius_km", 1)) < 13_000, row["id"]


@pytest.mark.parametrize("rows", [REGIONS, FEATURES, SITES], ids=["regions", "features", "sites"])
def test_no_row_repeats_a_name(rows: Iterable[Mapping[str, str]]) -> None:
    for row in rows:
        names = [row["name"], *split_cell(row["aliases"])]
        assert len(set(names)) == len(names), row["id"]


def test_regions_list_members_that_exist(gazetteer: CompiledGazetteer) -> None:
    for row in REGIONS:
        for member in split_cell(row["members"]):
            known = gazetteer.country(member) or gazetteer.place(f"iso:{member}")
            assert known is not None, f"{row['id']}: {member}"
            assert not row["country"] or known.country == row["country"], f"{row['id']}: {member}"


def test_a_region_lies_among_its_members(shapes: Shapes) -> None:
    for row in REGIONS:
        outline = shapes.outline(tabled.region_id(row))
        if outline is not None:
            west, south, east, north = outline.geometry.bounds
            assert west - 3 <= float(row["lon"]) <= east + 3, row["id"]
            assert south - 3 <= float(row["lat"]) <= north + 3, row["id"]


def test_every_site_lies_in_its_country(gazetteer: CompiledGazetteer, shapes: Shapes) -> None:
    from shapely.geometry import Point

    outside = []
    for row in SITES:
        place = gazetteer.country(row["country"]) if row["country"] else None
        outline = shapes.outline(place.gazetteer_id) if place else None
        here = Point(float(row["lon"]), float(row["lat"]))
        if outline is not None and outline.geometry.distance(here) > FAR_FROM_LAND:
            outside.append(row["id"])
    # Melilla is too small to be drawn, the leak of Nord Stream and the field of South Pars lie at sea
    assert set(outside) <= {"melilla-fence", "nord-stream", "south-pars"}


@pytest.mark.parametrize(
    ("site", "city", "km"),
    [
        ("zaporizhzhia-npp", "Enerhodar", 10),
        ("bushehr-npp", "Bushehr", 25),
        ("chernobyl-npp", "Chornobyl", 25),
        ("kakhovka-dam", "Nova Kakhovka", 10),
        ("mosul-dam", "Mosul", 60),
        ("kremlin", "Moscow", 5),
        ("white-house", "Washington", 5),
        ("rafah-crossing", "Rafah", 10),
        ("port-hodeidah", "Hodeidah", 10),
        ("crimean-bridge", "Kerch", 20),
        ("zamzam", "El Fasher", 25),
        ("hmeimim", "Jablah", 15),
        ("evin", "Tehran", 15),
    ],
)
def test_a_site_is_as_near_its_town_as_on_the_ground(
    gazetteer: CompiledGazetteer, site: str, city: str, km: float
) -> None:
    here = gazetteer.place(f"geomap:site/{site}")
    assert here is not None
    towns = [m.place for m in gazetteer.lookup(city) if m.place.country == here.country]
    nearest = min(
        math.hypot(here.lat - town.lat, (here.lon - town.lon) * math.cos(math.radians(here.lat))) for town in towns
    )
    assert nearest * 111.2 < km


def test_sites_know_their_division(gazetteer: CompiledGazetteer) -> None:
    without = [
        row["id"]
        for row in SITES
        if row["country"] and (p := gazetteer.place(f"geomap:site/{row['id']}")) and not p.admin1
    ]
    assert len(without) < 0.06 * len(SITES)


def test_us_states_have_postal_and_press_abbreviations(gazetteer: CompiledGazetteer) -> None:
    for text, state in [
        ("Calif.", "California"),
        ("TX", "Texas"),
        ("Ore.", "Oregon"),
        ("N.Y.", "New York"),
        ("Ind.", "Indiana"),
    ]:
        found = [m for m in gazetteer.lookup(text) if m.kind == "abbreviation" and m.place.country == "USA"]
        assert [m.place.name for m in found if m.name == text] == [state]


def test_demonyms_of_divisions_do_not_hide_those_of_countries(gazetteer: CompiledGazetteer) -> None:
    for one in all_countries():
        for text in (*one.adjectives, *one.demonyms):
            matches = gazetteer.lookup(text)
            mine = [m for m in matches if m.place.country == one.alpha3 and m.kind in ("adjective", "demonym", "name")]
            assert mine, text
