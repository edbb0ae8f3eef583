"""What is told again: a later mention of an event already told adds its counts and its sentence to that event."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geomap.coding.clauses import VIOLENT
from geomap.coding.finding import ROBBED, Finding
from geomap.coding.merge import joined_counts
from geomap.coding.merge_evidence import Counts, nearness, tolls_fit
from geomap.coding.ontology import EventType
from geomap.coding.story import FACTS, Story, dated
from geomap.language import Doc
from geomap.model import Event, EventPlace, Participant, Report, Span, When

_ATTACKS = ("STR", "EXP", "BAT", "VAC")
"""Violence that "the attack" may point back to."""


@dataclass(frozen=True, slots=True)
class Retelling:
    """A mention that may be of an event already told. `place` is where its own sentence says that it was."""

    kind: EventType
    parties: Sequence[Participant]
    when: When | None
    trigger: Span
    place: EventPlace | None
    counts: Counts


def retold(state: Story, mention: Retelling) -> int | None:
    """The number of the earlier event that "the call", "these talks", "his call with Trump" points back to."""
    codes = {one.code for one in mention.parties} - {None}
    for position in range(len(state.events) - 1, -1, -1):
        event = state.events[position]
        if event.status in ("planned", "historical") or not _of_kind(event, mention):
            continue
        theirs = {one.code for one in (*event.actors, *event.targets)} - {None}
        if codes and theirs and not _compatible(codes, theirs):
            continue
        return position
    return None


def _of_kind(event: Event, mention: Retelling) -> bool:
    """Whether type, place and counts allow that an event is what is mentioned."""
    if mention.kind.code[:3] not in _ATTACKS:
        return event.event_type == mention.kind.code
    scene = event.location if event.location_role == "event" else None
    together = nearness(scene, mention.place) is not None
    return event.event_type[:3] in _ATTACKS and together and tolls_fit(event.quantities, mention.counts)


def _compatible(some: Iterable[object], others: Iterable[object]) -> bool:
    countries = {str(code)[:3] for code in others}
    return all(str(code)[:3] in countries for code in some)


def toll_of_last(state: Story, doc: Doc, index: int, finding: Finding, actors: Sequence[Participant]) -> bool:
    """Whether a bare result ("Eleven civilians were killed.") is what the violence of the sentence before came to."""
    looted = finding.scene.syntax.words[finding.hit.head].lemma in ROBBED  # what people do, and no blow
    wrecked = finding.code == "COE.DESTROY" and finding.suffered and not looted
    wrecked |= finding.code == "HAZ.MANMADE" and finding.falls
    if not (finding.result or wrecked) or actors or not state.events or finding.status != "happened":
        return False
    last, before = state.events[-1], state.sentence_of[-1]
    near = index - before == 1 and doc.sentences[index].paragraph == doc.sentences[before].paragraph
    return near and last.event_type[:3] in (*VIOLENT, "DEM", "HAZ") and last.status in FACTS


def tell_again(state: Story, position: int, *, mention: Retelling, report: Report) -> None:
    """Give an event the day and the counts of a later mention, and where they are new its sentence as a report."""
    event = state.events[position]
    if dated(event) is False and mention.when is not None and mention.when.precision == "day":
        event = replace(event, date=mention.when)
        insort(state.dates, (event.trigger, mention.when), key=lambda told: told[0].start)
        state.settled.add(event.event_id)
    if tolls_fit(event.quantities, mention.counts):
        counts = joined_counts([dict(event.quantities), dict(mention.counts)])
        if counts != event.quantities:
            event = replace(event, quantities=counts, supporting=(*event.supporting, report))
    state.events[position] = event
    state.echoes.append((mention.trigger, event.event_id))


def another_day(state: Story, when: When | None) -> bool:
    """Whether a day is not that of the event told last."""
    last = state.events[-1].date if state.events else None
    if when is None or last is None or {when.precision, last.precision} != {"day"}:
        return False
    return when.start != last.start
