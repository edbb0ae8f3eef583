"""When an event was: date expressions of a text, and the one that dates an event.

First working version: weekdays, today, yesterday, tomorrow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from geomap.model import Span, When

if TYPE_CHECKING:
    from geomap.language import Doc

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A stretch of text that says when. `when` is None where it cannot be resolved on its own."""

    start: int
    end: int
    text: str
    when: When | None
    kind: str


def find_dates(doc: Doc) -> tuple[DateExpression, ...]:
    """The date expressions of the article, in order of offset."""
    published = doc.article.published
    found = []
    for match in re.finditer(rf"\b({'|'.join(WEEKDAYS)}|today|yesterday)\b", doc.article.text, re.IGNORECASE):
        word = match[0].casefold()
        when = None
        if published is not None:
            back = {"today": 0, "yesterday": 1}.get(word)
            back = (published.weekday() - WEEKDAYS.index(word)) % 7 if back is None else back
            day = published - timedelta(days=back)
            when = When(day, day, "day")
        found.append(DateExpression(match.start(), match.end(), match[0], when, "relative"))
    return tuple(found)


def date_of(
    doc: Doc,
    *,
    sentence_index: int,
    trigger: Span,
    status: str,
    expressions: tuple[DateExpression, ...],
    others: Sequence[tuple[Span, When]] = (),
) -> When | None:
    """The date of the event whose trigger this is, or None where nothing says."""
    sentence = doc.sentences[sentence_index]
    inside = [e for e in expressions if sentence.start <= e.start < sentence.end and e.when is not None]
    if inside:
        return min(inside, key=lambda e: abs(e.start - trigger.start)).when
    return None
