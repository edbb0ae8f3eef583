"""Whether confidence tells how often an answer is right, and toponyms that somebody else has found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from geomap.cli import main
from geomap.language import parse
from geomap.model import Article
from geomap.places.certainty import Answer, answers, calibration_error, certainty, reliability
from geomap.places.gazetteer import CompiledGazetteer
from geomap.places.given import resolve_given
from geomap.places.shapes import open_shapes

TEXT = "Floods hit the Krasnodar region on Monday. In Sochi two people died."


def answer(score: float, *, right: bool) -> Answer:
    return Answer(0.0 if right else 900.0, in_area=False, score=score, answered=True)


def test_calibration_error_is_the_gap_between_confidence_and_what_is_right() -> None:
    always_sure_half_right = [answer(0.95, right=True), answer(0.95, right=False)]
    assert calibration_error(always_sure_half_right) == pytest.approx(0.45)
    assert reliability(always_sure_half_right) == [{"from": 0.9, "n": 2, "confidence": 0.95, "right": 0.5}]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40))
def test_every_answer_is_in_one_bin_and_the_error_is_a_share(made: list[tuple[float, bool]]) -> None:
    found = [answer(score, right=right) for score, right in made]
    assert sum(row["n"] for row in reliability(found)) == len(found)
    assert 0 <= calibration_error(found) <= 1


def test_an_unanswered_toponym_is_wrong_but_says_nothing_of_calibration() -> None:
    told = certainty([answer(0.95, right=True), Answer(20_039, in_area=False, score=0.0, answered=False)])
    assert (told["n"], told["answered"], told["acc161"], told["right_if_answered"]) == (2, 1, 0.5, 1.0)


def gold_and_answer(gold: tuple[float, float], told: str, gazetteer: CompiledGazetteer) -> Answer:
    """An answer that means the entry `told`, where the gold has a point."""
    place = gazetteer.place(told)
    assert place is not None
    one = {"start": 0, "end": 4, "name": "Name"}
    golds = [{"doc_id": "d", "toponyms": [one | {"lat": gold[0], "lon": gold[1]}]}]
    found = one | {"lat": place.lat, "lon": place.lon, "gazetteer_id": told, "score": 0.9}
    with open_shapes() as shapes:
        (made,) = answers(golds, [{"doc_id": "d", "toponyms": [found]}], gazetteer=gazetteer, outlines=shapes)
    return made


def test_a_division_that_holds_the_gold_point_is_right_by_area_and_a_country_is_not(
    gazetteer: CompiledGazetteer,
) -> None:
    texas = next(m.place for m in gazetteer.lookup("Texas") if m.place.precision == "adm1")
    states = gazetteer.country("USA")
    assert states is not None
    el_paso = (31.76, -106.49)
    by_state = gold_and_answer(el_paso, texas.gazetteer_id, gazetteer)
    assert (by_state.right, by_state.in_area) == (False, True)
    assert not gold_and_answer(el_paso, states.gazetteer_id, gazetteer).in_area
    assert not gold_and_answer((40.7, -74.0), texas.gazetteer_id, gazetteer).in_area


def test_given_toponyms_are_resolved_at_their_own_bounds(gazetteer: CompiledGazetteer) -> None:
    start = TEXT.index("Krasnodar")
    bounds = [(start, start + 9), (TEXT.index("Sochi"), TEXT.index("Sochi") + 5)]
    found = resolve_given(parse(Article("a", TEXT)), bounds, gazetteer)
    assert [(one.start, one.end) for one in found] == bounds
    assert [one.place.precision if one.place else None for one in found] == ["adm1", "city"]


def test_what_no_gazetteer_has_is_left_without_a_place(gazetteer: CompiledGazetteer) -> None:
    text = "Zyqqvorn burnt."
    (mention,) = resolve_given(parse(Article("a", text)), [(0, 8)], gazetteer)
    assert mention.place is None


def test_evaluate_places_given_scores_the_gold_spans(tmp_path: Path) -> None:
    at = TEXT.index("Sochi")
    toponym = {"start": at, "end": at + 5, "name": "Sochi", "lat": 43.6, "lon": 39.73}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"doc_id": "a", "text": TEXT, "toponyms": [toponym]}), encoding="utf-8")
    told = CliRunner().invoke(main, ["evaluate", "places", str(gold), "--given"])
    assert told.exit_code == 0, told.output
    scores = json.loads(told.stdout)["certainty"]
    assert (scores["n"], scores["acc161"]) == (1, 1.0)


def test_given_without_places_is_a_usage_error(tmp_path: Path) -> None:
    gold = tmp_path / "gold.json"
    gold.write_text("{}", encoding="utf-8")
    assert CliRunner().invoke(main, ["evaluate", "types", str(gold), "--given"]).exit_code == 2
