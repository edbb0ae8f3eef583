"""JSON Lines of events and of toponyms: the formats that other tools depend on (docs/cli.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from geomap.coding.civilians import targets_civilians
from geomap.frame.crosswalk import codes_of
from geomap.places.record import toponym_record, where_record
from geomap.store.text import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.model import Article, Event, EventPlace, Mention, Participant, Place, When

_DIGITS = 6


def write_events(events: Iterable[Event], stream: BinaryIO) -> None:
    """One event a line."""
    stream.writelines(f"{json_text(event_record(event))}\n".encode() for event in events)


def write_toponyms(found: Iterable[tuple[Article, Sequence[Mention]]], stream: BinaryIO) -> None:
    """One article a line, with its toponyms in order of offset."""
    stream.writelines(
        f"{json_text(toponyms_record(article.doc_id, mentions))}\n".encode() for article, mentions in found
    )


def event_record(event: Event) -> dict[str, Any]:
    """An event as a JSON object. `country` is ISO 3166-1 alpha-3; codes are null where a scheme has none."""
    codes = codes_of(event.event_type, event.status)
    return {
        "event_id": event.event_id,
        "doc_id": event.doc_id,
        "event_type": event.event_type,
        "status": event.status,
        "start": event.start,
        "end": event.end,
        "quote": event.quote,
        "trigger": {"start": event.trigger.start, "end": event.trigger.end, "text": event.trigger.text},
        "actors": [_participant(one) for one in event.actors],
        "targets": [_participant(one) for one in event.targets],
        "location": _location(event.location) if event.location else None,
        "location_role": event.location_role,
        "date": _when(event.date) if event.date else None,
        "quantities": dict(event.quantities),
        "site_tags": list(event.site_tags),
        "acled_event_type": codes.acled_event_type,
        "acled_sub_event_type": codes.acled_sub_event_type,
        "plover": codes.plover,
        "cameo": codes.cameo,
        "confidence": round(event.confidence, _DIGITS),
        "attribution": event.attribution,
        "weapons": list(event.weapons),
        "civilian_targeting": targets_civilians(event),
        "supporting": [
            {"event_id": one.event_id, "doc_id": one.doc_id, "start": one.start, "end": one.end, "quote": one.quote}
            for one in event.supporting
        ],
    }


def toponyms_record(doc_id: str, mentions: Iterable[Mention]) -> dict[str, Any]:
    """The toponyms of an article as a JSON object; coordinates are null where the gazetteer had no answer."""
    ordered = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
    return {"doc_id": doc_id, "toponyms": [toponym_record(mention) for mention in ordered]}


def _participant(one: Participant) -> dict[str, Any]:
    return {"text": one.text, "start": one.start, "end": one.end, "code": one.code}


def _location(location: EventPlace) -> dict[str, Any]:
    place = location.place
    made = {"shape": place.shape, "parts": [_part(part) for part in place.parts]} if place.parts else {}
    return {"name": location.name, "start": location.start, "end": location.end, **_entry(place), **made}


def _entry(place: Place) -> dict[str, Any]:
    return {**where_record(place), "gazetteer_id": place.gazetteer_id, "radius_km": place.radius_km}


def _part(place: Place) -> dict[str, Any]:
    """One of the places that a stretch or a union is made of."""
    return {"name": place.name, **_entry(place)}


def _when(when: When) -> dict[str, Any]:
    return {
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
        "precision": when.precision,
    }
