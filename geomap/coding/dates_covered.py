"""The days that a bulletin says it covers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.coding.dates_calendar import DateExpression
from geomap.model import When

_COVERS = re.compile(
    r"\b(?:reporting period|period covered|period under review|covering(?: the (?:period|week))?|coverage)"
    r"(?: (?:of|from|is))?\s*[:–—-]?\s*$",
    re.IGNORECASE,
)
_BULLETIN_HEAD = 600
"""Characters within which a bulletin says what period it covers."""


def period_of(text: str, expressions: Sequence[DateExpression]) -> When | None:
    """The days that a bulletin says it covers ("Reporting period: 5-11 May"): its undated events fall within them."""
    for found in expressions:
        if found.start > _BULLETIN_HEAD:
            return None
        if found.when is not None and _COVERS.search(text[max(0, found.start - 40) : found.start]):
            return found.when
    return None
