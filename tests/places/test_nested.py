"""Names within names: both spans are given, and a site that nobody knows never gets a pin of its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.language import parse
from geomap.model import Article, Mention
from geomap.places import find_mentions, toponym_record
from geomap.places.gazetteer import CompiledGazetteer


def found(text: str, gazetteer: CompiledGazetteer) -> dict[str, Mention]:
    return {mention.name: mention for mention in find_mentions(parse(Article("a", text)), gazetteer)}


@pytest.mark.parametrize(
    ("text", "inner", "outer", "kind"),
    [
        ("Shells hit Aleppo University Hospital on Monday.", "Aleppo", "Aleppo University Hospital", "site"),
        ("He teaches at the Kyiv School of Economics.", "Kyiv", "Kyiv School of Economics", "site"),
        ("They met at the University of Nairobi on Monday.", "Nairobi", "University of Nairobi", "site"),
        ("She was held at Lome Prison.", "Lome", "Lome Prison", "site"),
        ("The Bank of Ghana raised rates.", "Ghana", "Bank of Ghana", "organisation"),
        ("He wrote for the New York Times.", "New York", "New York Times", "organisation"),
        ("The Ministry of Defence of Ukraine said so.", "Ukraine", "Ministry of Defence of Ukraine", "organisation"),
        ("The doctors of Khan Younis European Hospital left.", "Khan Younis", "Khan Younis European Hospital", "site"),
    ],
)
def test_a_toponym_tells_the_longer_name_that_it_stands_in(
    gazetteer: CompiledGazetteer, text: str, inner: str, outer: str, kind: str
) -> None:
    within = found(text, gazetteer)[inner].within
    assert within is not None
    assert (within.name, within.kind) == (outer, kind)
    assert text[within.start : within.end] == outer


@pytest.mark.parametrize(
    ("text", "inner", "outer", "kind"),
    [
        ("SHELLS HIT ALEPPO UNIVERSITY HOSPITAL ON MONDAY.", "ALEPPO", "ALEPPO UNIVERSITY HOSPITAL", "site"),
        ("A MORTAR ROUND FELL NEAR LOME CENTRAL PRISON, POLICE SAID.", "LOME", "LOME CENTRAL PRISON", "site"),
        ("THEY MET AT THE UNIVERSITY OF NAIROBI ON MONDAY.", "NAIROBI", "UNIVERSITY OF NAIROBI", "site"),
        ("THE CENTRAL BANK OF GHANA RAISED RATES.", "GHANA", "CENTRAL BANK OF GHANA", "organisation"),
        ("THE MINISTRY OF DEFENCE OF UKRAINE SAID SO.", "UKRAINE", "MINISTRY OF DEFENCE OF UKRAINE", "organisation"),
        ("Shells Hit Aleppo University Hospital, Killing Four", "Aleppo", "Aleppo University Hospital", "site"),
    ],
)
def test_a_longer_name_is_given_where_capitals_tell_nothing(
    gazetteer: CompiledGazetteer, text: str, inner: str, outer: str, kind: str
) -> None:
    within = found(text, gazetteer)[inner].within
    assert within is not None
    assert (within.name, within.kind) == (outer, kind)


@pytest.mark.parametrize(
    "text",
    [
        "PROTESTERS IN NAIROBI STORMED THE PARLIAMENT ON TUESDAY.",
        "SHELLS HIT KHARKIV AND A HOSPITAL IN ODESA ON MONDAY.",
        "THE PEOPLE OF GHANA VOTED ON SUNDAY.",
        "Rebels Leave Aleppo After Talks at University",
    ],
)
def test_words_in_capitals_beside_a_toponym_make_no_longer_name(gazetteer: CompiledGazetteer, text: str) -> None:
    assert all(mention.within is None for mention in found(text, gazetteer).values())


@pytest.mark.parametrize(
    "text",
    [
        "He left Aleppo on Monday.",
        "Kharkiv and Odesa were hit.",
        "The hospital in Aleppo was hit.",
        "Troops entered Homs Saturday.",
        "On Tuesday Kyiv University students marched through Lviv.",
    ],
)
def test_a_toponym_that_stands_alone_is_in_no_longer_name(gazetteer: CompiledGazetteer, text: str) -> None:
    assert all(
        mention.within is None or mention.within.name == "Kyiv University"
        for mention in found(text, gazetteer).values()
    )


def test_an_unknown_site_has_the_place_it_is_named_after_at_that_precision(gazetteer: CompiledGazetteer) -> None:
    aleppo = found("Shells hit Aleppo University Hospital.", gazetteer)["Aleppo"]
    assert aleppo.within is not None
    assert not aleppo.within.known
    assert aleppo.within.place == aleppo.place
    assert aleppo.place is not None
    assert aleppo.place.precision == "city"


def test_an_organisation_and_a_site_named_after_a_people_have_no_place(gazetteer: CompiledGazetteer) -> None:
    bank = found("The Bank of Ghana raised rates.", gazetteer)["Ghana"].within
    hospital = found("Tanks surrounded the Norwegian Hospital.", gazetteer)["Norwegian"].within
    assert bank is not None
    assert bank.place is None
    assert hospital is not None
    assert hospital.place is None


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        ("Denver International Airport was snowed in.", "Denver International Airport", "Denver"),
        ("The Zaporizhzhia Nuclear Power Plant was shelled.", "Zaporizhzhia Nuclear Power Plant", "Zaporizhzhia"),
        ("The Port of Mombasa was closed.", "Port of Mombasa", "Mombasa"),
        ("US jets struck Baghdad International Airport.", "Baghdad International Airport", "Baghdad"),
        ("US Jets Strike Baghdad International Airport", "Baghdad International Airport", "Baghdad"),
    ],
)
def test_a_known_site_is_the_toponym_and_tells_the_town_in_its_name(
    gazetteer: CompiledGazetteer, text: str, outer: str, inner: str
) -> None:
    site = found(text, gazetteer)[outer]
    assert site.place is not None
    assert site.place.precision == "site"
    assert site.part is not None
    assert (site.part.name, site.part.place.precision) == (inner, "city")
    assert text[site.part.start : site.part.end] == inner


def test_a_campus_that_geonames_has_as_a_town_tells_the_division_in_its_name(gazetteer: CompiledGazetteer) -> None:
    campus = found("He teaches at the University of Texas.", gazetteer)["University of Texas"]
    assert campus.part is not None
    assert (campus.part.name, campus.part.place.precision) == ("Texas", "adm1")
    assert found("They flew to Port of Spain.", gazetteer)["Port of Spain"].part is None


def test_a_name_in_a_site_that_lies_elsewhere_is_no_town(gazetteer: CompiledGazetteer) -> None:
    assert found("Ben Gurion Airport was closed.", gazetteer)["Ben Gurion Airport"].part is None


def test_the_record_tells_both_names(gazetteer: CompiledGazetteer) -> None:
    (aleppo,) = found("Shells hit Aleppo University Hospital.", gazetteer).values()
    record = toponym_record(aleppo)
    assert record["name"] == "Aleppo"
    assert {key: record["within"][key] for key in ("name", "kind", "known", "precision")} == {
        "name": "Aleppo University Hospital",
        "kind": "site",
        "known": False,
        "precision": "city",
    }
    (denver,) = found("Denver International Airport was snowed in.", gazetteer).values()
    assert toponym_record(denver)["part"]["name"] == "Denver"
    (plain,) = found("He left Aleppo.", gazetteer).values()
    assert not {"within", "part"} & toponym_record(plain).keys()


WORDS = st.lists(
    st.sampled_from("Aleppo Ghana Kyiv University Hospital Bank of the and for Royal on Monday left , .".split()),
    min_size=1,
    max_size=14,
)


@given(WORDS)
def test_a_longer_name_holds_its_toponym_and_more(gazetteer: CompiledGazetteer, words: list[str]) -> None:
    text = " ".join(words)
    for mention in find_mentions(parse(Article("a", text), model="rules"), gazetteer):
        if (outer := mention.within) is not None:
            assert outer.start <= mention.start < mention.end <= outer.end
            assert outer.end - outer.start > mention.end - mention.start
            assert text[outer.start : outer.end] == outer.name
