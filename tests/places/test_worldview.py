"""Whose view of disputed areas is taken."""

from __future__ import annotations

import pytest
from shapely.geometry import Point

from geomap.errors import UsageError
from geomap.model import Candidate, Mention, Place
from geomap.pipeline import find_places
from geomap.places.gazetteer import CompiledGazetteer
from geomap.places.shapes import Shapes, disputed_areas
from geomap.places.wanted import chosen_outlines, chosen_view
from geomap.places.worldview import Worldview, open_worldview


@pytest.fixture(scope="module")
def views(gazetteer: CompiledGazetteer, shapes: Shapes) -> dict[str, Worldview]:
    names = ("un", "de-facto", "ua", "ru", "in", "pk", "cn", "ma", "il", "rs", "ar", "DEU")
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
