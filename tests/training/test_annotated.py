"""The notation of the articles that we marked: offsets, and slips that an editor can find."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.errors import TableError
from training.annotated import annotated_articles, read_annotated

ARTICLE = """\
published: 2024-05-03
genre: wire
---
Drones {1:struck} a terminal in Izmail. The {1=:attack} came as leaders {2:met} to talk of an {x:assault} on inflation.
---
1 | STR.DRONE/STR.UNSPEC | happened | Izmail | city | 2024-05-02..2024-05-03 | Russian / -
2 | DIP.MEET | happened | - | - | - | leaders / - | opt
"""


def test_marks_become_spans_of_the_text_without_them() -> None:
    article = read_annotated(ARTICLE, name="A/01")
    told = [[article.text[slice(*span)] for span in event.spans] for event in article.events]
    assert told == [["struck", "attack"], ["met"]]
    assert [article.text[slice(*span)] for span in article.untold] == ["assault"]
    assert "{" not in article.text


def test_a_line_says_what_is_right_of_an_event() -> None:
    strike, talks = read_annotated(ARTICLE, name="A/01").events
    assert strike.codes == ("STR.DRONE", "STR.UNSPEC")
    assert (strike.place, strike.precision, strike.required) == ("Izmail", "city", True)
    assert strike.days == (date(2024, 5, 2), date(2024, 5, 3))
    assert (talks.place, talks.days, talks.required) == (None, None, False)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("2 | DIP.MEET", "3 | DIP.MEET", "event 3 has no mark"),
        ("DIP.MEET", "DIP.TEA", "DIP.TEA"),
        ("2024-05-02..", "2 May..", "is no date"),
        ("| leaders / - | opt", "", "wants 7 columns"),
        ("---\n1", "1", "three parts"),
    ],
)
def test_a_slip_of_the_notation_says_where_it_is(old: str, new: str, says: str) -> None:
    with pytest.raises(TableError, match=says) as caught:
        read_annotated(ARTICLE.replace(old, new), name="A/01")
    assert "A/01" in str(caught.value)


def test_every_article_reads_and_names_the_place_as_its_text_does() -> None:
    articles = list(annotated_articles())
    assert len(articles) > 200
    texts = {one.name: one.text.casefold() for one in articles}  # a dateline may stand in capitals
    assert not [
        one.name
        for one in articles
        for event in one.events
        if event.place and event.place.casefold() not in texts[one.name]
    ]
