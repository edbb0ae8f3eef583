"""Main text and date of pages in the manners of real news sites."""

from __future__ import annotations

import re
from collections import Counter
from statistics import mean
from typing import TYPE_CHECKING

import pytest

from geomap.read import read_articles
from tests.read.news_pages import Page, pages

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.model import Article

PAGES = list(pages())


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def precision_and_recall(found: str, gold: str) -> tuple[float, float]:
    """By words, each as often as it stands there."""
    one, other = words(found), words(gold)
    common = (one & other).total()
    return common / max(1, one.total()), common / other.total()


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Page, Article]]:
    folder: Path = tmp_path_factory.mktemp("pages")
    found = []
    for page in PAGES:
        path = folder / f"{page.name}.html"
        path.write_text(page.html, encoding="utf-8")
        found.append((page, next(read_articles(path))))
    return found


def test_there_are_thirty_pages() -> None:
    assert len({page.name for page in PAGES}) == 30


def test_the_main_text_is_found(read: list[tuple[Page, Article]]) -> None:
    scores = {page.name: precision_and_recall(article.text, page.text) for page, article in read}
    assert mean(precision for precision, _ in scores.values()) >= 0.95, scores
    assert mean(recall for _, recall in scores.values()) >= 0.95, scores


def test_the_date_is_found(read: list[tuple[Page, Article]]) -> None:
    wrong = {page.name: article.published for page, article in read if article.published != page.day}
    assert len(wrong) <= 3, wrong


def test_the_title_is_found_and_is_no_line_of_the_text(read: list[tuple[Page, Article]]) -> None:
    for page, article in read:
        assert article.title
        assert article.title not in article.text.splitlines(), page.name
