"""Event sets of others become frames: ACLED, UCDP GED, GDELT, any table with a mapping. All rows are invented."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geomap.errors import InputError, TableError
from geomap.frame import to_frame, validate
from geomap.frame.mapping import our_type, read_mapping, shipped_mappings
from geomap.model import Event, Span
from geomap.store import write_frame
from geomap.store.acled_csv import ACLED_COLUMNS
from geomap.store.event_sets import is_event_set, joined, read_event_set
from tests.store.sound_sets import ACLED_ROW, EVENT, UCDP_ROW, gdelt_bytes, table_bytes

if TYPE_CHECKING:
    import geopandas


def table(path: Path, rows: list[dict[str, str]], columns: tuple[str, ...], *, separator: str = ",") -> Path:
    import csv

    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, delimiter=separator, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def acled(path: Path, *changes: dict[str, str]) -> Path:
    rows = [ACLED_ROW | {"event_id_cnty": f"XXX{number}"} | change for number, change in enumerate(changes, start=1)]
    return table(path, rows, ACLED_COLUMNS)


def gdelt(path: Path, **changes: str) -> Path:
    path.write_bytes(gdelt_bytes(**changes))
    return path


def rows_of(frame: geopandas.GeoDataFrame) -> list[dict[str, Any]]:
    validate(frame)
    return [frame.iloc[number].to_dict() for number in range(len(frame))]


def test_acleds_export_becomes_a_frame_with_its_own_columns_kept(tmp_path: Path) -> None:
    path = acled(tmp_path / "acled.csv", {})
    assert is_event_set(str(path))
    (row,) = rows_of(read_event_set(path))
    expected = {
        "event_id": "acled:XXX1", "event_date": "2025-03-18", "time_precision": "day", "event_type": "STR.DRONE",
        "status": "happened", "source": "ACLED", "attribution": "Example Wire", "fatalities": 2, "iso": 804,
        "geo_precision": "city", "acled_sub_event_type": "Air/drone strike", "civilian_targeting": True,
        "inter1": "State forces", "disorder_type": "Political violence", "acled_geo_precision": 1,
    }  # fmt: skip
    expected |= {"event_type": our_type("Air/drone strike", shipped_mappings()[0]), "acled_geo_precision": "1"}
    assert {name: row[name] for name in expected} == expected
    assert (row["geometry"].x, row["geometry"].y) == (36.25, 50.0)


def test_what_acled_knows_only_roughly_is_never_a_point(tmp_path: Path) -> None:
    frame = read_event_set(acled(tmp_path / "acled.csv", *({"geo_precision": code} for code in ("1", "2", "3", ""))))
    kinds = [shape and shape.geom_type for shape in frame.geometry]
    assert kinds == ["Point", "Polygon", "Polygon", None]
    assert list(frame["geo_precision"]) == ["city", "near_city", "adm1", "unknown"]


def test_every_type_that_acled_and_the_ontology_share_is_one_of_ours() -> None:
    from geomap.coding.ontology import ontology

    (mapping,) = (one for one in shipped_mappings() if one.id == "acled")
    for row in ontology().values():
        if row.acled_sub:
            assert ontology()[our_type(row.acled_sub, mapping)].acled_sub == row.acled_sub


def test_ucdp_rows_keep_their_uncertainty(tmp_path: Path) -> None:
    path = table(tmp_path / "ged.csv", [UCDP_ROW], (*UCDP_ROW, "geom_wkt"))
    (row,) = rows_of(read_event_set(path))
    assert (row["event_type"], row["fatalities"], row["source"]) == ("VAC.ATTACK", 5, "UCDP GED")
    assert (row["event_date"], row["date_end"], row["time_precision"]) == ("2024-01-02", "2024-01-04", "range")
    assert (row["country"], row["geo_precision"], row["geometry"].geom_type) == ("Myanmar", "adm1", "Polygon")
    assert (row["low"], row["high"], row["ucdp_country"]) == ("4", "7", "Myanmar (Burma)")


def test_gdelt_has_no_header_and_is_known_by_its_shape(tmp_path: Path) -> None:
    path = gdelt(tmp_path / "20250318.export.CSV")
    assert is_event_set(str(path))
    (row,) = rows_of(read_event_set(path))
    assert (row["event_id"], row["event_date"], row["status"]) == ("gdelt:123", "2025-03-18", "alleged")
    assert (row["country"], row["iso"], row["reports"], row["cameo"]) == ("Ukraine", 804, 4, "1951")
    assert row["layer"] == "air_drone"


@pytest.mark.parametrize(
    ("code", "ours"),
    [("190", "BAT.CLASH"), ("1951", "STR.AIR"), ("042", "DIP.MEET"), ("0871", "DEE.CEASEFIRE"), ("141", "DEM.PEACEFUL"),
     ("175", "DEM.EXCESSIVE"), ("1722", "COE.RESTRICT"), ("196", "STR.UNSPEC"), ("010", "GDELT 010")],
)  # fmt: skip
def test_cameo_codes_go_by_the_longest_that_the_ontology_names(code: str, ours: str) -> None:
    (mapping,) = (one for one in shipped_mappings() if one.id == "gdelt")
    assert our_type(code, mapping) == ours


def test_a_country_is_an_area(tmp_path: Path) -> None:
    (row,) = rows_of(read_event_set(gdelt(tmp_path / "a.csv", ActionGeo_Type="1", ActionGeo_Fullname="Ukraine")))
    assert (row["geo_precision"], row["geometry"].geom_type) == ("country", "Polygon")


MAPPING = """
title = "Our incidents"
[columns]
event_id = "no"
event_date = "when"
latitude = "lat"
longitude = "lon"
[constants]
status = "claimed"
geo_precision = "site"
[event_type]
column = "kind"
codes = { raid = "VAC.ATTACK" }
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(MAPPING, encoding="utf-8")
    return path


def test_any_table_is_read_with_a_mapping(tmp_path: Path, own: Path) -> None:
    rows = [
        {"no": "7", "when": "18 March 2025", "lat": "1.5", "lon": "2.5", "kind": "raid", "title": "T", "extra": "x"}
    ]
    path = table(tmp_path / "a.csv", rows, tuple(rows[0]), separator=";")
    assert not is_event_set(str(path))
    mapping = read_mapping(own)
    assert is_event_set(str(path), mapping=mapping)
    (row,) = rows_of(read_event_set(path, mapping=mapping))
    assert (row["event_id"], row["event_date"], row["event_type"]) == ("mine:7", "2025-03-18", "VAC.ATTACK")
    assert (row["status"], row["source"], row["extra"], row["mine_title"]) == ("claimed", "Our incidents", "x", "T")


@pytest.mark.parametrize("suffix", ["geojson", "gpkg"])
def test_any_map_is_read_with_a_mapping(tmp_path: Path, own: Path, suffix: str) -> None:
    import geopandas
    from shapely import Point

    cells = {"no": ["7"], "when": ["2025-03-18"], "kind": ["raid"], "lat": [None], "lon": [None]}
    frame = geopandas.GeoDataFrame(cells, geometry=[Point(2.5, 1.5)], crs="EPSG:4326")
    frame.to_file(tmp_path / f"a.{suffix}", engine="pyogrio")
    (row,) = rows_of(read_event_set(tmp_path / f"a.{suffix}", mapping=read_mapping(own)))
    assert (row["latitude"], row["longitude"], row["geometry"].x) == (1.5, 2.5, 2.5)


@pytest.mark.parametrize("suffix", ["geojson", "gpkg", "csv", "xlsx", "parquet", "kml", "fgb", "geojsonl"])
def test_geomaps_own_files_need_no_mapping(tmp_path: Path, suffix: str) -> None:
    frame = to_frame([Event("e1", "d1", "DIP.MEET", "happened", 0, 5, "They ", Span(0, 4, "They"))], [])
    path = tmp_path / f"a.{suffix}"
    with path.open("wb") as stream:
        write_frame(frame, stream, format_name=suffix)
    assert is_event_set(str(path))
    assert list(read_event_set(path)["event_id"]) == ["e1"]


def test_a_table_of_articles_is_no_event_set(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [{"id": "1", "text": "They met."}], ("id", "text"))
    assert not is_event_set(str(path))


def test_faulty_rows_are_told_and_left_out(tmp_path: Path) -> None:
    changes = [{}, {"latitude": "95"}, {"event_date": "soon"}, {"sub_event_type": ""}, *([{"fatalities": "x"}] * 9), {}]
    told: list[str] = []
    frame = read_event_set(acled(tmp_path / "a.csv", *changes), on_error=lambda error: told.append(str(error)))
    assert len(frame) == 2
    assert len(told) == 6
    assert "row 2: latitude 95" in told[0]
    assert "'event_date' is 'soon', which is no day" in told[1]
    assert "7 more rows" in told[-1]


def test_a_number_that_cannot_be_costs_its_row_and_not_the_file(tmp_path: Path) -> None:
    told: list[str] = []
    path = acled(tmp_path / "a.csv", {}, {"fatalities": "-3"}, {})
    assert len(read_event_set(path, on_error=lambda error: told.append(str(error)))) == 2
    assert told == [f"{path}, row 2: 'fatalities' is -3, below 0; the row was left out"]


def test_a_parquet_file_is_read_in_its_own_coordinates_and_from_its_own_column(tmp_path: Path) -> None:
    import geopandas
    from shapely import Point

    places = geopandas.GeoSeries([Point(37.8, 48.6), None], crs=4326).to_crs(3857)
    frame = geopandas.GeoDataFrame({"kind": ["raid", "raid"], "geom": places}, geometry="geom")
    frame.to_parquet(tmp_path / "a.parquet")
    mapping = tmp_path / "m.toml"
    mapping.write_text('title = "Ours"\n[constants]\ngeo_precision = "city"\n[event_type]\ncolumn = "kind"\n')
    back = read_event_set(tmp_path / "a.parquet", mapping=read_mapping(mapping))
    assert back["latitude"][0] == pytest.approx(48.6)
    assert (back.geometry[0].x, back.geometry[0].y) == pytest.approx((37.8, 48.6))
    assert back.geometry[1] is None


def test_a_map_of_something_else_is_told_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_text('{"type": "FeatureCollection", "features": [{"type": "Feature", '
                                        '"geometry": null, "properties": {"a": 1}}]}')  # fmt: skip
    with pytest.raises(InputError, match=r"a\.geojson: .*--mapping"):
        read_event_set(tmp_path / "a.geojson")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('status = "claimed"', 'statsu = "claimed"', "did you mean 'status'"),
        ("VAC.ATTACK", "VAC.ATACK", r"did you mean 'VAC\.ATTACK'"),
        ("[columns]", "[colums]", "did you mean 'columns'"),
        ('title = "Our incidents"', "", "'title' is missing"),
    ],
)
def test_a_wrong_mapping_is_told(own: Path, old: str, new: str, told: str) -> None:
    own.write_text(MAPPING.replace(old, new), encoding="utf-8")
    with pytest.raises(TableError, match=told):
        read_mapping(own)


def test_joined_frames_have_ids_of_their_own(tmp_path: Path) -> None:
    one = read_event_set(acled(tmp_path / "a.csv", {}))
    two = to_frame([Event("e1", "d1", "DIP.MEET", "happened", 0, 5, "They ", Span(0, 4, "They"))], [])
    both = joined([one, two, one])
    validate(both)
    assert list(both["event_id"]) == ["acled:XXX1", "e1", "acled:XXX1-2"]
    assert list(both["inter1"]) == ["State forces", None, "State forces"]


# --- what wrote the table ----------------------------------------------------------------------------------------

OLD_ACLED = {
    "GWNO": "500", "EVENT_ID_CNTY": "XXX1", "EVENT_ID_NO_CNTY": "1", "EVENT_DATE": "18-March-2017", "YEAR": "2017",
    "TIME_PRECISION": "1", "EVENT_TYPE": "Battle-Government regains territory", "ACTOR1": "Forces of Examplia",
    "ALLY_ACTOR_1": "", "INTER1": "1", "ACTOR2": "Rebels", "COUNTRY": "Uganda", "ADMIN1": "Central",
    "LOCATION": "Lomonda", "LATITUDE": "1.5", "LONGITUDE": "32.5", "GEO_PRECISION": "1", "SOURCE": "Example Wire",
    "NOTES": "Invented.", "FATALITIES": "3",
}  # fmt: skip
ACLED_2021 = {
    "data_id": "7", "iso": "804", "event_id_cnty": "XXX1", "event_id_no_cnty": "1", "event_date": "18 March 2021",
    "year": "2021", "time_precision": "1", "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Forces of Examplia", "inter1": "1", "interaction": "12", "region": "Europe", "country": "Ukraine",
    "admin1": "Kharkiv", "location": "Lomonda", "latitude": "50.0", "longitude": "36.25", "geo_precision": "1",
    "source": "Example Wire", "source_scale": "National", "notes": "Invented.", "fatalities": "0",
    "timestamp": "1616457600", "iso3": "UKR",
}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "kind", "day", "fatalities"),
    [(OLD_ACLED, "BAT.GOVGAIN", "2017-03-18", 3), (ACLED_2021, "BAT.CLASH", "2021-03-18", 0),
     (ACLED_ROW | {"population_best": "1200", "tags": "crowd size=no report"}, "STR.DRONE", "2025-03-18", 2)],
)  # fmt: skip
def test_acleds_exports_of_every_age_are_read(
    tmp_path: Path, row: dict[str, str], kind: str, day: str, fatalities: int
) -> None:
    path = table(tmp_path / "a.csv", [row], tuple(row))
    assert is_event_set(str(path))
    (read,) = rows_of(read_event_set(path))
    expected = our_type(row.get("sub_event_type", ""), shipped_mappings()[0]) if kind == "STR.DRONE" else kind
    assert (read["event_type"], read["event_date"], read["fatalities"]) == (expected, day, fatalities)
    assert (read["source"], read["attribution"], read["geo_precision"]) == ("ACLED", "Example Wire", "city")


@pytest.mark.parametrize("version", [0, 1, 2])
@pytest.mark.parametrize("headed", [False, True])
def test_gdelts_columns_of_every_age_are_read_with_a_header_and_without(
    tmp_path: Path, version: int, headed: bool
) -> None:
    (mapping,) = (one for one in shipped_mappings() if one.id == "gdelt")
    header = mapping.headers[version]
    content = gdelt_bytes(header, SQLDATE="20250318")
    path = tmp_path / "20250318.export.CSV"
    path.write_bytes(("\t".join(header) + "\n").encode() + content if headed else content)
    assert is_event_set(str(path))
    (row,) = rows_of(read_event_set(path))
    assert (row["event_id"], row["event_date"], row["event_type"]) == ("gdelt:123", "2025-03-18", "STR.AIR")
    assert row["url"] == ("https://example.org/1" if version < 2 else None)
    assert (row["latitude"], row["geo_precision"]) == (50.0, "city")


def test_ucdps_older_name_of_its_best_estimate_is_known(tmp_path: Path) -> None:
    old = {("best_est" if name == "best" else name): cell for name, cell in UCDP_ROW.items()}
    (row,) = rows_of(read_event_set(table(tmp_path / "ged.csv", [old], tuple(old))))
    assert row["fatalities"] == 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(("separator", "first"), [(",", ""), (";", ""), ("\t", ""), (";", "sep=;\r\n")])
def test_a_table_is_read_as_whatever_spreadsheet_saved_it(
    tmp_path: Path, encoding: str, separator: str, first: str
) -> None:
    row = ACLED_ROW | {
        "latitude": "50,25",
        "longitude": "-36,5",
        "notes": f"Łomża{separator} 1,5",
        "event_date": "18.03.2025",
    }
    text = first + table_bytes([row], separator=separator).decode()
    path = tmp_path / "acled.csv"
    path.write_bytes(text.encode(encoding))
    assert is_event_set(path)
    (read,) = rows_of(read_event_set(path))
    assert (read["latitude"], read["longitude"], read["quote"]) == (50.25, -36.5, f"Łomża{separator} 1,5")
    assert (read["event_date"], read["fatalities"]) == ("2025-03-18", 2)


def test_a_table_in_another_encoding_is_told_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(table_bytes([ACLED_ROW | {"notes": "café"}], encoding="cp1252"))
    with pytest.raises(InputError, match=r"a\.csv: not UTF-8 .*save it as 'CSV UTF-8'"):
        read_event_set(tmp_path / "a.csv")


def test_geomaps_own_table_is_read_again_after_a_spreadsheet_saved_it(tmp_path: Path) -> None:
    from io import BytesIO

    made = BytesIO()
    write_frame(to_frame([EVENT], []), made, format_name="csv")
    rows = list(csv.reader(made.getvalue().decode("utf-8-sig").splitlines()))
    numbers = [at for at, name in enumerate(rows[0]) if name.endswith("itude")]
    cells = [cell.replace(".", ",") if at in numbers else cell for at, cell in enumerate(rows[1])]
    with (tmp_path / "a.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([rows[0], cells])
    (row,) = rows_of(read_event_set(tmp_path / "a.csv"))
    assert (row["latitude"], row["longitude"], row["event_id"]) == (50.123457, 36.25, "e1")


def test_a_column_of_a_table_that_is_called_geometry_is_kept_as_text(tmp_path: Path) -> None:
    row = ACLED_ROW | {"geometry": "POINT (1 2)"}
    (read,) = rows_of(read_event_set(table(tmp_path / "a.csv", [row], tuple(row))))
    assert (read["geometry"].x, read["geometry"].y, read["acled_geometry"]) == (36.25, 50.0, "POINT (1 2)")


def test_ids_that_look_like_numbered_ones_stay_apart(tmp_path: Path) -> None:
    names = ("a", "a", "a-2", "a", "a-2")
    frame = read_event_set(acled(tmp_path / "a.csv", *({"event_id_cnty": name} for name in names)))
    assert list(frame["event_id"]) == ["acled:a", "acled:a-3", "acled:a-2", "acled:a-4", "acled:a-2-2"]


def test_a_file_that_is_too_large_is_one_line(tmp_path: Path) -> None:
    path = acled(tmp_path / "a.csv", {})
    with path.open("r+b") as stream:
        stream.truncate(1 << 40)  # a hole: it takes no room
    with pytest.raises(InputError, match=r"a\.csv: 1,048,576 MB, more than the .* held at once; split it"):
        read_event_set(path)


@pytest.mark.parametrize("suffix", ["csv", "gpkg", "parquet", "fgb", "xlsx"])
def test_a_file_of_too_many_events_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    monkeypatch.setattr("geomap.store.event_sets._MOST_ROWS", 1)
    frame = to_frame([EVENT, replace(EVENT, event_id="e2")], [])
    with (tmp_path / f"a.{suffix}").open("wb") as stream:
        write_frame(frame, stream, format_name=suffix)
    path = acled(tmp_path / "a.csv", {}, {}) if suffix == "csv" else tmp_path / f"a.{suffix}"
    with pytest.raises(InputError, match=rf"a\.{suffix}: more than the 1 events that are held at once"):
        read_event_set(path)


# --- day or month first ------------------------------------------------------------------------------------------


def dated(path: Path, *days: str) -> Path:
    return acled(path, *({"event_date": day} for day in days))


@pytest.mark.parametrize(
    ("days", "read"),
    [(("3/4/2025", "3/18/2025"), ["2025-03-04", "2025-03-18"]),
     (("4/3/2025", "18/3/2025"), ["2025-03-04", "2025-03-18"]),
     (("03-04-2025", "18-03-2025"), ["2025-04-03", "2025-03-18"]), (("3/3/2025",), ["2025-03-03"])],
)  # fmt: skip
def test_a_files_own_dates_tell_their_order(tmp_path: Path, days: tuple[str, ...], read: list[str]) -> None:
    assert list(read_event_set(dated(tmp_path / "a.csv", *days))["event_date"]) == read


def test_dates_that_may_be_of_either_order_are_refused_with_the_remedy(tmp_path: Path) -> None:
    path = dated(tmp_path / "a.csv", "3/4/2025", "2025-03-18")
    with pytest.raises(InputError, match=r"a\.csv: '3/4/2025' may be day or month first.*; say --dates day-first or"):
        read_event_set(path)
    assert list(read_event_set(path, dates="month-first")["event_date"]) == ["2025-03-04", "2025-03-18"]
    assert list(read_event_set(path, dates="day-first")["event_date"]) == ["2025-04-03", "2025-03-18"]


def test_dates_of_both_orders_are_refused(tmp_path: Path) -> None:
    path = dated(tmp_path / "a.csv", "3/18/2025", "18/3/2025", "3/4/2025")
    with pytest.raises(InputError, match=r"a\.csv: row 2 has its date day first .*, row 1 month first .*; write all"):
        read_event_set(path)
    told: list[str] = []
    frame = read_event_set(path, dates="month-first", on_error=lambda error: told.append(str(error)))
    assert list(frame["event_date"]) == ["2025-03-18", "2025-03-04"]
    assert told == [f"{path}, row 2: 'event_date' is '18/3/2025', which is no day, month-first; the row was left out"]


def test_a_mapping_says_the_order(tmp_path: Path, own: Path) -> None:
    own.write_text(MAPPING.replace("[columns]", 'dates = "month-first"\n[columns]', 1), encoding="utf-8")
    path = table(
        tmp_path / "a.csv", [{"no": "1", "when": "3/4/2025", "kind": "raid"}], ("no", "when", "lat", "lon", "kind")
    )
    assert list(read_event_set(path, mapping=read_mapping(own))["event_date"]) == ["2025-03-04"]
    own.write_text(MAPPING.replace("[columns]", 'dates = "month first"\n[columns]', 1), encoding="utf-8")
    with pytest.raises(TableError, match="did you mean 'month-first'"):
        read_mapping(own)
