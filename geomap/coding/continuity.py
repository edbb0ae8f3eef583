"""Where a story goes on: the place of an event whose own sentence names none, from what was said before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.coding.fold import VIOLENT, Finding
from geomap.coding.link import sites_in
from geomap.coding.ontology import EventType
from geomap.language import Doc
from geomap.model import Event, EventPlace, Mention, Participant

_LOCAL = (*VIOLENT, "DEM", "COE", "HAZ", "TER")
_TOWNS = frozenset(
    "town city village district province area region capital camp neighbourhood neighborhood suburb scene".split()
)
_SETTLED = ("city", "adm1", "adm2")
_PRONOUNS = frozenset("one it they some several others two".split())


@dataclass(frozen=True, slots=True)
class Placing:
    """All that decides the place of an event."""

    doc: Doc
    index: int
    finding: Finding
    mentions: Sequence[Mention]
    kind: EventType
    actors: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    before: Sequence[Event]
    sentence_of: Sequence[int]
    weights: dict[str, int]
    earlier: Sequence[Mention] = ()


def from_before(placing: Placing) -> EventPlace | None:
    """The place of the last located event of the paragraph, or of the sentences just before for a result or a
    definite noun.
    """
    finding = placing.finding
    if (
        not placing.kind.code.startswith(_LOCAL)
        or placing.kind.code == "COE.CYBER"
        or finding.status in ("planned", "historical")
    ):
        return None
    sentences = placing.doc.sentences
    for event, index in zip(reversed(placing.before), reversed(placing.sentence_of), strict=True):
        back = placing.index - index
        together = sentences[index].paragraph == sentences[placing.index].paragraph and back <= 2
        together = together or (back <= 3 and _same_story(event, placing))
        follows = back <= 2 and (finding.points_back or finding.hit.rule.rank == "weak")
        if not together and not follows:
            return None
        if event.event_type.startswith(_LOCAL) and event.location_role == "event" and event.location is not None:
            return event.location if event.status != "historical" else None
    return None


def _same_story(event: Event, placing: Placing) -> bool:
    """Whether a protest's arrests and clashes go on, in a sentence that names no place of its own."""
    unrest = ("DEM", "COE.ARREST")
    alike = event.event_type.startswith(unrest) and placing.kind.code.startswith(unrest)
    return alike and not sites_in(placing.finding.scene.syntax, placing.mentions)


def spoken_place(placing: Placing) -> EventPlace | None:
    """ "the town's main market", "one of them": the place that was last spoken of, in this paragraph or the one before
    for a town, in the sentence before for a pronoun.
    """
    if not placing.kind.code.startswith((*_LOCAL, "MOB")):
        return None
    words = placing.finding.scene.syntax.words
    sentences = placing.doc.sentences
    town = any(
        word.lower == "there" or (word.lemma in _TOWNS and words[i - 1].lower in ("the", "that"))
        for i, word in enumerate(words)
        if i
    )
    if not town and words[0].lower not in _PRONOUNS:
        return None
    for index in range(placing.index - 1, -1, -1):
        if sentences[placing.index].paragraph - sentences[index].paragraph > 1 or (
            not town and index < placing.index - 1
        ):
            return None
        inside = [
            mention
            for mention in placing.earlier
            if sentences[index].start <= mention.start < sentences[index].end
            and mention.role in ("literal", "associative")
            and mention.place is not None
            and (mention.place.precision in _SETTLED if town else mention.place.precision != "country")
        ]
        if inside:
            last = inside[-1]
            return EventPlace(last.place, last.name, last.start, last.end, last.alternatives) if last.place else None
    return None
