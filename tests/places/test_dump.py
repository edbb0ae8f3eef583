"""A gazetteer from GeoNames' dumps, as text or zip."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from geomap.cli.check import gazetteer as command
from geomap.errors import GazetteerError
from geomap.places.compile.dump import build_gazetteer
from geomap.places.gazetteer import CompiledGazetteer, default_path, open_gazetteer
from geomap.places.search import find, nearest


def line(number: int, name: str, lat: float, lon: float, code: str, *, country: str = "UA", people: int = 0) -> str:
    kind = "A" if code.startswith(("ADM", "PCL")) else "P"
    cells = [str(number), name, name, "", str(lat), str(lon), kind, code, country, "", "23" if code != "PCLI" else "00"]
    return "\t".join([*cells, "", "", "", str(people), "", "", "", "2026-01-01"])


ROWS = [
    line(900, "Ukraine", 49.0, 32.0, "PCLI", people=44_000_000),
    line(30, "Vilna", 47.7, 35.2, "PPL", people=900),
    line(20, "Vilna", 47.1, 35.9, "PPL", people=90_000),
    line(40, "Zaporizhzhia Oblast", 47.2, 35.8, "ADM1", people=1_500_000),
    line(50, "Elsewhere", 1.0, 1.0, "PPL", country="PL"),
]
NAMES = ["1\t20\ten\tFreetown\t\t\t\t", "2\t30\tde\tFreetown\t\t\t\t", "3\t20\t\tOld Vilna\t\t\t\t1",
         "4\t20\tlink\thttps://example.org\t\t\t\t", "5\t77\ten\tNobody\t\t\t\t"]  # fmt: skip


@pytest.fixture(params=["txt", "zip"])
def dump(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    for stem, rows in (("allCountries", ROWS), ("alternateNamesV2", NAMES)):
        text = "\n".join(rows) + "\n"
        if request.param == "txt":
            (tmp_path / f"{stem}.txt").write_text(text, encoding="utf-8")
        else:
            with zipfile.ZipFile(tmp_path / f"{stem}.zip", "w") as archive:
                archive.writestr(f"{stem}.txt", text)
    return tmp_path


def test_places_names_and_divisions_are_found(dump: Path) -> None:
    assert build_gazetteer(dump, dump / "out.bin") == 5
    with open_gazetteer(dump / "out.bin") as built:
        assert [m.place.geonameid for m in built.lookup("vilna")] == [20, 30]
        assert [(m.place.geonameid, m.kind) for m in built.lookup("Freetown")] == [(20, "name"), (30, "alternate")]
        assert [m.kind for m in built.lookup("Old Vilna")] == ["historic"]
        assert built.lookup("Nobody") == built.lookup("https://example.org") == ()
        town = built.place("gn:20")
        assert town is not None
        assert (town.lat, town.lon, town.country, town.admin1) == (47.1, 35.9, "UKR", "Zaporizhzhia Oblast")
        ukraine = built.country("UKR")
        assert ukraine is not None
        assert ukraine.precision == "country"


def test_a_country_filter_keeps_that_country(dump: Path) -> None:
    assert build_gazetteer(dump, dump / "out.bin", countries=["pl"]) == 1


def test_a_country_that_the_dump_lacks_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    (tmp_path / "UA.txt").write_text(ROWS[1] + "\n", encoding="utf-8")
    assert build_gazetteer(tmp_path, tmp_path / "out.bin", countries=["UA", "RU"], warn=told.append) == 1
    assert [line.partition(": ")[2] for line in told] == ["no place of RU in it; put RU.txt or allCountries.txt there"]
    assert build_gazetteer(tmp_path, tmp_path / "out.bin", countries=["UA"], warn=told.append) == 1
    assert len(told) == 1


def test_a_place_well_within_a_disputed_country_is_filed_under_it(tmp_path: Path) -> None:
    rows = [
        line(21, "Hamlet in the Sahara", 24.5, -13.5, "PPL", country="MA"),
        line(22, "Hamlet by the Atlas", 32.0, -6.0, "PPL", country="MA"),
        line(23, "Hamlet on the Border", 27.60, -11.0, "PPL", country="MA"),
    ]
    (tmp_path / "allCountries.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    build_gazetteer(tmp_path, tmp_path / "out.bin")
    with open_gazetteer(tmp_path / "out.bin") as built:
        found = [built.place(f"gn:{number}") for number in (21, 22, 23)]
        assert [place.country for place in found if place] == ["ESH", "MAR", "MAR"]


def test_the_same_dump_gives_the_same_bytes(dump: Path) -> None:
    for out in ("one.bin", "two.bin"):
        build_gazetteer(dump, dump / out)
    assert (dump / "one.bin").read_bytes() == (dump / "two.bin").read_bytes()


@pytest.mark.parametrize(
    ("content", "told"), [(None, "allCountries"), ("a\tb\n", "line 1"), (ROWS[0].replace("49.0", "x"), "900")]
)
def test_a_missing_or_faulty_dump_is_told(tmp_path: Path, content: str | None, told: str) -> None:
    if content is not None:
        (tmp_path / "allCountries.txt").write_text(content, encoding="utf-8")
    with pytest.raises(GazetteerError, match=told):
        build_gazetteer(tmp_path, tmp_path / "out.bin")


def test_the_files_beside_the_places_are_read(dump: Path) -> None:
    tables = {
        "admin1CodesASCII": "UA.23\tZaporizhia Province\tZaporizhia Province\t40\n",
        "admin2Codes": "UA.23.1\tVilna District\tVilna District\t20\n",
        "hierarchy": "900\t40\tADM\n40\t60\tADM\n60\t70\t\n",
    }
    for stem, text in tables.items():
        (dump / f"{stem}.txt").write_text(text, encoding="utf-8")
    lost = [line(number, name, 47.0, 35.0, "PPL").replace("\t23\t", "\t\t") for number, name in ((60, "A"), (70, "B"))]
    append(dump, "allCountries", lost)
    build_gazetteer(dump, dump / "out.bin")
    with open_gazetteer(dump / "out.bin") as built:
        assert built.lookup("Zaporizhia Province")[0].place.geonameid == 40
        assert built.lookup("Vilna District")[0].place.geonameid == 20
        for number in (60, 70):
            place = built.place(f"gn:{number}")
            assert place is not None
            assert place.admin1 == "Zaporizhzhia Oblast"


def append(dump: Path, stem: str, lines: list[str]) -> None:
    """Add lines to a file of a dump, in whichever form it has."""
    path = dump / f"{stem}.txt"
    if path.exists():
        text = path.read_text(encoding="utf-8")
    else:
        with zipfile.ZipFile(dump / f"{stem}.zip") as archive:
            text = archive.read(f"{stem}.txt").decode()
        (dump / f"{stem}.zip").unlink()
    path.write_text(text + "".join(f"{each}\n" for each in lines), encoding="utf-8")


def test_faulty_lines_are_left_out_counted_and_told(dump: Path) -> None:
    append(
        dump, "allCountries", ["a\tb", line(60, "Nowhere", 99.0, 35.0, "PPL"), "x" + line(70, "No number", 1, 1, "PPL")]
    )
    told: list[str] = []
    assert build_gazetteer(dump, dump / "out.bin", report=told.append) == 5
    assert any(text.startswith("3 faulty lines") and "line 6" in text for text in told)


@pytest.mark.parametrize("number", ["x", "", "-7", "0", "99999999999"])
def test_a_division_without_a_geonameid_is_a_faulty_line(tmp_path: Path, number: str) -> None:
    faulty = line(40, "Zaporizhzhia Oblast", 47.2, 35.8, "ADM1").replace("40", number, 1)
    (tmp_path / "allCountries.txt").write_text(f"{ROWS[1]}\n{faulty}\n", encoding="utf-8")
    said: list[str] = []
    assert build_gazetteer(tmp_path, tmp_path / "out.bin", report=said.append) == 1
    assert any("1 faulty lines left out" in each and f"line 2: geonameid {number}:" in each for each in said)


def test_a_folder_is_no_file_to_write_and_nothing_is_left(dump: Path) -> None:
    (dump / "out").mkdir()
    before = sorted(dump.iterdir())
    said: list[str] = []
    with pytest.raises(GazetteerError, match="is a folder; name a file in it"):
        build_gazetteer(dump, dump / "out", report=said.append)
    assert sorted(dump.iterdir()) == before
    assert not said  # told before the work begins


def test_without_a_table_of_names_those_of_the_line_are_taken(tmp_path: Path) -> None:
    row = line(20, "Vilna", 47.1, 35.9, "PPL").replace("\t\t47.1", "\tOldfort,https://example.org,March\t47.1")
    (tmp_path / "allCountries.txt").write_text(row + "\n", encoding="utf-8")
    build_gazetteer(tmp_path, tmp_path / "out.bin")
    with open_gazetteer(tmp_path / "out.bin") as built:
        assert [match.kind for match in built.lookup("oldfort")] == ["alternate"]
        assert not built.lookup("March")


def test_several_countries_are_read_from_their_own_files(tmp_path: Path) -> None:
    for code, number in (("UA", 20), ("PL", 50)):
        with zipfile.ZipFile(tmp_path / f"{code}.zip", "w") as archive:
            archive.writestr("readme.txt", "no table")
            archive.writestr(
                f"{code}.txt", line(number, f"Town of {code}", 1, 1, "PPL", country=code) + "\n" + " " * 20
            )
        with zipfile.ZipFile(tmp_path / f"alternateNamesV2-{code}.zip", "w") as archive:
            archive.writestr(f"{code}.txt", f"1\t{number}\tde\tStadt {code}\t\t\t\t\n")
    assert build_gazetteer(tmp_path, tmp_path / "out.bin", countries=["UA", "PL"]) == 2
    with open_gazetteer(tmp_path / "out.bin") as built:
        assert [built.lookup(f"Stadt {code}")[0].place.geonameid for code in ("UA", "PL")] == [20, 50]


def test_a_geonameid_that_comes_twice_is_refused(dump: Path) -> None:
    append(dump, "allCountries", [ROWS[1]])
    with pytest.raises(GazetteerError, match="twice"):
        build_gazetteer(dump, dump / "out.bin")


def test_many_namesakes_stand_most_populous_first(tmp_path: Path) -> None:
    rows = [line(number, "Same", 1, 1, "PPL", people=number * 37 % 1009) for number in range(1, 400)]
    (tmp_path / "allCountries.txt").write_text("\n".join(rows), encoding="utf-8")
    build_gazetteer(tmp_path, tmp_path / "out.bin")
    with open_gazetteer(tmp_path / "out.bin") as built:
        people = [match.place.population for match in built.lookup("same")]
        assert len(people) == 399
        assert people == sorted(people, reverse=True)


@pytest.fixture(scope="module")
def over(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small dump laid over the embedded gazetteer. Kherson is in both; its division has the code 23 in the dump."""
    folder = tmp_path_factory.mktemp("over")
    kherson = line(706448, "Kherson", 46.6, 32.6, "PPLA", people=300_000)
    village = line(999_999_01, "Novovasylivka Nova", 46.7, 32.7, "PPL", people=40)
    division = line(999_999_02, "Khersonska Oblast", 46.6, 33.4, "ADM1")
    (folder / "allCountries.txt").write_text(f"{kherson}\n{village}\n{division}\n", encoding="utf-8")
    build_gazetteer(folder, folder / "out.bin", base=default_path())
    return folder / "out.bin"


def test_a_village_of_the_dump_lies_in_the_division_that_the_embedded_gazetteer_has(over: Path) -> None:
    with open_gazetteer(over) as built:
        village = built.lookup("Novovasylivka Nova")[0].place
        division = built.admin1_of(village)
        assert division is not None
        assert division.gazetteer_id == "iso:UA-65"
        assert built.lookup("Khersonska Oblast")[0].place == division
        kherson = built.place("gn:706448")
        assert kherson is not None
        assert kherson.population == 300_000


def test_what_the_embedded_gazetteer_knows_a_built_one_knows(over: Path, gazetteer: CompiledGazetteer) -> None:
    with open_gazetteer(over) as built:
        for name in ("Donbas", "Kiev", "Stalingrad", "Syrians", "ZNPP", "Georgia", "West Bank", "St. Petersburg"):
            assert [(m.place, m.kind) for m in built.lookup(name)] == [
                (m.place, m.kind) for m in gazetteer.lookup(name)
            ]
        assert find(built, "Kharkhiv") == find(gazetteer, "Kharkhiv")
        assert find(built, "Tripoli", countries=["LBN"])[0].match.place.country == "LBN"
        assert nearest(built, 46.7, 32.7)[0].place.name == "Novovasylivka Nova"
        assert {source["name"] for source in built.info["sources"]} >= {"GeoNames", "geomap", "iso3166-2"}
        assert (
            next(source for source in built.info["sources"] if source["name"] == "GeoNames")["version"] == "2026-01-01"
        )


def test_the_command_tells_what_a_built_gazetteer_holds(over: Path) -> None:
    told = CliRunner().invoke(command, ["info", str(over)]).output
    assert "GeoNames 2026-01-01" in told
    assert "CC BY 4.0" in told
