"""The areas of places, and discs on the globe."""

from __future__ import annotations

import math
import pickle
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point

from geomap.errors import GazetteerError
from geomap.model import Place
from geomap.places.countries import all_countries
from geomap.places.disc import EARTH_KM, disc
from geomap.places.gazetteer import CompiledGazetteer
from geomap.places.shapes import Area, Shapes, default_path, disputed_areas, open_shapes


def area_of(shapes: Shapes, gazetteer: CompiledGazetteer, gazetteer_id: str) -> Area:
    place = gazetteer.place(gazetteer_id)
    assert place is not None
    area = shapes.area(place)
    assert area is not None
    return area


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    a, b, turn = math.radians(lat1), math.radians(lat2), math.radians(lon2 - lon1)
    return EARTH_KM * math.acos(min(1, max(-1, math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn))))


def test_krasnodar_krai_is_an_approximate_area_around_krasnodar(shapes: Shapes, gazetteer: CompiledGazetteer) -> None:
    area = area_of(shapes, gazetteer, "iso:RU-KDA")
    assert area.approximate
    assert "Voronoi" in area.source
    assert area.geometry.contains(Point(38.98, 45.04))
    assert area.geometry.contains(Point(39.72, 43.6))  # Sochi
    assert not area.geometry.contains(Point(39.7, 47.23))  # Rostov-on-Don
    assert not area.geometry.contains(Point(34.1, 44.95))  # Simferopol


def test_a_country_has_the_mapped_outline(shapes: Shapes, gazetteer: CompiledGazetteer) -> None:
    area = area_of(shapes, gazetteer, "gn:102358")
    assert not area.approximate
    assert "Natural Earth" in area.source
    assert area.geometry.contains(Point(46.7, 24.7))


@pytest.mark.parametrize(("lat", "lon"), [(44.95, 34.1), (44.6, 33.53), (45.36, 36.47), (46.64, 32.62)])
def test_outlines_follow_the_gazetteer_in_crimea(
    shapes: Shapes, gazetteer: CompiledGazetteer, lat: float, lon: float
) -> None:
    assert area_of(shapes, gazetteer, "gn:690791").geometry.buffer(0.05).contains(Point(lon, lat))
    assert not area_of(shapes, gazetteer, "gn:2017370").geometry.contains(Point(lon, lat))


@pytest.mark.parametrize(("lat", "lon"), [(27.1, -13.1), (23.7, -15.8), (26.15, -10.56)])
def test_western_sahara_reaches_from_its_coast_to_its_border(
    shapes: Shapes, gazetteer: CompiledGazetteer, lat: float, lon: float
) -> None:
    assert area_of(shapes, gazetteer, "gn:2461445").geometry.buffer(0.05).contains(Point(lon, lat))
    assert not area_of(shapes, gazetteer, "gn:2542007").geometry.contains(Point(lon, lat))


@pytest.mark.parametrize(("lat", "lon"), [(68.05, 166.5), (66, -173), (65, 40), (64.7, 177.5)])
def test_russia_is_whole_on_both_sides_of_the_antimeridian(
    shapes: Shapes, gazetteer: CompiledGazetteer, lat: float, lon: float
) -> None:
    assert area_of(shapes, gazetteer, "gn:2017370").geometry.buffer(0.2).contains(Point(lon, lat))


def test_antarctica_reaches_the_pole(shapes: Shapes, gazetteer: CompiledGazetteer) -> None:
    assert area_of(shapes, gazetteer, "gn:6697173").geometry.contains(Point(100, -89.5))


def test_every_country_lies_in_its_own_outline(shapes: Shapes, gazetteer: CompiledGazetteer) -> None:
    checked = 0
    for land in all_countries():
        place = gazetteer.country(land.alpha3)
        assert place is not None
        outline = shapes.outline(place.gazetteer_id)
        if outline is not None:
            checked += 1
            assert outline.geometry.distance(Point(place.lon, place.lat)) < 0.11, land.name
    assert checked > 235


def test_every_place_coarser_than_a_town_has_a_sound_area(shapes: Shapes, gazetteer: CompiledGazetteer) -> None:
    counts: Counter[str] = Counter()
    for place in gazetteer.places():
        if place.precision in ("site", "city"):
            continue
        area = shapes.area(place)
        assert area is not None, place
        assert area.source
        assert not area.geometry.is_empty, place
        assert area.geometry.is_valid, place
        west, south, east, north = area.geometry.bounds
        assert -180 <= west < east <= 180, place  # what crosses the antimeridian comes in parts
        assert -90 <= south < north <= 90, place
        counts[place.precision] += 1
    assert {"adm1", "adm2", "area", "country", "multi_country"} <= counts.keys()
    assert counts.total() > 8000


def test_no_cell_is_cut_into_by_thin_necks(shapes: Shapes, gazetteer: CompiledGazetteer) -> None:
    adygea = area_of(shapes, gazetteer, "iso:RU-AD").geometry
    thin = adygea.buffer(-0.06).buffer(0.0601)
    assert adygea.difference(thin.buffer(0.03)).area < 0.025 * adygea.area


def test_parts_overseas_belong_to_their_own_territory(shapes: Shapes, gazetteer: CompiledGazetteer) -> None:
    cayenne = Point(-52.8, 4.5)
    assert area_of(shapes, gazetteer, "gn:3381670").geometry.contains(cayenne)
    assert not area_of(shapes, gazetteer, "gn:3017382").geometry.contains(cayenne)


def test_us_states_and_counties_have_census_outlines(shapes: Shapes, gazetteer: CompiledGazetteer) -> None:
    county = area_of(shapes, gazetteer, "fips:51059")
    state = area_of(shapes, gazetteer, "iso:US-VA")
    assert not county.approximate
    assert not state.approximate
    assert state.geometry.buffer(0.02).contains(county.geometry)


def test_every_outline_is_valid_and_on_the_globe(shapes: Shapes) -> None:
    ids = list(shapes.ids())
    assert len(ids) > 7000
    for name in ids:
        area = shapes.outline(name)
        assert area is not None
        assert area.geometry.is_valid, name
        west, south, east, north = area.geometry.bounds
        assert -180 <= west <= east <= 180, name
        assert -90 <= south <= north <= 90, name


def test_each_first_level_area_lies_in_its_country(shapes: Shapes, gazetteer: CompiledGazetteer) -> None:
    countries = {}
    checked = 0
    for name in shapes.ids():
        place = gazetteer.place(name)
        if place is None or place.precision != "adm1" or place.country == "USA":
            continue
        if place.country not in countries:
            country = gazetteer.country(place.country or "")
            assert country is not None
            outline = shapes.outline(country.gazetteer_id)
            assert outline is not None
            countries[place.country] = outline.geometry.buffer(0.05)
            shapely.prepare(countries[place.country])
        part = shapes.outline(name)
        assert part is not None
        whole = countries[place.country]
        if not whole.contains(part.geometry):
            assert part.geometry.difference(whole).area <= 0.01 * part.geometry.area, name
        checked += 1
    assert checked > 2500


def test_divisions_of_a_country_fill_it_without_overlap(shapes: Shapes, gazetteer: CompiledGazetteer) -> None:
    whole = area_of(shapes, gazetteer, "gn:690791").geometry
    parts = [area_of(shapes, gazetteer, name).geometry for name in shapes.ids() if name.startswith("iso:UA-")]
    assert len(parts) == 27
    assert shapely.union_all(parts).area == pytest.approx(whole.area, rel=0.02)
    assert sum(part.area for part in parts) == pytest.approx(whole.area, rel=0.02)


def test_most_towns_lie_in_the_area_of_their_division(shapes: Shapes, gazetteer: CompiledGazetteer) -> None:
    towns = [p for p in gazetteer.places() if p.precision == "city" and p.country in {"UKR", "SYR", "SDN", "MMR"}]
    areas: dict[str, shapely.Geometry] = {}
    inside = total = 0
    for town in towns:
        division = gazetteer.admin1_of(town)
        if division is None:
            continue
        if division.gazetteer_id not in areas:
            area = shapes.outline(division.gazetteer_id)
            areas[division.gazetteer_id] = area.geometry.buffer(0.02) if area else Point()
        total += 1
        inside += areas[division.gazetteer_id].contains(Point(town.lon, town.lat))
    assert total > 2000
    assert inside / total > 0.97


def test_a_region_is_the_union_of_its_members(shapes: Shapes, gazetteer: CompiledGazetteer) -> None:
    donbas = area_of(shapes, gazetteer, "geomap:region/donbas")
    assert donbas.approximate
    assert donbas.geometry.contains(Point(37.8, 48.0))
    assert donbas.geometry.contains(Point(39.3, 48.57))
    assert not donbas.geometry.contains(Point(36.25, 49.98))


def test_a_place_without_an_outline_is_an_approximate_disc(shapes: Shapes, gazetteer: CompiledGazetteer) -> None:
    sea = gazetteer.place("geomap:feature/black-sea")
    assert sea is not None
    area = shapes.area(sea)
    assert area is not None
    assert area.approximate
    assert area.geometry.contains(Point(sea.lon, sea.lat))
    edge = area.geometry.exterior.coords[0]
    assert kilometres(sea.lat, sea.lon, edge[1], edge[0]) == pytest.approx(sea.radius_km, rel=0.01)


@pytest.mark.parametrize("precision", ["site", "city", "unknown"])
def test_a_point_has_no_area(shapes: Shapes, precision: str) -> None:
    assert shapes.area(Place("gn:706483", "Kharkiv", 49.98, 36.25, precision, "UKR")) is None  # type: ignore[arg-type]


def test_near_a_city_is_a_disc_of_the_stated_radius(shapes: Shapes) -> None:
    near = Place("gn:706483", "Kharkiv", 49.98177, 36.25475, "near_city", "UKR", radius_km=20.0)
    area = shapes.area(near)
    assert area is not None
    assert area.approximate
    for lon, lat in area.geometry.exterior.coords:
        assert kilometres(near.lat, near.lon, lat, lon) == pytest.approx(20.0, rel=1e-3)


@given(st.floats(-89.9, 89.9), st.floats(-180, 180), st.floats(0.5, 3000))
def test_a_disc_is_valid_on_the_globe_and_holds_its_centre(lat: float, lon: float, radius: float) -> None:
    area = disc(lat, lon, radius_km=radius)
    assert area.is_valid
    west, south, east, north = area.bounds
    assert west >= -180 - 1e-9
    assert east <= 180 + 1e-9
    assert -90 <= south <= north <= 90
    assert area.buffer(1e-6).contains(Point(lon, lat))


@given(st.floats(-85, 85), st.floats(-180, 180), st.floats(1, 400), st.floats(0, 360), st.floats(0.05, 0.9))
def test_what_is_well_within_the_radius_is_in_the_disc(
    lat: float, lon: float, radius: float, bearing: float, share: float
) -> None:
    area = disc(lat, lon, radius_km=radius)
    angle, turn = share * radius / EARTH_KM, math.radians(bearing)
    start = math.radians(lat)
    end = math.asin(math.sin(start) * math.cos(angle) + math.cos(start) * math.sin(angle) * math.cos(turn))
    sideways = math.atan2(
        math.sin(turn) * math.sin(angle) * math.cos(start), math.cos(angle) - math.sin(start) * math.sin(end)
    )
    there = (lon + math.degrees(sideways) + 180) % 360 - 180
    assert area.buffer(1e-6).intersects(Point(there, math.degrees(end)))


def test_a_disc_across_the_antimeridian_comes_in_two() -> None:
    area = disc(0, 179.9, radius_km=100)
    assert area.geom_type == "MultiPolygon"
    assert area.contains(Point(-179.9, 0))
    assert area.contains(Point(179.5, 0))
    assert not area.contains(Point(0, 0))


def test_disputed_areas_are_places_of_the_gazetteer_under_the_country_they_say(gazetteer: CompiledGazetteer) -> None:
    for disputed in disputed_areas():
        place = gazetteer.place(disputed.place)
        assert place is not None, disputed.place
        assert place.country == (disputed.country or None), disputed.place
        assert disputed.held_by
        assert disputed.claimants


def test_crimea_is_disputed_and_filed_under_ukraine() -> None:
    crimea = next(one for one in disputed_areas() if one.name == "Crimea")
    assert (crimea.country, crimea.held_by, crimea.claimants) == ("UKR", ("RUS",), ("UKR", "RUS"))


def test_decoding_imports_no_more_than_shapely_and_numpy() -> None:
    program = (
        "import sys; from geomap.places.shapes import open_shapes\n"
        "assert 'shapely' not in sys.modules\n"
        "with open_shapes() as s: s.outline('gn:690791')\n"
        "print([name for name in ('geopandas', 'pandas', 'scipy', 'pyproj') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_shapes_pickle_by_their_path(shapes: Shapes) -> None:
    with pickle.loads(pickle.dumps(shapes)) as again:  # noqa: S301 - our own pickle
        assert again.outline("gn:690791") is not None


def test_a_missing_or_damaged_file_says_how_to_mend_it(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"python -m geomap\.places\.compile"):
        open_shapes(tmp_path / "none.bin")
    cut = tmp_path / "shapes.bin"
    cut.write_bytes(default_path().read_bytes()[:-100])
    with pytest.raises(GazetteerError, match=r"damaged or cut short; run 'python -m geomap\.places\.compile'"):
        open_shapes(cut)


def test_a_gazetteer_is_no_file_of_shapes(gazetteer: CompiledGazetteer) -> None:
    with pytest.raises(GazetteerError, match="not a file of compiled shapes"):
        open_shapes(gazetteer.path)


@pytest.mark.parametrize(("region", "lat", "lon"), [("northern-cyprus", 35.33, 33.32), ("somaliland", 9.56, 44.06)])
def test_a_region_that_the_atlas_draws_has_its_outline(shapes: Shapes, region: str, lat: float, lon: float) -> None:
    area = shapes.outline(f"geomap:region/{region}")
    assert area is not None
    assert not area.approximate
    assert area.geometry.buffer(0.02).contains(Point(lon, lat))


def test_every_disputed_area_has_an_area_or_a_point_of_its_own(shapes: Shapes, gazetteer: CompiledGazetteer) -> None:
    for disputed in disputed_areas():
        place = gazetteer.place(disputed.place)
        assert place is not None, disputed.place
        assert place.precision in ("site", "city") or shapes.area(place) is not None, disputed.name
        assert set(disputed.views.values()) <= {one.alpha3 for one in all_countries()}
