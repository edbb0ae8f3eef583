"""The table of countries."""

from __future__ import annotations

import pytest

from geomap.errors import UsageError
from geomap.places.countries import all_countries, alpha3_codes, country
from geomap.places.gazetteer import CompiledGazetteer


@pytest.mark.parametrize("code", ["UA", "ua", "UKR", "804", "Ukraine", "UKRAINE", " the ukraine ", "Ukr"])
def test_a_country_is_found_by_any_of_its_codes_and_names(code: str) -> None:
    found = country(code)
    assert found is not None
    assert found.alpha3 == "UKR"


@pytest.mark.parametrize(
    ("code", "alpha3"),
    [("4", "AFG"), ("004", "AFG"), ("UK", "GBR"), ("U.S.", "USA"), ("Burma", "MMR"), ("Congo", "COD"), ("Korea", "KOR"),
     ("Türkiye", "TUR"), ("Ivory Coast", "CIV"), ("Côte d'Ivoire", "CIV"), ("Republic of Korea", "KOR"),
     ("Niger", "NER"), ("Dominican Republic", "DOM"), ("Georgia", "GEO"), ("Kosovo", "XKX")],
)  # fmt: skip
def test_aliases_and_short_codes_lead_to_the_country(code: str, alpha3: str) -> None:
    found = country(code)
    assert found is not None
    assert found.alpha3 == alpha3


@pytest.mark.parametrize("code", ["", "ZZ", "ZZZ", "999", "Atlantis", "."])
def test_an_unknown_code_gives_none(code: str) -> None:
    assert country(code) is None


def test_codes_are_unique_and_well_formed() -> None:
    every = all_countries()
    for codes in ([c.alpha2 for c in every], [c.alpha3 for c in every], [c.geonameid for c in every]):
        assert len(set(codes)) == len(every) == 250
    assert all(len(c.alpha2) == 2 and len(c.alpha3) == 3 and c.alpha2.isupper() and c.alpha3.isupper() for c in every)
    assert [c.alpha3 for c in every if not c.numeric] == ["XKX"]
    assert all(len(c.numeric) == 3 and c.numeric.isdecimal() for c in every if c.numeric)


def test_every_country_has_a_sound_point_and_continent() -> None:
    for one in all_countries():
        assert -90 <= one.lat <= 90
        assert -180 <= one.lon <= 180
        assert one.continent in {"AF", "AN", "AS", "EU", "NA", "OC", "SA"}


def test_sovereign_countries_have_adjectives_and_capitals() -> None:
    for one in all_countries():
        if one.sovereign:
            assert one.adjectives, one.name
            assert one.capital, one.name


def test_every_country_is_in_the_gazetteer_at_its_point(gazetteer: CompiledGazetteer) -> None:
    for one in all_countries():
        place = gazetteer.country(one.alpha3)
        assert place is not None
        assert (place.gazetteer_id, place.name, place.precision) == (f"gn:{one.geonameid}", one.name, "country")
        assert (place.lat, place.lon) == pytest.approx((one.lat, one.lon), abs=1e-6)


def test_capitals_are_marked_as_capitals(gazetteer: CompiledGazetteer) -> None:
    for name, alpha3 in [("Kyiv", "UKR"), ("Astana", "KAZ"), ("Washington", "USA"), ("Naypyidaw", "MMR")]:
        assert any(m.place.feature == "PPLC" and m.place.country == alpha3 for m in gazetteer.lookup(name)), name


def test_countries_are_named_by_any_code_or_name_and_an_unknown_one_is_a_usage_error() -> None:
    assert alpha3_codes(["UA", "RUS", "Lebanon"]) == {"UKR", "RUS", "LBN"}
    with pytest.raises(UsageError, match="Narnia"):
        alpha3_codes(["Narnia"])
