"""Where a story goes on: the place of an event whose own sentence names none, from what was said before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.coding.clauses import VIOLENT
from geomap.coding.finding import Finding
from geomap.coding.ontology import EventType
from geomap.coding.pointing import at_the_border, opens_anew, points_at_town
from geomap.coding.setting import Setting
from geomap.coding.story import FACTS
from geomap.coding.toponyms import UNLISTED, sites_in
from geomap.language import Doc
from geomap.model import Event, EventPlace, Mention, Participant

LOCAL = (*VIOLENT, "DEM", "COE", "HAZ", "TER")
_TOWN = ("city", "site", "near_city", "adm2")
_HERE_REACH = 8
"""Paragraphs over which "here" stays where the speaker is: the answers of an interview are short."""
_SETTLED = ("city", "adm1", "adm2")
_CLAUSE = 12
"""Words around a trigger within which a scene without a name is its own."""
_SCENIC = (*VIOLENT, "DEM", "COE.DESTROY", "HAZ", "TER")
_PASSAGE_REACH = 3
"""Sentences over which a passage keeps to the town that it spoke of last."""
_STORY_REACH = 3
"""Sentences after which a story has moved on."""
_SETTLEMENTS = frozenset(
    "village town city district hamlet settlement suburb neighbourhood neighborhood outpost checkpoint".split()
)
_REGIONS = frozenset("region province district governorate state county country".split())
_INDEFINITE = frozenset("a an another some several other many few both neighbouring neighboring nearby".split())
_SCENES = frozenset(
    "palace parliament embassy consulate ministry court courthouse prison jail station university hospital mosque "
    "church temple market school hotel airport port bridge headquarters office residence barracks base".split()
)
_AT = frozenset("outside in at near inside around into towards toward from to".split())


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
    aimed: bool
    before: Sequence[Event]
    sentence_of: Sequence[int]
    weights: dict[str, int]
    set_at: Sequence[Setting]
    earlier: Sequence[Mention] = ()


def moved_on(placing: Placing, scene: EventPlace) -> bool:
    """Whether the clause of an event names a scene of its own, if not by name: "attacked another village" is not where
    the last attack was, and "outside the palace" is not the square of the sentence before.
    """
    if scene.place.precision not in _TOWN:
        return False
    syntax = placing.finding.scene.syntax
    for chunk in syntax.chunks:
        head, first = syntax.words[chunk.head], syntax.words[chunk.start]
        if abs(chunk.head - placing.finding.hit.head) > _CLAUSE or head.tag != "N":
            continue
        indefinite = first.lower in _INDEFINITE or (first.tag == "#" and chunk.end - chunk.start > 1)
        if head.lemma in _SETTLEMENTS and (indefinite or head.lower != head.lemma):
            return True
        if head.lemma in _REGIONS and first.tag == "#" and head.lower != head.lemma:
            return True  # "over seven regions"
        before = syntax.words[chunk.start - 1].lower if chunk.start else ""
        other = head.lemma not in scene.name.lower()
        if scene.place.precision == "site" and head.lemma in _SCENES and before in _AT and other:
            return True
    return False


def from_before(placing: Placing) -> EventPlace | None:
    """The place of the last located event of the paragraph, or of the sentences just before for a result or a
    definite noun.
    """
    finding = placing.finding
    if (
        not placing.kind.code.startswith(LOCAL)
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
        if (not together and not follows) or not set_alike(placing, index):
            return None
        if event.event_type.startswith(LOCAL) and event.location_role == "event" and event.location is not None:
            one = event.status != "historical" and not _in_many(placing, index) and not _goes_elsewhere(placing)
            return event.location if one else None
    return None


def _goes_elsewhere(placing: Placing) -> bool:
    """ "A missile fired towards X was intercepted": the sentence says itself where it went."""
    if placing.kind.code != "COE.DISRUPT":
        return False
    words = placing.finding.scene.syntax.words
    return any(word.lower in ("towards", "toward") and words[at + 1].tag == "P" for at, word in enumerate(words[:-1]))


def _in_many(placing: Placing, index: int) -> bool:
    """Whether a sentence tells of happenings in several towns, so that what follows is of none of them alone:
    "Demonstrations were held in Kisumu and Eldoret. Police arrested 61 people".
    """
    told = zip(placing.before, placing.sentence_of, strict=True)
    towns = {
        event.location.name
        for event, at in told
        if at == index
        and event.location_role == "event"
        and event.location is not None
        and event.location.place.precision in _TOWN
    }
    return len(towns) > 2 and not points_at_town(placing.finding.scene.syntax.words)


def _same_story(event: Event, placing: Placing) -> bool:
    """Whether a protest's arrests and clashes go on, in a sentence that names no place of its own."""
    unrest = ("DEM", "COE.ARREST")
    alike = event.event_type.startswith(unrest) and placing.kind.code.startswith(unrest)
    return alike and not sites_in(placing.finding.scene.syntax, placing.mentions)


def story_place(placing: Placing) -> EventPlace | None:
    """The scene of the story: where the last located event was, some sentences before, when no other place has been
    spoken of since. Arrests and bans may be anywhere.
    """
    if not placing.kind.code.startswith(_SCENIC) or placing.finding.status not in FACTS:
        return None
    if placing.finding.unanchored and not placing.aimed:
        return None
    for event, index in zip(reversed(placing.before), reversed(placing.sentence_of), strict=True):
        scene = event.location if event.location_role == "event" else None
        if scene is None or not event.event_type.startswith(LOCAL) or event.status not in FACTS:
            continue
        if _in_many(placing, index):
            return None
        if placing.index - index > _STORY_REACH or not set_alike(placing, index):
            return None
        if scene.place.precision not in (*_SETTLED, "site", "near_city"):
            return None
        start, end = placing.doc.sentences[index].start, placing.doc.sentences[placing.index].end
        since = [one for one in placing.earlier if start <= one.start < end and one.role in ("literal", "associative")]
        return scene if all(within(one, scene) for one in since) else None
    return None


def set_alike(placing: Placing, index: int) -> bool:
    """Whether an earlier sentence stands in the same section or line as the event, or is told from the same town."""
    one, other = placing.set_at[index], placing.set_at[placing.index]
    apart = one.filed is not None and other.filed is not None and one.filed != other.filed
    return one.scene == other.scene and not apart


def passage_place(placing: Placing) -> EventPlace | None:
    """The one town that the passage spoke of last, where it is no seat of a government and nobody comes from or
    goes to it; for a sentence of the same paragraph that names no other place, or one that forces come from.
    """
    index, moves = placing.index, placing.kind.code.startswith("MOB")
    if opens_anew(placing.finding.scene.syntax.words):
        return None
    if not placing.kind.code.startswith((*LOCAL, "MOB")) or placing.finding.status not in FACTS:
        return None
    if placing.kind.code == "COE.CYBER" or (placing.finding.unanchored and not placing.aimed):
        return None
    before = [one for one in _last_spoken(placing) if _is_town(one)]
    if len({(one.name, one.place.gazetteer_id) for one in before if one.place is not None}) != 1:
        return None
    last = before[-1]
    if last.place is None or last.place.feature == "PPLC" or _passing(placing.doc, last):
        return None
    if moves and at_the_border(placing.finding.scene.syntax.words):
        return None
    scene = EventPlace(last.place, last.name, last.start, last.end, last.alternatives)
    own = [one for one in spoken_in(placing, index) if not (moves and _from(placing.doc, one))]
    return scene if all(within(one, scene) for one in own) else None


def _last_spoken(placing: Placing) -> list[Mention]:
    """The places of the last sentence of the paragraph, before that of the event, that speaks of any."""
    sentences = placing.doc.sentences
    for index in range(placing.index - 1, max(-1, placing.index - 1 - _PASSAGE_REACH), -1):
        if sentences[index].paragraph != sentences[placing.index].paragraph:
            return []
        found = spoken_in(placing, index)
        if found:
            return found
    return []


def _is_town(one: Mention) -> bool:
    """Whether a toponym names a town, be it one that no gazetteer lists."""
    return one.place is not None and (one.place.precision in _TOWN or one.score == UNLISTED)


def _passing(doc: Doc, mention: Mention) -> bool:
    """Whether a place is only where somebody comes from or goes to."""
    words = doc.article.text[max(0, mention.start - 24) : mention.start].lower().split()
    return bool(words) and words[-1] in ("from", "to", "towards", "via")


def _from(doc: Doc, mention: Mention) -> bool:
    """Whether a place is but where somebody or something comes from."""
    return doc.article.text[max(0, mention.start - 24) : mention.start].lower().split()[-1:] == ["from"]


def spoken_in(placing: Placing, index: int) -> list[Mention]:
    """The places that a sentence speaks of."""
    sentence = placing.doc.sentences[index]
    return [
        one
        for one in placing.earlier
        if sentence.start <= one.start < sentence.end and one.role in ("literal", "associative")
    ]


def within(mention: Mention, scene: EventPlace) -> bool:
    """Whether a toponym is the scene itself or something that it lies in."""
    place = mention.place
    if place is None:
        return False
    same = place.country == scene.place.country
    wider = place.precision in ("country", "adm1", "area") and scene.place.admin1 in (place.name, place.admin1, None)
    return place.gazetteer_id == scene.place.gazetteer_id or (same and (wider or place.precision == "country"))
