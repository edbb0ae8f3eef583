"""From article to events: one event a happening, whole, checkable, and the same every time."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.coding import Coder, code_article
from geomap.language import parse
from geomap.model import Article, Event
from geomap.places import find_mentions
from geomap.places.gazetteer import CompiledGazetteer

Coding = Callable[..., tuple[Event, ...]]

REPORTS = tomllib.loads((Path(__file__).parent / "reports.toml").read_text(encoding="utf-8"))["report"]


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["name"])
def test_a_short_report_gives_its_events(events_of: Coding, report: dict[str, Any]) -> None:
    left = list(events_of(report["text"]))
    for code, status, place in report["events"]:
        named = [e for e in left if (e.event_type, e.status) == (code, status)]
        fits = [e for e in named if place == "*" or (e.location.place.name if e.location else "") == place]
        assert fits, f"no {code} {status} at {place or 'no place'} in {[(e.event_type, e.status) for e in left]}"
        left.remove(fits[0])
    assert len(left) <= report["extra"], [(e.event_type, e.status, e.quote) for e in left]


def test_headings_make_no_events(events_of: Coding) -> None:
    text = "Rebels Attack Army Base Near Goma\n\nThe town was calm, residents said, and the market opened as usual."
    assert events_of(text) == ()


def test_one_happening_told_with_several_verbs_is_one_event(events_of: Coding) -> None:
    events = events_of("Shelling hit a bus in Donetsk on Thursday, killing eight people and wounding about twenty.")
    assert [event.event_type for event in events] == ["STR.SHELL"]


def test_a_definite_noun_points_back_to_what_was_told(events_of: Coding) -> None:
    events = events_of("A car bomb exploded in Kabul on Monday. The attack was the third this month.")
    assert [event.event_type for event in events] == ["EXP.IED"]


def test_sport_is_no_war(events_of: Coding) -> None:
    text = "The striker fired a shot at the goalkeeper, and the coach attacked the referee in the league."
    assert events_of(text) == ()


def test_every_offset_quotes_the_article(events_of: Coding) -> None:
    for report in REPORTS:
        text = report["text"]
        for event in events_of(text):
            assert text[event.start : event.end] == event.quote
            assert text[event.trigger.start : event.trigger.end] == event.trigger.text
            assert event.start <= event.trigger.start < event.trigger.end <= event.end
            assert event.context_start <= event.start < event.end <= event.context_end
            assert 0 < event.confidence < 1


def test_the_same_input_gives_the_same_events_and_names(events_of: Coding) -> None:
    text = REPORTS[2]["text"]
    assert events_of(text) == events_of(text)
    names = [event.event_id for event in events_of(text)]
    assert len(set(names)) == len(names)
    assert names != [event.event_id for event in events_of(text, doc_id="another")]


@given(
    words=st.lists(st.sampled_from("the attack of rebels , . killed in Goma \" said that ' s ( ) to - was by".split()))
)
def test_no_run_of_words_breaks_the_coder(coder: Coder, gazetteer: CompiledGazetteer, words: list[str]) -> None:
    text = " ".join(words)
    doc = parse(Article("t", text))
    for event in code_article(doc, find_mentions(doc, gazetteer), coder=coder, gazetteer=gazetteer):
        assert text[event.start : event.end] == event.quote


@pytest.mark.corpora
def test_the_seed_article_scores_as_the_issue_asks(
    events_of: Coding, corpora_root: Path, seed_article: Path, tmp_path: Path
) -> None:
    events = events_of(seed_article.read_text(encoding="utf-8"), published=date(2025, 3, 20))
    out = tmp_path / "pred.jsonl"
    out.write_text("".join(json.dumps(row(event)) + "\n" for event in events), encoding="utf-8")
    scorer = corpora_root / "gold" / "score_seed.py"
    done = subprocess.run([sys.executable, str(scorer), str(out)], capture_output=True, text=True, check=True)
    score = json.loads(done.stdout)
    assert score["recall_required"] == 1.0
    assert score["precision"] == 1.0
    assert score["false_precision"] == 0
    assert score["traps"] == []


def row(event: Event) -> dict[str, Any]:
    place = event.location.place if event.location else None
    return {
        "event_type": event.event_type,
        "status": event.status,
        "start": event.start,
        "end": event.end,
        "location": place and {"lat": place.lat, "lon": place.lon, "precision": place.precision},
        "date": event.date and {"start": iso(event.date.start), "end": iso(event.date.end)},
    }


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


FOLDER = Path(__file__).parents[1] / "data" / "articles"
HARDEST = frozenset(
    "border_clash comment conversation election exercise explainer flash_update homecoming joint_statement obituary "
    "round_up shuttle".split()
)
"""Held to floors of their own, as a whole, in test_articles.py."""
ARTICLES = [path for path in sorted(FOLDER.glob("*.json")) if path.stem not in HARDEST]


@pytest.mark.corpora
@pytest.mark.parametrize("gold", ARTICLES, ids=lambda path: path.stem)
def test_an_article_with_gold_by_hand_is_coded_well(
    events_of: Coding, corpora_root: Path, gold: Path, tmp_path: Path
) -> None:
    told = json.loads(gold.read_text(encoding="utf-8"))
    text = gold.with_suffix(".txt").read_text(encoding="utf-8")
    out = tmp_path / "pred.jsonl"
    events = events_of(text, published=date.fromisoformat(told["article"]["date"]))
    out.write_text("".join(json.dumps(row(event)) + "\n" for event in events), encoding="utf-8")
    scorer = corpora_root / "gold" / "score_seed.py"
    done = subprocess.run(
        [sys.executable, str(scorer), str(out), str(gold)], capture_output=True, text=True, check=True
    )
    score = json.loads(done.stdout)
    assert score["recall_required"] >= 0.8
    assert score["precision"] >= 0.7
    assert score["status"] >= 0.8
    assert score["false_precision"] <= 1
    assert score["traps"] == []


@pytest.mark.parametrize(
    "text",
    [
        "There were no arrests in Nairobi.",
        "No arrests were made in Nairobi.",
        "Nobody was kidnapped in Nairobi.",
        "The march in Nairobi ended without an attack on the police.",
    ],
)
def test_what_the_text_says_did_not_happen_is_no_event(events_of: Callable[..., tuple[Event, ...]], text: str) -> None:
    assert not [event for event in events_of(text) if event.event_type.startswith(("COE", "VAC", "BAT"))]


def test_a_hazard_of_long_ago_is_an_event_only_with_what_it_cost(events_of: Callable[..., tuple[Event, ...]]) -> None:
    assert events_of("A cholera outbreak was declared in Marsabit in August 2023.") == ()
    (event,) = events_of("Floods in Marsabit killed 41 people in August 2023.")
    assert (event.status, dict(event.quantities)["killed"]) == ("historical", 41)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("A car bomb explosion killed nine people in Kano.", "car bomb explosion killed"),
        ("Gunmen shot and killed a farmer in Jos.", "shot and killed"),
        ("Rebels launched an assault on a base near Goma.", "launched an assault on a base"),
    ],
)
def test_the_trigger_is_all_that_tells_the_event(
    events_of: Callable[..., tuple[Event, ...]], text: str, trigger: str
) -> None:
    (event,) = events_of(text)
    assert event.trigger.text == trigger == text[event.trigger.start : event.trigger.end]


@pytest.mark.parametrize(
    ("text", "code", "actors"),
    [
        ("Putin on 13 June held talks with Modi in Bishkek.", "DIP.MEET", {"RUSGOV", "INDGOV"}),
        ("Erdogan discussed Libya with Macron in a phone call.", "DIP.CALL", {"TURGOV", "FRAGOV"}),
        ("France will not lift the ban on imports.", "VRB.REJECT", {"FRA"}),
        ("Norway gave $5 million to Malawi for schools.", "AID.HUM", {"NOR"}),
        ("Chinese Foreign Minister Wang Yi is likely to visit Dhaka next month.", "DIP.MEET", {"CHNGOV"}),
    ],
)
def test_the_doer_is_found_across_dates_sums_and_calls(
    events_of: Callable[..., tuple[Event, ...]], text: str, code: str, actors: set[str]
) -> None:
    found = [event for event in events_of(text) if event.event_type == code]
    assert len(found) == 1
    assert actors <= {one.code for one in found[0].actors}


def test_donors_who_differ_make_events_that_differ(events_of: Callable[..., tuple[Event, ...]]) -> None:
    events = events_of("Germany sent Ukraine 14 tanks on Monday. Poland sent Ukraine four jets on Monday.")
    assert [{one.code for one in event.actors} for event in events] == [{"DEU"}, {"POL"}]


def test_words_of_nobody_in_particular_are_no_event(events_of: Callable[..., tuple[Event, ...]]) -> None:
    assert events_of("Somebody had condemned it, it seems.") == ()


@pytest.mark.parametrize("toll", ["at least 30", "more than 30", "as many as 30"])
def test_a_bounded_number_is_what_was_harmed(events_of: Callable[..., tuple[Event, ...]], toll: str) -> None:
    (event,) = events_of(f"A wave of attacks across Iraq on Monday killed {toll} people.")
    assert dict(event.quantities)["killed"] == 30
    assert event.location is not None
    assert event.location.name == "Iraq"


def test_hours_and_ages_are_no_tolls(events_of: Callable[..., tuple[Event, ...]]) -> None:
    (event,) = events_of("Gunmen killed Musa Bello around 5 p.m. on Monday in Kano.")
    assert dict(event.quantities).get("killed") in (None, 1)
