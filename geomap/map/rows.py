"""Cells of a frame as JSON-able values."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas


def json_column(values: Sequence[Any]) -> list[Any]:
    """Each cell as JSON has it: text, number, true or false, None, lists and objects of those."""
    return [json_value(value) for value in values]


def json_value(value: Any) -> Any:
    """One cell. What JSON lacks (a time stamp, say) becomes its text; what is not there (NaN, NaT) becomes None."""
    if is_missing(value):
        return None
    if isinstance(value, bool | str | int):
        return value
    if isinstance(value, dict):
        return {str(key): json_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(item) for item in value]
    if hasattr(value, "item") and getattr(value, "ndim", None) == 0:
        return json_value(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return str(value)


def is_missing(value: Any) -> bool:
    """Whether a cell is None, NaN, or one of pandas' signs for nothing (which raise when they are compared)."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, float) and math.isnan(value)


def split_context(frame: geopandas.GeoDataFrame) -> tuple[list[str | None], list[str | None]]:
    """What stands before and after the quote in its context, so that the page needs no offsets.

    Offsets count code points, which JavaScript's strings do not.
    """
    wanted = ("quote", "context", "context_start", "start", "end")
    if not all(name in frame.columns for name in wanted):
        return [None] * len(frame), [None] * len(frame)
    pairs = [_around(*cells) for cells in zip(*(frame[name] for name in wanted), strict=True)]
    return [before for before, _ in pairs], [after for _, after in pairs]


def _around(quote: Any, context: Any, context_start: Any, start: Any, end: Any) -> tuple[str | None, str | None]:
    if not isinstance(quote, str) or not isinstance(context, str) or not quote:
        return None, None
    try:
        first, last = int(start) - int(context_start), int(end) - int(context_start)
    except (TypeError, ValueError):
        first, last = -1, -1
    if first < 0 or context[first:last] != quote:
        first = context.find(quote)
        last = first + len(quote)
    return (context[:first], context[last:]) if first >= 0 else (None, None)
