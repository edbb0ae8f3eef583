"""Main text and date of thirty pages of ours (tests/data/pages), in the manners of ten kinds of news sites."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

import pytest

from geomap.read import read_articles

if TYPE_CHECKING:
    from geomap.model import Article

PAGES = Path(__file__).parents[1] / "data" / "pages"


@dataclass(frozen=True, slots=True)
class Gold:
    """What a page says: NAME.txt beside NAME.html, the day on its first line, the article's text from the third."""

    name: str
    day: date
    text: str


def gold_of(path: Path) -> Gold:
    day, _, text = path.read_text(encoding="utf-8").split("\n", 2)
    return Gold(path.stem, date.fromisoformat(day), text)


GOLD = [gold_of(path) for path in sorted(PAGES.glob("*.txt"))]


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def precision_and_recall(found: str, gold: str) -> tuple[float, float]:
    """By words, each as often as it stands there."""
    one, other = words(found), words(gold)
    common = (one & other).total()
    return common / max(1, one.total()), common / other.total()


@pytest.fixture(scope="module")
def read() -> list[tuple[Gold, Article]]:
    return [(gold, next(read_articles(PAGES / f"{gold.name}.html"))) for gold in GOLD]


def test_there_are_thirty_pages() -> None:
    assert len(GOLD) == 30
    assert {path.stem for path in PAGES.glob("*.html")} == {gold.name for gold in GOLD}


def test_the_main_text_is_found(read: list[tuple[Gold, Article]]) -> None:
    scores = {page.name: precision_and_recall(article.text, page.text) for page, article in read}
    assert mean(precision for precision, _ in scores.values()) >= 0.95, scores
    assert mean(recall for _, recall in scores.values()) >= 0.95, scores


def test_the_date_is_found(read: list[tuple[Gold, Article]]) -> None:
    wrong = {page.name: article.published for page, article in read if article.published != page.day}
    assert len(wrong) <= 3, wrong


def test_the_title_is_found_and_is_no_line_of_the_text(read: list[tuple[Gold, Article]]) -> None:
    for page, article in read:
        assert article.title
        assert article.title not in article.text.splitlines(), page.name
