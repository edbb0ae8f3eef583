"""When: what date expressions mean, and which of them dates an event."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.coding.dates import DateExpression, date_of, find_dates, time_precision
from geomap.coding.dates_table import load_dates
from geomap.errors import TableError
from geomap.language import parse
from geomap.model import Article, Span, TimePrecision, When

THURSDAY = date(2025, 3, 20)
Interval = tuple[str | None, str | None]


def expressions(text: str, published: date | None = THURSDAY) -> tuple[DateExpression, ...]:
    return find_dates(parse(Article("a", text, published=published)))


def days(when: When | None) -> Interval | None:
    if when is None:
        return None
    return (when.start.isoformat() if when.start else None, when.end.isoformat() if when.end else None)


def said(text: str, published: date | None = THURSDAY) -> list[tuple[str, Interval | None]]:
    return [(found.text, days(found.when)) for found in expressions(text, published)]


def ahead(text: str) -> list[tuple[str, Interval | None]]:
    return [(found.text, days(found.ahead)) for found in expressions(text)]


def when(text: str, trigger: str, *, status: str = "happened", others: dict[str, When] | None = None) -> When | None:
    """The date of the event with this trigger in a text published on Thursday 20 March 2025."""
    doc = parse(Article("a", text, published=THURSDAY))
    spans = {word: Span(text.index(word), text.index(word) + len(word), word) for word in (trigger, *(others or {}))}
    index = max(n for n, sentence in enumerate(doc.sentences) if sentence.start <= spans[trigger].start)
    known = [(spans[word], day) for word, day in (others or {}).items()]
    return date_of(
        doc,
        sentence_index=index,
        trigger=spans[trigger],
        status=status,
        expressions=find_dates(doc),
        others=known,
    )


def on(day: str) -> When:
    return When(date.fromisoformat(day), date.fromisoformat(day), "day")


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("They spoke on Wednesday.", ("2025-03-19", "2025-03-19")),
        ("Monday's raid was the third.", ("2025-03-17", "2025-03-17")),
        ("They spoke on Thursday.", ("2025-03-20", "2025-03-20")),
        ("They spoke last Thursday.", ("2025-03-13", "2025-03-13")),
        ("They met on Tuesday last week.", ("2025-03-11", "2025-03-11")),
        ("It burned today.", ("2025-03-20", "2025-03-20")),
        ("It burned yesterday evening.", ("2025-03-19", "2025-03-19")),
        ("Guns were heard overnight.", ("2025-03-19", "2025-03-20")),
        ("He was shot last week.", ("2025-03-10", "2025-03-16")),
        ("He was shot earlier this week.", ("2025-03-17", "2025-03-20")),
        ("He was shot over the weekend.", ("2025-03-15", "2025-03-16")),
        ("He was shot last month.", ("2025-02-01", "2025-02-28")),
        ("He was shot late last year.", ("2024-09-01", "2024-12-31")),
        ("He was shot three days ago.", ("2025-03-17", "2025-03-17")),
        ("He was shot two weeks ago.", ("2025-03-03", "2025-03-09")),
        ("He was shot two months ago.", ("2025-01-01", "2025-01-31")),
        ("Four men were shot in the past 48 hours.", ("2025-03-19", "2025-03-20")),
        ("They fought from Friday to Sunday.", ("2025-03-14", "2025-03-16")),
        ("They fought between Monday and Wednesday.", ("2025-03-17", "2025-03-19")),
        ("They fought overnight into Wednesday.", ("2025-03-18", "2025-03-19")),
        ("The town has been held since Monday.", ("2025-03-17", "2025-03-20")),
    ],
)
def test_what_is_reckoned_from_publication(text: str, interval: Interval) -> None:
    assert [each for _, each in said(text)] == [interval]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("They will meet on Wednesday.", ("2025-03-26", "2025-03-26")),
        ("They will meet next Thursday.", ("2025-03-27", "2025-03-27")),
        ("They will meet tomorrow.", ("2025-03-21", "2025-03-21")),
        ("They will meet in the coming days.", ("2025-03-20", "2025-03-27")),
        ("They will meet next month.", ("2025-04-01", "2025-04-30")),
        ("They will meet this weekend.", ("2025-03-22", "2025-03-23")),
        ("They will meet later this week.", ("2025-03-20", "2025-03-23")),
        ("They will meet within five days.", ("2025-03-20", "2025-03-25")),
        ("They will meet by the end of the month.", ("2025-03-20", "2025-03-31")),
        ("They must leave by 5 April.", ("2025-03-20", "2025-04-05")),
        ("They will meet on 2 May.", ("2025-05-02", "2025-05-02")),
    ],
)
def test_what_lies_ahead(text: str, interval: Interval) -> None:
    assert [each for _, each in ahead(text)] == [interval]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("It fell on 12 March 2024.", ("2024-03-12", "2024-03-12")),
        ("It fell on March 12th, 2024.", ("2024-03-12", "2024-03-12")),
        ("It fell on the 3rd of March.", ("2025-03-03", "2025-03-03")),
        ("It fell on March 12.", ("2025-03-12", "2025-03-12")),
        ("It fell on December 30.", ("2024-12-30", "2024-12-30")),
        ("It fell on Tuesday, 4 March.", ("2025-03-04", "2025-03-04")),
        ("It fell on Tuesday (March 4).", ("2025-03-04", "2025-03-04")),
        ("It fell on 2024-03-12.", ("2024-03-12", "2024-03-12")),
        ("It fell on 25/03/2024.", ("2024-03-25", "2024-03-25")),
        ("It fell on 03/25/2024.", ("2024-03-25", "2024-03-25")),
        ("It fell on 12.03.2024.", ("2024-03-12", "2024-03-12")),
        ("It lasted from March 3-5.", ("2025-03-03", "2025-03-05")),
        ("It lasted from 3 to 5 March.", ("2025-03-03", "2025-03-05")),
        ("It lasted from December 30 to January 2.", ("2024-12-30", "2025-01-02")),
        ("It fell in February 2022.", ("2022-02-01", "2022-02-28")),
        ("It has been so since February 2022.", ("2022-02-01", "2025-03-20")),
        ("It fell in mid-February.", ("2025-02-11", "2025-02-20")),
        ("It fell in June last year.", ("2024-06-01", "2024-06-30")),
        ("It fell in January.", ("2025-01-01", "2025-01-31")),
        ("It fell last October.", ("2024-10-01", "2024-10-31")),
        ("It fell in late 2023.", ("2023-09-01", "2023-12-31")),
        ("It fell in 2014.", ("2014-01-01", "2014-12-31")),
        ("They held it between 2016 and 2018.", ("2016-01-01", "2018-12-31")),
        ("IT FELL ON 20 NOV 89 AT NOON.", ("1989-11-20", "1989-11-20")),
    ],
)
def test_dates_in_written_forms(text: str, interval: Interval) -> None:
    assert [each for _, each in said(text)] == [interval]


@pytest.mark.parametrize(
    "text",
    [
        "Troops may move soon.",
        "They agreed to march on the capital.",
        "They spoke of a 30-day ceasefire.",
        "It was over in seconds.",
        "He reads the Sun and the Sunday Times.",
        "The Friday mosque was full.",
        "Shops open for Black Friday and every Sunday.",
        "He served an 11-year sentence for three days of unrest.",
        "The 52-year-old walked 20 miles for 30 hours.",
        "The march 30 people joined.",
        "On 31 February nothing can happen.",
        "The date 13/13/2024 is no date.",
        "The ratio was 3/4/2 and the version 1.2.3.",
        "It is 5 p.m. in Paris.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert [found.when or found.ahead for found in expressions(text) if found.when or found.ahead] == []


def test_a_slashed_date_that_can_be_read_two_ways_is_a_stretch_of_time_unless_another_or_the_dateline_tells() -> None:
    assert said("It fell on 03/04/2024.") == [("03/04/2024", ("2024-03-04", "2024-04-03"))]
    assert said("It fell on 03/04/2024, not 25/03/2024.")[0][1] == ("2024-04-03", "2024-04-03")
    american = "WASHINGTON, March 19 (Wire) - It fell on 03/04/2024, officials told reporters."
    assert said(american)[-1][1] == ("2024-03-04", "2024-03-04")


def test_prayers_on_a_friday_are_a_time_after_a_preposition_only() -> None:
    assert said("The crowd marched after Friday prayers.") == [("Friday", ("2025-03-14", "2025-03-14"))]
    assert said("The Friday prayers mosque was full.") == []


def test_without_a_publication_date_relative_expressions_stay_unresolved() -> None:
    text = "On Tuesday, three days ago, last week and on March 12 they met; on 12 March 2024 they had parted."
    assert [each for _, each in said(text, published=None)][:-1] == [None, None, None, None]
    assert said(text, published=None)[-1][1] == ("2024-03-12", "2024-03-12")


def test_a_full_date_in_the_dateline_stands_in_for_publication() -> None:
    text = "KABUL, 20 March 2025 (Wire) - A bomb went off in a market on Wednesday, police said."
    assert said(text, published=None)[-1] == ("Wednesday", ("2025-03-19", "2025-03-19"))


def test_the_date_of_an_agencys_opening_is_today_and_dates_no_event_by_itself() -> None:
    for text in (
        "Tehran, March 15, IRNA - Gunmen shot a judge.",
        "CARACAS (VENEZUELA), 15 MAR 25 (DPA) -- GUNMEN SHOT A JUDGE.",
        "KABUL, March 15 (Wire) - Gunmen shot a judge.",
    ):
        assert [found.kind for found in expressions(text)] == ["dateline"]
        assert days(when(text, "SHOT" if text.isupper() else "shot")) == (None, "2025-03-15")


def test_the_next_day_is_reckoned_from_the_day_last_spoken_of() -> None:
    text = "On Monday the shelling began. The next day a bridge fell. Two days earlier the talks had ended."
    assert [each for _, each in said(text)] == [
        ("2025-03-17", "2025-03-17"),
        ("2025-03-18", "2025-03-18"),
        ("2025-03-16", "2025-03-16"),
    ]


def test_the_nearest_expression_dates_an_event() -> None:
    text = "Rebels took the bridge on Monday, and the army shelled the port on Tuesday."
    assert when(text, "took") == on("2025-03-17")
    assert when(text, "shelled") == on("2025-03-18")


def test_an_adverbial_that_opens_the_sentence_holds_for_all_of_it() -> None:
    text = "On Monday, masked men from the hills stormed the market, burned the stalls and fled."
    assert when(text, "stormed") == on("2025-03-17")
    assert when(text, "burned") == on("2025-03-17")


def test_the_day_of_the_telling_is_not_the_day_of_the_deed() -> None:
    text = "Police said on Wednesday that a bomb had exploded in an overnight attack."
    assert days(when(text, "exploded")) == ("2025-03-19", "2025-03-20")
    assert days(when("Two men were shot, police said on Wednesday.", "shot")) == ("2025-03-18", "2025-03-19")
    assert when("The minister said on Wednesday that it was over.", "said") == on("2025-03-19")


def test_a_date_in_a_relative_clause_stays_there() -> None:
    text = "The army, which took power in February 2021, bombed the village."
    assert days(when(text, "bombed")) == (None, "2025-03-20")
    assert days(when(text, "took power")) == ("2021-02-01", "2021-02-28")


def test_tense_decides_between_the_last_and_the_next_weekday() -> None:
    text = "The envoys are set to meet in Oslo on Monday."
    assert when(text, "meet", status="planned") == on("2025-03-24")
    assert when("The envoys met in Oslo on Monday.", "met") == on("2025-03-17")


def test_a_sentence_without_a_date_carries_on_from_the_one_before_in_its_paragraph() -> None:
    text = "Gunmen raided the farm on Sunday. They shot the guard.\n\nThe owner was beaten."
    assert when(text, "shot") == on("2025-03-16")
    assert days(when(text, "beaten")) == (None, "2025-03-20")


def test_what_had_happened_before_the_day_spoken_of_has_an_open_start() -> None:
    text = "Gunmen raided the farm on Sunday. The same farm had been burned."
    assert days(when(text, "burned")) == (None, "2025-03-16")


def test_an_event_that_nothing_dates_lies_before_or_after_publication() -> None:
    assert when("A bomb went off.", "bomb") == When(None, THURSDAY, "unknown")
    assert when("They will meet.", "meet", status="planned") == When(THURSDAY, None, "unknown")
    assert when("The town is under siege.", "siege", status="ongoing") is None


def test_arithmetic_on_another_event_both_ways() -> None:
    text = "The visit came two days after Obi's phone call with Keller."
    assert when(text, "visit", others={"phone call": on("2025-03-10")}) == on("2025-03-12")
    assert when(text, "phone call", others={"visit": on("2025-03-12")}) == on("2025-03-10")


def test_during_his_call_finds_the_call_that_shares_his_names() -> None:
    text = (
        "Obi held a phone call with Keller. Obi also held a conversation with Brandt.\n\n"
        "The plan was rejected by Brandt during his talk with Obi."
    )
    others = {"phone call": on("2025-03-10"), "conversation": on("2025-03-12")}
    assert when(text, "rejected", others=others) == on("2025-03-12")


def test_following_an_event_is_from_its_day_to_publication() -> None:
    text = "Envoys held talks. Following the talks, both sides shelled each other."
    assert days(when(text, "shelled", others={"talks": on("2025-03-18")})) == ("2025-03-18", "2025-03-20")


@pytest.mark.parametrize(
    ("interval", "precision"),
    [
        (on("2025-03-01"), 1),
        (When(date(2025, 3, 1), date(2025, 3, 8), "week"), 2),
        (When(date(2025, 3, 1), date(2025, 3, 31), "month"), 3),
        (When(None, date(2025, 3, 31), "unknown"), 3),
        (None, 3),
    ],
)
def test_time_precision_is_acleds(interval: When | None, precision: int) -> None:
    assert time_precision(interval) == precision


WORDS = st.sampled_from(
    "on in since by until before after early late mid- the of to and , . last next this Monday Tuesday Friday weekend"
    " week month year day days hours ago later earlier March May 3 12 30 2024 2025 89 12/03/2025 2025-02-30 overnight"
    " today a two several call talks during following within coming said \n attack NOV th – -".split(" ")
)


@given(st.lists(WORDS, max_size=30).map(" ".join), st.none() | st.dates())
def test_any_text_gives_ordered_expressions_with_exact_offsets(text: str, published: date | None) -> None:
    found = expressions(text, published)
    assert list(found) == sorted(found, key=lambda each: (each.start, each.end))
    for each in found:
        assert text[each.start : each.end] == each.text
        for reading in (each.when, each.ahead):
            if reading and reading.start and reading.end:
                assert reading.start <= reading.end
            assert reading is None or reading.precision in get_args(TimePrecision)


@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join), st.dates())
def test_nothing_reckoned_as_past_begins_after_publication(text: str, published: date) -> None:
    for each in expressions(text, published):
        if each.when and each.when.start and each.kind in {"weekday", "relative"} and not each.looks_ahead:
            assert each.when.start <= published


def test_an_unknown_key_of_the_table_is_refused_with_a_suggestion(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "dates.toml"
    path.write_text("[month]\nmay = 5\n", encoding="utf-8")
    with pytest.raises(TableError, match="months"):
        load_dates(path)
