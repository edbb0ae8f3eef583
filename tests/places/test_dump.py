"""A gazetteer from GeoNames' dumps, as text or zip."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from geomap.errors import GazetteerError
from geomap.places.compile.dump import build_gazetteer
from geomap.places.gazetteer import open_gazetteer


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
