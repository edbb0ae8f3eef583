"""What changed between two runs: events that are new, changed or withdrawn since an earlier frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geomap.frame.build import build_frame
from geomap.frame.columns import missing
from geomap.review.changes import same_value
from geomap.store.geojson import json_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import geopandas

COMPARED: Final = (
    "event_type", "status", "event_date", "date_end", "actor1", "actor2", "location", "geo_precision", "country",
    "fatalities", "quantities", "reports",
)  # fmt: skip
"""What makes an event another. A confidence that moves a little does not."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A frame with the columns `change` ("new", "changed", "withdrawn", None) and `changed_from`, and the counts.

    Withdrawn events follow those of today. `changed_from` holds the earlier values by column.
    """

    frame: geopandas.GeoDataFrame
    new: int = 0
    changed: int = 0
    withdrawn: int = 0

    @property
    def summary(self) -> str:
        """One line."""
        return f"{self.new:,} new, {self.changed:,} changed, {self.withdrawn:,} withdrawn"


def compare(frame: geopandas.GeoDataFrame, earlier: geopandas.GeoDataFrame) -> Comparison:
    """Each event of `frame` beside the one it was in `earlier`.

    The same `event_id` is the same event; else the same quote of the same document, and among several of those the same
    type first. Both frames keep the column contract.
    """
    rows, before = _rows(frame), _rows(earlier)
    pairs = _pairs(rows, before)
    names = [name for name in COMPARED if name in frame.columns and name in earlier.columns]
    made, counts = [], {"new": 0, "changed": 0}
    for number, row in enumerate(rows):
        if number not in pairs:
            counts["new"] += 1
            made.append(row | {"change": "new", "changed_from": None})
            continue
        old = before[pairs[number]]
        were = {name: json_cell(old[name]) for name in names if not same_value(old[name], row[name])}
        counts["changed"] += bool(were)
        made.append(row | {"change": "changed" if were else None, "changed_from": were or None})
    kept = set(pairs.values())
    gone = [row for number, row in enumerate(before) if number not in kept]
    taken = {row["event_id"] for row in rows}
    left = {"change": "withdrawn", "changed_from": None}
    made += [row | {"event_id": _free(row["event_id"], taken)} | left for row in gone]
    return Comparison(build_frame(made), **counts, withdrawn=len(gone))


def _rows(frame: geopandas.GeoDataFrame) -> list[Row]:
    names = [str(name) for name in frame.columns if name not in {"change", "changed_from"}]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*(frame[name] for name in names), strict=True)]


def _pairs(rows: Sequence[Row], before: Sequence[Row]) -> dict[int, int]:
    """The number of each row's earlier self, each used once."""
    by_id = {row["event_id"]: number for number, row in enumerate(before)}
    pairs = {number: by_id[row["event_id"]] for number, row in enumerate(rows) if row["event_id"] in by_id}
    left = [number for number in range(len(rows)) if number not in pairs]
    free = sorted(set(range(len(before))) - set(pairs.values()))
    for keys in (("doc_id", "quote", "event_type"), ("doc_id", "quote")):
        waiting: dict[tuple[Any, ...], list[int]] = {}
        for number in free:
            key = _key(before[number], keys)
            if key is not None:
                waiting.setdefault(key, []).append(number)
        for number in left:
            same = waiting.get(_key(rows[number], keys) or (), [])
            if same:
                pairs[number] = same.pop(0)
        left = [number for number in left if number not in pairs]
        free = sorted(set(free) - set(pairs.values()))
    return pairs


def _key(row: Mapping[str, Any], names: Iterable[str]) -> tuple[Any, ...] | None:
    found = tuple(row.get(name) for name in names)
    return None if any(missing(value) or value == "" for value in found) else found


def _free(event_id: str, taken: set[str]) -> str:
    """The id, or with "-2", "-3" … where another event has it today."""
    names: Iterator[str] = (event_id if n == 1 else f"{event_id}-{n}" for n in range(1, len(taken) + 2))
    found = next(name for name in names if name not in taken)
    taken.add(found)
    return found
