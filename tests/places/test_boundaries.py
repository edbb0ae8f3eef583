"""Boundaries of first-level divisions that a user brings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from shapely import box
from shapely.geometry import Point, mapping

from geomap.errors import InputError
from geomap.places.boundaries import Surveyed, read_boundaries, source_of
from geomap.places.gazetteer import CompiledGazetteer
from geomap.places.shapes import Shapes

KHARKIV = box(35, 48.8, 38, 50.3)
SUMY = box(33, 50.4, 35, 52)
NOWHERE = box(-30, 40, -29, 41)


def written(path: Path, rows: list[tuple[dict[str, Any], Any]]) -> Path:
    features = [{"type": "Feature", "properties": cells, "geometry": mapping(shape)} for cells, shape in rows]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def geoboundaries(name: str, iso: str, group: str = "UKR") -> dict[str, Any]:
    return {"shapeName": name, "shapeISO": iso, "shapeGroup": group, "shapeType": "ADM1", "shapeID": "x"}


def gadm(name: str, iso: str, land: str = "UKR") -> dict[str, Any]:
    return {"GID_0": land, "GID_1": f"{land}.1_1", "NAME_1": name, "ISO_1": iso, "COUNTRY": "Ukraine"}


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (geoboundaries("anything", "UA-63"), "code"),
        (geoboundaries("kharkiv oblast", ""), "name"),
        (geoboundaries("Харківська область", "None"), "code or name in another script"),
        (geoboundaries("Slobozhanshchyna", ""), "overlap"),
        (gadm("Kharkiv", "UA-63"), "code"),
        (gadm("Kharkiv", "NA"), "name or overlap"),
    ],
)
def test_a_boundary_finds_its_division(
    tmp_path: Path, gazetteer: CompiledGazetteer, shapes: Shapes, cells: dict[str, Any], why: str
) -> None:
    path = written(tmp_path / "own.geojson", [(cells, KHARKIV)])
    found = read_boundaries(path, gazetteer=gazetteer, shapes=shapes)
    assert list(found.areas) == ["iso:UA-63"], why
    assert found.unmatched == ()


def test_it_replaces_the_approximate_cell_and_is_named_as_the_source(
    tmp_path: Path, gazetteer: CompiledGazetteer, shapes: Shapes
) -> None:
    path = written(tmp_path / "ukr.geojson", [(geoboundaries("Kharkiv", "UA-63"), KHARKIV)])
    outlines = Surveyed(shapes, read_boundaries(path, gazetteer=gazetteer, shapes=shapes))
    kharkiv, sumy = gazetteer.place("iso:UA-63"), gazetteer.place("iso:UA-59")
    assert kharkiv is not None
    assert sumy is not None
    area, other = outlines.area(kharkiv), outlines.area(sumy)
    assert area is not None
    assert other is not None
    assert (area.approximate, area.source) == (False, "geoBoundaries (ukr.geojson)")
    assert area.geometry.equals(KHARKIV)
    assert other.approximate
    assert set(outlines.ids()) == set(shapes.ids())


def test_what_fits_no_division_is_counted_and_never_forced_on_one(
    tmp_path: Path, gazetteer: CompiledGazetteer, shapes: Shapes
) -> None:
    rows = [
        (geoboundaries("Kharkiv", "UA-63"), KHARKIV),
        (geoboundaries("Raion of Chuhuiv", ""), box(36.5, 49.7, 36.9, 50.0)),
        (geoboundaries("Atlantis", "", "ATL"), NOWHERE),
    ]
    found = read_boundaries(written(tmp_path / "a.geojson", rows), gazetteer=gazetteer, shapes=shapes)
    assert list(found.areas) == ["iso:UA-63"]
    assert found.unmatched == ("Raion of Chuhuiv", "Atlantis")
    assert "1 first-level divisions" in found.told()
    assert "2 fit none (Raion of Chuhuiv, Atlantis)" in found.told()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([(geoboundaries("Atlantis", "", "ATL"), NOWHERE)], r"none of its 1 boundaries fits .* \(Atlantis\)"),
        ([(geoboundaries("Kharkiv", "UA-63"), Point(36, 50))], "holds no polygon"),
    ],
)
def test_a_file_of_which_nothing_can_be_used_is_an_error(
    tmp_path: Path, gazetteer: CompiledGazetteer, shapes: Shapes, rows: list[tuple[dict[str, Any], Any]], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        read_boundaries(written(tmp_path / "own.geojson", rows), gazetteer=gazetteer, shapes=shapes)


def test_a_name_counts_only_in_its_own_country(tmp_path: Path, gazetteer: CompiledGazetteer, shapes: Shapes) -> None:
    path = written(tmp_path / "a.geojson", [(geoboundaries("Amazonas", "", "PER"), NOWHERE)])
    assert list(read_boundaries(path, gazetteer=gazetteer, shapes=shapes).areas) == ["iso:PE-AMA"]


def test_several_boundaries_of_one_division_are_joined(
    tmp_path: Path, gazetteer: CompiledGazetteer, shapes: Shapes
) -> None:
    rows = [(gadm("Kharkiv", "UA-63"), box(35, 49, 36, 50)), (gadm("Kharkiv", "UA-63"), box(36, 49, 37, 50))]
    found = read_boundaries(written(tmp_path / "a.geojson", rows), gazetteer=gazetteer, shapes=shapes)
    assert found.areas["iso:UA-63"].equals(box(35, 49, 37, 50))


@pytest.mark.parametrize("suffix", [".gpkg", ".fgb", ".shp"])
def test_other_formats_and_coordinate_systems_are_read(
    tmp_path: Path, gazetteer: CompiledGazetteer, shapes: Shapes, suffix: str
) -> None:
    import geopandas

    frame = geopandas.GeoDataFrame([geoboundaries("Sumy", "UA-59")], geometry=[SUMY], crs=4326).to_crs(3857)
    path = tmp_path / f"own{suffix}"
    frame.to_file(path, engine="pyogrio")
    found = read_boundaries(path, gazetteer=gazetteer, shapes=shapes)
    assert found.areas["iso:UA-59"].contains(Point(34, 51))
    assert found.areas["iso:UA-59"].area == pytest.approx(SUMY.area, rel=0.01)


def test_the_layer_of_first_level_is_found_in_a_package_of_all_levels(
    tmp_path: Path, gazetteer: CompiledGazetteer, shapes: Shapes
) -> None:
    import geopandas

    path = tmp_path / "gadm41_UKR.gpkg"
    second = {**gadm("Kharkiv", "UA-63"), "GID_2": "UKR.1.1_1", "NAME_2": "Chuhuiv"}
    for layer, cells in (("ADM_ADM_0", {"GID_0": "UKR"}), ("ADM_ADM_2", second), ("ADM_ADM_1", gadm("Sumy", "UA-59"))):
        geopandas.GeoDataFrame([cells], geometry=[SUMY], crs=4326).to_file(path, layer=layer, engine="pyogrio")
    assert list(read_boundaries(path, gazetteer=gazetteer, shapes=shapes).areas) == ["iso:UA-59"]
    assert source_of(path) == "GADM (gadm41_UKR.gpkg)"


def test_an_area_across_the_antimeridian_comes_in_two(
    tmp_path: Path, gazetteer: CompiledGazetteer, shapes: Shapes
) -> None:
    path = written(tmp_path / "a.geojson", [(gadm("Chukot", "RU-CHU", "RUS"), box(160, 62, 190, 70))])
    area = read_boundaries(path, gazetteer=gazetteer, shapes=shapes).areas["iso:RU-CHU"]
    assert area.bounds == (-180, 62, 180, 70)
    assert len(area.geoms) == 2


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"name": "Kharkiv", "id": 3}, r"it has id, name"),
        ({**gadm("Kharkiv", "UA-63"), "GID_2": "UKR.1.1_1"}, "second-level"),
        ({**geoboundaries("Chuhuiv", ""), "shapeType": "ADM2"}, "holds ADM2; take the file of ADM1"),
    ],
)
def test_a_file_that_cannot_serve_says_why(
    tmp_path: Path, gazetteer: CompiledGazetteer, shapes: Shapes, cells: dict[str, Any], message: str
) -> None:
    path = written(tmp_path / "own.geojson", [(cells, KHARKIV)])
    with pytest.raises(InputError, match=message):
        read_boundaries(path, gazetteer=gazetteer, shapes=shapes)


@pytest.mark.parametrize(("name", "content"), [("no.geojson", None), ("bad.gpkg", b"junk"), ("own.txt", b"a")])
def test_a_missing_or_damaged_file_is_an_error_of_one_line(tmp_path: Path, name: str, content: bytes | None) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        source_of(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
