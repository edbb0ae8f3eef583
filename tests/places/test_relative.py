"""Rings, offset points and stretches between places, from the words around a toponym."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.model import Place
from geomap.places.relative import Relation, bearing, distance_km, is_suburb, pair_relation, relate
from geomap.places.relative import relation_of as relation
from tests.places.small_gazetteer import ALEPPO, DAMASCUS, SYRIA


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Fighting went on near", Relation("near")),
        ("a base just outside the town of", Relation("near")),
        ("in a field not far from", Relation("near")),
        ("on the northern outskirts of", Relation("outskirts")),
        ("in the suburbs of the city of", Relation("outskirts")),
        ("a village 20 km north of", Relation("offset", 20.0, 0.0)),
        ("some 1,200 kilometres south-west of", Relation("offset", 1200.0, 225.0)),
        ("about 30 kilometres (19 miles) to the east of", Relation("offset", 30.0, 90.0)),
        ("a post five kilometers from", Relation("within", 5.0)),
        ("a camp 10 km outside", Relation("within", 10.0)),
        ("shells hit a farm 30 km north of", Relation("offset", 30.0, 0.0)),
        ("their team was 12 km from the town of", Relation("within", 12.0)),
        ("north of the city of", Relation("offset", None, 0.0)),
        ("twenty-five km north of", Relation("offset", None, 0.0)),
        ("hills northwest of", Relation("offset", None, 315.0)),
        ("along the border with", Relation("border")),
        ("on the outskirts of the southern Lebanese town of", Relation("outskirts")),
        ("around the besieged city of", Relation("near")),
        ("60 km from the capital", Relation("within", 60.0)),
        ("in the hills overlooking", Relation("near")),
        ("farmers in the countryside of", Relation("near")),
        ("positions in the direction of", Relation("front")),
        ("a tanker off the coast of", Relation("offshore")),
        ("a tanker off the southern coast of", Relation("offshore")),
        ("in waters off", Relation("offshore")),
        ("The army sealed off", None),
        ("The blockade has cut off the", None),
        ("Air defences fended off drones over", None),
        ("a village bordering", Relation("border")),
        ("a forest on the border of", Relation("border")),
        ("The army held", None),
        ("in", None),
        ("people from the north and those of", None),
        ("they ran 5 km in", None),
    ],
)
def test_the_words_before_a_toponym_say_how_it_places(before: str, expected: Relation | None) -> None:
    assert relation(before) == expected


def test_a_border_may_follow_the_name() -> None:
    assert relation("troops massed at the", " border on Friday") == Relation("border")


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (" suburbs overnight", Relation("outskirts")),
        (" area on Friday", Relation("near")),
        (" area of responsibility", None),
        (" area of Balochistan", Relation("near")),
        (" area of southern Lebanon", Relation("near")),
        ("'s countryside on Friday", Relation("near")),
        ("’s southern suburbs", Relation("outskirts")),
        ("'s area of operations", None),
        (" area of the Sahel", Relation("near")),
        (" front on Wednesday", Relation("front")),
        (" direction on Monday", Relation("front")),
        (" sector", Relation("front")),
        (" Front said", None),
        (" border guards fired", None),
        ("'s northern border", Relation("border")),
        (" on Friday", None),
    ],
)
def test_the_words_after_a_toponym_say_how_it_places(after: str, expected: Relation | None) -> None:
    assert relation("Shells hit the", after) == expected


def test_the_east_of_a_town_is_in_it_and_to_the_east_of_it_is_not() -> None:
    assert relation("clashes in the east of") is None
    assert relation("clashes to the east of") == Relation("offset", None, 90.0)


@pytest.mark.parametrize(
    ("before", "joined", "after", "expected"),
    [
        ("a convoy between", " and ", " was hit", "between"),
        ("on the", "–", " highway", "road"),
        ("the", "-", " road was cut", "road"),
        ("the road linking", " and ", " was cut", "road"),
        ("the highway from", " to ", " was cut", "road"),
        ("attacked a bus travelling from", " to ", " at dawn", "way"),
        ("along the", "-", " border", "border"),
        ("at the border between", " and ", ".", "border"),
        ("near", "'s border with ", ".", "border"),
        ("in the border area between", " and ", ".", "border"),
        ("near the", " border with ", ".", "border"),
        ("the highway linking the capital,", ", with the city of ", ".", "road"),
        ("The", "-", " train was attacked", "road"),
        ("talks in", " and ", " failed", None),
        ("between", ", ", " and", None),
        ("He wrote letters from", " to ", ".", None),
    ],
)
def test_two_toponyms_can_name_the_stretch_between_them(
    before: str, joined: str, after: str, expected: str | None
) -> None:
    assert pair_relation(before, joined, after) == expected


def test_near_and_outskirts_are_rings_of_a_stated_radius() -> None:
    near, edge = relate(ALEPPO, Relation("near")), relate(ALEPPO, Relation("outskirts"))
    assert (near.precision, near.radius_km, near.lat) == ("near_city", 15.0, ALEPPO.lat)
    assert (edge.precision, edge.radius_km) == ("near_city", 10.0)


def test_a_distance_with_a_direction_moves_the_point_and_says_how_sure_it_is() -> None:
    moved = relate(ALEPPO, Relation("offset", 40.0, 0.0))
    assert (moved.precision, moved.radius_km) == ("near_city", 10.0)
    assert distance_km(ALEPPO, moved) == pytest.approx(40, abs=0.1)
    assert moved.lat > ALEPPO.lat


def test_a_country_stays_a_country_and_a_plain_mention_stays_a_point() -> None:
    assert relate(SYRIA, Relation("near")) is SYRIA
    assert relate(ALEPPO, None) is ALEPPO
    assert relate(ALEPPO, Relation("border")) is ALEPPO


def test_a_wide_ring_is_an_area_and_no_neighbourhood() -> None:
    assert relate(ALEPPO, Relation("within", 150.0)).precision == "area"


@given(st.floats(-80, 80), st.floats(-180, 180), st.floats(0.5, 500), st.floats(0, 359.9))
def test_going_out_and_measuring_back_agree(lat: float, lon: float, far: float, turn: float) -> None:
    start = Place("test:start", "", lat, lon, "city")
    end = relate(start, Relation("offset", far, turn))
    assert distance_km(start, end) == pytest.approx(far, rel=1e-3, abs=0.01)
    assert abs((bearing(start, end) - turn + 180) % 360 - 180) < 1.0


def test_of_two_towns_the_smaller_is_the_suburb() -> None:
    douma = Place("test:douma", "Douma", 33.57, 36.4, "city", "SYR", population=90_000)
    assert is_suburb(DAMASCUS, " suburb of ", douma)
    assert is_suburb(DAMASCUS, "'s besieged eastern suburb of ", douma)
    assert not is_suburb(douma, " suburb of ", DAMASCUS), "the Douma suburb of Damascus"
    assert not is_suburb(None, " suburb of ", douma)
    assert not is_suburb(DAMASCUS, " and ", douma)
