"""Single sentences in the ordinary words of the news: what kind of event, whether it happened, when, and how many.

The sentences lie in tests/data/sentences/*.toml, written for geomap, apart from any article that rules were measured
on. Those under `missed` are known to go wrong; the tests say so when one of them comes right.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from geomap.coding.ontology import ontology
from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]
_FOLDER = Path(__file__).parent.parent / "data" / "sentences"


def _rows(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _framed() -> Iterator[Any]:
    missed = set(_rows("frames").get("missed", []))
    for code, texts in _rows("frames").items():
        for text in texts if code != "missed" else ():
            yield pytest.param(code, text, id=text, marks=pytest.mark.xfail(strict=True) if text in missed else ())


@pytest.mark.parametrize(("code", "text"), list(_framed()))
def test_an_ordinary_report_gives_one_event_of_its_kind(events_of: Coding, code: str, text: str) -> None:
    assert [event.event_type for event in events_of(text)].count(code) == 1


def _desks() -> Iterator[Any]:
    rows = tomllib.loads((_FOLDER / "desks.toml").read_text(encoding="utf-8"))
    for half in ("mended", "measured"):
        for codes, texts in rows[half].items():
            for text in texts:
                late = pytest.mark.xfail(strict=True) if text in rows["missed"] else ()
                yield pytest.param(codes, text, id=text, marks=late)


@pytest.mark.parametrize(("codes", "text"), list(_desks()))
def test_a_desk_report_gives_an_event_of_its_kind(events_of: Coding, codes: str, text: str) -> None:
    assert {event.event_type for event in events_of(text)} & set(codes.split("|"))


def _voices(part: str) -> list[tuple[str, str]]:
    return [(code, text) for code, texts in _rows("voices")[part].items() for text in texts]


@pytest.mark.parametrize(("code", "text"), _voices("told"))
def test_a_deed_is_told_in_every_voice(events_of: Coding, code: str, text: str) -> None:
    assert code in {event.event_type for event in events_of(text)}


@pytest.mark.parametrize(("code", "text"), _voices("silent"))
def test_the_same_words_need_not_tell_the_deed(events_of: Coding, code: str, text: str) -> None:
    assert code not in {event.event_type for event in events_of(text)}


_IDIOMS = ("idioms", "violence")


@pytest.mark.parametrize(
    ("code", "text"),
    [(code, text) for name in _IDIOMS for code, texts in _rows(name)["told"].items() for text in texts],
)
def test_an_idiom_tells_of_its_event(events_of: Coding, code: str, text: str) -> None:
    assert code in {event.event_type for event in events_of(text)}


@pytest.mark.parametrize("text", [text for name in _IDIOMS for text in _rows(name)["nothing"]])
def test_the_words_of_an_idiom_elsewhere_tell_of_none(events_of: Coding, text: str) -> None:
    assert events_of(text) == ()


def _pairs(*, which: int) -> Iterator[Any]:
    for code, pairs in _rows("company").items():
        for pair in pairs:
            yield pytest.param(code, pair[which], id=pair[which])


@pytest.mark.parametrize(("code", "text"), list(_pairs(which=0)))
def test_an_idiom_in_its_company_gives_the_event_that_it_means(events_of: Coding, code: str, text: str) -> None:
    assert code in {event.event_type for event in events_of(text)}


@pytest.mark.parametrize(("code", "text"), list(_pairs(which=1)))
def test_an_idiom_in_other_company_gives_none_of_its_kind(events_of: Coding, code: str, text: str) -> None:
    assert code not in {event.event_type for event in events_of(text)}


def test_every_kind_of_event_has_reports_but_those_told_by_others() -> None:
    assert set(ontology()) - set(_rows("frames")) <= {"TER.CONTROL"}


@pytest.mark.parametrize(
    ("status", "text", "codes"),
    [(status, *row) for status, rows in _rows("statuses").items() for row in rows],
)
def test_the_words_around_an_event_say_whether_it_happened(
    events_of: Coding, status: str, text: str, codes: str
) -> None:
    found = [event.status for event in events_of(text) if event.event_type in codes.split("|")]
    assert found[:1] == [status]


@pytest.mark.parametrize("text", [text for rows in _rows("nothing").values() for text in rows])
def test_figures_of_speech_and_comment_are_no_events(events_of: Coding, text: str) -> None:
    assert events_of(text) == ()


@pytest.mark.parametrize(("text", "start", "end"), _rows("times")["times"])
def test_an_event_is_dated_by_what_its_text_says_of_time(events_of: Coding, text: str, start: str, end: str) -> None:
    when = events_of(text)[-1].date
    assert when is not None
    assert (str(when.start or ""), str(when.end or "")) == (start, end)


@pytest.mark.parametrize(("text", "counts"), _rows("counts")["counts"])
def test_counts_are_bound_to_what_they_count(events_of: Coding, text: str, counts: str) -> None:
    found = {name: value for event in events_of(text) for name, value in event.quantities if isinstance(value, int)}
    assert found == {name: int(value) for name, _, value in (pair.partition("=") for pair in counts.split())}


@pytest.mark.parametrize(("text", "expected"), [row for rows in _rows("genres").values() for row in rows])
def test_other_ways_of_telling_give_their_events(events_of: Coding, text: str, expected: list[str]) -> None:
    left = [f"{event.event_type} {event.status}" for event in events_of(text)]
    for wanted in expected:
        codes, status = wanted.rsplit(" ", 1)
        fits = [one for one in left if one in {f"{code} {status}" for code in codes.split("|")}]
        assert fits, f"no {wanted} in {left}"
        left.remove(fits[0])
    assert left == []
