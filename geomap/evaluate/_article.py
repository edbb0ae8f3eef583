"""How coded events are held against the gold events of an article: matching, and what is right about a match."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
"""A gold event, or a predicted one in the JSON Lines format of `geomap events`."""

FINENESS = {
    "site": 0, "city": 1, "near_city": 1, "adm2": 2, "adm1": 3, "area": 3, "linear_or_area": 3, "country": 4,
    "multi_country": 5, "unknown": 6,
}  # fmt: skip
"""Rank of each precision, finest first; equal ranks are as fine as each other."""

EARTH_DIAMETER_KM = 12742
DEFAULT_TOLERANCE_KM = 10
COARSER_TOLERANCE_KM = 400
LONGEST_QUOTE = 400
"""A predicted quote of more characters than this, and more than four times the gold's, matches nothing."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs of a gold event and the index of its predicted event, in gold order."""

    pairs: tuple[tuple[Row, int], ...]

    @property
    def used(self) -> frozenset[int]:
        """Indices of the predicted events that a gold event took."""
        return frozenset(index for _, index in self.pairs)


def match_events(predicted: Sequence[Row], gold_events: Sequence[Row]) -> Matching:
    """Each gold event, in order, takes the unused predicted event of an accepted type whose quote overlaps its quotes
    most; ties go to the earlier one."""
    taken: set[int] = set()
    pairs: list[tuple[Row, int]] = []
    for event in gold_events:
        choices = [index for index, row in enumerate(predicted) if index not in taken and _can_match(event, row)]
        best = max(choices, key=lambda index: (_overlap(event, predicted[index]), -index), default=None)
        if best is not None:
            taken.add(best)
            pairs.append((event, best))
    return Matching(tuple(pairs))


def _can_match(event: Row, row: Row) -> bool:
    longest = max(LONGEST_QUOTE, 4 * (event["char_end"] - event["char_start"]))
    fits = row["event_type"] in accepted_types(event) and row["end"] - row["start"] <= longest
    return bool(fits) and _overlap(event, row) > 0


def accepted_types(event: Row) -> frozenset[str]:
    """The gold code and those that pass for it."""
    others = (choice["code"] for choice in event.get("acceptable_alternatives", ()) if "code" in choice)
    return frozenset((event["code"], *others))


def _overlap(event: Row, row: Row) -> int:
    """Characters that the predicted quote shares with the gold quote and with each supporting one, summed."""
    spans = [(event["char_start"], event["char_end"]), *(support["span"] for support in event["supporting"])]
    return sum(max(0, min(last, row["end"]) - max(first, row["start"])) for first, last in spans)


def place_is_right(event: Row, place: Row | None) -> bool:
    """Whether a predicted place is the gold one, or a coarser one round it. Never right when finer than the gold.

    An event without a place may be given its country. One with a place needs it, unless the gold accepts none.
    """
    wanted = event["location"]
    if place is not None and (place.get("lat") is None or place.get("lon") is None):
        place = None
    if wanted is None:
        return place is None or place.get("precision") in ("country", "multi_country")
    if place is None:
        choices = event.get("acceptable_alternatives", ())
        return any("location" in choice and choice["location"] is None for choice in choices)
    if is_finer(event, place):
        return False
    if "bbox" in wanted:
        west, south, east, north = wanted["bbox"]
        return bool(west <= place["lon"] <= east and south <= place["lat"] <= north)
    same = FINENESS[place["precision"]] == FINENESS[wanted["geo_precision"]]
    tolerance = (wanted.get("tolerance_km") or DEFAULT_TOLERANCE_KM) if same else COARSER_TOLERANCE_KM
    return bool(distance_km((wanted["lat"], wanted["lon"]), (place["lat"], place["lon"])) <= tolerance)


def is_finer(event: Row, place: Row | None) -> bool:
    """Whether a predicted place claims more precision than the gold place has."""
    wanted = event["location"]
    if not place or not wanted:
        return False
    return FINENESS[place["precision"]] < FINENESS[wanted["geo_precision"]]


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) pairs in degrees, in km (haversine, sphere)."""
    lat1, lon1, lat2, lon2 = (math.radians(degrees) for degrees in (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return EARTH_DIAMETER_KM * math.asin(math.sqrt(min(1.0, half)))


def date_is_right(event: Row, date: Row | None) -> bool:
    """Whether a predicted interval (ISO days) touches the gold one. An open end of a prediction is read as its other
    end; no date at all is right where the gold has no start."""
    first, last = event["date"]["start"], event["date"]["end"]
    if not date or not (date.get("start") or date.get("end")):
        return first is None
    start, end = date.get("start") or date["end"], date.get("end") or date["start"]
    return bool((first is None or end >= first) and (last is None or start <= last))


def traps_sprung(predicted: Sequence[Row], traps: Sequence[Row], *, used: frozenset[int]) -> list[str]:
    """The texts of the traps that an unmatched prediction fell into: one that touches the trap and is hardly longer."""
    unmatched = [row for index, row in enumerate(predicted) if index not in used]
    return [trap["text"] for trap in traps if any(_springs(row, trap["span"]) for row in unmatched)]


def _springs(row: Row, span: Sequence[int]) -> bool:
    first, last = span
    touches = bool(row["start"] < last and first < row["end"])
    return touches and bool(row["end"] - row["start"] <= 1.5 * (last - first) + 20)
