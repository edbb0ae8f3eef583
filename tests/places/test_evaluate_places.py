"""Scoring toponyms: by hand-made cases, by law, and against the shared scorer."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.places.evaluate import distance_km, evaluate_places, evaluate_roles


def toponym(start: int, name: str, where: tuple[float, float] | None = None, **more: Any) -> dict[str, Any]:
    lat, lon = where or (None, None)
    return {"start": start, "end": start + len(name), "name": name, "lat": lat, "lon": lon, **more}


HOMS, DAMASCUS, PARIS = (34.73, 36.71), (33.51, 36.29), (48.85, 2.35)


def score(gold: list[dict[str, Any]], pred: list[dict[str, Any]], **options: Any) -> dict[str, dict[str, float]]:
    return evaluate_places([{"doc_id": "d", "toponyms": gold}], [{"doc_id": "d", "toponyms": pred}], **options)


def test_strict_wants_the_same_bounds_and_lenient_the_same_name_nearby() -> None:
    scores = score([toponym(10, "Homs", HOMS)], [toponym(14, "homs", HOMS)])
    assert scores["strict"] == {"p": 0.0, "r": 0.0, "f1": 0.0}
    assert scores["lenient"] == {"p": 1.0, "r": 1.0, "f1": 1.0}


def test_lenient_stops_at_ten_characters() -> None:
    assert score([toponym(10, "Homs")], [toponym(20, "Homs")])["lenient"]["f1"] == 0.0
    assert score([toponym(10, "Homs")], [toponym(19, "Homs")])["lenient"]["f1"] == 1.0


def test_end_to_end_counts_what_lies_within_161_km() -> None:
    near = score([toponym(0, "Homs", HOMS)], [toponym(0, "Homs", DAMASCUS)])
    far = score([toponym(0, "Homs", HOMS)], [toponym(0, "Homs", PARIS)])
    assert near["strict_e2e161"]["f1"] == 1.0
    assert far["strict_e2e161"]["f1"] == 0.0
    assert far["strict_cond"]["acc161"] == 0.0


def test_predictions_on_gold_without_coordinates_are_neither_right_nor_wrong() -> None:
    gold = [toponym(0, "Homs", HOMS), toponym(30, "Main Street")]
    scores = score(gold, [toponym(0, "Homs", HOMS), toponym(30, "Main Street", PARIS)])
    assert scores["lenient_e2e161"] == {"p": 1.0, "r": 1.0, "f1": 1.0}


def test_demonyms_can_be_left_out() -> None:
    pred = [toponym(0, "Homs", HOMS), toponym(9, "Syrian", HOMS, role="demonym")]
    assert score([toponym(0, "Homs", HOMS)], pred)["strict"]["p"] == 0.5
    assert score([toponym(0, "Homs", HOMS)], pred, drop_demonyms=True)["strict"]["p"] == 1.0


def test_roles_are_literal_against_the_rest() -> None:
    gold = [
        toponym(0, "Homs", type="literal"),
        toponym(9, "Moscow", type="associative"),
        toponym(20, "Kyiv", type="literal"),
    ]
    pred = [
        toponym(0, "Homs", role="literal"),
        toponym(9, "Moscow", role="government"),
        toponym(20, "Kyiv", role="government"),
    ]
    records = [{"doc_id": "d", "toponyms": pred}]
    scores = evaluate_roles([{"doc_id": "d", "toponyms": gold}], records)
    assert scores == {"n": 3, "accuracy": 0.6667, "literal_recall": 0.5, "other_recall": 1.0}


def test_a_quarter_of_the_equator_is_measured() -> None:
    assert distance_km(0, 0, 0, 90) == pytest.approx(10_007.6, abs=0.1)


POINT = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(POINT, POINT)
def test_distance_is_symmetric_and_bounded(one: tuple[float, float], other: tuple[float, float]) -> None:
    there, back = distance_km(*one, *other), distance_km(*other, *one)
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= 20_016


@pytest.mark.corpora
@pytest.mark.parametrize("drop", [False, True])
def test_scores_agree_with_the_shared_scorer_to_four_digits(corpora_root: Path, drop: bool) -> None:
    spec = importlib.util.spec_from_file_location("shared_scorer", corpora_root / "bench" / "evaluate_places.py")
    assert spec is not None
    assert spec.loader is not None
    shared = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(shared)
    golds, preds = noisy_corpus(random.Random(7))  # noqa: S311 (no secret)
    assert evaluate_places(golds, preds, drop_demonyms=drop) == shared.evaluate(golds, preds, drop)


def noisy_corpus(chance: random.Random) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A hundred documents of made-up names, and predictions that miss, shift, misplace and add."""
    golds, preds = [], []
    for number in range(100):
        gold, pred = [], []
        for slot in range(chance.randrange(12)):
            name = chance.choice(["Homs", "Aden", "aden", "Goma"])
            where = chance.choice([None, HOMS, PARIS])
            start = slot * 15
            gold.append(toponym(start, name, where, bad_offset=chance.random() < 0.05))
            if chance.random() < 0.8:
                guess = chance.choice([None, where, DAMASCUS])
                shift = chance.choice([0, 0, 0, 3, 8, 12])
                pred.append(toponym(start + shift, name, guess, role=chance.choice(["literal", "demonym"])))
        chance.shuffle(pred)
        golds.append({"doc_id": str(number), "toponyms": gold})
        if chance.random() < 0.95:
            preds.append({"doc_id": str(number), "toponyms": pred})
    return golds, preds
