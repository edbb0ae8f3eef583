"""Which data a map shows: a short hash of what is reviewed on it, whatever file it is kept in."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from geomap.frame.columns import missing

if TYPE_CHECKING:
    import geopandas
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

_WORDS: Final = ("event_id", "event_type", "status", "event_date", "date_end", "location")
_DEGREES: Final = ("latitude", "longitude")
_NOWHERE: Final = 999.0
_ODD: Final = 0x9E3779B97F4A7C15
_HEX: Final = 16


def data_id(frame: geopandas.GeoDataFrame) -> str | None:
    """16 hexadecimal digits that stand for the events' ids, types, statuses, days and places, before any review.

    The order of the rows, further columns, what a review changed and events that a comparison adds as withdrawn make no
    difference. None for a frame without ids.
    """
    import numpy as np

    if "event_id" not in frame.columns:
        return None
    if "change" in frame.columns:
        frame = frame[[missing(change) or change != "withdrawn" for change in frame["change"]]]
    names = [name for name in (*_WORDS, *_DEGREES) if name in frame.columns]
    rows = np.zeros(len(frame), dtype=np.uint64)
    for name in names:
        rows = rows * np.uint64(_ODD) + _hashes(name, _before_review(frame, name))
    return hashlib.sha256("/".join(names).encode() + np.sort(rows).astype("<u8").tobytes()).hexdigest()[:_HEX]


def _before_review(frame: geopandas.GeoDataFrame, name: str) -> pd.Series[Any]:
    column: pd.Series[Any] = frame[name].astype(object).reset_index(drop=True)
    if "review_original" in frame.columns:
        for row, before in enumerate(frame["review_original"]):
            if isinstance(before, dict) and name in before:
                column[row] = before[name]
    return column


def _hashes(name: str, column: pd.Series[Any]) -> NDArray[np.uint64]:
    """A number for each cell: of text without the difference between empty and missing, of degrees to about 10 m."""
    import numpy as np
    import pandas as pd

    if name in _DEGREES:
        degrees = pd.to_numeric(column, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
        return np.where(np.isnan(degrees), _NOWHERE, np.round(degrees, 4) + 0.0).view(np.uint64)
    cells = column.to_numpy(dtype=object)
    if any(isinstance(cell, list | dict) for cell in cells):
        cells = np.array([str(cell) for cell in cells], dtype=object)
    codes, words = pd.factorize(cells)
    texts = np.array([str(word).encode("utf-8", "replace").decode() for word in words] + [""], dtype=object)
    found: NDArray[np.uint64] = pd.util.hash_array(texts, categorize=False)[codes]
    return found
