"""Searching the gazetteer for people: filters, transliterations, slips of the pen, points."""

from __future__ import annotations

from time import process_time

import pytest
from click.testing import CliRunner

from geomap.cli.check import gazetteer as command
from geomap.errors import UsageError
from geomap.places.gazetteer import CompiledGazetteer
from geomap.places.search import find, nearest, sound
from geomap.places.transliterate import consonants, in_latin


@pytest.mark.parametrize(
    ("written", "name"),
    [("Kharkhiv", "Kharkiv"), ("Zaporizzhia", "Zaporizhzhia"), ("Damascuss", "Damascus"), ("Bujumbora", "Bujumbura")],
)
def test_a_misspelt_name_finds_the_place(gazetteer: CompiledGazetteer, written: str, name: str) -> None:
    assert name in [hit.match.place.name for hit in find(gazetteer, written)]


@pytest.mark.parametrize(("one", "other"), [("Enerhodar", "Enerkhodar"), ("Zhytomyr", "Jytomir"), ("Al-Qaim", "Kaim")])
def test_one_sound_written_in_two_ways_has_one_key(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_an_exact_name_is_not_joined_by_guesses(gazetteer: CompiledGazetteer) -> None:
    assert {hit.how for hit in find(gazetteer, "Tripoli")} == {"exact"}


def test_filters_keep_countries_and_classes(gazetteer: CompiledGazetteer) -> None:
    assert find(gazetteer, "Tripoli", countries=["LBN"])[0].match.place.country == "LBN"
    assert {hit.match.place.precision for hit in find(gazetteer, "Georgia", features=["adm1"])} == {"adm1"}


@pytest.mark.parametrize(
    ("written", "name"), [("Kharkhiv", "Kharkiv"), ("Damascuss", "Damascus"), ("Jytomyr", "Zhytomyr")]
)
def test_a_gazetteer_too_large_to_read_through_meets_slips_too(
    gazetteer: CompiledGazetteer, monkeypatch: pytest.MonkeyPatch, written: str, name: str
) -> None:
    monkeypatch.setattr("geomap.places.search.SCANNED_PLACES", 10)
    assert name in [hit.match.place.name for hit in find(gazetteer, written)]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Харків", "Kharkiv"), ("Киев", "Kyiv"), ("حلب", "Aleppo"), ("哈尔科夫", "Kharkiv"), ("Τρίπολη", "Tripoli"),
        ("Мала Токмачка", "Mala Tokmachka"), ("Харківська область", "Kharkiv Oblast"),
    ],
)  # fmt: skip
def test_a_name_in_another_script_finds_the_place(gazetteer: CompiledGazetteer, written: str, name: str) -> None:
    assert name in [hit.match.place.name for hit in find(gazetteer, written)]


@pytest.mark.parametrize(
    ("written", "latin"), [("Рубіжне", "rubizhne"), ("Щорс", "shchors"), ("معرة النعمان", "mrt nman"), ("Lviv", "")]
)
def test_cyrillic_and_arabic_are_written_in_latin_letters(written: str, latin: str) -> None:
    assert latin in (in_latin(written) or ("",))


def test_arabic_without_its_vowels_has_the_consonants_of_the_latin_name() -> None:
    assert consonants(in_latin("معرة النعمان")[0]) == consonants("maarrat an numan")


def test_an_unknown_class_is_told() -> None:
    wrong = CliRunner().invoke(command, ["lookup", "Paris", "--feature", "bogus"], standalone_mode=False)
    assert isinstance(wrong.exception, UsageError)
    assert "bogus" in str(wrong.exception)


def test_gibberish_finds_nothing(gazetteer: CompiledGazetteer) -> None:
    assert find(gazetteer, "Xqzzwvkpt") == ()
    assert find(gazetteer, "") == ()


def test_a_point_finds_what_is_nearest_first(gazetteer: CompiledGazetteer) -> None:
    found = nearest(gazetteer, 48.4647, 35.0462, features=["city"], limit=5)
    assert found[0].place.name == "Dnipro"
    assert [one.distance_km for one in found] == sorted(one.distance_km for one in found)


def test_a_point_finds_across_the_antimeridian(gazetteer: CompiledGazetteer) -> None:
    east = nearest(gazetteer, -17.0, 179.99, features=["city"], limit=20)
    assert {one.place.country for one in east[:5]} == {"FJI"}
    assert {one.place.lon < 0 for one in east} == {True, False}


def test_the_command_line_looks_up_by_point_and_by_name() -> None:
    near = CliRunner().invoke(command, ["lookup", "--near", "33.51,36.29", "-n", "1"])
    assert "Damascus" in near.output
    assert "SYR" in CliRunner().invoke(command, ["lookup", "Homs", "--country", "SY", "--feature", "city"]).output


@pytest.mark.parametrize("written", ["عين عيسى", "Нуйорк", "Kafranbl", "Xqzzwvkpt"])
def test_a_name_that_is_missed_is_answered_in_moments(gazetteer: CompiledGazetteer, written: str) -> None:
    began = process_time()
    assert not any(hit.how == "exact" for hit in find(gazetteer, written))
    assert process_time() - began < 3, "every name is folded and weighed again"
