"""GDAL's own tools open every format without a word of complaint; GeoParquet holds what its specification asks."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from geomap.store.geoparquet import write_geoparquet
from tests.store.test_formats import sample, written

if TYPE_CHECKING:
    from pathlib import Path

DRIVERS = {
    "geojson": "GeoJSON", "geojsonl": "GeoJSONSeq", "geojsons": "GeoJSONSeq", "gpkg": "GPKG", "parquet": "Parquet",
    "fgb": "FlatGeobuf", "kml": "KML", "csv": "CSV", "hxl": "CSV", "xlsx": "XLSX",
}  # fmt: skip


@cache
def drivers() -> str:
    if shutil.which("ogrinfo") is None:
        pytest.skip("no ogrinfo here (Debian: gdal-bin)")
    return subprocess.run(["ogrinfo", "--formats"], capture_output=True, check=True, encoding="utf-8").stdout


@pytest.mark.parametrize("format_name", DRIVERS)
def test_ogrinfo_opens_it_without_a_warning(tmp_path: Path, format_name: str) -> None:
    if f"  {DRIVERS[format_name]} -" not in drivers():
        pytest.skip(
            f"GDAL as packaged here has no driver {DRIVERS[format_name]} (bench/gdal_parquet.sh builds Parquet's)"
        )
    path = tmp_path / f"events.{'csv' if format_name == 'hxl' else format_name}"
    written(sample(), format_name, path)
    done = subprocess.run(
        ["ogrinfo", "-ro", "-al", "-so", str(path)], capture_output=True, check=False, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Warning" not in done.stdout
    assert "ERROR" not in done.stdout
    counts = [int(line.partition(":")[2]) for line in done.stdout.splitlines() if line.startswith("Feature Count")]
    assert sum(counts) >= 4
    assert "event_id" in done.stdout


def test_a_folder_of_geoparquet_is_one_layer_of_any_geometry(tmp_path: Path) -> None:
    if "  Parquet -" not in drivers():
        pytest.skip("GDAL as packaged here has no driver Parquet (bench/gdal_parquet.sh builds one)")
    whole = sample()
    for country, rows in {"COD": [0], "SYR": [2, 3], "none": [1]}.items():  # a point, areas, no place
        folder = tmp_path / "events" / "month=2025-03" / f"country={country}"
        folder.mkdir(parents=True)
        with (folder / "events-00000.parquet").open("wb") as stream:
            write_geoparquet(whole.iloc[rows], stream, one_of_many=True)
    asked = ["ogrinfo", "-ro", "-al", "-so", str(tmp_path / "events")]
    done = subprocess.run(asked, capture_output=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Feature Count: 4" in done.stdout
    assert "Geometry: Point" not in done.stdout
    asked = ["ogr2ogr", str(tmp_path / "all.fgb"), str(tmp_path / "events"), "-select", "event_id"]
    done = subprocess.run(asked, capture_output=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")


# --- GeoParquet 1.1 ----------------------------------------------------------------------------------------------

# Source: the GeoParquet 1.1.0 specification, sections "File metadata" and "Column metadata".
FILE_KEYS = {"version", "primary_column", "columns"}
COLUMN_KEYS = {"encoding", "geometry_types", "crs", "orientation", "edges", "bbox", "epoch", "covering"}
_KINDS = "Point LineString Polygon MultiPoint MultiLineString MultiPolygon GeometryCollection".split()
TYPES = {f"{kind}{z}" for kind in _KINDS for z in ("", " Z")}


@pytest.mark.parametrize("rows", [0, 4])
def test_geoparquet_has_the_metadata_of_the_specification(tmp_path: Path, rows: int) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    written(sample().iloc[:rows], "parquet", tmp_path / "a.parquet")
    schema = pq.read_schema(tmp_path / "a.parquet")
    geo: dict[str, Any] = json.loads(schema.metadata[b"geo"])
    assert set(geo) == FILE_KEYS
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    (column,) = geo["columns"].values()
    assert {"encoding", "geometry_types"} <= set(column) <= COLUMN_KEYS
    assert column["encoding"] == "WKB"
    assert set(column["geometry_types"]) <= TYPES
    assert len(set(column["geometry_types"])) == len(column["geometry_types"])
    assert str(schema.field("geometry").type) == "binary"
    assert schema.field("geometry").nullable


def test_geoparquet_says_its_coordinate_system_as_projjson_and_its_geometries_as_iso_wkb(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    import pyproj
    import shapely

    written(sample(), "parquet", tmp_path / "a.parquet")
    table = pq.read_table(tmp_path / "a.parquet")
    (column,) = json.loads(table.schema.metadata[b"geo"])["columns"].values()
    assert column["crs"]["$schema"].startswith("https://proj.org/schemas/")
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 4326}
    assert pyproj.CRS.from_json_dict(column["crs"]) == pyproj.CRS("EPSG:4326")
    cells = table.column("geometry").to_pylist()
    shapes = [None if cell is None else shapely.from_wkb(cell) for cell in cells]
    assert {shape.geom_type for shape in shapes if shape is not None} == set(column["geometry_types"])
    first = shapes[0]
    assert first is not None
    assert first.coords[0] == (36.25, 50.12345678)  # longitude first, whatever the axes of the system
    assert {cell[0] for cell in cells if cell is not None} <= {0, 1}  # the byte order mark of WKB
