"""What the recogniser sees of a word."""

from __future__ import annotations

import pytest

from geomap.places.word_features import Knowledge, features, place_marks, shape

PLACES = {"New Berg": "3", "Berg": "1", "New": "1", "Republic of Ost": "C"}
KNOW = Knowledge(lambda name: PLACES.get(name, ""), 4, {"soldiers": ("7", "70")})


def marks(sentence: str) -> list[str]:
    words = sentence.split()
    return place_marks(words, [True] * len(words), KNOW)


def test_the_longest_name_wins_and_its_words_say_where_they_stand_in_it() -> None:
    assert marks("In New Berg they met") == ["", "B3", "E3", "", ""]
    assert marks("Berg fell") == ["S1", ""]


def test_a_name_may_hold_small_words_but_not_end_on_one() -> None:
    assert marks("the Republic of Ost said") == ["", "BC", "IC", "EC", ""]


def test_small_letters_begin_no_name() -> None:
    assert marks("a berg fell") == ["", "", ""]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Kyiv", "Xx"),
        ("UN", "X2"),
        ("U.S.", "X."),
        ("town", "x"),
        ("al-Bab", "o"),
        ("1,200", "o"),
        ("2014", "d4"),
        ("(", "("),
    ],
)
def test_shapes(word: str, expected: str) -> None:
    assert shape(word) == expected


def test_a_word_tells_its_neighbours_and_its_cluster() -> None:
    rows = features(["soldiers", "entered", "Berg"], [True, True, False], KNOW)
    assert {"w=soldiers", "c0=7", "c1=70", "first", "+w=entered", "++m=S1"} <= set(rows[0])
    assert {"m=S1", "--c0=7", "-w=entered", "last"} <= set(rows[2])


def test_a_crowd_of_capitals_is_marked() -> None:
    upper = features(["SOLDIERS", "ENTERED", "BERG"], [True, True, False], KNOW)
    assert all("crowd=UP" in row for row in upper)
