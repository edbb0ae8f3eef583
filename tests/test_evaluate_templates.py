"""Scores against incident templates, worked by hand."""

from __future__ import annotations

from typing import Any, get_args

from geomap.evaluate.templates import STAGES, evaluate_templates
from geomap.model import Status

Row = dict[str, Any]


def template(**changes: Any) -> Row:
    return {"type": "BOMBING", "location": ["PERU: LIMA (CITY)"], "stage": "ACCOMPLISHED"} | changes


def event(**changes: Any) -> Row:
    place = {"name": "Lima", "country": "PER", "admin1": "Lima"}
    row = {
        "doc_id": "a",
        "event_type": "EXP.IED",
        "status": "happened",
        "location": place,
        "confidence": 0.8,
        "start": 0,
    }
    return row | changes


def score(rows: list[Row], *templates: Row) -> Row:
    return evaluate_templates([{"id": "a", "events": list(templates)}], rows)


def test_a_right_incident_scores_one_everywhere() -> None:
    found = score([event()], template())
    assert (found["type"], found["country"], found["place"], found["stage"]) == (1.0, 1.0, 1.0, 1.0)


def test_another_town_of_the_country_is_half_right() -> None:
    cusco = {"name": "Cusco", "country": "PER", "admin1": "Cusco"}
    found = score([event(location=cusco)], template())
    assert (found["country"], found["place"]) == (1.0, 0.0)


def test_an_event_without_a_place_has_the_type_alone() -> None:
    found = score([event(location=None)], template())
    assert (found["type"], found["country"]) == (1.0, 0.0)


def test_one_event_answers_one_template_the_nearest_one() -> None:
    far = template(location=["COLOMBIA: CALI (CITY)"])
    found = score([event()], template(), far)
    assert (found["type"], found["place"]) == (0.5, 1.0)


def test_types_and_stages_must_agree() -> None:
    assert score([event(event_type="VAC.ABDUCT")], template())["type"] == 0.0
    assert score([event(status="planned")], template())["stage"] == 0.0
    assert score([event(status="planned")], template(stage="THREATENED"))["stage"] == 1.0


def test_an_article_without_templates_counts_against_precision() -> None:
    rows = [event(), event(doc_id="b")]
    found = evaluate_templates([{"id": "a", "events": [template()]}, {"id": "b", "events": []}], rows)
    assert (found["incident_recall"], found["incident_precision"]) == (1.0, 0.5)


def test_every_status_belongs_to_one_stage() -> None:
    listed = [status for statuses in STAGES.values() for status in statuses]
    assert sorted(listed) == sorted(get_args(Status))
