"""The scores that `geomap evaluate` prints: worked by hand, and the same as the shared scorers' where those exist."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from geomap.errors import UsageError
from geomap.evaluate import evaluate_article, evaluate_linking, evaluate_negatives, evaluate_types

Row = dict[str, Any]

NOWHERE = {"name": "x", "lat": None, "lon": None, "precision": "unknown"}


def gold_event(identifier: str, **changes: Any) -> dict[str, Any]:
    event = {
        "id": identifier,
        "code": "STR.AIR",
        "char_start": 0,
        "char_end": 40,
        "supporting": [],
        "required": True,
        "status": "happened",
        "location": {"lat": 10.0, "lon": 20.0, "geo_precision": "city", "tolerance_km": 15},
        "date": {"start": "2025-03-01", "end": "2025-03-02"},
    }
    return event | changes


def prediction(**changes: Any) -> dict[str, Any]:
    row = {
        "doc_id": "a",
        "event_type": "STR.AIR",
        "start": 0,
        "end": 40,
        "status": "happened",
        "location": {"lat": 10.0, "lon": 20.05, "precision": "city", "start": 5, "end": 9},
        "date": {"start": "2025-03-02", "end": None},
        "trigger": {"start": 0, "end": 6},
        "confidence": 0.5,
        "acled_sub_event_type": "Air/drone strike",
        "plover": "ASSAULT",
    }
    return row | changes


def score(rows: list[Row], *events: Row, traps: tuple[Row, ...] = ()) -> Row:
    return evaluate_article(rows, {"events": list(events), "must_not_produce": list(traps)})


def test_a_right_event_scores_one_everywhere() -> None:
    assert score([prediction()], gold_event("E1")) == {
        "recall_required": 1.0, "precision": 1.0, "f1": 1.0, "status": 1.0, "place": 1.0, "date": 1.0,
        "false_precision": 0, "pinned_unlocated": 0, "extra": 0, "traps": [], "missed": [],
    }  # fmt: skip


def test_another_type_does_not_match_unless_the_gold_accepts_it() -> None:
    row = prediction(event_type="STR.DRONE")
    assert score([row], gold_event("E1"))["missed"] == ["E1"]
    assert score([row], gold_event("E1", acceptable_alternatives=[{"code": "STR.DRONE"}]))["missed"] == []


def test_a_prediction_answers_one_gold_event_only() -> None:
    found = score([prediction()], gold_event("E1"), gold_event("E2"))
    assert (found["recall_required"], found["missed"]) == (0.5, ["E2"])


def test_quoting_the_whole_article_matches_nothing() -> None:
    assert score([prediction(end=401)], gold_event("E1"))["recall_required"] == 0.0


def test_a_finer_place_than_the_gold_is_wrong_and_counted() -> None:
    country = gold_event("E1", location={"lat": 10, "lon": 20, "geo_precision": "country", "bbox": [15, 5, 25, 15]})
    found = score([prediction()], country)
    assert (found["place"], found["false_precision"]) == (0.0, 1)


def test_a_coarser_place_near_by_is_right() -> None:
    row = prediction(location={"lat": 12.0, "lon": 20.0, "precision": "adm1"})
    assert score([row], gold_event("E1"))["place"] == 1.0


def test_an_event_without_a_place_may_carry_its_country_but_no_pin() -> None:
    event = gold_event("E1", location=None)
    assert score([prediction()], event)["place"] == 0.0
    assert score([prediction()], event)["pinned_unlocated"] == 1
    assert score([prediction(location=NOWHERE)], event)["place"] == 1.0
    assert score([prediction(location={"lat": 0, "lon": 0, "precision": "country"})], event)["place"] == 1.0


@pytest.mark.parametrize(
    ("date", "right"),
    [
        ({"start": "2025-03-02", "end": "2025-03-09"}, 1.0),
        ({"start": None, "end": "2025-03-01"}, 1.0),
        ({"start": "2025-03-03", "end": None}, 0.0),
        (None, 0.0),
    ],
)
def test_a_date_is_right_when_it_touches_the_gold_interval(date: dict[str, Any] | None, right: float) -> None:
    assert score([prediction(date=date)], gold_event("E1"))["date"] == right


def test_a_trap_springs_for_a_short_unmatched_quote_only() -> None:
    trap = {"text": "price war", "span": [50, 59]}
    short, long = prediction(start=48, end=60), prediction(start=0, end=200)
    assert score([short], gold_event("E1"), traps=(trap,))["traps"] == ["price war"]
    assert score([long], gold_event("E1", code="X"), traps=(trap,))["traps"] == []


def test_types_count_the_most_confident_event_and_none_for_silence() -> None:
    gold: list[Row] = [
        {"id": "a", "events": [{"sub_type": "Air/drone strike"}]},
        {"id": "b", "events": [{"sub_type": "Attack"}]},
        {"id": "c", "events": []},
        {"id": "d", "events": [{"sub_type": "Attack", "type": "non-ACLED"}]},
    ]
    rows = [prediction(confidence=0.2, acled_sub_event_type="Attack"), prediction(confidence=0.9)]
    found = evaluate_types(gold, rows, "acled")
    assert (found["n"], found["accuracy"], found["weighted_f1"], found["macro_f1"]) == (2, 0.5, 0.5, 0.5)
    assert found["by_type"] == {"Air/drone strike": 1.0, "Attack": 0.0}


def test_an_unknown_field_is_refused_with_the_choices() -> None:
    with pytest.raises(UsageError, match="acled or plover"):
        evaluate_types([], [], "cameo")  # type: ignore[arg-type]


def test_linking_scores_tokens_and_abstention() -> None:
    tokens = [[0, 4], [5, 9], [10, 14]]
    event = {"trigger": {"start": 0, "end": 4}, "locations": [{"tok": [1, 1]}]}
    silent = {"trigger": {"start": 0, "end": 4}, "locations": []}
    gold = [{"id": "a", "tokens": tokens, "events": [event]}, {"id": "b", "tokens": tokens, "events": [silent]}]
    found = evaluate_linking(gold, [prediction(), prediction(doc_id="b")])
    assert (found["p"], found["r"], found["exact"], found["abstain_if_none"]) == (0.5, 1.0, 0.5, 0.0)
    assert evaluate_linking(gold, [prediction()])["exact"] == 1.0


def test_negatives_are_the_share_of_empty_texts_with_an_event() -> None:
    gold: list[Row] = [{"id": "a", "events": []}, {"id": "b", "events": []}, {"id": "c", "events": [{}]}]
    assert evaluate_negatives(gold, [prediction(), prediction(doc_id="c")]) == {"n": 2, "false_positive_rate": 0.5}


def shared_module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def garbled(gold: dict[str, Any], *, seed: int) -> list[dict[str, Any]]:
    """Predictions made of the gold events by chance: some dropped, moved, coarsened, redated, some invented."""
    chance = random.Random(seed)  # noqa: S311 - no secret, a repeatable shuffle
    codes = sorted({event["code"] for event in gold["events"]})
    rows: list[Row] = []
    for event in gold["events"]:
        if chance.random() < 0.2:
            continue
        place, date, shift = event["location"], event["date"], chance.randint(-30, 30)
        row = prediction(
            event_type=event["code"] if chance.random() < 0.7 else chance.choice(codes),
            start=event["char_start"] + shift,
            end=event["char_end"] + shift + chance.choice((0, 0, 300, 900)),
            status=chance.choice((event["status"], "claimed")),
            date=chance.choice((None, date, {"start": "2025-03-18", "end": None})),
        )
        precision = chance.choice(("site", "city", "adm1", "country", "near_city"))
        spot = {"lat": (place or {}).get("lat", 50.0) + chance.random() * 3, "lon": 30.0 + chance.random() * 9}
        row["location"] = chance.choice((None, NOWHERE, spot | {"precision": precision}))
        if place and chance.random() < 0.5:
            row["location"] = {"lat": place["lat"], "lon": place["lon"], "precision": precision}
        rows.append(row)
    spans = [trap["span"] for trap in gold["must_not_produce"] if chance.random() < 0.3]
    rows += [prediction(event_type=chance.choice(codes), start=first, end=last + 5) for first, last in spans]
    chance.shuffle(rows)
    return rows


@pytest.mark.corpora
def test_article_scores_agree_with_the_shared_scorer(corpora_root: Path) -> None:
    scorer = shared_module(corpora_root / "gold" / "score_seed.py")
    own = Path(__file__).parent / "data" / "articles"
    for path in (corpora_root / "gold" / "seed_article.json", *sorted(own.glob("*.json"))):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for seed in range(25):
            rows = garbled(gold, seed=seed)
            assert json.dumps(evaluate_article(rows, gold)) == json.dumps(scorer.score(rows, gold))


@pytest.mark.corpora
@pytest.mark.parametrize(
    ("name", "field"), [("case2021-dev", "acled"), ("plover-plv-train", "plover"), ("plover-gsr", "plover")]
)
def test_type_scores_agree_with_the_shared_scorer(corpora_root: Path, name: str, field: Any) -> None:
    scorer = shared_module(corpora_root / "bench" / "evaluate_events.py")
    gold = rows_of(corpora_root / "gold" / "events" / f"{name}.jsonl")
    chance = random.Random(7)  # noqa: S311 - no secret, a repeatable shuffle
    key = {"acled": "sub_type", "plover": "type"}[field]
    labels = [text["events"][0][key] for text in gold if text["events"] and text["events"][0].get(key)]
    column = {"acled": "acled_sub_event_type", "plover": "plover"}[field]
    rows = [
        prediction(doc_id=text["id"], confidence=round(chance.random(), 1)) | {column: label}
        for text in gold
        for label in chance.choices([*labels, None], k=chance.randint(0, 3))
    ]
    right = [(text["id"], text["events"][0].get(key)) for text in gold[::3] if text["events"]]
    rows += [prediction(doc_id=identifier, confidence=0.95) | {column: label} for identifier, label in right]
    assert json.dumps(evaluate_types(gold, rows, field)) == json.dumps(scorer.types(gold, rows, field))


@pytest.mark.corpora
def test_linking_and_negatives_agree_with_the_shared_scorer(corpora_root: Path) -> None:
    scorer = shared_module(corpora_root / "bench" / "evaluate_events.py")
    gold = rows_of(corpora_root / "gold" / "events" / "event-location-dev.jsonl")
    chance = random.Random(11)  # noqa: S311 - no secret, a repeatable shuffle
    rows = []
    for text in gold:
        for _ in range(chance.randint(0, 2)):
            first, last = chance.choice(text["tokens"]), chance.choice(text["tokens"])
            place = {"start": first[0], "end": first[1]}
            if text["events"][0]["locations"] and chance.random() < 0.6:
                place = text["events"][0]["locations"][0]
            trigger = chance.choice((text["events"][0]["trigger"], {"start": last[0], "end": last[1]}))
            location = chance.choice((None, place, {"start": None}))
            rows.append({"doc_id": text["id"], "trigger": trigger, "location": location})
    assert json.dumps(evaluate_linking(gold, rows)) == json.dumps(scorer.linking(gold, rows))
    police = rows_of(corpora_root / "gold" / "events" / "india-police.jsonl")[:3000]
    coded = [{"doc_id": text["id"]} for text in police if chance.random() < 0.1]
    assert json.dumps(evaluate_negatives(police, coded)) == json.dumps(scorer.negatives(police, coded))
