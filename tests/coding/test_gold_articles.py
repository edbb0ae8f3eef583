"""The hand-made gold of tests/data/articles is right about its own texts: every offset, code, status and date."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any, get_args

import pytest

from geomap.coding.ontology import ontology
from geomap.model import LocationRole, Status

FOLDER = Path(__file__).parent.parent / "data" / "articles"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def load(name: str) -> tuple[str, dict[str, Any]]:
    gold = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8"), gold


def test_there_are_27_articles_each_with_its_text() -> None:
    assert len(NAMES) == 27
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_gold_is_of_this_very_text(name: str) -> None:
    text, gold = load(name)
    assert gold["article"]["chars"] == len(text)
    assert gold["article"]["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    dt.date.fromisoformat(gold["article"]["date"])


@pytest.mark.parametrize("name", NAMES)
def test_every_offset_cuts_out_the_words_it_names(name: str) -> None:
    text, gold = load(name)
    for event in gold["events"]:
        assert text[event["char_start"] : event["char_end"]] == event["quote"]
        first, last = event["trigger"]["span"]
        assert text[first:last] == event["trigger"]["text"]
        assert event["char_start"] <= first < last <= event["char_end"]
        for support in event["supporting"]:
            assert text[slice(*support["span"])] == support["quote"]
        place = event["location"]
        if place and place["text_span"]:
            assert text[slice(*place["text_span"])]
            assert text[slice(*place["text_span"])].split()[0] in place["name"] + " " + event["quote"]
    for trap in gold["must_not_produce"]:
        assert text[slice(*trap["span"])] == trap["text"]


@pytest.mark.parametrize("name", NAMES)
def test_codes_statuses_roles_and_dates_are_of_the_model(name: str) -> None:
    _, gold = load(name)
    for event in gold["events"]:
        codes = {
            event["code"],
            *(other["code"] for other in event.get("acceptable_alternatives", ()) if "code" in other),
        }
        assert codes <= set(ontology())
        assert event["status"] in get_args(Status)
        assert event["location_role"] in get_args(LocationRole)
        assert (event["location"] is None) == (event["location_role"] == "none")
        days = [dt.date.fromisoformat(day) for day in (event["date"]["start"], event["date"]["end"]) if day]
        assert days == sorted(days)


@pytest.mark.parametrize("name", NAMES)
def test_no_required_event_hides_inside_a_trap(name: str) -> None:
    _, gold = load(name)
    assert len({event["id"] for event in gold["events"]}) == len(gold["events"])
    for event in gold["events"]:
        for trap in gold["must_not_produce"]:
            first, last = trap["span"]
            assert not (event["required"] and first <= event["char_start"] and event["char_end"] <= last)
