"""Capitals that say nothing are taken back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geomap.language import parse
from geomap.language.recase import recased
from geomap.model import Article


@given(st.lists(st.text(min_size=1)))
def test_words_keep_their_length_and_letters(words: list[str]) -> None:
    found = recased(words)
    assert [len(word) for word in found] == [len(word) for word in words]
    assert [word.lower() for word in found] == [word.lower() for word in words]


def test_a_headline_in_capitals_is_lowered_but_for_its_first_letter_and_its_abbreviations() -> None:
    assert recased("REBELS SEIZE U.S. POST".split()) == "Rebels seize U.S. post".split()


def test_usual_text_and_short_names_stay() -> None:
    for words in ("Rebels seize UN post".split(), ["KYIV", ",", "UKRAINE"], "Rebels Seize Border Post".split()):
        assert recased(words) == words


def test_capitals_are_read_as_the_same_sentence_in_small_letters() -> None:
    text = "Rebels attacked a convoy near the border. Two drivers were killed."
    usual, shouted = parse(Article("one", text)), parse(Article("one", text.upper()))
    assert usual.trees is not None
    assert shouted.trees is not None
    for number in range(2):
        assert shouted.trees.of(number).deps == usual.trees.of(number).deps
        assert shouted.trees.of(number).heads == usual.trees.of(number).heads
