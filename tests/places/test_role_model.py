"""The role classifier: what it has learnt beyond the rules, when it asks for a tree, and what it does without one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import TableError
from geomap.language import Doc, Tree, parse
from geomap.language.records import Trees
from geomap.model import Article
from geomap.places import find_mentions
from geomap.places.gazetteer import CompiledGazetteer
from geomap.places.role_model import BIAS, ROLES, likeliest, role_weights

NUMBERS = st.floats(-4, 4)
TABLES = st.dictionaries(st.sampled_from([BIAS, *"abcdef"]), st.tuples(NUMBERS, NUMBERS, NUMBERS)).map(
    lambda table: {BIAS: (0.0, 0.0, 0.0), **table}
)


class Counting:
    """Trees that note which sentences are asked for."""

    def __init__(self, inner: Trees) -> None:
        self._inner, self.asked = inner, set[int]()

    def prepare(self, sentences: Iterable[int]) -> None:
        numbers = set(sentences)
        self.asked |= numbers
        self._inner.prepare(numbers)

    def of(self, sentence: int) -> Tree:
        return self._inner.of(sentence)


def doc_of(text: str, *, model: str = "default") -> Doc:
    return parse(Article("a", text), model=model)


def roles(doc: Doc, gazetteer: CompiledGazetteer) -> dict[str, str]:
    return {mention.name: mention.role for mention in find_mentions(doc, gazetteer)}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("He made his debut for Uganda in 1998.", "Uganda", "associative"),
        ("Pakistan is the only state that still makes them.", "Pakistan", "government"),
        ("The islands were returned to Japan in 1972.", "Japan", "government"),
        ("The trains to Odesa were late.", "Odesa", "literal"),
        ("A lorry driver from Leeds was among the dead.", "Leeds", "literal"),
        ("SHELLING NEAR THE TOWN OF IZIUM KILLED FOUR PEOPLE ON TUESDAY.", "IZIUM", "literal"),
        ("TROOPS SEIZED THE VILLAGE OF ROBOTYNE IN THE MORNING.", "ROBOTYNE", "literal"),
        ("THE BANK OF GHANA RAISED RATES ON MONDAY AFTERNOON.", "GHANA", "associative"),
        ("MOSCOW REJECTED THE OFFER ON MONDAY, SAYING TALKS WERE OVER.", "MOSCOW", "government"),
    ],
)
def test_a_role_that_the_sentence_tells(gazetteer: CompiledGazetteer, text: str, name: str, role: str) -> None:
    assert roles(doc_of(text), gazetteer)[name] == role


def test_only_sentences_whose_words_leave_a_role_open_are_parsed(gazetteer: CompiledGazetteer) -> None:
    doc = doc_of("He was born in Nairobi. Nobody came. Pakistan is the only state that still makes them.")
    assert doc.trees is not None
    counting = Counting(doc.trees)
    find_mentions(replace(doc, trees=counting), gazetteer)
    assert counting.asked == {2}


def test_without_trees_the_rules_answer_where_words_leave_a_role_open(gazetteer: CompiledGazetteer) -> None:
    text = "Pakistan is the only state that still makes them."
    assert roles(doc_of(text), gazetteer)["Pakistan"] == "government"
    assert roles(doc_of(text, model="rules"), gazetteer)["Pakistan"] == "literal"


def test_peoples_keep_the_role_that_their_name_gives_them(gazetteer: CompiledGazetteer) -> None:
    found = roles(doc_of("Syrian rebels left for the Turkish border."), gazetteer)
    assert found == {"Syrian": "demonym", "Turkish": "associative"}


@given(TABLES, st.frozensets(st.sampled_from("abcdefgh")))
def test_a_role_is_one_of_three_and_likelier_than_not(
    table: dict[str, tuple[float, ...]], evidence: frozenset[str]
) -> None:
    role, chance = likeliest(evidence, table)
    assert role in ROLES
    assert 0.5 <= chance <= 1
    assert likeliest(evidence | {"never seen"}, table) == (role, chance)


@given(TABLES, st.frozensets(st.sampled_from("abcdef")), st.sampled_from("abcdef"))
def test_evidence_for_a_place_never_makes_it_less_likely(
    table: dict[str, tuple[float, ...]], evidence: frozenset[str], name: str
) -> None:
    def chance(weights: dict[str, tuple[float, ...]]) -> float:
        role, sure = likeliest(evidence | {name}, weights)
        return sure if role == "literal" else 1 - sure

    low, *others = table.get(name, (0.0, 0.0, 0.0))
    assert chance({**table, name: (low + 1, *others)}) >= chance(table)


def test_both_classifiers_ship_and_the_tree_speaks_only_in_one() -> None:
    weights = role_weights()
    assert any(name.startswith("is nsubj") for name in weights.tree)
    assert not any(name.startswith("is nsubj") for name in weights.words)


def test_a_row_of_no_known_model_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "roles.csv"
    table.write_text("model,evidence,literal,associative,government\nwood,x,0,0,0\n", encoding="utf-8")
    with pytest.raises(TableError, match="'words' or 'tree', not 'wood'"):
        role_weights(table)


BELOW = "\n\nTwo people were killed on Monday, officials said, and four others were wounded in the fighting there."


@pytest.mark.parametrize(
    ("headline", "names"),
    [
        ("Washington, Beijing agree to talks", ["Washington", "Beijing"]),
        ("Washington, Beijing Agree to Talks", ["Washington", "Beijing"]),
        ("WASHINGTON, BEIJING AGREE TO TALKS", ["WASHINGTON", "BEIJING"]),
        ("London, Paris, Berlin condemn attack", ["London", "Berlin"]),
    ],
)
def test_capitals_that_a_headline_joins_by_a_comma_are_governments(
    gazetteer: CompiledGazetteer, headline: str, names: list[str]
) -> None:
    found = roles(doc_of(headline + BELOW), gazetteer)
    assert [found[name] for name in names] == ["government"] * len(names)


@pytest.mark.parametrize("headline", ["Khartoum, Sudan: heavy fighting", "Moscow, Idaho votes for a mayor"])
def test_a_town_and_its_region_in_a_headline_are_an_address(gazetteer: CompiledGazetteer, headline: str) -> None:
    assert roles(doc_of(headline + BELOW), gazetteer)[headline.partition(",")[0]] == "literal"
