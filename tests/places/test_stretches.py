"""Roads, borders and provinces named together: what they are, and what is drawn of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.frame.geometry import geometry_of
from geomap.model import Place
from geomap.places.coast import COUNTRY_KM, coast, sea_along
from geomap.places.countries import all_countries
from geomap.places.gazetteer import CompiledGazetteer
from geomap.places.relative import distance_km
from geomap.places.shapes import open_shapes
from geomap.places.stretches import CORRIDOR_KM, border, corridor, outline, union
from tests.places.small_gazetteer import ALEPPO, DAMASCUS, KYIV, SYRIA, TBILISI


def test_a_road_is_a_corridor_that_reaches_both_ends_and_no_pin() -> None:
    from shapely import Point

    road = corridor(ALEPPO, DAMASCUS)
    assert road is not None
    assert (road.precision, road.radius_km, road.country, road.admin1) == ("area", CORRIDOR_KM, "SYR", None)
    assert distance_km(road, ALEPPO) == pytest.approx(distance_km(road, DAMASCUS), abs=0.1)
    strip = geometry_of(road, shapes=None).geometry
    assert strip.geom_type == "Polygon"
    assert all(strip.covers(Point(end.lon, end.lat)) for end in (ALEPPO, DAMASCUS))
    assert not strip.covers(Point(road.lon + 0.3, road.lat))


def test_a_short_road_is_the_neighbourhood_of_its_ends() -> None:
    near = Place("test:near", "Near", ALEPPO.lat + 0.2, ALEPPO.lon, "city", "SYR")
    road = corridor(ALEPPO, near)
    assert road is not None
    assert road.precision == "near_city"


def test_towns_far_apart_and_whole_countries_have_no_road_between_them() -> None:
    assert corridor(KYIV, TBILISI) is None
    assert corridor(ALEPPO, SYRIA) is None
    assert corridor(ALEPPO, ALEPPO) is None


@given(st.floats(-75, 75), st.floats(-180, 180), st.floats(-1.5, 1.5), st.floats(-1.5, 1.5))
def test_every_corridor_covers_its_ends(lat: float, lon: float, north: float, east: float) -> None:
    from shapely import Point

    first = Place("test:1", "One", lat, lon, "city")
    second = Place("test:2", "Two", lat + north, (lon + east + 180) % 360 - 180, "city")
    road = corridor(first, second)
    if road is None:
        return
    strip = outline(road, None)
    assert strip is not None
    assert strip.is_valid
    for end in (first, second):
        assert any(strip.distance(Point(end.lon + turn, end.lat)) < 1e-6 for turn in (-360, 0, 360))


def named(gazetteer: CompiledGazetteer, code: str) -> Place:
    found = gazetteer.country(code)
    assert found is not None
    return found


def test_a_border_is_a_strip_along_both_countries(gazetteer: CompiledGazetteer) -> None:
    syria, turkey = named(gazetteer, "SYR"), named(gazetteer, "TUR")
    strip = border(syria, turkey)
    assert strip is not None
    assert (strip.name, strip.precision, strip.country) == ("Syria–Turkey border", "area", None)
    with open_shapes() as shapes:
        drawn = geometry_of(strip, shapes=shapes)
        whole = shapes.area(syria)
    assert whole is not None
    assert drawn.approximate
    assert 0 < drawn.geometry.area < whole.geometry.area / 2
    west, south, east, north = drawn.geometry.bounds
    assert west < strip.lon < east
    assert south < strip.lat < north


def test_countries_that_do_not_touch_have_no_border(gazetteer: CompiledGazetteer) -> None:
    assert border(named(gazetteer, "FRA"), named(gazetteer, "UKR")) is None
    assert border(named(gazetteer, "FRA"), named(gazetteer, "FRA")) is None


def test_divisions_named_together_are_one_area_and_towns_are_not(gazetteer: CompiledGazetteer) -> None:
    both = [
        next(m.place for m in gazetteer.lookup(name) if m.place.precision == "adm1")
        for name in ("Kursk Oblast", "Belgorod Oblast")
    ]
    together = union(both)
    assert together is not None
    assert (together.precision, together.country, len(together.parts)) == ("area", "RUS", 2)
    with open_shapes() as shapes:
        drawn = geometry_of(together, shapes=shapes).geometry
        areas = [shapes.area(one) for one in both]
    assert drawn.area == pytest.approx(sum(area.geometry.area for area in areas if area), rel=1e-6)
    assert union([ALEPPO, DAMASCUS]) is None
    assert union(both[:1]) is None


def test_off_a_coast_is_the_sea_along_it_and_no_land(gazetteer: CompiledGazetteer) -> None:
    from shapely import Point

    yemen = named(gazetteer, "YEM")
    sea = coast(yemen)
    assert sea is not None
    assert (sea.name, sea.precision, sea.country, sea.radius_km) == ("Yemen coast", "area", "YEM", COUNTRY_KM)
    with open_shapes() as shapes:
        strip = geometry_of(sea, shapes=shapes).geometry
        land = shapes.area(yemen)
    assert land is not None
    assert strip.covers(Point(sea.lon, sea.lat))
    assert strip.covers(Point(48.5, 13.5)), "the Gulf of Aden"
    assert not strip.covers(Point(44.2, 15.35)), "Sanaa"
    assert strip.intersection(land.geometry).area < strip.area / 100


def test_what_has_no_coast_has_no_sea_off_it(gazetteer: CompiledGazetteer) -> None:
    assert coast(named(gazetteer, "AFG")) is None
    assert coast(ALEPPO) is None
    jordan = coast(named(gazetteer, "JOR"))
    assert jordan is not None
    assert jordan.lat < 30, "the Gulf of Aqaba, not the sea beyond Israel"


def test_the_compiled_points_at_sea_lie_in_the_sea_that_is_drawn(gazetteer: CompiledGazetteer) -> None:
    from shapely import Point

    with open_shapes() as shapes:
        outlined = {one.alpha3: shapes.outline(f"gn:{one.geonameid}") for one in all_countries()}
        for code in ("YEM", "JOR", "JPN", "DJI", "AFG", "CZE"):
            area, point = outlined[code], shapes.seas[named(gazetteer, code).gazetteer_id]
            assert area is not None
            sea = sea_along(area.geometry, COUNTRY_KM)
            assert (sea is None) == (point is None), code
            assert sea is None or point is None or sea.covers(Point(point[1], point[0])), code
        assert len(shapes.seas) == sum(area is not None for area in outlined.values())
