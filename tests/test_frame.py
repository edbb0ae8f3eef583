"""The frame: its contract, how events become rows, what other schemes are told, what is drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.coding.ontology import ontology
from geomap.errors import FrameError
from geomap.frame import COLUMNS, codes_of, missing, to_frame, validate
from geomap.frame.geometry import FALLBACK_RADIUS_KM, within_world
from geomap.model import Article, Candidate, Event, EventPlace, Participant, Place, Precision, Span, Status, When

if TYPE_CHECKING:
    import geopandas

TEXT = "Officials spoke. A drone hit the depot near Lomonda on Tuesday, killing two. More followed."
ARTICLE = Article("d1", TEXT, "A depot burns", date(2025, 3, 20), "Example Wire", "https://example.org/1")
QUOTE = "A drone hit the depot near Lomonda on Tuesday, killing two."
START = TEXT.index(QUOTE)
LOMONDA = Place("gn:1", "Lomonda", 50.0, 36.25, "city", "UKR", "Kharkiv Oblast")


def event(**changes: Any) -> Event:
    base = Event(
        event_id="e1",
        doc_id="d1",
        event_type="STR.DRONE",
        status="happened",
        start=START,
        end=START + len(QUOTE),
        quote=QUOTE,
        trigger=Span(START + 8, START + 11, "hit"),
        context_start=0,
        context_end=len(TEXT),
    )
    return replace(base, **changes)


def at(precision: Precision, **changes: Any) -> EventPlace:
    return EventPlace(replace(LOMONDA, precision=precision, **changes), "Lomonda", 44, 51)


def frame_of(*events: Event, shapes: Any = None) -> geopandas.GeoDataFrame:
    frame = to_frame(events, [ARTICLE], shapes=shapes)
    validate(frame)
    return frame


def row_of(one: Event, *, shapes: Any = None) -> dict[str, Any]:
    row: dict[str, Any] = frame_of(one, shapes=shapes).iloc[0].to_dict()
    return row


# --- rows --------------------------------------------------------------------------------------------------------

DESIGNED = (
    "event_id event_date date_end time_precision event_type layer status actor1 actor2 country iso admin1 location"
    " latitude longitude geo_precision location_role fatalities quantities site_tags quote source url title reports"
    " confidence acled_event_type acled_sub_event_type plover cameo geometry"
).split()


@pytest.mark.parametrize("events", [(), (event(),)])
def test_the_columns_are_those_of_the_design_in_that_order(events: tuple[Event, ...]) -> None:
    frame = frame_of(*events)
    assert list(frame.columns[: len(DESIGNED)]) == DESIGNED
    assert list(frame.columns) == [column.name for column in COLUMNS]
    assert frame.crs == "EPSG:4326"
    assert type(frame).__name__ == "GeoDataFrame"


def test_an_event_becomes_a_row() -> None:
    row = row_of(
        event(
            date=When(date(2025, 3, 18), date(2025, 3, 18), "day"),
            location=at("city"),
            location_role="event",
            actors=(Participant("Ukraine", 3, 4, "UKRMIL"),),
            targets=(Participant("an oil depot", 1, 2, "RUSBUS"), Participant("guards", 3, 4, None)),
            quantities=(("injured", 3), ("killed", 2)),
            site_tags=("oil_gas", "energy"),
            confidence=0.71234567,
            attribution="officials",
        )
    )
    expected = {
        "event_date": "2025-03-18",
        "date_end": "2025-03-18",
        "time_precision": "day",
        "layer": "air_drone",
        "actor1": "Ukraine",
        "actor2": "an oil depot; guards",
        "actor1_code": "UKRMIL",
        "actor2_code": "RUSBUS",
        "country": "Ukraine",
        "iso": 804,
        "admin1": "Kharkiv Oblast",
        "location": "Lomonda",
        "latitude": 50.0,
        "longitude": 36.25,
        "geo_precision": "city",
        "location_role": "event",
        "fatalities": 2,
        "quantities": {"injured": 3, "killed": 2},
        "site_tags": ["oil_gas", "energy"],
        "quote": QUOTE,
        "source": "Example Wire",
        "url": "https://example.org/1",
        "title": "A depot burns",
        "reports": 1,
        "confidence": 0.712346,
        "acled_event_type": "Explosions/Remote violence",
        "acled_sub_event_type": "Air/drone strike",
        "plover": "ASSAULT",
        "cameo": "195",
        "doc_id": "d1",
        "context": TEXT,
        "context_start": 0,
        "trigger": "hit",
        "attribution": "officials",
        "gazetteer_id": "gn:1",
        "place_start": 44,
        "place_end": 51,
    }
    assert {name: row[name] for name in expected} == expected


def test_the_quote_lies_in_the_context_at_its_offsets() -> None:
    row = row_of(event(context_start=START - 7))
    first = row["start"] - row["context_start"]
    assert row["context"][first : first + len(row["quote"])] == row["quote"]


@pytest.mark.parametrize("one", [event(context_start=0, context_end=0), event(doc_id="of another article")])
def test_without_a_context_the_quote_is_its_own(one: Event) -> None:
    row = row_of(one)
    assert (row["context"], row["context_start"]) == (QUOTE, START)


def test_an_event_without_a_place_stays_with_a_null_geometry() -> None:
    row = row_of(event())
    assert row["geometry"] is None
    assert math.isnan(row["latitude"])
    assert missing(row["country"])
    assert row["geo_precision"] == "unknown"


def test_an_open_interval_keeps_its_open_end() -> None:
    row = row_of(event(date=When(None, date(2025, 3, 20), "unknown")))
    assert (row["event_date"], row["date_end"]) == (None, "2025-03-20")


def test_what_was_done_together_has_the_first_party_on_one_side_and_the_others_on_the_other() -> None:
    parties = tuple(Participant(name, None, None, code) for name, code in (("A", "AGOV"), ("B", "BGOV"), ("C", None)))
    row = row_of(event(event_type="DIP.MEET", actors=parties))
    assert (row["actor1"], row["actor2"]) == ("A", "B; C")
    assert (row["actor1_code"], row["actor2_code"]) == ("AGOV", "BGOV")


def test_allies_in_an_attack_stay_on_one_side() -> None:
    row = row_of(event(actors=(Participant("A", None, None, None), Participant("B", None, None, None))))
    assert (row["actor1"], row["actor2"]) == ("A; B", None)


@pytest.mark.parametrize(
    ("event_type", "code", "expected"),
    [
        ("STR.SHELL", "UKRCVL", True),
        ("STR.SHELL", "UKRMIL", False),
        ("STR.SHELL", None, False),
        ("VAC.ATTACK", None, True),
        ("DIP.MEET", "UKRCVL", False),
    ],
)
def test_force_against_civilians_is_flagged(event_type: str, code: str | None, *, expected: bool) -> None:
    row = row_of(event(event_type=event_type, targets=(Participant("x", None, None, code),)))
    assert row["civilian_targeting"] is expected


@pytest.mark.parametrize("status", ["planned", "proposed", "denied", "hypothetical"])
def test_the_dead_of_what_did_not_happen_are_no_fatalities(status: Status) -> None:
    row = row_of(event(status=status, quantities=(("killed", 5),)))
    assert missing(row["fatalities"])
    assert row["quantities"] == {"killed": 5}


def test_a_number_of_dead_in_words_is_no_count() -> None:
    assert missing(row_of(event(quantities=(("killed", "dozens"),)))["fatalities"])


def test_the_other_candidates_are_named_with_their_precision_and_score() -> None:
    other = Candidate(Place("gn:2", "Tripoli", 34.4, 35.8, "city", "LBN", "North Governorate"), 0.214)
    hopeless = replace(other, score=0.004)
    row = row_of(event(location=EventPlace(LOMONDA, "Lomonda", alternatives=(other, hopeless))))
    tripoli = {"name": "Tripoli", "admin1": "North Governorate", "country": "LBN", "lat": 34.4, "lon": 35.8}
    assert row["alternatives"] == [tripoli | {"precision": "city", "gazetteer_id": "gn:2", "score": 0.21}]


# --- the crosswalk -----------------------------------------------------------------------------------------------


def test_a_rejected_ceasefire_is_no_ceasefire_in_any_scheme() -> None:
    codes = codes_of("DEE.CEASEFIRE", "rejected")
    assert codes.acled_event_type is None
    assert codes.acled_sub_event_type is None
    assert codes.plover == "AGREE"
    assert codes.cameo == "0356"


def test_a_planned_meeting_is_an_intention_to_meet() -> None:
    codes = codes_of("DIP.MEET", "planned")
    assert (codes.acled_event_type, codes.plover, codes.cameo) == (None, "AGREE", "036")


def test_promised_military_aid_is_a_promise() -> None:
    assert (codes_of("AID.MIL", "promised").plover, codes_of("AID.MIL", "promised").cameo) == ("AGREE", "0332")


def test_words_are_deeds_whatever_becomes_of_them() -> None:
    assert codes_of("VRB.THREAT", "hypothetical").plover == "THREATEN"
    assert codes_of("DIP.CONCEDE", "promised").cameo == "08"
    assert codes_of("VRB.THREAT", "denied").plover is None


def test_an_intercepted_attack_is_disrupted_weapons_use_in_acled() -> None:
    codes = codes_of("STR.MISSILE", "attempted")
    assert (codes.acled_event_type, codes.acled_sub_event_type) == ("Strategic developments", "Disrupted weapons use")


def test_a_type_of_another_scheme_has_no_codes() -> None:
    assert codes_of("XXX", "happened").plover is None


@pytest.mark.parametrize("status", get_args(Status))
@pytest.mark.parametrize("event_type", ontology())
def test_acled_never_hears_of_what_did_not_happen(event_type: str, status: Status) -> None:
    codes, row = codes_of(event_type, status), ontology()[event_type]
    if status in {"planned", "proposed", "promised", "rejected", "hypothetical", "denied"}:
        assert codes.acled_event_type is None
    if status == "happened":
        assert (codes.acled_sub_event_type or "", codes.plover or "") == (row.acled_sub, row.plover)
    assert codes.cameo is None or codes.cameo.isdecimal()


# --- geometry ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FakeArea:
    geometry: Any
    approximate: bool = True
    source: str = "an atlas"


class FakeShapes:
    """One square for every place."""

    def area(self, place: Place) -> FakeArea:
        from shapely import box

        return FakeArea(box(place.lon - 1, place.lat - 1, place.lon + 1, place.lat + 1))


class NoShapes:
    """Knows no outline."""

    def area(self, place: Place) -> None:  # noqa: ARG002 (the protocol has it)
        return None


@pytest.mark.parametrize("precision", ["site", "city"])
def test_a_site_or_a_city_is_a_point_longitude_first(precision: Precision) -> None:
    point = row_of(event(location=at(precision)), shapes=FakeShapes())["geometry"]
    assert (point.geom_type, point.x, point.y) == ("Point", 36.25, 50.0)


@pytest.mark.parametrize("precision", ["adm2", "adm1", "area", "country", "multi_country"])
def test_anything_coarser_is_its_outline(precision: Precision) -> None:
    row = row_of(event(location=at(precision)), shapes=FakeShapes())
    assert row["geometry"].bounds == (35.25, 49.0, 37.25, 51.0)
    assert row["area_approximate"] is True
    assert row["area_source"] == "an atlas"


@pytest.mark.parametrize("shapes", [NoShapes(), None])
@pytest.mark.parametrize("precision", sorted(FALLBACK_RADIUS_KM))
def test_a_place_without_an_outline_is_never_a_point(precision: Precision, shapes: Any) -> None:
    assert row_of(event(location=at(precision)), shapes=shapes)["geometry"].geom_type == "Polygon"


def test_near_a_city_is_a_disc_of_its_radius_around_it() -> None:
    row = row_of(event(location=at("near_city", radius_km=10.0)), shapes=FakeShapes())
    for lon, lat in row["geometry"].exterior.coords:
        assert distance_km(50.0, 36.25, lat, lon) == pytest.approx(10, rel=1e-6)
    assert row["area_approximate"] is False
    assert row["radius_km"] == 10


def test_a_place_of_unknown_precision_is_not_drawn() -> None:
    row = row_of(event(location=at("unknown")))
    assert row["geometry"] is None
    assert math.isnan(row["latitude"])
    assert math.isnan(row["longitude"])


def test_a_first_level_division_names_itself() -> None:
    assert row_of(event(location=at("adm1", admin1=None)))["admin1"] == "Lomonda"


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(half)))


@given(west=st.floats(-350, 350), width=st.floats(0.1, 300), south=st.floats(-90, 80))
def test_a_shape_beyond_the_antimeridian_comes_back_cut_and_whole(west: float, width: float, south: float) -> None:
    from shapely import box

    shape = box(west, south, west + width, south + 5)
    found = within_world(shape)
    assert found.is_valid
    assert -180 <= found.bounds[0] < found.bounds[2] <= 180
    assert found.area <= shape.area + 1e-6
    if width <= 180 and abs(west) <= 180:
        assert found.area == pytest.approx(shape.area)


# --- validate ----------------------------------------------------------------------------------------------------


def broken(**values: Any) -> geopandas.GeoDataFrame:
    frame = frame_of(event(location=at("city")), event(event_id="e2"))
    for name, value in values.items():
        frame[name] = frame[name].astype(object)
        frame.at[1, name] = value
    return frame


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("event_id", None, "row 1: 'event_id' is empty"),
        ("event_id", "e1", "row 1: event_id 'e1' appears twice"),
        ("status", "hapened", r"row 1: 'status' is 'hapened' \(did you mean 'happened'\?\)"),
        ("geo_precision", "town", "row 1: 'geo_precision' is 'town'"),
        ("latitude", 91.0, "row 1: 'latitude' is 91.0, above 90"),
        ("longitude", -181.0, "row 1: 'longitude' is -181.0, below -180"),
        ("latitude", float("inf"), "not a finite number"),
        ("confidence", 1.5, "above 1"),
        ("event_date", "20 March", "not a day like"),
        ("fatalities", -1, "below 0"),
        ("fatalities", 1.5, "not a whole number"),
        ("quote", 3, "not text"),
        ("site_tags", "energy", "not a list"),
        ("quantities", [1], "not a dict"),
    ],
)
def test_a_value_that_the_contract_forbids_is_told_with_its_row(name: str, value: Any, told: str) -> None:
    with pytest.raises(FrameError, match=told):
        validate(broken(**{name: value}))


def test_a_missing_column_is_told_with_the_one_that_may_be_meant() -> None:
    with pytest.raises(FrameError, match=r"no column 'status' \(is it 'statuses'\?\)"):
        validate(frame_of(event()).rename(columns={"status": "statuses"}))


def test_an_optional_column_may_be_missing() -> None:
    validate(frame_of(event()).drop(columns=["trigger", "context"]))


def test_a_point_for_a_region_is_refused_as_false_precision() -> None:
    frame = frame_of(event(location=at("city")))
    frame["geo_precision"] = "adm1"
    with pytest.raises(FrameError, match="false precision"):
        validate(frame)


def test_another_coordinate_system_is_told() -> None:
    with pytest.raises(FrameError, match=r"EPSG:3857; use frame\.to_crs"):
        validate(frame_of(event(location=at("city"))).to_crs("EPSG:3857"))
