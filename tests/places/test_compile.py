"""Compiling: what goes into the file comes out of it, the same bytes every time."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import GazetteerError, TableError
from geomap.places.compile import cities, divisions, tabled
from geomap.places.compile.__main__ import node_modules
from geomap.places.compile.coarse import finer_divisions
from geomap.places.compile.records import Record, prominence
from geomap.places.compile.topojson import read_outlines
from geomap.places.compile.write import write_gazetteer
from geomap.places.fold import fold
from geomap.places.gazetteer import open_gazetteer

TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30)


def town(number: int, name: str, *, population: int = 0, names: list[tuple[str, str]] | None = None) -> Record:
    return Record(f"gn:{number}", name, 1.5, -2.25, "city", "UKR", "PPL", number, population, names=names or [])


def test_the_same_records_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    records = [town(3, "Abc"), town(1, "Été"), Record("iso:UA-05", "Xyz", 0, 0, "adm1", "UKR", "ADM1"), town(2, "Abc")]
    write_gazetteer(records, tmp_path / "one.bin", info={"b": 1, "a": 2})
    write_gazetteer(records[::-1], tmp_path / "two.bin", info={"a": 2, "b": 1})
    assert (tmp_path / "one.bin").read_bytes() == (tmp_path / "two.bin").read_bytes()


def test_every_field_of_a_place_survives(tmp_path: Path) -> None:
    division = Record("iso:UA-63", "Kharkiv Oblast", 49.83, 36.3789, "adm1", "UKR", "ADM1", admin1="iso:UA-63")
    near = Record("geomap:x", "X", -89.5, -179.999999, "near_city", radius_km=6553.6, admin1="iso:UA-63")
    big = Record(
        "gn:4294967295", "Y", 90, 180, "multi_country", feature="CONT", geonameid=2**32 - 1, population=2**32 - 1
    )
    write_gazetteer([division, near, big], tmp_path / "g.bin", info={})
    with open_gazetteer(tmp_path / "g.bin") as opened:
        x, y = opened.place("geomap:x"), opened.place("gn:4294967295")
    assert x is not None
    assert y is not None
    assert (x.lat, x.lon, x.precision, x.radius_km, x.admin1) == (
        -89.5,
        -179.999999,
        "near_city",
        6553.6,
        "Kharkiv Oblast",
    )
    assert (y.lat, y.lon, y.population, y.country, y.radius_km) == (90, 180, 2**32 - 1, None, None)


@given(st.lists(TEXT, min_size=1, max_size=12))
def test_what_is_written_is_found(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    path = tmp_path_factory.mktemp("gazetteer") / "g.bin"
    write_gazetteer([town(number, name) for number, name in enumerate(names, start=1)], path, info={})
    with open_gazetteer(path) as opened:
        for number, name in enumerate(names, start=1):
            ids = {match.place.gazetteer_id for match in opened.lookup(name)}
            assert (f"gn:{number}" in ids) == bool(fold(name))
        assert opened.max_words == max(len(fold(name).split()) for name in names)


def test_names_whose_hashes_collide_are_kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geomap.places._format.hash_of", len)
    write_gazetteer([town(1, "Abc"), town(2, "Xyz"), town(3, "Longer")], tmp_path / "g.bin", info={})
    with open_gazetteer(tmp_path / "g.bin") as opened:
        assert [m.place.gazetteer_id for m in opened.lookup("xyz")] == ["gn:2"]
        assert [m.place.gazetteer_id for m in opened.lookup("abc")] == ["gn:1"]
        assert opened.lookup("def") == ()


def test_the_more_populous_place_comes_first_and_a_place_of_quite_another_name_last(tmp_path: Path) -> None:
    records = [
        town(1, "Ab", population=900),
        town(2, "Ab", population=90_000),
        town(3, "Cd", population=100_000, names=[("Ab", "alternate")]),
    ]
    write_gazetteer(records, tmp_path / "g.bin", info={})
    with open_gazetteer(tmp_path / "g.bin") as opened:
        assert [m.place.gazetteer_id for m in opened.lookup("ab")] == ["gn:2", "gn:1", "gn:3"]


def test_a_capital_outranks_a_larger_namesake() -> None:
    capital = Record("gn:1", "A", 0, 0, "city", "UKR", "PPLC", 1, 50_000)
    assert prominence(capital, "name") > prominence(town(2, "A", population=900_000), "name")


def test_two_places_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="two places have the id gn:1"):
        write_gazetteer([town(1, "A"), town(1, "B")], tmp_path / "g.bin", info={})


def test_an_unknown_division_is_refused(tmp_path: Path) -> None:
    lost = town(1, "A")
    lost.admin1 = "iso:UA-99"
    with pytest.raises(GazetteerError, match="gn:1 lies in iso:UA-99"):
        write_gazetteer([lost], tmp_path / "g.bin", info={})


def test_an_older_file_stays_whole_for_those_who_have_it_open(tmp_path: Path) -> None:
    path = tmp_path / "g.bin"
    write_gazetteer([town(1, "Old")], path, info={})
    with open_gazetteer(path) as opened:
        write_gazetteer([town(1, "New"), town(2, "Newer")], path, info={})
        assert opened.contains("Old")
    assert [each.name for each in tmp_path.iterdir()] == ["g.bin"]


def test_alternates_keep_latin_names_and_drop_codes_words_and_transliterations() -> None:
    given_names = ["KBP", "IEV", "kyyf", "Киев", "Kiev", "Kiew", "Kíev", "Of", "March", "qyyb", "Kii", "Kiev 2", "Kyïv"]
    kept = cities.useful_alternates("Kyiv", given_names, refused=cities.never_alternate())
    assert kept == ["Kiev", "Kiew"]


def test_divisions_are_linked_by_distance_as_a_whole() -> None:
    pytest.importorskip("scipy", reason="only the build needs scipy")
    # taken alone, code 2 is nearest to A; A must still go to code 1, which is nearer yet
    first_level = [
        divisions.Division(code, "ZZ", code, (), "Region", f"iso:{code}", 0.0, lon, 1)
        for code, lon in (("ZZ-A", 0.0), ("ZZ-B", 5.0))
    ]
    towns = [
        {"countrycode": "ZZ", "admin1code": code, "latitude": 0.0, "longitude": lon, "population": 1}
        for code, lon in (("1", 0.1), ("2", 2.0), ("00", 9.0))
    ]
    links, _ = divisions.link_codes(towns, first_level)
    assert {code: iso for (alpha2, code), iso in links.items() if alpha2 == "ZZ"} == {"1": "ZZ-A", "2": "ZZ-B"}


def test_a_code_that_is_coarser_than_the_divisions_gives_its_towns_the_nearest_one() -> None:
    south = divisions.Division("XX-1", "XX", "South", (), "District", "iso:XX-1", 43.0, 21.0, 1)
    north = replace(south, code="XX-2", name="North", lat=44.5)
    town = replace(south, code="XX-0", name="Capital", kind="City", lat=44.8, lon=20.4)
    far = replace(south, code="XX-9", name="Elsewhere", kind="Autonomous province", lat=44.9, lon=20.4)
    where = {1: (43.1, 21.0), 2: (44.4, 21.1), 3: (44.8, 20.45), 4: (44.6, 20.8), 5: (44.7, 21.2)}
    cities = [
        {"geonameid": number, "countrycode": "XX", "admin1code": "SE", "latitude": lat, "longitude": lon}
        for number, (lat, lon) in where.items()
    ]
    found = finer_divisions(cities, {("XX", "SE"): "XX-1"}, [south, north, town, far])
    assert found == {1: "XX-1", 2: "XX-2", 3: "XX-0", 4: "XX-2", 5: "XX-2"}
    assert finer_divisions(cities, {("XX", "SE"): "XX-1", ("XX", "NO"): "XX-2"}, [south, north]) == {}


def test_a_misplaced_division_moves_to_its_towns() -> None:
    towns = [
        {"countrycode": "ZZ", "admin1code": code, "latitude": lat, "longitude": 0.0, "population": 1}
        for code, lat in (("1", 0.0), ("1", 1.0), ("2", 20.0))
    ]
    astray = divisions.Division("ZZ-A", "ZZ", "A", (), "Region", "iso:ZZ-A", 20.1, 0.0, 1)
    mended = list(divisions.with_sound_points([astray], towns, {("ZZ", "1"): "ZZ-A"}))
    assert (mended[0].lat, mended[0].lon) == (0.5, 0.0)


def test_a_table_with_an_unknown_country_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "features.csv").write_text(
        "id,name,lat,lon,radius_km,feature,country,aliases,rank\nx,X Sea,1,2,3,SEA,QQQ,,\n", encoding="utf-8"
    )
    monkeypatch.setattr(tabled, "TABLES", tmp_path)
    with pytest.raises(TableError, match="unknown country 'QQQ'"):
        list(tabled.feature_records())


def test_topojson_arcs_are_joined_and_turned(tmp_path: Path) -> None:
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
        "arcs": [[[0, 0], [4, 0]], [[4, 4], [-4, 0], [0, -4]], [[4, 4], [0, -4]]],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "id": "804", "properties": {"name": "Square"}, "arcs": [[0, -3, 1]]},
                    {"type": None, "properties": {"name": "Nowhere"}, "arcs": []},
                ]
            }
        },
    }
    path = tmp_path / "atlas.json"
    path.write_text(json.dumps(topology), encoding="utf-8")
    (square,) = read_outlines(path, "countries")
    assert (square.code, square.name) == ("804", "Square")
    assert square.geometry.area == pytest.approx(4.0)
    assert square.geometry.bounds == (10.0, 20.0, 12.0, 22.0)


def test_a_missing_atlas_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="run 'npm ci' again"):
        list(read_outlines(tmp_path / "none.json", "countries"))


def test_cells_share_a_country_between_its_divisions() -> None:
    shapely = pytest.importorskip("shapely", minversion="2.1", reason="only the build needs it")
    from geomap.places.compile.cells import dissolve

    whole = shapely.box(0, 0, 10, 10)
    found = dissolve([("a", 2.0, 5.0), ("a", 2.0, 1.0), ("b", 8.0, 5.0)], whole)
    assert found["a"].contains(shapely.Point(1, 1))
    assert found["b"].contains(shapely.Point(9, 9))
    assert found["a"].area + found["b"].area == pytest.approx(100, rel=0.02)


def test_cells_reach_across_the_antimeridian() -> None:
    shapely = pytest.importorskip("shapely", minversion="2.1", reason="only the build needs it")
    from geomap.places.compile.cells import dissolve

    whole = shapely.union_all([shapely.box(160, 60, 180, 70), shapely.box(-180, 60, -171, 70)])
    found = dissolve([("far", 177.0, 65.0), ("near", 162.0, 65.0)], whole)
    assert found["far"].contains(shapely.Point(-172, 65))
    assert not found["near"].intersects(shapely.Point(-172, 65))
    assert found["near"].contains(shapely.Point(161, 61))


def test_a_worktree_compiles_with_the_npm_packages_of_its_main_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main, tree = tmp_path / "main", tmp_path / "tree"
    (main / ".git" / "worktrees" / "tree").mkdir(parents=True)
    (tree / "geomap" / "web").mkdir(parents=True)
    monkeypatch.setattr("geomap.places.compile.__main__.PACKAGE", tree / "geomap")
    assert node_modules(tree / "geomap" / "web") is None
    (tree / ".git").write_text(f"gitdir: {main / '.git' / 'worktrees' / 'tree'}\n", encoding="utf-8")
    assert node_modules(tree / "geomap" / "web") is None
    (main / "geomap" / "web" / "node_modules").mkdir(parents=True)
    assert node_modules(tree / "geomap" / "web") == main / "geomap" / "web" / "node_modules"
    (tree / "geomap" / "web" / "node_modules").mkdir()
    assert node_modules(tree / "geomap" / "web") == tree / "geomap" / "web" / "node_modules"
