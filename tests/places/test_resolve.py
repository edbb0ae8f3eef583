"""Which place a toponym is decided to mean."""

from __future__ import annotations

import pytest

from geomap.language import parse
from geomap.model import Article, Mention, Place
from geomap.places import find_mentions, toponym_record
from tests.places import small_gazetteer as g

GAZETTEER = g.small_gazetteer()


def mentions(text: str) -> dict[str, Mention]:
    return {mention.name: mention for mention in find_mentions(parse(Article("a", text)), GAZETTEER)}


def place(text: str, name: str) -> Place | None:
    return mentions(text)[name].place


def test_the_prominent_place_is_meant_when_nothing_says_otherwise() -> None:
    assert place("Thousands marched in Paris on Sunday.", "Paris") == g.PARIS


@pytest.mark.parametrize(
    ("text", "name", "meant"),
    [
        ("The court sits in Paris, Texas.", "Paris", g.PARIS_TEXAS),
        ("He lives in Lebanon, Pennsylvania.", "Lebanon", g.LEBANON_TOWN),
        ("He lives in Lebanon, Pa., with his wife.", "Lebanon", g.LEBANON_TOWN),
        ("The army entered Tbilisi, Georgia, at dawn.", "Georgia", g.GEORGIA),
        ("The fair opens in Atlanta, Georgia, today.", "Georgia", g.GEORGIA_STATE),
    ],
)
def test_the_region_after_a_comma_decides_both(text: str, name: str, meant: Place) -> None:
    assert place(text, name) == meant


def test_other_places_of_the_document_decide() -> None:
    assert place("Voters in Atlanta and across Georgia went to the polls.", "Georgia") == g.GEORGIA_STATE
    assert place("Voters in Tbilisi and across Georgia went to the polls.", "Georgia") == g.GEORGIA


def test_one_sense_a_document() -> None:
    found = find_mentions(parse(Article("a", "He left Paris, Texas. In Paris he had no work.")), GAZETTEER)
    assert [m.place for m in found if m.name == "Paris"] == [g.PARIS_TEXAS, g.PARIS_TEXAS]


@pytest.mark.parametrize("cue", ["region", "oblast", "krai"])
def test_a_cue_word_makes_a_town_name_a_division_and_is_part_of_it(cue: str) -> None:
    found = mentions(f"A depot burnt in the Krasnodar {cue} overnight.")
    assert found[f"Krasnodar {cue}"].place == g.KRASNODAR_KRAI


def test_a_province_is_meant_by_its_cue_word_which_stays_outside_the_name() -> None:
    assert place("A depot burnt in Krasnodar province overnight.", "Krasnodar") == g.KRASNODAR_KRAI


def test_a_town_that_shares_its_name_with_its_division_is_the_town() -> None:
    assert place("A depot burnt in Krasnodar overnight.", "Krasnodar") == g.KRASNODAR


def test_a_plant_is_not_in_the_city_it_is_named_after() -> None:
    text = "Inspectors of the nuclear agency reached the Zaporizhzhia plant on Monday."
    assert place(text, "Zaporizhzhia") == g.PLANT


def test_a_plant_is_not_taken_for_the_nuclear_one_without_a_word_of_it() -> None:
    assert place("Workers of the Zaporizhzhia steel plant walked out.", "Zaporizhzhia") == g.ZAPORIZHZHIA


def test_an_adjective_means_its_country() -> None:
    assert place("Syrian forces left.", "Syrian") == g.SYRIA


def test_alternatives_are_kept_best_first_and_probabilities_do_not_exceed_one() -> None:
    mention = mentions("Thousands marched in Paris on Sunday.")["Paris"]
    assert [candidate.place for candidate in mention.alternatives] == [g.PARIS_TEXAS]
    assert mention.score + sum(candidate.score for candidate in mention.alternatives) <= 1.0
    assert mention.score > 0.8


def test_a_record_holds_the_documented_keys_and_nothing_for_an_unknown_place() -> None:
    record = toponym_record(mentions("Troops hold the village of Tarqiya.")["Tarqiya"])
    assert list(record) == [
        "start", "end", "name", "role", "lat", "lon", "precision", "country", "admin1", "gazetteer_id", "geonameid",
        "feature", "score", "alternatives",
    ]  # fmt: skip
    assert record["lat"] is record["lon"] is record["gazetteer_id"] is None
    assert record["precision"] == "unknown"


def test_a_place_without_an_entry_offers_the_region_that_the_text_names() -> None:
    mention = mentions("Troops hold the village of Tarqiya in Syria.")["Tarqiya"]
    assert mention.place is None
    assert [candidate.place for candidate in mention.alternatives] == [g.SYRIA]


def test_a_place_without_an_entry_offers_the_country_of_the_other_places() -> None:
    text = "Troops hold the village of Tarqiya. Shells fell on Aleppo, and planes bombed Damascus."
    assert [candidate.place for candidate in mentions(text)["Tarqiya"].alternatives] == [g.SYRIA]


def test_a_town_in_a_region_where_none_is_known_is_not_its_namesake_elsewhere() -> None:
    mention = mentions("He was arrested in Mobile, Ukraine, on Monday.")["Mobile"]
    assert mention.place is None
    assert [candidate.place for candidate in mention.alternatives] == [g.UKRAINE]


def test_the_region_of_decides_for_the_division() -> None:
    assert place("A depot burnt in the region of Krasnodar.", "Krasnodar") == g.KRASNODAR_KRAI
    assert place("A depot burnt in the city of Krasnodar.", "Krasnodar") == g.KRASNODAR


def test_a_name_that_the_text_places_in_two_regions_has_two_senses() -> None:
    text = "Protests broke out in Tripoli, Lebanon, on Monday and in Tripoli, Libya, on Friday."
    found = find_mentions(parse(Article("a", text)), GAZETTEER)
    assert [m.place for m in found if m.name == "Tripoli"] == [g.TRIPOLI_LEBANON, g.TRIPOLI]


def test_a_country_that_was_asked_for_wins_among_namesakes_but_not_against_the_text() -> None:
    def tripoli(text: str, *countries: str) -> Place | None:
        found = find_mentions(parse(Article("a", text)), GAZETTEER, countries=countries)
        return next(m.place for m in found if m.name == "Tripoli")

    assert tripoli("A bomb went off in Tripoli.") == g.TRIPOLI
    assert tripoli("A bomb went off in Tripoli.", "LBN") == g.TRIPOLI_LEBANON
    assert tripoli("A bomb went off in Tripoli, Libya.", "LBN") == g.TRIPOLI
