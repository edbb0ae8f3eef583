"""Small towns and divisions of countries in conflict: each lies where its row says, and repeats nothing."""

from __future__ import annotations

from shapely import Point

from geomap.places.compile import localities
from geomap.places.countries import split_cell
from geomap.places.fold import fold
from geomap.places.gazetteer import CompiledGazetteer
from geomap.places.relative import distance_km
from geomap.places.shapes import Shapes

ROWS = localities.locality_rows()
OFF_OUTLINE = 0.13
"""Degrees by which a village may lie off its country's outline, which is drawn for maps of the world."""
OFF_CELLS = 0.7
"""Degrees by which it may lie off the cells of its division: where towns are few they follow the borders badly."""
APART_KM = 30.0
"""Two places of one name and country are two only when they are further apart than this."""


def test_the_table_covers_the_countries_of_the_news_of_conflicts() -> None:
    towns = [row for row in ROWS if row["feature"] == "PPL"]
    assert len(towns) >= 800
    assert len({row["country"] for row in ROWS}) >= 30


def test_every_id_is_there_once_and_names_its_country() -> None:
    ids = [row["id"] for row in ROWS]
    assert len(set(ids)) == len(ids)
    assert [row["id"] for row in ROWS if not row["id"].startswith(row["country"].lower() + "-")] == []


def test_every_row_lies_in_its_country_and_about_its_division(gazetteer: CompiledGazetteer, shapes: Shapes) -> None:
    astray = []
    for row in ROWS:
        land = gazetteer.country(row["country"])
        division = gazetteer.place(localities.division_id(row))
        assert land is not None, row["id"]
        assert division is not None, row["id"]
        assert division.country == row["country"], row["id"]
        here = Point(float(row["lon"]), float(row["lat"]))
        outline, cells = shapes.area(land), shapes.area(division)
        assert outline is not None, row["id"]
        assert cells is not None, row["id"]
        if outline.geometry.distance(here) > OFF_OUTLINE or cells.geometry.distance(here) > OFF_CELLS:
            astray.append(row["id"])
    assert astray == []


def test_no_row_repeats_what_the_gazetteer_has(gazetteer: CompiledGazetteer) -> None:
    """Under any of its names, in the same country and nearby; a town may share its name with its division."""
    twice = []
    for row in ROWS:
        place = gazetteer.place(f"geomap:local/{row['id']}")
        assert place is not None, row["id"]
        kinds = ("city", "site") if place.precision == "city" else ("adm2",)
        for name in (row["name"], *split_cell(row["aliases"])):
            for match in gazetteer.lookup(name):
                other = match.place
                same = other.country == place.country and other.precision in kinds and other != place
                if same and distance_km(place, other) < APART_KM:
                    twice.append((row["id"], other.gazetteer_id))
    assert twice == []


def test_no_name_is_that_of_a_country_a_region_or_a_people(gazetteer: CompiledGazetteer) -> None:
    """A village called Arabia would be found in texts about the peninsula."""
    famous = []
    for row in ROWS:
        for name in (row["name"], *split_cell(row["aliases"])):
            for match in gazetteer.lookup(name):
                wide = match.place.precision in ("country", "multi_country", "area")
                if len(fold(name)) < 3 or wide or match.kind in ("adjective", "demonym"):
                    famous.append((row["id"], match.place.name))
    assert famous == []


def test_a_town_says_how_far_its_point_may_be_off(gazetteer: CompiledGazetteer) -> None:
    for row in ROWS:
        place = gazetteer.place(f"geomap:local/{row['id']}")
        assert place is not None
        assert place.radius_km == float(row["radius_km"]), row["id"]


def test_minova_lies_on_the_shore_of_lake_kivu(gazetteer: CompiledGazetteer) -> None:
    minova = next(match.place for match in gazetteer.lookup("Minova") if match.place.country == "COD")
    goma = next(match.place for match in gazetteer.lookup("Goma") if match.place.country == "COD")
    assert minova.admin1 == "South Kivu"
    assert 20 < distance_km(minova, goma) < 60


def test_a_local_government_area_goes_by_its_initials(gazetteer: CompiledGazetteer) -> None:
    assert gazetteer.lookup("Gwoza LGA")[0].place.precision == "adm2"
