"""One happening, one event: reports of the same happening become one. First working version: identical ones only."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.model import Event


def merge_events(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events in order of article and offset, each happening once."""
    kept: dict[tuple[object, ...], Event] = {}
    for event in sorted(events, key=lambda e: (e.doc_id, e.start, e.end, e.event_id)):
        kept.setdefault((event.doc_id, event.event_type, event.status, event.trigger, event.date), event)
    return tuple(kept.values())
