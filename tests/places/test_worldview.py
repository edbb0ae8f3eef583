"""Whose view of disputed areas is taken."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from shapely.geometry import Point

from geomap.errors import TableError, UsageError
from geomap.model import Candidate, Mention, Place
from geomap.pipeline import find_places
from geomap.places.compile.drawn import drawn_areas
from geomap.places.gazetteer import CompiledGazetteer
from geomap.places.shapes import Shapes, disputed_areas
from geomap.places.wanted import chosen_outlines, chosen_view
from geomap.places.worldview import Worldview, open_worldview


@pytest.fixture(scope="module")
def views(gazetteer: CompiledGazetteer, shapes: Shapes) -> dict[str, Worldview]:
    names = ("un", "de-facto", "ua", "ru", "in", "pk", "cn", "ma", "il", "sy", "rs", "ar", "DEU")
    return {name: open_worldview(name, gazetteer=gazetteer, shapes=shapes) for name in names}


def named(gazetteer: CompiledGazetteer, name: str) -> Place:
    return gazetteer.lookup(name)[0].place


@pytest.mark.parametrize(
    ("name", "view", "land"),
    [
        ("Simferopol", "un", "UKR"), ("Simferopol", "ua", "UKR"), ("Simferopol", "ru", "RUS"),
        ("Simferopol", "de-facto", "RUS"), ("Simferopol", "DEU", "UKR"), ("Kharkiv", "ru", "UKR"),
        ("Donetsk", "ru", "RUS"), ("Donetsk", "de-facto", "UKR"),
        ("Srinagar", "in", "IND"), ("Srinagar", "pk", "PAK"), ("Muzaffarabad", "in", "IND"), ("Lahore", "in", "PAK"),
        ("Itanagar", "cn", "CHN"), ("Taipei", "cn", "CHN"), ("Taipei", "un", "TWN"),
        ("Laayoune", "ma", "MAR"), ("Dakhla", "ma", "MAR"), ("Pristina", "rs", "SRB"),
        ("Pristina", "ru", "SRB"), ("Pristina", "un", "XKX"),
        ("Golan Heights", "il", "ISR"), ("West Bank", "il", "PSE"), ("Falkland Islands", "ar", "ARG"),
        ("Majdal Shams", "un", "SYR"), ("Majdal Shams", "il", "ISR"), ("Majdal Shams", "de-facto", "ISR"),
        ("Katzrin", "un", "ISR"), ("Katzrin", "sy", "SYR"), ("Katzrin", "il", "ISR"), ("Kiryat Shmona", "sy", "ISR"),
        ("Tskhinvali", "un", "GEO"),
        ("Gilgit-Baltistan", "in", "IND"), ("Moscow", "ru", "RUS"), ("Western Sahara", "ma", "MAR"),
    ],
)  # fmt: skip
def test_a_place_has_the_country_that_a_view_gives_it(
    gazetteer: CompiledGazetteer, views: dict[str, Worldview], name: str, view: str, land: str
) -> None:
    assert views[view].place(named(gazetteer, name)).country == land


def test_the_default_view_changes_nothing(gazetteer: CompiledGazetteer, shapes: Shapes) -> None:
    assert chosen_view("un", gazetteer=gazetteer, shapes=shapes) is None
    assert chosen_view(None, gazetteer=gazetteer, shapes=shapes) is None


def test_only_the_country_of_a_place_changes(gazetteer: CompiledGazetteer, views: dict[str, Worldview]) -> None:
    before = named(gazetteer, "Simferopol")
    after = views["ru"].place(before)
    assert (after.lat, after.lon, after.admin1, after.gazetteer_id) == (
        before.lat, before.lon, before.admin1, before.gazetteer_id,
    )  # fmt: skip


def test_alternatives_are_seen_alike(gazetteer: CompiledGazetteer, views: dict[str, Worldview]) -> None:
    place = named(gazetteer, "Simferopol")
    mention = Mention(0, 10, "Simferopol", "literal", None, 0.0, (Candidate(place, 0.4),))
    (seen,) = views["ru"].mentions([mention])
    assert seen.alternatives[0].place.country == "RUS"


def test_a_place_made_of_parts_follows_them(gazetteer: CompiledGazetteer, views: dict[str, Worldview]) -> None:
    parts = (named(gazetteer, "Simferopol"), named(gazetteer, "Kherson"))
    road = Place("x+y", "the road", 45.5, 33.5, "area", "UKR", shape="corridor", parts=parts)
    assert views["ua"].place(road).country == "UKR"
    assert views["ru"].place(road).country == "RUS"


def test_the_outlines_of_countries_follow_the_view(gazetteer: CompiledGazetteer, shapes: Shapes) -> None:
    view = chosen_view("ru", gazetteer=gazetteer, shapes=shapes)
    outlines = chosen_outlines(shapes, gazetteer=gazetteer, view=view)
    simferopol, kyiv = Point(34.1, 44.95), Point(30.5, 50.45)
    areas = {}
    for code in ("UKR", "RUS", "POL"):
        land = gazetteer.country(code)
        assert land is not None
        area = outlines.area(land)
        assert area is not None
        assert area.geometry.is_valid
        areas[code] = area
    assert areas["RUS"].geometry.contains(simferopol)
    assert not areas["UKR"].geometry.contains(simferopol)
    assert areas["UKR"].geometry.contains(kyiv)
    assert "as seen by ru" in areas["RUS"].source
    assert "as seen" not in areas["POL"].source


def test_the_golan_lies_in_one_country_only_whoever_looks(gazetteer: CompiledGazetteer, shapes: Shapes) -> None:
    katzrin = Point(35.69, 32.99)
    for name, owner in (("il", "ISR"), ("sy", "SYR"), ("de-facto", "ISR")):
        view = chosen_view(name, gazetteer=gazetteer, shapes=shapes)
        outlines = chosen_outlines(shapes, gazetteer=gazetteer, view=view)
        for code in ("ISR", "SYR"):
            land = gazetteer.country(code)
            assert land is not None
            area = outlines.area(land)
            assert area is not None
            assert area.geometry.contains(katzrin) == (code == owner), (name, code)


@pytest.mark.parametrize(
    ("name", "inside", "outside", "square_km"),
    [
        ("golan-heights", (35.77, 33.27), (35.50, 33.21), (900, 1_500)),
        ("aksai-chin", (79.5, 35.2), (77.58, 34.16), (30_000, 45_000)),
        ("abyei", (28.43, 9.6), (29.8, 9.25), (8_000, 12_500)),
        ("south-ossetia", (43.97, 42.23), (44.11, 41.98), (3_000, 5_000)),
        ("essequibo-region", (-59.8, 3.38), (-58.15, 6.8), (130_000, 175_000)),
        ("halaib", (36.0, 22.5), (35.4, 23.95), (15_000, 26_000)),
    ],
)
def test_an_outline_drawn_by_hand_is_about_right_and_says_so(
    shapes: Shapes, name: str, inside: tuple[float, float], outside: tuple[float, float], square_km: tuple[int, int]
) -> None:
    """Majdal Shams is on the Golan and Kiryat Shmona is not, Tskhinvali is in South Ossetia and Gori is not."""
    area = shapes.outline(f"geomap:region/{name}")
    assert area is not None
    assert area.approximate
    assert "by hand" in area.source
    assert area.geometry.contains(Point(inside))
    assert not area.geometry.contains(Point(outside))
    middle = area.geometry.centroid.y
    size = area.geometry.area * 111.2**2 * math.cos(math.radians(middle))
    assert square_km[0] < size < square_km[1]


def test_a_faulty_outline_is_refused_and_says_how_to_mend_it(tmp_path: Path) -> None:
    table = tmp_path / "outlines.toml"
    table.write_text("[x]\ncorners = [[0, 0], [1, 1], [1, 0], [0, 1]]\n", encoding="utf-8")
    with pytest.raises(TableError, match="give them in order"):
        drawn_areas({}, table)


def test_a_view_leaves_names_and_their_resolution_alone(gazetteer: CompiledGazetteer) -> None:
    (mention,) = find_places("A blast was heard in Simferopol on Tuesday.", gazetteer=gazetteer)
    assert mention.place is not None
    assert mention.place.country == "UKR"


@pytest.mark.parametrize("name", ["mars", "xx", ""])
def test_an_unknown_view_is_a_usage_error(gazetteer: CompiledGazetteer, shapes: Shapes, name: str) -> None:
    with pytest.raises(UsageError, match="no worldview"):
        open_worldview(name, gazetteer=gazetteer, shapes=shapes)


def test_the_table_holds_the_areas_that_news_speaks_of() -> None:
    names = {area.name for area in disputed_areas()}
    assert {"Crimea", "Kosovo", "Taiwan", "Western Sahara", "Golan Heights", "Abkhazia", "Aksai Chin", "Abyei"} <= names
    assert len(names) == len(disputed_areas()) >= 44


@pytest.mark.parametrize("name", ["Smara", "Aousserd", "Gueltat Zemmour", "Imlili", "Laayoune", "Dakhla-Oued Ed-Dahab"])
def test_the_towns_of_a_disputed_country_are_filed_alike_and_move_together(
    gazetteer: CompiledGazetteer, shapes: Shapes, name: str
) -> None:
    place = next(match.place for match in gazetteer.lookup(name) if match.kind == "name")
    assert place.country == "ESH"
    assert open_worldview("ma", gazetteer=gazetteer, shapes=shapes).place(place).country == "MAR"


def test_no_place_well_within_a_disputed_country_is_filed_under_a_claimant(
    gazetteer: CompiledGazetteer, shapes: Shapes
) -> None:
    for area in disputed_areas():
        land, outline = gazetteer.place(area.place), shapes.outline(area.place)
        if land is None or land.precision != "country" or outline is None:
            continue
        inner = outline.geometry.buffer(-0.25)
        west, south, east, north = outline.geometry.bounds
        middle = ((south + north) / 2, (west + east) / 2)
        for place in gazetteer.within(*middle, (north - south) / 2, (east - west) / 2):
            others = {*area.held_by, *area.claimants} - {land.country}
            assert place.country not in others or not inner.covers(Point(place.lon, place.lat)), place
