"""Score found toponyms against a gold corpus.

Both sides are records as `geomap places` writes them: {"doc_id", "toponyms": [{"start", "end", "name", "lat"?, "lon"?,
"role"?}]}. Two matchings: strict (the same bounds) and lenient (the same name but for case, midpoints less than 10
characters apart, each used once). For each, precision, recall and F1 of recognition; the same end to end, where a
toponym counts when it lies within 161 km of the gold coordinates; and how far off the matched ones are. End to end,
predictions that match a gold toponym without coordinates are left out, since nobody can say whether they are right.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

EARTH_KM = 6371.0088
NEAR_KM = 161.0
CLOSE_KM = 20.0
_MIDPOINT_GAP = 10

Toponym = Mapping[str, Any]
Pair = tuple[Toponym, Toponym]


def evaluate_places(
    golds: Iterable[Mapping[str, Any]], preds: Iterable[Mapping[str, Any]], *, drop_demonyms: bool = False
) -> dict[str, dict[str, float]]:
    """Scores by name: strict, strict_e2e161, strict_cond, and the same for lenient. `_cond` is absent without pairs.

    `drop_demonyms` leaves out predictions with the role demonym, for corpora that do not mark them.
    """
    found = {record["doc_id"]: record["toponyms"] for record in preds}
    documents = []
    for record in golds:
        gold = [toponym for toponym in record["toponyms"] if not toponym.get("bad_offset")]
        pred = [t for t in found.get(record["doc_id"], []) if not (drop_demonyms and t.get("role") == "demonym")]
        documents.append((gold, pred))
    scores: dict[str, dict[str, float]] = {}
    for mode, pairing in (("strict", _same_bounds), ("lenient", _same_name_nearby)):
        tally = _Tally()
        for gold, pred in documents:
            tally.add(gold, pred, list(pairing(gold, pred)))
        scores.update(tally.scores(mode))
    return scores


def evaluate_roles(golds: Iterable[Mapping[str, Any]], preds: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Literal against the rest, over toponyms with the same bounds whose gold `type` is literal or associative.

    Corpora do not tell associative, government and demonym apart alike, so those three count as one class.
    """
    found = {record["doc_id"]: record["toponyms"] for record in preds}
    total = right = literal = literal_right = 0
    for record in golds:
        gold = [t for t in record["toponyms"] if t.get("type") and not t.get("bad_offset")]
        for one, other in _same_bounds(gold, found.get(record["doc_id"], [])):
            is_literal = one["type"] == "literal"
            agrees = is_literal == (other.get("role") == "literal")
            total, right = total + 1, right + agrees
            literal, literal_right = literal + is_literal, literal_right + (is_literal and agrees)
    rest = total - literal
    return {
        "n": total,
        "accuracy": _ratio(right, total),
        "literal_recall": _ratio(literal_right, literal),
        "other_recall": _ratio(right - literal_right, rest),
    }


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance on a sphere of the earth's mean radius, by the haversine formula; degrees in."""
    north, other_north = math.radians(lat), math.radians(other_lat)
    half_lat = math.sin((other_north - north) / 2)
    half_lon = math.sin(math.radians(other_lon - lon) / 2)
    chord = half_lat * half_lat + math.cos(north) * math.cos(other_north) * half_lon * half_lon
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))


@dataclass(slots=True)
class _Tally:
    found: int = 0
    missed: int = 0
    spurious: int = 0
    gold_located: int = 0
    pred_located: int = 0
    distances: list[float] = field(default_factory=list)

    def add(self, gold: Sequence[Toponym], pred: Sequence[Toponym], pairs: Sequence[Pair]) -> None:
        self.found += len(pairs)
        self.missed += len(gold) - len(pairs)
        self.spurious += len(pred) - len(pairs)
        self.gold_located += sum(map(_located, gold))
        self.pred_located += sum(map(_located, pred))
        for one, other in pairs:
            if _located(other) and not _located(one):
                self.pred_located -= 1
            elif _located(other):
                self.distances.append(distance_km(one["lat"], one["lon"], other["lat"], other["lon"]))

    def scores(self, mode: str) -> dict[str, dict[str, float]]:
        near = sum(km < NEAR_KM for km in self.distances)
        scores = {
            mode: _prf(self.found, self.found + self.spurious, self.found + self.missed),
            f"{mode}_e2e161": _prf(near, self.pred_located, self.gold_located),
        }
        if self.distances:
            ordered = sorted(self.distances)
            scores[f"{mode}_cond"] = {
                "n": len(ordered),
                "acc161": _ratio(near, len(ordered)),
                "acc20": _ratio(sum(km < CLOSE_KM for km in ordered), len(ordered)),
                "median_km": round(ordered[len(ordered) // 2], 2),
            }
        return scores


def _same_bounds(gold: Sequence[Toponym], pred: Sequence[Toponym]) -> Iterator[Pair]:
    waiting: dict[tuple[int, int], list[Toponym]] = {}
    for toponym in reversed(pred):
        waiting.setdefault((toponym["start"], toponym["end"]), []).append(toponym)
    for one in gold:
        matching = waiting.get((one["start"], one["end"]))
        if matching:
            yield one, matching.pop()


def _same_name_nearby(gold: Sequence[Toponym], pred: Sequence[Toponym]) -> Iterator[Pair]:
    waiting: dict[str, list[Toponym]] = {}
    for toponym in pred:
        waiting.setdefault(toponym["name"].lower(), []).append(toponym)
    for one in gold:
        matching = waiting.get(one["name"].lower(), [])
        best = min(matching, key=lambda other: _gap(one, other), default=None)
        if best is not None and _gap(one, best) < _MIDPOINT_GAP:
            matching.remove(best)
            yield one, best


def _gap(one: Toponym, other: Toponym) -> float:
    return abs(float(one["start"] + one["end"] - other["start"] - other["end"])) / 2


def _located(toponym: Toponym) -> bool:
    return toponym.get("lat") is not None and toponym.get("lon") is not None


def _prf(right: int, predicted: int, gold: int) -> dict[str, float]:
    precision = right / predicted if predicted else 0.0
    recall = right / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"p": round(precision, 4), "r": round(recall, 4), "f1": round(f1, 4)}


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
