"""Toponyms that are easy to get wrong: at least nine in ten are right, and those that are not are known."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from geomap.coding import Coder, code_article, load_coder
from geomap.language import parse
from geomap.model import Article, Mention, Place
from geomap.places import find_mentions
from geomap.places.gazetteer import CompiledGazetteer
from geomap.places.relative import distance_km

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "hard_places.toml").read_text(encoding="utf-8")
)["case"]


UNSURE = 0.5


def right(case: dict[str, Any], mentions: tuple[Mention, ...]) -> bool:
    """Whether the first mention of the case's name, or one that goes beyond it, is the place that is meant."""
    at = case["text"].index(case["name"])
    end = at + len(case["name"])
    found = [m for m in mentions if m.start < end and m.end > at and m.role != "demonym"]
    if case.get("none"):
        return not found
    if case.get("unsure"):
        return all(one.place is None or one.score < UNSURE for one in found)
    return any(_is_meant(case, one.place) for one in found[:1])


def place_of(case: dict[str, Any], gazetteer: CompiledGazetteer, coder: Coder) -> Place | None:
    """The place of the first event of the case's text."""
    doc = parse(Article("case", case["text"]))
    events = code_article(doc, find_mentions(doc, gazetteer), coder=coder, gazetteer=gazetteer)
    return events[0].location.place if events and events[0].location is not None else None


def _is_meant(case: dict[str, Any], place: Place | None) -> bool:
    if place is None or place.precision not in case["precision"]:
        return False
    return bool(distance_km(place, Place("test:meant", "", case["lat"], case["lon"], "city")) <= case["km"])


def test_hard_scenes_are_right_nine_times_in_ten(gazetteer: CompiledGazetteer) -> None:
    cases, coder = [case for case in CASES if case.get("scene")], load_coder()
    assert len(cases) >= 15
    found = [(case, place_of(case, gazetteer, coder)) for case in cases]
    wrong = [
        f"{case['text']} {place and (place.name, place.precision, place.lat, place.lon)}"
        for case, place in found
        if not _is_meant(case, place)
    ]
    assert len(wrong) <= len(cases) // 10, "\n".join(wrong)


def test_hard_names_are_right_nine_times_in_ten(gazetteer: CompiledGazetteer) -> None:
    cases = [case for case in CASES if not case.get("scene")]
    assert len(cases) >= 60
    wrong = []
    for case in cases:
        mentions = find_mentions(parse(Article("case", case["text"])), gazetteer)
        if not right(case, mentions):
            shown = [(m.name, m.place.name if m.place else None, m.place and m.place.precision) for m in mentions]
            wrong.append(f"{case['name']}: {case['text']} {shown}")
    assert len(wrong) <= len(cases) // 10, "\n".join(wrong)


@pytest.mark.parametrize("case", CASES[:1])
def test_a_wrong_place_is_not_counted_as_right(case: dict[str, Any]) -> None:
    elsewhere = Place("test:elsewhere", "Georgia", 32.8, -83.5, "adm1")
    at = case["text"].index(case["name"])
    assert not right(case, (Mention(at, at + len(case["name"]), case["name"], "literal", elsewhere, 0.9),))
