"""Which data a map shows: a short hash of what is reviewed on it, whatever file it is kept in."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from geomap.frame.columns import missing

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas

REVIEWED: Final = ("event_id", "event_type", "status", "event_date", "date_end", "location", "latitude", "longitude")
_HEX: Final = 16


def data_id(frame: geopandas.GeoDataFrame) -> str | None:
    """16 hexadecimal digits of SHA-256 over the events' ids, types, statuses, days and places, before any review.

    The order of the rows, further columns, what a review changed and events that a comparison adds as withdrawn make no
    difference. None for a frame without ids.
    """
    if "event_id" not in frame.columns:
        return None
    if "change" in frame.columns:
        frame = frame[[missing(change) or change != "withdrawn" for change in frame["change"]]]
    names = [*(name for name in REVIEWED if name in frame.columns)]
    before = list(frame["review_original"]) if "review_original" in frame.columns else [None] * len(frame)
    rows = zip(*(frame[name] for name in names), strict=True)
    lines = [_line(dict(zip(names, cells, strict=True)), first) for cells, first in zip(rows, before, strict=True)]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:_HEX]


def _line(row: Mapping[str, Any], before: Any) -> str:
    first = {**row, **(before if isinstance(before, dict) else {})}
    return json.dumps([_plain(first[name]) for name in row])


def _plain(cell: Any) -> str | None:
    """Text, or a number to four decimals (about 10 m), so that no format's rounding counts."""
    if missing(cell) or cell == "":
        return None
    if isinstance(cell, str):
        return cell.encode("utf-8", "replace").decode()
    try:
        return f"{float(cell) + 0.0:.4f}"
    except (TypeError, ValueError):
        return str(cell)
