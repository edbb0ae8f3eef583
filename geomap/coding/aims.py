"""What violence was aimed at where no object says so: "fired rockets at the base", "a blast outside a church"."""

from __future__ import annotations

from collections.abc import Iterator

from geomap.coding.dependence import governors, predicate_of
from geomap.coding.finding import Finding
from geomap.coding.place_words import KINDS, SITES, STRUCTURES
from geomap.coding.reference_table import reference_table
from geomap.coding.roles import chunks_from
from geomap.coding.scene import Scene
from geomap.coding.syntax import Chunk, chunk_of, group_of
from geomap.coding.toponyms import AREAS

_SENDING = frozenset(
    "use pump release spray fire launch throw hurl lob toss fling chuck shoot rain drop direct aim unleash "
    "pour loose send roll slam crash plough plow smash tear rip ram drive land fall thud fly dive burst attach "
    "stick strap plant fix tie".split()
)
"""Verbs that bring force to something: "lobbed a grenade at", "slammed into", "attached to"."""
_GOING_OFF = frozenset("explode detonate blow go set burst blast explosion bombing attack bomb attacker bomber".split())
"""Words of what goes off by or in something."""
_SHOTS = frozenset("bullet gun rifle gunshot gunfire fire weapon ammunition".split())
_AT = frozenset("at on against targeting".split())
_HIT = frozenset(["village", "town", "suburb", "neighbourhood", "neighborhood"])
"""What is aimed at as a whole."""
_TO = _AT | frozenset("to into onto upon toward towards through inside".split())
_WITHIN = frozenset("in at near on".split())
_BUILDINGS = (
    SITES | STRUCTURES | KINDS | frozenset("shop restaurant cafe bar house home school university office".split())
) - frozenset(
    "street road square avenue highway field forest river lake hill mountain quarter crossing ground "
    "site centre center junction island valley".split()
)
_BESIDE = frozenset("outside inside beside under beneath underneath aboard".split())
TIMES = frozenset(
    "second minute hour day night morning afternoon evening week weekend month year decade time moment instant dawn "
    "dusk noon midnight".split()
)
_VAGUE = TIMES | frozenset(
    "air altitude approach area arm back beginning behest body border ceiling center centre chest corner "
    "course courtyard crossing depth direction distance door east edge end entrance face foot front garden "
    "gate ground hand head height highway hilltop intersection invitation junction land least leg level "
    "location mouth neck north once order path peak place point random range rate request river riverbank road "
    "roadside roof roundabout scene sea side sky south speed spot start street track waist wall water way west "
    "window yard".split()
)
"""Where and how a thing happens, nothing that anybody aims at."""
_PARTS = frozenset(
    "foot gate entrance wall door side front roof direction window yard courtyard headquarters headquarter position "
    "camp column convoy group hideout stronghold base post outpost trench compound gathering line bus minibus "
    "truck lorry van boat".split()
)
"""What "of" says more of: "the gate of a school", "a camp of bandits"."""
_BEARING = frozenset("carry transport ferry".split())
_ROADS = frozenset("road highway route street path track way border avenue".split())
_REACH = 16


def aims(scene: Scene, finding: Finding) -> tuple[Chunk, ...]:
    """The noun chunks of what the words of a finding bring force to, by their prepositions."""
    predicate = predicate_of(scene.syntax, finding.hit.head)
    carrier = next(governors(scene.syntax, finding.hit.head), -1)
    others = [predicate.head] if predicate is not None else [carrier] if carrier >= 0 else []
    for index in (*finding.hit.words, *others):
        if scene.syntax.words[index].lemma in _SENDING and group_of(scene.syntax, index) is not None:
            found = _brought(scene, index, _TO)
            if found:
                return found
    return _beside(scene, finding, _AT)


def beside(scene: Scene, finding: Finding) -> tuple[Chunk, ...]:
    """What something went off next to or in: "a car bomb exploded outside a restaurant", "blew up in a mosque"."""
    found = _beside(scene, finding, _BESIDE)
    if found or not finding.code.startswith("EXP"):
        return found
    words = scene.syntax.words
    return tuple(one for one in _beside(scene, finding, _WITHIN) if words[one.head].lemma in _BUILDINGS)


def _beside(scene: Scene, finding: Finding, prepositions: frozenset[str]) -> tuple[Chunk, ...]:
    for index in finding.hit.words:
        found = _brought(scene, _going_off(scene, index), prepositions) if _goes_off(scene, index) else ()
        if found:
            return found
    return ()


def _going_off(scene: Scene, index: int) -> int:
    """The verb of "a car bomb that went off", else the word itself."""
    following = scene.syntax.words[index + 1 : index + 3]
    told = len(following) == 2 and following[0].lower in ("that", "which") and following[1].lemma in _GOING_OFF
    return index + 2 if told else index


def _goes_off(scene: Scene, index: int) -> bool:
    return scene.syntax.words[index].lemma in _GOING_OFF | (reference_table().things - _SHOTS)


def whose(scene: Scene, chunk: Chunk) -> tuple[Chunk, ...]:
    """Of a gate, a base or a bus the people or the building that "of" or "carrying" brings; else itself."""
    words, at = scene.syntax.words, chunk.end
    if at + 1 >= len(words):
        return (chunk,)
    part = words[chunk.head].lemma in _PARTS and words[at].lower == "of"
    bears = words[at].lemma in _BEARING and words[at].form == "g"
    following = chunk_of(scene.syntax, at + 1)
    if following is None or not (part or bears):
        return (chunk,)
    named = any(following.start <= e.first < following.end for e in scene.entities)
    people = named or words[following.head].lemma in scene.roles
    return chunks_from(scene.syntax, at + 1) if people or (part and following.head not in scene.toponyms) else (chunk,)


def is_road(scene: Scene, chunk: Chunk) -> bool:
    """Whether what "on" brings is but where it happened: "an ambush on the Djibo road"."""
    before = scene.syntax.words[chunk.start - 1].lower if chunk.start else ""
    return before == "on" and scene.syntax.words[chunk.head].lemma in _ROADS


def _brought(scene: Scene, index: int, prepositions: frozenset[str]) -> tuple[Chunk, ...]:
    """What the first of some prepositions with an aim brings, over the other phrases of the clause."""
    for at in _prepositions(scene, index):
        word = scene.syntax.words[at]
        in_front = word.lower == "of" and scene.syntax.words[at - 1].lower == "front" and "outside" in prepositions
        if word.lower not in prepositions and not in_front:
            continue
        brought = [each for chunk in chunks_from(scene.syntax, at + 1) for each in whose(scene, chunk)]
        found = [chunk for chunk in brought if _is_aim(scene, chunk)]
        if found:
            return tuple(found)
    return ()


def _prepositions(scene: Scene, index: int) -> Iterator[int]:
    """The prepositions of the clause after a word, which ends at the next verb."""
    words = scene.syntax.words
    for at in range(index + 1, min(index + 1 + _REACH, len(words) - 1)):
        word = words[at]
        if word.tag in ("S", "M", "X") or word.lower in ";:—–," or (word.tag == "V" and at > index + 1):
            return
        if word.tag == "I" and words[at + 1].tag != "W":
            yield at


def _is_aim(scene: Scene, chunk: Chunk) -> bool:
    """Whether a chunk can be aimed at: a thing or people, or a state by its name."""
    word = scene.syntax.words[chunk.head]
    if word.tag in ("W", "O", "#") or word.lemma in _VAGUE | (AREAS - _HIT) | reference_table().things:
        return False
    known = any(e.last == chunk.head and e.kind != "adjective" for e in scene.entities)
    return known or word.tag != "P"
