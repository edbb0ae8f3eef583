"""Scores of coded events against gold: one article, event types, event places, and texts that hold no event.

Predictions are rows of `geomap events … -o x.jsonl`; scores are rounded as they are printed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from geomap.errors import UsageError
from geomap.evaluate._article import Row, date_is_right, is_finer, match_events, place_is_right, traps_sprung

NO_TYPE = "none"
"""The label of a text in which no event was found."""

TYPE_COLUMNS = {"acled": ("sub_type", "acled_sub_event_type"), "plover": ("type", "plover")}
"""Field → the key of the gold label and the column of the predicted one."""


def evaluate_article(predicted: Sequence[Row], gold: Row) -> dict[str, Any]:
    """Score the events of one article against its gold (the format of `tests/data/articles/*.json`).

    `recall_required` is over the gold events that must be found, `precision` over all predictions; `status`, `place`
    and `date` are shares of the matched events; `false_precision` counts places finer than the text allows,
    `pinned_unlocated` places given to events that have none, `extra` the unmatched predictions; `traps` and `missed`
    name what went wrong.
    """
    events = gold["events"]
    matching = match_events(predicted, events)
    matched = [(event, predicted[index]) for event, index in matching.pairs]
    found = {event["id"] for event, _ in matched}
    required = [event["id"] for event in events if event["required"]]
    missed = [identifier for identifier in required if identifier not in found]
    recall = (len(required) - len(missed)) / len(required) if required else 1.0
    precision = len(matched) / max(1, len(predicted))
    return {
        "recall_required": round(recall, 3),
        "precision": round(precision, 3),
        "f1": round(_harmonic(precision, recall), 3),
        "status": _share(event["status"] == row["status"] for event, row in matched),
        "place": _share(place_is_right(event, row.get("location")) for event, row in matched),
        "date": _share(date_is_right(event, row.get("date")) for event, row in matched),
        "false_precision": sum(is_finer(event, row.get("location")) for event, row in matched),
        "pinned_unlocated": sum(event["location"] is None and bool(row.get("location")) for event, row in matched),
        "extra": len(predicted) - len(matched),
        "traps": traps_sprung(predicted, gold["must_not_produce"], used=matching.used),
        "missed": missed,
    }


def evaluate_types(gold: Sequence[Row], predicted: Sequence[Row], field: Literal["acled", "plover"]) -> dict[str, Any]:
    """Score the type of each gold text's most confident event; the first of equals counts, no event is "none".

    Texts without a gold type, and those of a type that the scheme does not have, are left out.
    """
    if field not in TYPE_COLUMNS:
        raise UsageError(f"unknown field '{field}': choose {' or '.join(TYPE_COLUMNS)}")
    key, column = TYPE_COLUMNS[field]
    best: dict[str, Row] = {}
    for row in predicted:
        held = best.get(row["doc_id"])
        if held is None or row["confidence"] > held["confidence"]:
            best[row["doc_id"]] = row
    texts = [text for text in gold if _has_type(text, key)]
    wanted = [text["events"][0][key] for text in texts]
    got = [str(best.get(text["id"], {}).get(column) or NO_TYPE) for text in texts]
    return _label_scores(wanted, got)


def evaluate_linking(gold: Sequence[Row], predicted: Sequence[Row]) -> dict[str, Any]:
    """Score the toponym tokens that place each gold trigger's event, over the predictions whose trigger overlaps it.

    `p`, `r`, `f1` are over tokens; `exact` is the share of triggers whose token set is right, an empty one included.
    """
    by_text: dict[str, list[Row]] = defaultdict(list)
    for row in predicted:
        by_text[row["doc_id"]].append(row)
    pairs = [(_place_tokens(text), _linked_tokens(text, by_text[text["id"]])) for text in gold]
    hits = sum(len(wanted & got) for wanted, got in pairs)
    precision = hits / max(1, sum(len(got) for _, got in pairs))
    recall = hits / max(1, sum(len(wanted) for wanted, _ in pairs))
    placed = [bool(wanted & got) for wanted, got in pairs if wanted]
    abstained = [not got for wanted, got in pairs if not wanted]
    return {
        "n": len(gold),
        "p": round(precision, 4),
        "r": round(recall, 4),
        "f1": round(_harmonic(precision, recall), 4),
        "exact": round(sum(wanted == got for wanted, got in pairs) / max(1, len(pairs)), 4),
        "overlap_if_placed": round(sum(placed) / max(1, len(placed)), 4),
        "abstain_if_none": round(sum(abstained) / max(1, len(abstained)), 4),
    }


def evaluate_negatives(gold: Sequence[Row], predicted: Sequence[Row]) -> dict[str, Any]:
    """The share of the gold texts without an event that were given one all the same."""
    coded = {row["doc_id"] for row in predicted}
    empty = [text["id"] for text in gold if not text["events"]]
    wrong = sum(identifier in coded for identifier in empty)
    return {"n": len(empty), "false_positive_rate": round(wrong / max(1, len(empty)), 4)}


def _harmonic(precision: float, recall: float) -> float:
    return 2 * recall * precision / max(1e-9, recall + precision)


def _share(right: Iterable[bool]) -> float:
    flags = list(right)
    return round(sum(flags) / max(1, len(flags)), 3)


def _has_type(text: Row, key: str) -> bool:
    return bool(text["events"]) and bool(text["events"][0].get(key)) and text["events"][0].get("type") != "non-ACLED"


def _label_scores(wanted: Sequence[str], got: Sequence[str]) -> dict[str, Any]:
    """Weighted F1, macro F1 (both over the gold labels), accuracy, and F1 by label."""
    pairs = Counter(zip(wanted, got, strict=True))
    gold_counts, predicted_counts = Counter(wanted), Counter(got)
    f1 = {
        label: 2 * pairs[label, label] / (gold_counts[label] + predicted_counts[label]) for label in sorted(gold_counts)
    }
    total = max(1, len(wanted))
    weighted = 0.0
    for label, score in f1.items():  # in this order: the sum of floats depends on it
        weighted += score * gold_counts[label] / total
    return {
        "n": len(wanted),
        "weighted_f1": round(weighted, 4),
        "macro_f1": round(sum(f1.values()) / max(1, len(f1)), 4),
        "accuracy": round(sum(pairs[label, label] for label in f1) / total, 4),
        "by_type": {label: round(score, 3) for label, score in f1.items()},
    }


def _place_tokens(text: Row) -> frozenset[int]:
    """Indices of the tokens of the gold places."""
    spans = [place["tok"] for place in text["events"][0]["locations"]]
    return frozenset(index for first, last in spans for index in range(first, last + 1))


def _linked_tokens(text: Row, rows: Sequence[Row]) -> frozenset[int]:
    """Indices of the tokens of the places given to the events that the gold trigger asks about."""
    trigger = text["events"][0]["trigger"]
    places = [row["location"] for row in rows if _overlaps(row["trigger"], trigger) and row.get("location")]
    spans = [(place["start"], place["end"]) for place in places if place.get("start") is not None]
    return frozenset(
        index
        for index, (first, last) in enumerate(text["tokens"])
        if any(first < end and start < last for start, end in spans)
    )


def _overlaps(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])
