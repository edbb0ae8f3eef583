"""Every format: chosen by name, read back equal as far as it can hold, opened by GDAL, the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from geomap.errors import InputError, UsageError
from geomap.frame import COLUMNS, missing, to_frame
from geomap.layers import load_layers
from geomap.model import Article, Event, EventPlace, Place, Span
from geomap.store import FORMATS, read_frame, split_output, write_frame
from geomap.store.acled_csv import ACLED_COLUMNS
from geomap.store.flat import KINDS, any_text, flat_cell, xml_text
from geomap.store.guard import guarded, unguarded
from geomap.store.hxl_csv import hxl_tags
from tests.store.strategies import HOSTILE, MARKUP, events, words

if TYPE_CHECKING:
    import geopandas

EVENT = Event("e1", "d1", "STR.DRONE", "happened", 0, 5, "They ", Span(0, 4, "They"), quantities=(("killed", 2),))
PLACE = Place("gn:1", "Lomonda", 50.12345678, 36.25, "city", "UKR")
ARTICLE = Article("d1", "They met.", "A title", source="Example Wire")
OPENED_BY_GDAL = ("geojson", "geojsonl", "geojsons", "gpkg", "fgb", "kml", "csv", "hxl", "xlsx")
WITHOUT_OUTLINES = ("csv", "hxl", "xlsx")


def located(**changes: Any) -> Event:
    return replace(EVENT, location=EventPlace(replace(PLACE, **changes), "Lomonda"), location_role="event")


def sample() -> geopandas.GeoDataFrame:
    events = [
        located(),
        replace(EVENT, event_id="e2", status="proposed", event_type="DIP.MEET", site_tags=("energy", "oil_gas")),
        replace(located(precision="near_city", radius_km=20.0), event_id="e3", quote=MARKUP),
        replace(located(precision="adm1", lat=-17.0, lon=179.9), event_id="e4"),
    ]
    return to_frame(events, [ARTICLE])


def written(frame: geopandas.GeoDataFrame, format_name: str, path: Path | None = None, **options: Any) -> bytes:
    stream = io.BytesIO()
    write_frame(frame, stream, format_name=format_name, **options)
    if path is not None:
        path.write_bytes(stream.getvalue())
    return stream.getvalue()


# --- choosing ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("output", "name", "chosen"),
    [
        (None, "-", "geojson"),
        ("-", "-", "geojson"),
        ("-:csv", "-", "csv"),
        ("a/events.GPKG", "a/events.GPKG", "gpkg"),
        ("events.csv", "events.csv", "csv"),
        ("events.csv:hxl", "events.csv", "hxl"),
        ("C:\\maps\\events.fgb", "C:\\maps\\events.fgb", "fgb"),
        ("odd:name.kml", "odd:name.kml", "kml"),
        ("events.jsonl", "events.jsonl", "jsonl"),
    ],
)
def test_the_suffix_chooses_and_a_name_after_a_colon_overrules(output: str | None, name: str, chosen: str) -> None:
    assert split_output(output) == (name, chosen)


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("a.gpgk", r"did you mean '\.gpkg'"),
        ("a.csv:hxll", "did you mean 'hxl'"),
        ("a", "use one of"),
        ("a.shp", "\\.fgb"),
    ],
)
def test_an_unknown_format_is_told_with_the_nearest(output: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        split_output(output)


# --- every format ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("rows", [0, 1, 4])
def test_what_was_written_is_read_back(tmp_path: Path, format_name: str, rows: int) -> None:
    frame = sample().iloc[:rows]
    written(frame, format_name, tmp_path / f"a.{format_name}")
    assert_held(frame, read_frame(tmp_path / f"a.{format_name}", format_name=format_name), format_name)


@pytest.mark.parametrize("format_name", FORMATS)
def test_two_runs_give_the_same_bytes(format_name: str) -> None:
    assert written(sample(), format_name) == written(sample(), format_name)


@pytest.mark.parametrize("format_name", OPENED_BY_GDAL)
def test_gdal_opens_it_without_a_warning(tmp_path: Path, format_name: str) -> None:
    """Warnings are errors here, and pyogrio turns GDAL's into Python's."""
    import geopandas
    import pyogrio

    path = tmp_path / f"events.{'csv' if format_name == 'hxl' else format_name}"
    written(sample(), format_name, path)
    names = [name for name, _ in pyogrio.list_layers(path) if name != "about"]
    frames = [geopandas.read_file(path, layer=name, engine="pyogrio") for name in names]
    assert sum(map(len, frames)) == (5 if format_name == "hxl" else 4)  # the row of tags
    if format_name not in WITHOUT_OUTLINES:
        assert {str(frame.crs) for frame in frames} == {"EPSG:4326"}
        kinds = sorted(str(shape and shape.geom_type) for frame in frames for shape in frame.geometry)
        assert kinds == ["MultiPolygon", "None", "Point", "Polygon"]


def test_geopandas_opens_the_geoparquet(tmp_path: Path) -> None:
    import geopandas

    written(sample(), "parquet", tmp_path / "a.parquet")
    frame = geopandas.read_parquet(tmp_path / "a.parquet")
    assert frame.crs == "EPSG:4326"
    assert list(frame["site_tags"].iloc[1]) == ["energy", "oil_gas"]
    assert [shape and shape.geom_type for shape in frame.geometry] == ["Point", None, "Polygon", "MultiPolygon"]


PARAMETERS = {"published": "2025-03-20", "gazetteer": "GeoNames 1"}


@pytest.mark.parametrize("format_name", ["geojson", "gpkg", "fgb", "kml", "xlsx", "parquet"])
def test_the_file_says_who_made_it_of_what(tmp_path: Path, format_name: str) -> None:
    path = tmp_path / f"a.{format_name}"
    data = written(sample(), format_name, path, parameters=PARAMETERS)
    if format_name == "xlsx":
        archive = zipfile.ZipFile(io.BytesIO(data))
        data = b"".join(archive.read(name) for name in archive.namelist())
    if format_name == "gpkg":
        import pyogrio

        about = pyogrio.read_info(path)["layer_metadata"]
        assert set(about) == {"generator", "version", "attribution", "parameters", "gazetteer"}
    for told in (b"GeoNames", b"CC BY 4.0", b"2025-03-20", b"GeoNames 1"):
        assert told in data


@pytest.mark.parametrize("format_name", FORMATS)
def test_columns_of_other_data_sets_survive(tmp_path: Path, format_name: str) -> None:
    frame = sample().assign(own="x", fid=7, Source="y")
    written(frame, format_name, tmp_path / f"a.{format_name}")
    back = read_frame(tmp_path / f"a.{format_name}", format_name=format_name)
    assert list(back["own"].astype(str)) == ["x"] * 4
    names = ("fid_", "Source_") if format_name in {"gpkg", "fgb"} else ("fid", "Source")
    assert [float(cell) for cell in back[names[0]]] == [7] * 4
    assert list(back[names[1]]) == ["y"] * 4


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("content", [b"", b"nonsense\n\x00\xff", b"{", b"<kml", b"PK\x03\x04"])
def test_a_file_of_another_kind_is_one_line(tmp_path: Path, format_name: str, content: bytes) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(content)
    if not content and format_name in {"csv", "hxl", "geojsonl", "geojsons"}:
        assert read_frame(path, format_name=format_name).empty
        return
    with pytest.raises(InputError) as told:
        read_frame(path, format_name=format_name)
    assert "a.bin" in str(told.value)
    assert "\n" not in str(told.value)


ALTERNATIVE = {"name": MARKUP + "; x", "admin1": None, "country": "LBN", "lat": 34.4, "lon": 35.8, "score": 0.21}


@pytest.mark.parametrize("format_name", FORMATS)
def test_lists_of_objects_and_the_columns_of_a_review_come_back_whole(tmp_path: Path, format_name: str) -> None:
    frame = sample().assign(
        alternatives=[[ALTERNATIVE], [], [ALTERNATIVE, {"name": "=1+1"}], ["Tripoli (city, 0.21)"]],
        review_status=["corrected", None, "rejected", "accepted"],
        review_note=["; ", None, "=1+1", "x"],
        review_original=[{"status": "claimed", "geometry": None}, None, None, None],
    )
    written(frame, format_name, tmp_path / f"a.{format_name}")
    back = read_frame(tmp_path / f"a.{format_name}", format_name=format_name).set_index("event_id")
    for name in ("alternatives", "review_status", "review_note", "review_original"):
        cells = [None if missing(cell) else cell for cell in back.loc[list(frame["event_id"]), name]]
        assert cells == [None if missing(cell) else cell for cell in frame[name]], name


# --- the property ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_name", FORMATS)
@settings(
    max_examples=25,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(found=st.lists(events, max_size=3, unique_by=lambda event: event.event_id))
def test_every_format_gives_back_what_it_can_hold(tmp_path: Path, format_name: str, found: list[Event]) -> None:
    frame = to_frame(found, [ARTICLE])
    written(frame, format_name, tmp_path / f"a.{format_name}")
    assert_held(frame, read_frame(tmp_path / f"a.{format_name}", format_name=format_name), format_name)


def assert_held(frame: geopandas.GeoDataFrame, back: geopandas.GeoDataFrame, format_name: str) -> None:
    """Equal but for what the format cannot hold, each of which docs/formats.md names."""
    assert list(back["event_id"]) == list(frame["event_id"])
    for name in (name for name in KINDS if name in frame.columns):
        if name == "geometry":
            continue
        before = [held(name, cell, format_name) for cell in frame[name]]
        after = [None if missing(cell) else cell for cell in back[name]] if name in back.columns else [None] * len(back)
        assert after == before, name
    for old, new, precision in zip(frame.geometry, back.geometry, frame["geo_precision"], strict=True):
        if (format_name in WITHOUT_OUTLINES and precision not in {"site", "city"}) or old is None:
            assert new is None
        else:
            assert new is not None
            assert new.distance(old) < 1e-5 or abs(old.bounds[2]) > 179
            if old.geom_type == "Point":
                assert (round(new.x, 6), round(new.y, 6)) == (round(old.x, 6), round(old.y, 6))


def held(name: str, cell: Any, format_name: str) -> Any:
    """The cell as the format holds it."""
    if format_name.startswith("geojson"):
        return None if missing(cell) else cell
    clean = xml_text if format_name in {"kml", "xlsx"} else any_text
    kind = KINDS[name]
    if kind == "records" and any(isinstance(item, dict) for item in cell):
        return json.loads(flat_cell(cell, clean=clean))
    if kind in {"list", "records"} and format_name == "parquet":
        return [clean(item) for item in cell]
    if missing(cell):
        return None
    if kind in {"list", "records"}:
        joined = flat_cell(cell, clean=clean)
        return joined.split("; ") if joined else []
    if kind == "object":
        return json.loads(flat_cell(cell, clean=clean))
    if isinstance(cell, str):
        text = clean(cell)
        return text or (None if format_name in WITHOUT_OUTLINES else "")
    return pytest.approx(cell, rel=1e-14) if format_name == "xlsx" and isinstance(cell, float) else cell


# --- spreadsheets ------------------------------------------------------------------------------------------------


@given(words)
def test_guarding_can_be_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in tuple("=+-@\t\r\n＝＋－＠")


@pytest.mark.parametrize("format_name", ["csv", "hxl"])
def test_no_cell_of_text_begins_like_a_formula(format_name: str) -> None:
    frame = to_frame([replace(EVENT, event_id=f"e{n}", quote=text, doc_id=text) for n, text in enumerate(HOSTILE)], [])
    rows = list(csv.reader(io.StringIO(written(frame, format_name).decode("utf-8-sig"), newline="")))
    for row in rows:
        for cell in row:
            assert not cell.startswith(tuple("=+-@\t\r\n＝＋－＠")) or is_number(cell)


def is_number(cell: str) -> bool:
    try:
        return float(cell) is not None
    except ValueError:
        return False


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    frame = to_frame([replace(EVENT, event_id=f"e{n}", quote=text, doc_id=text) for n, text in enumerate(HOSTILE)], [])
    book = openpyxl.load_workbook(io.BytesIO(written(frame, "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    hostile = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(tuple("=+-@"))]
    assert hostile
    assert all(cell.quotePrefix for cell in hostile)


def test_a_text_too_long_for_a_cell_is_cut(tmp_path: Path) -> None:
    frame = to_frame([replace(EVENT, quote="\U0001f30d" * 20_000)], [])
    written(frame, "xlsx", tmp_path / "a.xlsx")
    (quote,) = read_frame(tmp_path / "a.xlsx")["quote"]
    assert quote == "\U0001f30d" * 16_383 + "…"


def test_the_acled_columns_come_first_and_say_no_more_than_is_known(tmp_path: Path) -> None:
    frame = to_frame(
        [located(), replace(located(precision="country"), event_id="e2"), replace(EVENT, event_id="e3")], []
    )
    written(frame, "csv", tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert tuple(rows[0])[: len(ACLED_COLUMNS)] == ACLED_COLUMNS
    assert (rows[0]["event_type"], rows[0]["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (rows[0]["disorder_type"], rows[0]["geo_precision"]) == ("Political violence", "1")
    assert [row["latitude"] for row in rows] == ["50.123457", "", ""]
    assert rows[1]["geomap_latitude"] == "50.123457"


def test_every_hxl_tag_belongs_to_a_column_and_stands_in_the_second_row() -> None:
    assert set(hxl_tags()) <= {column.name for column in COLUMNS}
    header, tags, *rows = csv.reader(io.StringIO(written(sample(), "hxl").decode("utf-8-sig"), newline=""))
    assert tags[header.index("fatalities")] == "#affected+killed"
    assert all(tag.startswith("#") for tag in tags)
    assert len(rows) == 4


# --- KML ---------------------------------------------------------------------------------------------------------


def test_kml_has_a_folder_and_two_styles_a_layer_and_no_live_markup(tmp_path: Path) -> None:
    from xml.etree import ElementTree as ET

    data = written(sample(), "kml", tmp_path / "a.kml", layers=load_layers())
    root = ET.fromstring(data)  # noqa: S314 (our own file)
    space = {"k": "http://www.opengis.net/kml/2.2"}
    folders = root.findall(".//k:Folder", space)
    assert len(folders) == 2
    assert len(root.findall(".//k:Style", space)) == 4
    assert not root.findall(".//k:href", space)
    used = {mark.findtext("k:styleUrl", "", space)[1:] for mark in root.iterfind(".//k:Placemark", space)}
    assert used <= {style.get("id") for style in root.iterfind(".//k:Style", space)}
    descriptions = [mark.findtext("k:description", "", space) for mark in root.iterfind(".//k:Placemark", space)]
    assert not any("<script" in text or "$[" in text for text in descriptions)
    titles = [mark.findtext("k:name", "", space) for mark in root.iterfind(".//k:Placemark", space)]
    assert any("(proposed)" in title for title in titles)


def test_kml_with_a_document_type_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE k [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><kml xmlns="http://www.opengis.net/kml/2.2">&b;</kml>'
    (tmp_path / "a.kml").write_text(bomb)
    with pytest.raises(InputError, match="refused"):
        read_frame(tmp_path / "a.kml")


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_path_in_place_of_a_stream_is_refused_and_its_file_stays(format_name: str, tmp_path: Path) -> None:
    there = tmp_path / "precious"
    there.write_text("as it was")
    with pytest.raises(UsageError, match="atomic_write"):
        write_frame(to_frame([EVENT], [ARTICLE]), str(there), format_name=format_name)  # type: ignore[arg-type]  # the mistake
    assert there.read_text() == "as it was"


def test_kml_in_an_encoding_that_nobody_knows_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.kml").write_bytes(
        b"<?xml version='1.0' encoding='uutf-8'?><kml xmlns='http://www.opengis.net/kml/2.2'/>"
    )
    with pytest.raises(InputError, match="uutf-8"):
        read_frame(tmp_path / "a.kml")
