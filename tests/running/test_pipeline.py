"""The stages in a row, with fakes for the stages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geomap.frame import COLUMNS, validate
from geomap.model import Article
from geomap.pipeline import code_articles, code_events, find_places, locate_articles

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE = Article("a", "A drone fell on Lomonda.")
TWO = Article("b", "Nothing happened.")


pytestmark = pytest.mark.usefixtures("fakes")


def test_every_article_comes_out_with_its_places_in_order(fakes: Any) -> None:
    found = list(locate_articles([ONE, TWO], gazetteer=fakes.gazetteer))
    assert [(article.doc_id, [mention.name for mention in mentions]) for article, mentions in found] == [
        ("a", ["Lomonda"]),
        ("b", []),
    ]


def test_every_article_comes_out_with_its_events_in_order(fakes: Any) -> None:
    coded = list(code_articles([ONE, TWO], gazetteer=fakes.gazetteer, coder=fakes.coder))
    assert [(article.doc_id, len(events)) for article, events in coded] == [("a", 1), ("b", 0)]


def test_articles_are_coded_one_at_a_time(fakes: Any) -> None:
    def articles() -> Iterator[Article]:
        yield ONE
        raise AssertionError("the second was asked for too early")

    coded = code_articles(articles(), gazetteer=fakes.gazetteer, coder=fakes.coder)
    assert next(coded)[0] is ONE


def test_articles_taken_together_come_out_in_order_up_to_the_one_that_fails(fakes: Any) -> None:
    broken = Article("c", "a fault")
    coded = code_articles([ONE, TWO, broken, ONE], gazetteer=fakes.gazetteer, coder=fakes.coder, together=3)
    assert [len(next(coded)[1]), len(next(coded)[1])] == [1, 0]
    with pytest.raises(RuntimeError, match="a stage broke"):
        next(coded)


def test_what_was_read_before_reading_breaks_off_comes_out(fakes: Any) -> None:
    def articles() -> Iterator[Article]:
        yield from (ONE, TWO, ONE)
        raise OSError("gone")

    coded = code_articles(articles(), gazetteer=fakes.gazetteer, coder=fakes.coder, together=2)
    assert [next(coded)[0] for _ in range(3)] == [ONE, TWO, ONE]
    with pytest.raises(OSError, match="gone"):
        next(coded)


def test_offsets_count_in_the_text_as_given() -> None:
    text = "\n\r\n🛰 A drone fell on Lomonda."
    (mention,) = find_places(text)
    assert text[mention.start : mention.end] == "Lomonda"


@pytest.mark.parametrize("given", [ONE, [ONE], iter([ONE]), ONE.text, [ONE.text]])
def test_events_of_an_article_a_text_or_several_make_a_frame(given: Any) -> None:
    frame = code_events(given)
    validate(frame)
    assert list(frame["quote"]) == ["drone"]
    assert list(frame["location"]) == ["Lomonda"]


def test_plain_texts_get_names_of_their_own() -> None:
    assert list(code_events([ONE.text, ONE, ONE.text])["doc_id"]) == ["a", "text", "text-2"]


def test_the_rows_do_not_depend_on_the_order_of_the_articles() -> None:
    other = Article("b", ONE.text)
    assert list(code_events([other, ONE])["doc_id"]) == list(code_events([ONE, other])["doc_id"]) == ["a", "b"]


def test_no_events_make_an_empty_frame_with_all_columns() -> None:
    frame = code_events(TWO)
    validate(frame)
    assert len(frame) == 0
    assert list(frame.columns) == [column.name for column in COLUMNS]


def test_what_the_caller_opened_is_used(fakes: Any) -> None:
    frame = code_events(
        ONE,
        gazetteer=fakes.gazetteer,
        coder=fakes.coder,
        shapes=fakes.shapes,
    )
    assert len(frame) == 1
