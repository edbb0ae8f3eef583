"""An event on its way between the steps, with its place in the order, its context and its articles: a JSON line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from geomap.model import Article, Candidate, Event, EventPlace, Participant, Place, Report, Span, When


@dataclass(frozen=True, slots=True)
class Told:
    """An event. `number` orders the events of a run; `articles` are those it comes from, without their texts."""

    number: int
    event: Event
    context: str
    articles: tuple[Article, ...]


def line_of(told: Told) -> bytes:
    """One line of JSON, in ASCII."""
    return json.dumps(told, default=_row, separators=(",", ":")).encode() + b"\n"


def _row(record: Any) -> str | dict[str, Any]:
    """A record by its fields; `dataclasses.asdict`, which copies what it holds, took ten times as long."""
    if isinstance(record, date):
        return record.isoformat()
    return {name: getattr(record, name) for name in record.__slots__}


def told_of(line: bytes) -> Told:
    """What `line_of` wrote."""
    row = json.loads(line)
    return Told(
        row["number"],
        _event(row["event"]),
        row["context"],
        tuple(Article(**{**each, "published": _day(each["published"])}) for each in row["articles"]),
    )


def bare(article: Article) -> Article:
    """An article without its text."""
    return replace(article, text="")


def _event(row: dict[str, Any]) -> Event:
    return Event(
        **{
            **row,
            "trigger": Span(**row["trigger"]),
            "actors": tuple(Participant(**each) for each in row["actors"]),
            "targets": tuple(Participant(**each) for each in row["targets"]),
            "location": None if row["location"] is None else _location(row["location"]),
            "date": None if row["date"] is None else _when(row["date"]),
            "quantities": tuple((name, value) for name, value in row["quantities"]),
            "site_tags": tuple(row["site_tags"]),
            "weapons": tuple(row["weapons"]),
            "supporting": tuple(Report(**each) for each in row["supporting"]),
        }
    )


def _location(row: dict[str, Any]) -> EventPlace:
    candidates = tuple(Candidate(_place(each["place"]), each["score"]) for each in row["alternatives"])
    return EventPlace(**{**row, "place": _place(row["place"]), "alternatives": candidates})


def _place(row: Mapping[str, Any]) -> Place:
    return Place(**{name: _frozen(value) for name, value in row.items()})


def _frozen(value: Any) -> Any:
    """JSON has lists only; records hold tuples."""
    return tuple(_frozen(each) for each in value) if isinstance(value, list) else value


def _when(row: Mapping[str, Any]) -> When:
    return When(_day(row["start"]), _day(row["end"]), row["precision"])


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
