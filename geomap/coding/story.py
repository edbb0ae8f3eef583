"""What the fold carries from sentence to sentence: the events so far, who was spoken of, which mentions point back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from geomap.coding.confidence import Grounds
from geomap.coding.dates import DateExpression, date_of
from geomap.coding.ontology import EventType
from geomap.coding.participants import Discourse
from geomap.language import Doc
from geomap.model import Event, Participant, Span, When


@dataclass(slots=True)
class Story:
    """What the fold carries from sentence to sentence."""

    discourse: Discourse = field(default_factory=Discourse)
    events: list[Event] = field(default_factory=list)
    sentence_of: list[int] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)
    echoes: list[tuple[Span, str]] = field(default_factory=list)
    settled: set[str] = field(default_factory=set)
    told_by: dict[str, Span] = field(default_factory=dict)
    grounds: dict[str, tuple[Grounds, frozenset[str]]] = field(default_factory=dict)


def remember_pair(state: Story, event: Event) -> None:
    """The two parties of an event are "both sides" from now on."""
    known = [one for one in (*event.actors, *event.targets) if one.code and not one.code.endswith(_BYSTANDERS)]
    if len({one.code for one in known}) >= 2 and event.status != "historical":
        state.discourse.pair = tuple(replace(one, start=None, end=None) for one in known[:2])


_BYSTANDERS = ("CVL", "BUS", "MED", "REF", "NGO", "IGO", "LAB")


def retold(state: Story, kind: EventType, everyone: Sequence[Participant], when: When | None, trigger: Span) -> bool:
    """Whether an earlier event of the kind is what "the call", "these talks", "his call with Trump" points back to."""
    violent = kind.code[:3] in ("STR", "EXP", "BAT", "VAC")
    codes = {one.code for one in everyone} - {None}
    for position in range(len(state.events) - 1, -1, -1):
        event = state.events[position]
        same = event.event_type[:3] in ("STR", "EXP", "BAT", "VAC") if violent else event.event_type == kind.code
        if not same or event.status in ("planned", "historical"):
            continue
        theirs = {one.code for one in (*event.actors, *event.targets)} - {None}
        if codes and theirs and not _compatible(codes, theirs):
            continue
        if _dated(event) is False and when is not None and when.precision == "day":
            state.events[position] = replace(event, date=when)
            state.settled.add(event.event_id)
        state.echoes.append((trigger, event.event_id))
        return True
    return False


def _compatible(some: Iterable[object], others: Iterable[object]) -> bool:
    countries = {str(code)[:3] for code in others}
    return all(str(code)[:3] in countries for code in some)


def _dated(event: Event) -> bool:
    return event.date is not None and event.date.precision == "day"


def dated_again(doc: Doc, state: Story, expressions: tuple[DateExpression, ...]) -> list[Event]:
    """The events, those without a day dated once more, now that all others and the later mentions of each are known."""
    for _ in range(2):
        known = {event.event_id: event.date for event in state.events if event.date is not None and _dated(event)}
        others = [(event.trigger, event.date) for event in state.events if event.date is not None and _dated(event)]
        others += [(span, known[name]) for span, name in state.echoes if name in known]
        for position, event in enumerate(state.events):
            if event.event_id in state.settled or event.status in ("historical", "ongoing"):
                continue
            when = date_of(
                doc,
                sentence_index=state.sentence_of[position],
                trigger=event.trigger,
                status=event.status,
                expressions=expressions,
                others=tuple(other for other in others if other[0] != event.trigger),
            )
            if when is not None and (when.precision == "day" or not _dated(event)):
                state.events[position] = replace(event, date=when)
    return state.events
