"""The homes of outlets: where they are, how an article names its outlet, and what that decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.errors import InputError, TableError
from geomap.language import parse
from geomap.model import Article
from geomap.places import find_mentions
from geomap.places.gazetteer import CompiledGazetteer
from geomap.places.outlets import home_of, outlets, read_outlets, with_homes

TEXT = "The Springfield school board voted on Monday to close two schools. Parents in Chatham were angry."


def home(gazetteer: CompiledGazetteer, **told: str) -> str | None:
    place = home_of(Article("a", TEXT, **told), gazetteer)  # type: ignore[arg-type]  # two fields, both text
    return place.name if place else None


def test_every_home_is_a_town_of_the_gazetteer(gazetteer: CompiledGazetteer) -> None:
    assert len(set(outlets().values())) >= 150
    for home in set(outlets().values()):
        place = gazetteer.place(home)
        assert place is not None, home
        assert place.precision == "city", home


@pytest.mark.parametrize(
    ("told", "town"),
    [
        ({"url": "https://www.sj-r.com/story/news/2026/11/30/schools/"}, "Springfield"),
        ({"source": "http://eu.courier-journal.com/story"}, "Louisville"),
        ({"source": "lfpress.com"}, "London"),
        ({"source": "The Hindu"}, "Chennai"),
        ({"source": "the straits times"}, "Singapore"),
        ({"url": "https://www.itv.example/news", "source": "Cork Examiner, not listed"}, None),
        ({"url": "https://notdawn.com/a", "source": ""}, None),
        ({"source": "wire"}, None),
    ],
)
def test_an_outlet_is_known_by_its_address_or_its_name(
    gazetteer: CompiledGazetteer, told: dict[str, str], town: str | None
) -> None:
    assert home(gazetteer, **told) == town


@pytest.mark.parametrize(
    ("url", "state"),
    [
        ("https://www.sj-r.com/a", "Illinois"),
        ("https://www.news-leader.com/a", "Missouri"),
        ("https://www.masslive.com/a", "Massachusetts"),
    ],
)
def test_a_namesake_is_that_of_the_papers_own_state(gazetteer: CompiledGazetteer, url: str, state: str) -> None:
    mention = find_mentions(parse(Article("a", "A man was shot in Springfield on Monday.", url=url)), gazetteer)[0]
    assert mention.place is not None
    assert mention.place.admin1 == state


def test_what_the_text_says_wins_over_its_outlet(gazetteer: CompiledGazetteer) -> None:
    article = Article("a", "A man was shot in Springfield, Ohio, on Monday.", url="https://www.sj-r.com/a")
    mention = find_mentions(parse(article), gazetteer)[0]
    assert mention.place is not None
    assert mention.place.admin1 == "Ohio"


def test_an_outlet_with_two_homes_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "outlets.csv"
    table.write_text(
        "domain,names,home,town,country\na.com,The Day,gn:1,A,USA\nb.com,the day,gn:2,B,USA\n", encoding="utf-8"
    )
    with pytest.raises(TableError, match="'the day' is there twice"):
        outlets(table)


def test_a_users_table_and_the_article_itself_say_where_a_paper_is_at_home(
    tmp_path: Path, gazetteer: CompiledGazetteer
) -> None:
    table = tmp_path / "outlets.csv"
    table.write_text('outlet,home\nexample.test,"Springfield, Oregon"\nThe Gazette,gn:4250542\n', encoding="utf-8")
    own = read_outlets(table, gazetteer)
    articles = [
        Article("a", TEXT, url="https://www.example.test/1"),
        Article("b", TEXT, source="the gazette"),
        Article("c", TEXT, source="the gazette", home="Springfield, Ohio"),
        Article("d", TEXT, source="Another"),
    ]
    homes = [home_of(article, gazetteer) for article in with_homes(articles, own)]
    assert [place and place.admin1 for place in homes] == ["Oregon", "Illinois", "Ohio", None]


def test_a_home_that_is_no_place_is_told(tmp_path: Path, gazetteer: CompiledGazetteer) -> None:
    table = tmp_path / "outlets.csv"
    table.write_text("outlet,home\nexample.test,Nowhereville\n", encoding="utf-8")
    with pytest.raises(InputError, match="row 1: 'Nowhereville' is no place"):
        read_outlets(table, gazetteer)
    with pytest.raises(InputError, match="no such file"):
        read_outlets(tmp_path / "none.csv", gazetteer)
