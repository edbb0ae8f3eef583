"""What the death toll rose to later belongs to the event that it is the toll of, told before or, of a lead, after it.

"The toll from Monday's strike climbed to 31" tells no event of its own. Its figure joins that of the event as a range,
and its sentence becomes one of the event's reports.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from geomap.coding.clauses import VIOLENT
from geomap.coding.merge import joined_counts
from geomap.coding.merge_evidence import Counts, nearness, tolls_fit
from geomap.coding.quantities import counts_of
from geomap.coding.story import FACTS, Story
from geomap.coding.tolls_stated import WORTH_A_LOOK, Toll, stated_tolls
from geomap.language import Doc
from geomap.model import Event, EventPlace, Mention, Report

_BLOW = ("STR", "EXP", "VAC", "BAT")
_DEEDS = {
    "attack assault raid ambush incursion": VIOLENT,
    "bombing blast explosion": ("EXP", "STR", "VAC", "HAZ"),
    "strike airstrike shelling bombardment missile drone rocket": ("STR", "VAC"),
    "shooting massacre stabbing killing": ("VAC", "BAT"),
    "clash fighting battle violence": ("BAT", "VAC", "DEM"),
    "earthquake quake flood flooding storm cyclone landslide mudslide fire blaze hurricane typhoon tsunami eruption "
    "collapse crash wildfire derailment sinking tornado avalanche heatwave": ("HAZ",),
    "protest riot unrest crackdown demonstration": ("DEM", "VAC", "COE"),
}
_WORD = re.compile(r"[a-z]+")
_GREAT = 500
"""A toll greater than this is one of violence of a year or a war, unless the event already has one near it."""
_REACH = 40
"""Sentences over which a toll may still be of an event told before."""


def with_later_tolls(doc: Doc, mentions: Sequence[Mention], state: Story) -> None:
    """Give the events of a story the tolls that later sentences, or an earlier one, state for them."""
    text = doc.article.text
    if not state.events or not WORTH_A_LOOK.search(text):
        return
    for index, sentence in enumerate(doc.sentences):
        for toll in stated_tolls(text, start=sentence.start, end=sentence.end) if not sentence.heading else ():
            places = [one for one in mentions if sentence.start <= one.start < toll.end and one.place is not None]
            position = next(_of_toll(toll, index, places, state), None)
            if position is not None:
                state.events[position] = _with(state.events[position], toll, doc, (sentence.start, sentence.end))


def _of_toll(toll: Toll, index: int, places: Sequence[Mention], state: Story) -> Iterator[int]:
    """The numbers of the events that a toll may be of: the last told first, then the first told after it."""
    own = [at for at, event in enumerate(state.events) if toll.start <= event.trigger.start < toll.end]
    if any(_fits(state.events[at], toll, ()) for at in own):
        return  # it is told as an event, with this count
    before = [at for at, where in enumerate(state.sentence_of) if index - _REACH <= where <= index]
    after = [at for at, where in enumerate(state.sentence_of) if where > index]
    yield from (at for at in (*reversed(before), *after) if _fits(state.events[at], toll, places))


def _fits(event: Event, toll: Toll, places: Sequence[Mention]) -> bool:
    """Whether an event can be what a toll is of: its kind, its place, its figures."""
    if event.status not in FACTS or toll.name not in counts_of(event.event_type):
        return False
    kinds = tuple(code for word in _WORD.findall(toll.of.lower()) for code in _kinds_of(word))
    if not event.event_type.startswith(kinds or (*_BLOW, "DEM", "HAZ")):
        return False
    if any(nearness(event.location, _place(one)) is None for one in places if one.role == "literal"):
        return False
    held = dict(event.quantities).get(toll.name)
    if held is None and toll.number.low > _GREAT and not event.event_type.startswith("HAZ"):
        return False
    return tolls_fit(event.quantities, _counts(toll))


def _kinds_of(word: str) -> tuple[str, ...]:
    singular = word.removesuffix("s")
    return next((codes for words, codes in _DEEDS.items() if {word, singular} & set(words.split())), ())


def _place(one: Mention) -> EventPlace | None:
    return EventPlace(one.place, one.name) if one.place is not None else None


def _counts(toll: Toll) -> Counts:
    found: dict[str, int | str] = {toll.name: toll.number.low}
    if toll.number.high > toll.number.low:
        found[f"{toll.name}_max"] = toll.number.high
    if toll.number.qualifier:
        found[f"{toll.name}_qualifier"] = toll.number.qualifier
    return tuple(sorted(found.items()))


def _with(event: Event, toll: Toll, doc: Doc, sentence: tuple[int, int]) -> Event:
    """The event with the toll, and its sentence as a report where it is not told there itself."""
    counts = joined_counts([dict(event.quantities), dict(_counts(toll))])
    if counts == event.quantities:
        return event
    name = hashlib.sha256(f"{doc.article.doc_id}|toll|{toll.start}|{toll.end}".encode()).hexdigest()[:16]
    report = Report(name, doc.article.doc_id, *sentence, doc.article.text[slice(*sentence)])
    told_here = event.start <= toll.start < event.end
    supporting = event.supporting if told_here else (*event.supporting, report)
    return replace(event, quantities=counts, supporting=supporting)
