"""Rings, offset points and stretches between places, from the words around a toponym."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.model import Place
from geomap.places.relative import Relation, bearing, corridor, distance_km, pair_relation, relate, relate_pair
from geomap.places.relative import relation_of as relation
from tests.places.small_gazetteer import ALEPPO, DAMASCUS, KYIV, SYRIA, TBILISI, ZAPORIZHZHIA


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
        ("hills northwest of", Relation("offset", None, 315.0)),
        ("along the border with", Relation("border")),
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
    ("before", "joined", "after", "expected"),
    [
        ("a convoy between", " and ", " was hit", True),
        ("on the", "–", " highway", True),
        ("the", "-", " road was cut", True),
        ("the road linking", " and ", " was cut", True),
        ("talks in", " and ", " failed", False),
        ("between", ", ", " and", False),
    ],
)
def test_two_toponyms_can_name_the_stretch_between_them(before: str, joined: str, after: str, expected: bool) -> None:
    assert (pair_relation(before, joined, after) is not None) == expected


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


def test_a_road_is_a_disc_that_reaches_both_ends() -> None:
    road = relate_pair(ALEPPO, DAMASCUS)
    assert road is not None
    assert road.radius_km is not None
    assert distance_km(road, ALEPPO) == pytest.approx(road.radius_km, abs=0.1)
    assert distance_km(road, DAMASCUS) == pytest.approx(road.radius_km, abs=0.1)
    assert (road.country, road.admin1) == ("SYR", None)


def test_places_far_apart_have_no_stretch_between_them() -> None:
    assert relate_pair(KYIV, TBILISI) is None
    assert relate_pair(ALEPPO, SYRIA) is None


def test_a_corridor_is_closed_and_as_wide_as_said() -> None:
    ring = corridor(KYIV, ZAPORIZHZHIA, width_km=10)
    assert ring[0] == ring[-1]
    left, right = (Place("test:corner", "", lat, lon, "city") for lon, lat in (ring[0], ring[3]))
    assert distance_km(left, right) == pytest.approx(20, abs=0.1)


@given(st.floats(-80, 80), st.floats(-180, 180), st.floats(0.5, 500), st.floats(0, 359.9))
def test_going_out_and_measuring_back_agree(lat: float, lon: float, far: float, turn: float) -> None:
    start = Place("test:start", "", lat, lon, "city")
    end = relate(start, Relation("offset", far, turn))
    assert distance_km(start, end) == pytest.approx(far, rel=1e-3, abs=0.01)
    assert abs((bearing(start, end) - turn + 180) % 360 - 180) < 1.0
