"""Articles too long to be read whole: cut off, noted, never half a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geomap.read import read_articles
from geomap.read.source import MAX_ARTICLE_CHARACTERS


def test_a_long_article_is_cut_at_a_paragraph_and_noted(tmp_path: Path) -> None:
    paragraph = "Rebels shelled the town of Goma on Monday.\n\n"
    text = paragraph * (MAX_ARTICLE_CHARACTERS // len(paragraph) + 1000)
    rows = [{"doc_id": "long", "text": text}, {"doc_id": "short", "text": "Troops left the town of Goma on Friday."}]
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    articles = read_articles(path)
    long, short = articles
    assert MAX_ARTICLE_CHARACTERS - 100 < len(long.text) <= MAX_ARTICLE_CHARACTERS
    assert text.startswith(long.text)
    assert long.text.endswith("on Monday.")
    assert short.text == rows[1]["text"]
    assert articles.journal.cut == {"long": len(text)}


def test_an_article_of_fifty_megabytes_is_read_as_far_as_articles_are(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("The army shelled Homs. " * 2_200_000, encoding="utf-8")
    assert (tmp_path / "big.txt").stat().st_size > 50_000_000
    (article,) = read_articles(tmp_path / "big.txt")
    assert len(article.text) <= MAX_ARTICLE_CHARACTERS


@pytest.mark.parametrize("length", [MAX_ARTICLE_CHARACTERS - 1, MAX_ARTICLE_CHARACTERS])
def test_an_article_at_the_limit_is_left_whole(tmp_path: Path, length: int) -> None:
    text = ("The army shelled Homs on Monday. " * (length // 33 + 1))[:length]
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    articles = read_articles(tmp_path / "one.txt")
    assert next(articles).text == text
    assert articles.journal.cut == {}
