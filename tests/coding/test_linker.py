"""The learned choice among the toponyms of a sentence, or none."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.coding import Coder
from geomap.coding.given import places_of_trigger
from geomap.coding.link import question_of
from geomap.coding.linker import LEARNED, chances, learned_site, link_weights
from geomap.coding.linking_features import Question, evidence
from geomap.coding.ontology import ontology
from geomap.coding.reading import findings_in, read_scene
from geomap.coding.scene import Discourse
from geomap.coding.syntax import analyse
from geomap.language import parse
from geomap.model import Article, Event
from geomap.places import find_mentions
from geomap.places.gazetteer import CompiledGazetteer

TOWNS = ("Jos", "Karachi", "Aleppo", "Odesa", "Goma", "Tripoli", "Khartoum", "Quito")
SHAPES = (
    "Gunmen killed four farmers in {0} on Monday, police in {1} said.",
    "In {0}, soldiers clashed with rebels who had come from {1}.",
    "Warplanes bombed a bridge near {0}, the army said in {1}.",
    "Thousands marched through {0} against a law passed in {1}.",
)


@pytest.fixture(scope="module")
def asked(coder: Coder, gazetteer: CompiledGazetteer) -> Callable[[str], Question]:
    """text → what the linker is asked of its first finding."""

    def ask(text: str) -> Question:
        doc = parse(Article("test", text))
        mentions = find_mentions(doc, gazetteer)
        syntax = analyse(doc.sentences[0])
        scene = read_scene(doc, syntax, mentions, coder=coder, discourse=Discourse())
        found, _ = findings_in(scene, mentions, coder=coder)
        question = question_of(syntax, found[0].hit, mentions, status=found[0].status)
        assert question is not None
        return question

    return ask


@settings(max_examples=40, deadline=None)
@given(shape=st.sampled_from(SHAPES), towns=st.lists(st.sampled_from(TOWNS), min_size=2, max_size=2, unique=True))
def test_the_chances_of_none_and_of_every_site_sum_to_one(
    asked: Callable[[str], Question], shape: str, towns: list[str]
) -> None:
    question = asked(shape.format(*towns))
    found = chances(question)
    assert len(found) == len(question.sites) + 1
    assert math.isclose(math.fsum(found), 1.0)
    assert all(0.0 <= chance <= 1.0 for chance in found)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_place_of_the_deed_is_likelier_than_that_of_the_bystanders(
    asked: Callable[[str], Question], shape: str
) -> None:
    for one, other in zip(TOWNS, reversed(TOWNS), strict=True):
        question = asked(shape.format(one, other))
        number = learned_site(question)
        assert number is not None
        assert question.sites[number].mention.name == one


def test_evidence_is_grammar_and_never_a_name(asked: Callable[[str], Question]) -> None:
    one, other = (evidence(asked(SHAPES[0].format(*pair))) for pair in (("Jos", "Goma"), ("Karachi", "Aleppo")))
    assert one == other


def test_no_weight_speaks_of_a_place_or_a_people() -> None:
    words = {word for name in link_weights() for word in name.replace(":", "=").replace(" ", "=").split("=")}
    assert words.isdisjoint({"iraq", "syria", "baghdad", "gaza", "israel", "iraqi", "syrian", "israeli"})


def test_without_weights_every_answer_is_as_likely(asked: Callable[[str], Question]) -> None:
    found = chances(asked(SHAPES[0].format("Jos", "Goma")), weights={})
    assert all(math.isclose(chance, 1 / len(found)) for chance in found)


def test_every_learned_type_is_one_of_the_ontology_and_has_a_scene() -> None:
    for prefix in LEARNED:
        kinds = [kind for code, kind in ontology().items() if code.startswith(prefix)]
        assert kinds
        assert all(kind.place == "scene" for kind in kinds)


@pytest.fixture(scope="module")
def first_place(events_of: Callable[..., tuple[Event, ...]]) -> Callable[[str], str | None]:
    """text → the name of its first event's place."""

    def place(text: str) -> str | None:
        location = events_of(text)[0].location
        return location.name if location is not None else None

    return place


def test_where_troops_come_from_is_not_where_they_are(first_place: Callable[[str], str | None]) -> None:
    assert first_place("A column of 200 government troops arrived on Sunday from Goma.") is None


def test_where_they_flee_to_is_not_where_they_attacked(first_place: Callable[[str], str | None]) -> None:
    assert first_place("Rebels attacked the barracks in Goma and fled towards Bukavu.") == "Goma"


@pytest.mark.parametrize(
    ("text", "word", "places"),
    [
        ("Gunmen killed four farmers in Jos on Monday.", "killed", ["Jos"]),
        ("The choir sang in Quito on Sunday.", "sang", ["Quito"]),
        ("The choir sang in Quito, Lima and Bogota.", "sang", ["Quito", "Lima", "Bogota"]),
        ("The choir sang on Sunday.", "sang", []),
    ],
)
def test_a_given_word_is_linked_whether_a_rule_knows_it_or_not(
    coder: Coder, gazetteer: CompiledGazetteer, text: str, word: str, places: list[str]
) -> None:
    doc = parse(Article("test", text))
    span = (text.index(word), text.index(word) + len(word))
    found = places_of_trigger(doc, find_mentions(doc, gazetteer), span, coder=coder, gazetteer=gazetteer)
    assert [one.name for one in found] == places


def test_what_a_protest_is_about_is_not_where_it_is(asked: Callable[[str], Question]) -> None:
    assert learned_site(asked("Bikers protested over the occupation of Cyprus.")) is None


def test_a_protest_against_something_in_the_streets_of_a_town_is_there(asked: Callable[[str], Question]) -> None:
    assert learned_site(asked("Students marched against corruption in the streets of Goma on Friday.")) == 0


def test_in_this_town_is_no_town_that_the_sentence_goes_on_to(first_place: Callable[[str], str | None]) -> None:
    assert first_place("Police clashed with gunmen in this quiet town Monday, a setback for his hold on Odesa.") is None


def test_in_this_town_of_a_country_is_there(first_place: Callable[[str], str | None]) -> None:
    assert first_place("Police clashed with gunmen in this town in Kenya on Monday.") == "Kenya"
