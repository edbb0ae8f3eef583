"""Places that a user adds: they win, and a faulty file says what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shapely import box

import geomap
from geomap.errors import InputError
from geomap.language import parse
from geomap.model import Article
from geomap.places import find_mentions
from geomap.places.gazetteer import CompiledGazetteer
from geomap.places.overlay import OWN_SOURCE, Overlay, read_places
from geomap.places.shapes import Shapes
from geomap.places.wanted import chosen_outlines

TABLE = """name,lat,lon,aliases,country,precision
Homs,40.0,20.0,,AL,city
Checkpoint Nine,34.7,36.7,CP Nine;Post 9,SYR,site
"""


def test_a_users_place_wins_over_its_namesakes(tmp_path: Path, gazetteer: CompiledGazetteer) -> None:
    (tmp_path / "my.csv").write_text(TABLE, encoding="utf-8")
    mine = Overlay(gazetteer, read_places(tmp_path / "my.csv"))
    text = "Shells hit Homs at noon. Two soldiers died at Checkpoint Nine, officials in Damascus said."
    found = {m.name: m.place for m in find_mentions(parse(Article("a", text)), mine)}
    assert found["Homs"] is not None
    assert (found["Homs"].lat, found["Homs"].country) == (40.0, "ALB")
    assert found["Damascus"] is not None
    assert found["Damascus"].country == "SYR"
    assert [m.place.name for m in mine.lookup("post 9")] == ["Checkpoint Nine"]


def test_geojson_gives_points_and_areas(tmp_path: Path) -> None:
    ring = [[[30.0, 10.0], [32.0, 10.0], [32.0, 12.0], [30.0, 12.0]]]
    features = [
        {
            "type": "Feature",
            "properties": {"name": "Camp A"},
            "geometry": {"type": "Point", "coordinates": [36.1, 33.2]},
        },
        {"type": "Feature", "properties": {"name": "Zone B"}, "geometry": {"type": "Polygon", "coordinates": ring}},
    ]
    (tmp_path / "my.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    camp, zone = (one.place for one in read_places(tmp_path / "my.geojson"))
    assert (camp.lat, camp.lon, camp.precision) == (33.2, 36.1, "city")
    assert (zone.lat, zone.lon, zone.precision) == (11.0, 31.0, "area")


def test_an_area_of_geojson_is_the_places_shape(tmp_path: Path, gazetteer: CompiledGazetteer, shapes: Shapes) -> None:
    ring = [[[30.0, 10.0], [32.0, 10.0], [32.0, 12.0], [30.0, 12.0], [30.0, 10.0]]]
    zone = {"properties": {"name": "Zone Bravo"}, "geometry": {"type": "Polygon", "coordinates": ring}}
    town = {"properties": {"name": "Town C", "precision": "city"}, "geometry": zone["geometry"]}
    mine = Overlay(gazetteer, read_places(geojson(tmp_path / "my.geojson", zone, town)))
    outlines = chosen_outlines(shapes, gazetteer=mine)
    area = outlines.area(mine.lookup("Zone Bravo")[0].place)
    assert area is not None
    assert area.geometry.equals(box(30, 10, 32, 12))
    assert not area.approximate
    assert outlines.area(mine.lookup("Town C")[0].place) is None, "a city is a point, whatever was given"
    frame = geomap.code_events("Gunmen attacked an army post in Zone Bravo on Monday.", gazetteer=mine)
    assert frame.geometry[0].equals(area.geometry)
    assert frame["area_source"][0] == OWN_SOURCE


def test_an_area_across_the_antimeridian_is_cut_there(tmp_path: Path) -> None:
    ring = [[[178.0, -18.0], [184.0, -18.0], [184.0, -16.0], [178.0, -16.0], [178.0, -18.0]]]
    zone = {"properties": {"name": "Zone B"}, "geometry": {"type": "Polygon", "coordinates": ring}}
    (found,) = read_places(geojson(tmp_path / "my.geojson", zone))
    assert found.area.bounds == (-180, -18, 180, -16)
    assert round(found.place.lon, 6) == -179.0


@pytest.mark.parametrize("far", [4_000_000.0, 1e308, 400.0])
def test_an_area_in_other_units_is_told(tmp_path: Path, far: float) -> None:
    ring = [[[30.0, 10.0], [far, 10.0], [far, 12.0], [30.0, 10.0]]]
    zone = {"properties": {"name": "Zone B"}, "geometry": {"type": "Polygon", "coordinates": ring}}
    with pytest.raises(InputError, match=r"row 1: reaches 30, 10 to .*; give longitude and latitude in degrees"):
        read_places(geojson(tmp_path / "my.geojson", zone))


def test_a_line_is_told_by_its_middle(tmp_path: Path) -> None:
    road = {"properties": {"name": "Road B"}, "geometry": {"type": "LineString", "coordinates": [[30, 10], [32, 10]]}}
    (found,) = read_places(geojson(tmp_path / "my.geojson", road))
    assert (found.place.lon, found.place.precision, found.area) == (31.0, "area", None)


def test_an_id_stands_for_one_place(tmp_path: Path) -> None:
    (tmp_path / "my.csv").write_text("name,lat,lon,id\nA,1,1,x\nB,2,2,y\nC,3,3,x\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"my\.csv, row 4: the id 'x' is that of row 2"):
        read_places(tmp_path / "my.csv")


def test_a_row_that_is_there_twice_is_one_place(tmp_path: Path, gazetteer: CompiledGazetteer) -> None:
    (tmp_path / "my.csv").write_text("name,lat,lon,aliases\nCamp A,1,1,\nCamp A,1,1,Post A\n", encoding="utf-8")
    mine = Overlay(gazetteer, read_places(tmp_path / "my.csv"))
    assert [len(mine.lookup(name)) for name in ("Camp A", "Post A")] == [1, 1]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("name,lat\nA,1\n", "lacks lon"),
        ("name,lat,lon,hue\nA,1,1,red\n", "has hue"),
        ("name,lat,lon\nA,91,1\n", "row 2: lat"),
        ("name,lat,lon\nA,nan,1\n", "row 2: lat"),
        ("name,lat,lon\n--,1,1\n", "needs a name"),
        ("name,lat,lon,country\nA,1,1,Nowhereland\n", "unknown country"),
        ("name,lat,lon,precision\nA,1,1,exact\n", "unknown precision"),
        ("name,lat,lon,radius_km\nA,1,1,-5\n", "row 2: radius_km is '-5'"),
        ("name,lat,lon,radius_km\nA,1,1,0\n", "row 2: radius_km is '0'"),
    ],
)
def test_a_faulty_table_is_told(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "my.csv").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        read_places(tmp_path / "my.csv")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"features": [{}]}', '{"features": [{"geometry": null}]}'])
def test_faulty_geojson_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "my.geojson").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"my\.geojson"):
        read_places(tmp_path / "my.geojson")


def geojson(path: Path, *features: object) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_the_middle_of_an_area_does_not_lean_to_where_its_ring_begins(tmp_path: Path) -> None:
    ring = [[30.0, 10.0], [32.0, 10.0], [32.0, 12.0], [31.0, 12.0], [30.5, 12.0], [30.0, 12.0], [30.0, 10.0]]
    zone = {"properties": {"name": "Zone B"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    ((place, _),) = [(one.place, one.names) for one in read_places(geojson(tmp_path / "my.geojson", zone))]
    assert (round(place.lat, 6), round(place.lon, 6)) == (11.0, 31.0)


def test_aliases_of_geojson_are_a_list_or_parted_by_semicolons(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [36.1, 33.2]}
    for aliases in (["B Camp", "C Camp"], "B Camp;C Camp"):
        camp = {"properties": {"name": "A Camp", "aliases": aliases}, "geometry": point}
        (found,) = read_places(geojson(tmp_path / "my.geojson", camp))
        assert found.names == ("A Camp", "B Camp", "C Camp")


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point", "coordinates": ["a", 1]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[1, 2]]]},
        {"type": "Blob", "coordinates": [1, 2]},
    ],
)
def test_a_faulty_feature_is_told_by_its_number(tmp_path: Path, geometry: object) -> None:
    sound = {"properties": {"name": "A"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    faulty = {"properties": {"name": "B"}, "geometry": geometry}
    with pytest.raises(InputError, match=r"my\.geojson, row 2: "):
        read_places(geojson(tmp_path / "my.geojson", sound, faulty))


def test_a_file_that_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_places(tmp_path / "none.csv")
