"""English names of divisions, links to GeoNames' codes, and alternates that are no names."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from shapely.geometry import box

from geomap.places.compile.cities import useful_alternates
from geomap.places.compile.tidy import tidy
from geomap.places.gazetteer import CompiledGazetteer


@pytest.mark.parametrize(
    ("gazetteer_id", "name"),
    [
        ("iso:RU-RYA", "Ryazan Oblast"),
        ("iso:RU-TYU", "Tyumen Oblast"),
        ("iso:BR-ES", "Espírito Santo"),
        ("iso:AR-W", "Corrientes Province"),
        ("iso:BG-02", "Burgas Province"),
        ("iso:TH-47", "Sakon Nakhon Province"),
        ("iso:PE-JUN", "Junín Region"),
        ("iso:PG-WPD", "Western Province"),
    ],
)
def test_divisions_have_the_names_that_english_news_uses(
    gazetteer: CompiledGazetteer, gazetteer_id: str, name: str
) -> None:
    found = gazetteer.place(gazetteer_id)
    assert found is not None
    assert found.name == name


def test_no_division_keeps_a_transliterated_type_word(gazetteer: CompiledGazetteer) -> None:
    foreign = re.compile(r"(?i)\b(oblast['’]|apskritis|županija|oblysy|wilayat|muhafazat|changwat|okrug)(?!\w)")
    kept = [p.name for p in gazetteer.places() if p.feature == "ADM1" and foreign.search(p.name)]
    assert [name for name in kept if not name.endswith(("Autonomous Okrug", "Okrug"))] == []


@pytest.mark.parametrize(
    ("town", "country", "division"),
    [
        ("Bahir Dar", "ETH", "Amhara Region"),
        ("Sulaymaniyah", "IRQ", "Sulaymaniyah Governorate"),
        ("Kyzylorda", "KAZ", "Kyzylorda Region"),
        ("Marsabit", "KEN", "Marsabit County"),
        ("Bossangoa", "CAF", "Ouham"),
        ("Prizren", "XKX", "District of Prizren"),
        ("Antsirabe", "MDG", "Vakinankaratra"),
    ],
)
def test_towns_of_reformed_or_uncoded_divisions_know_theirs(
    gazetteer: CompiledGazetteer, town: str, country: str, division: str
) -> None:
    assert next(m.place.admin1 for m in gazetteer.lookup(town) if m.place.country == country) == division


def test_sovereign_countries_have_few_large_towns_without_a_division(gazetteer: CompiledGazetteer) -> None:
    lost: dict[str | None, list[str]] = defaultdict(list)
    for one in gazetteer.places():
        if one.precision == "city" and one.admin1 is None and one.population > 150_000:
            lost[one.country].append(one.name)
    small = {"HKG", "MAC", "PRI", "REU", "GLP", "MTQ", "ESH", "SGP"}  # without divisions in ISO 3166-2
    uncoded = {"CHN": ["Chongming"], "EGY": ["Al Qāhirah al Jadīdah"], "MRT": ["Nouakchott"]}  # GeoNames: code 00
    assert {code: names for code, names in lost.items() if code not in small} == uncoded


def test_an_english_phrase_is_no_alternate_of_a_town_with_another_name() -> None:
    listed = ["White House", "Anfa", "Dar Beida"]
    assert useful_alternates("Casablanca", listed, refused=frozenset()) == ["Anfa", "Dar Beida"]
    assert useful_alternates("Whitehouse", ["White House"], refused=frozenset()) == ["White House"]


@pytest.mark.parametrize("name", ["Lakes", "Progress", "Salt"])
def test_an_english_word_alone_is_no_division(gazetteer: CompiledGazetteer, name: str) -> None:
    english = [m for m in gazetteer.lookup(name) if m.place.precision == "adm1" and m.kind == "name"]
    assert english == []


def test_crumbs_go_to_the_neighbour_and_nothing_is_lost() -> None:
    crumb = box(3, 1, 3.2, 1.2)
    found = tidy({"west": box(0, 0, 2, 2).union(crumb), "east": box(2, 0, 4, 2).difference(crumb)})
    assert (found["west"].area, found["east"].area) == pytest.approx((4, 4))
    assert len(found["east"].interiors) == 0


def test_an_island_stays_with_its_division() -> None:
    found = tidy({"land": box(0, 0, 2, 2).union(box(5, 5, 5.2, 5.2)), "other": box(2, 0, 4, 2)})
    assert found["land"].area == pytest.approx(4.04)
