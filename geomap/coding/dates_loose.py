"""A day that only the sentence before names is that of an event elsewhere to within some days, no better.

"On Monday drones hit a depot in Tuapse. Rebels attacked a convoy near Gao": one breath of news, two stories. The text
does not say that the convoy was attacked on Monday, only that it was news by then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from geomap.coding import dates_calendar as cal
from geomap.coding.dates_calendar import DateExpression
from geomap.coding.merge_evidence import nearness
from geomap.coding.ordered import between
from geomap.model import Event, When

if TYPE_CHECKING:
    from geomap.language import Doc

_DAYS = 3
"""Days to either side within which news told together mostly lies."""


def with_loose_dates(
    doc: Doc,
    events: Sequence[Event],
    sentence_of: Sequence[int],
    expressions: Sequence[DateExpression],
    *,
    reference: date | None,
) -> list[Event]:
    """The events, the day of each that was taken over from an event at another place widened to a week round it."""
    return [
        replace(event, date=_widened(event.date, reference))
        if event.date is not None and _taken_over(doc, at, events, sentence_of, expressions)
        else event
        for at, event in enumerate(events)
    ]


def _taken_over(
    doc: Doc, at: int, events: Sequence[Event], sentence_of: Sequence[int], expressions: Sequence[DateExpression]
) -> bool:
    """Whether the day of an event is that of others at other places, and its own sentence says no day."""
    event, sentence = events[at], doc.sentences[sentence_of[at]]
    place = event.location
    own = place is not None and place.start is not None and sentence.start <= place.start < sentence.end
    if event.date is None or event.date.precision != "day" or not own or event.location_role != "event":
        return False
    if between(expressions, sentence.start, sentence.end, start=lambda found: found.start):
        return False
    paragraph = sentence.paragraph
    lent = [
        other
        for other, index in zip(events, sentence_of, strict=True)
        if index < sentence_of[at]
        and doc.sentences[index].paragraph == paragraph
        and other.date == event.date
        and other.location is not None
        and other.location_role == "event"
    ]
    return bool(lent) and all(nearness(place, other.location) is None for other in lent)


def _widened(when: When, reference: date | None) -> When | None:
    """A week round a day, up to the day of the report."""
    wide = cal.shift(when, -_DAYS, _DAYS)
    wide = When(wide.start, wide.end, "week")
    return wide if reference is None else cal.clip(wide, last=max(reference, when.end or reference))
