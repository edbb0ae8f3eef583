"""Which stretches of text are taken for toponyms, and which are not."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.language import parse
from geomap.model import Article, Mention
from geomap.places import find_mentions
from geomap.places.gazetteer import CompiledGazetteer
from tests.places.small_gazetteer import SmallGazetteer, place, small_gazetteer

GAZETTEER = small_gazetteer()


def mentions(text: str) -> tuple[Mention, ...]:
    return find_mentions(parse(Article("a", text)), GAZETTEER)


def names(text: str) -> list[str]:
    return [mention.name for mention in mentions(text)]


WORDS = st.sampled_from(
    "Syria Aleppo Paris Texas the in near U.S. US Moscow Syrian - ’s ' , . said Krasnodar region of Of River\n"
    " Fort village Zaporizhzhia plant Mr. George ( ) “ ” county 7 Street".split(" ")
)


@given(st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=60))
def test_mentions_are_exact_ordered_and_apart(text: str) -> None:
    found = mentions(text)
    assert all(text[m.start : m.end] == m.name for m in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0.0 <= m.score <= 1.0 for m in found)


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_the_same_text_gives_the_same_mentions(text: str) -> None:
    assert mentions(text) == mentions(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell on Aleppo and Damascus overnight.", ["Aleppo", "Damascus"]),
        ("The army left Syria for the U.S. base in Turkey.", ["Syria", "U.S.", "Turkey"]),
        ("Syrian-Turkish border guards opened fire.", ["Syrian", "Turkish"]),
        ("US-Ukraine talks go on in Paris.", ["US", "Ukraine", "Paris"]),
        ("Most Ukrainians in Kyiv agreed.", ["Ukrainians", "Kyiv"]),
        ("He was born in Lebanon, Pa., and moved to Paris, Texas.", ["Lebanon", "Pa.", "Paris", "Texas"]),
    ],
)
def test_places_abbreviations_and_peoples_are_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton arrived with George Washington.",
        "The mobile phone rang while he was reading, of course.",
        "They told us that us two must leave.",
        "Sgt. Jordan Smith spoke. Jordan, 34, denied it.",
    ],
)
def test_people_and_common_words_are_no_places(text: str) -> None:
    assert names(text) == []


def test_a_surname_introduced_before_is_no_place_afterwards() -> None:
    assert names("Maria Mobile runs the shop. Mobile said it was open.") == []


def test_a_place_within_the_name_of_an_institution_is_found() -> None:
    assert "Aleppo" in names("Wounded men were taken to Aleppo University Hospital on Friday.")


def test_a_capital_cue_word_belongs_to_the_name() -> None:
    assert names("Rain fell along the Tarvel River and in Hadley County.") == ["Tarvel River", "Hadley County"]


def test_a_street_is_a_toponym_without_a_place_and_hides_the_town_in_its_name() -> None:
    (street,) = mentions("A bomb went off on Aleppo Street at noon.")
    assert (street.name, street.place) == ("Aleppo Street", None)


def test_a_village_that_the_gazetteer_lacks_is_found_wherever_it_stands() -> None:
    text = "Rebels hold the village of Tarqiya, north of Aleppo. Shelling of Tarqiya went on all night."
    assert names(text) == ["Tarqiya", "Aleppo", "Tarqiya"]
    assert [m.place is None for m in mentions(text)] == [True, False, True]


def test_texts_in_capitals_only_are_read() -> None:
    assert "DAMASCUS" in names("THE GUERRILLAS ATTACKED A CONVOY IN DAMASCUS AND TOLD US TO LEAVE THE PLACE AT ONCE.")
    assert "US" not in names("THE GUERRILLAS ATTACKED A CONVOY IN DAMASCUS AND TOLD US TO LEAVE THE PLACE AT ONCE.")


@pytest.mark.corpora
def test_recognition_on_local_news_stays_above_the_floor(corpora_root: Path) -> None:
    from geomap.places import toponym_record
    from geomap.places.evaluate import evaluate_places
    from geomap.places.gazetteer import open_gazetteer

    corpus = corpora_root / "gold" / "places" / "lgl.jsonl"
    golds = [json.loads(line) for line in corpus.read_text(encoding="utf-8").split("\n")[:-1]]
    preds = []
    with open_gazetteer() as gazetteer:
        for row in golds:
            found = find_mentions(parse(Article(row["doc_id"], row["text"], title=row["title"])), gazetteer)
            preds.append({"doc_id": row["doc_id"], "toponyms": [toponym_record(m) for m in found]})
    scores = evaluate_places(golds, preds)
    assert scores["strict"]["f1"] >= 0.75
    assert scores["lenient_e2e161"]["f1"] >= 0.52


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shells hit the town of Aleppo Weyne at noon.", "Aleppo"),
        ("The 10th Mountain Division arrived.", "10th Mountain"),
        ("The Aleppo Coast Guard saved them.", "Aleppo Coast"),
    ],
)
def test_parts_of_longer_names_are_not_cut_out(text: str, name: str) -> None:
    small = SmallGazetteer([("Aleppo", place("Aleppo", 1, 1, country="HUN", population=3000), "name")])
    assert name not in [m.name for m in find_mentions(parse(Article("a", text)), small)]


def test_a_name_after_in_that_nobody_knows_is_a_place_without_an_entry() -> None:
    (mention,) = mentions("Rebels laid mines in Tarqiya; nobody was hurt.")
    assert (mention.name, mention.place) == ("Tarqiya", None)


def test_a_dateline_opens_with_a_place() -> None:
    assert names("MOBILE (AP) — The port reopened.") == ["MOBILE"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The book is in the Yazidi village of Ba'idn and the copy is elsewhere.", ["Ba'idn"]),
        ("Two men died in the Nulikot village of Tankpur district.", ["Nulikot", "Tankpur"]),
        ("Water from the Tharzar Barrage was diverted.", ["Tharzar Barrage"]),
        ("They fought in the Neches River Valley for a month.", ["Neches River Valley"]),
        ("They fought at the Neches River for a month.", ["Neches River"]),
    ],
)
def test_a_name_is_neither_whose_village_it_is_nor_the_river_of_a_valley(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in The Hague on Monday.", [("The Hague", "The Hague")]),
        ("The United States struck Yemen.", [("United States", "United States"), ("Yemen", "Yemen")]),
        ("Troops left Côte d'Ivoire on Monday.", [("Côte d'Ivoire", "Ivory Coast")]),
        ("Clashes broke out in North and South Kivu.", [("North", "North Kivu"), ("South Kivu", "South Kivu")]),
        ("It lies in the Russian Kursk Oblast.", [("Russian", "Russia"), ("Kursk Oblast", "Kursk Oblast")]),
    ],
)
def test_names_with_articles_and_names_that_share_a_word(
    gazetteer: CompiledGazetteer, text: str, expected: list[tuple[str, str]]
) -> None:
    found = find_mentions(parse(Article("a", text)), gazetteer)
    assert [(one.name, one.place.name) for one in found if one.place] == expected


@pytest.mark.parametrize(
    "text", ["Krasnodar was shelled.", "Krasnodar has since been retaken.", "Krasnodar is under siege."]
)
def test_what_undergoes_what_towns_do_is_one(text: str) -> None:
    assert names(text) == ["Krasnodar"]


def test_the_tanks_of_a_name_may_be_shelled_and_the_name_no_town() -> None:
    from geomap.places.cues import load_cues
    from geomap.places.shared_cues import suffers
    from geomap.places.view import views

    (view,) = views(parse(Article("a", "The tanks of Krasnodar were shelled.")))
    assert not suffers(view, 3, 4, load_cues())
    (view,) = views(parse(Article("a", "In May Krasnodar was shelled.")))
    assert suffers(view, 2, 3, load_cues())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rockets hit Krasnodar and Aleppo.", ["Krasnodar", "Aleppo"]),
        ("A drone struck Krasnodar on Monday.", ["Krasnodar"]),
        ("The siege of Krasnodar went on.", ["Krasnodar"]),
        ("The siege of Krasnodar Ivanova went on.", []),
    ],
)
def test_what_missiles_hit_and_sieges_are_of_is_a_town(text: str, found: list[str]) -> None:
    assert names(text) == found
