"""Whom a deed is meant for where its verb has no such object: "aid to", "sanctions on", "threatened to attack"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from geomap.coding.finding import Finding
from geomap.coding.participants import behind, participants
from geomap.coding.partyhood import is_party
from geomap.coding.patients import is_time, patients
from geomap.coding.roles import agent_of, chunks_from, object_of, subject_of
from geomap.coding.scene import Scene, entities_in
from geomap.coding.syntax import Chunk, Syntax, VerbGroup, chunk_of, group_of
from geomap.model import Participant

_BRINGING: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        code: frozenset(words.split())
        for code, words in {
            "AID": "to for",
            "DEE.ACCESS": "to for",
            "DEE.CEASEFIRE": "with to",
            "DEM.EXCESSIVE": "at on upon against into towards toward",
            "DEM.INTERVENTION": "at on upon against into towards toward",
            "DEM.PEACEFUL": "against",
            "DEM.VIOLENT": "at on upon against into",
            "DIP.AGREE": "with to between",
            "COE.RESTRICT": "on to for against from",
            "DIP.CONCEDE": "with to on",
            "SAN": "against on with from to of",
            "VRB.ACCUSE": "against into",
            "VRB.REJECT": "from by with",
            "VRB.REQUEST": "to on upon from",
            "VRB.THREAT": "to against",
        }.items()
    }
)
"""Type, or the family of one → the prepositions that bring whom it is meant for."""
_TOLD_OF = ("VRB.ACCUSE", "VRB.REQUEST")
"""Whose that-clause has whom they are meant for as its subject: "demanded that the army leave"."""
_BEHIND = ("VRB.ACCUSE", "VRB.REJECT", "SAN")
"""Those meant for whoever is behind their object: "condemned the raid by the army", "froze the group's assets"."""
_DONE_OR_SAID = frozenset(
    "action act aggression behaviour behavior conduct policy decision ruling verdict move measure provocation "
    "interference intervention violation statement claim accusation allegation charge remark comment assertion demand "
    "proposal offer request appeal ultimatum threat report finding call invitation".split()
)
"""Nouns of deeds and words whose "of" brings who does or says it, not whom it is done to."""
_WRECKING = frozenset("torch loot burn smash storm ransack attack vandalise vandalize pelt stone beat raid".split())
_LITTER = frozenset("tyre tire window bin stone barricade road debris glass flag effigy pallet wood".split())
"""What crowds burn and break by the way."""
_TO_DO = ("VRB.THREAT", "DEM.INTERVENTION", "DEM.EXCESSIVE")
"""Those whose infinitive does something to whom they are meant for: "fired shots to scatter the crowd"."""
_LOOSE = ("COE.DESTROY", "DEM.EXCESSIVE", "DEM.INTERVENTION", "DEM.VIOLENT")
"""Those that may be meant for things too: "threw stones at the station"."""
_STOPS = frozenset(";:—–")
_REACH = 24
_NEAR = 4


def meant_for(scene: Scene, finding: Finding) -> Iterator[tuple[Participant, ...]]:
    """Those whom the words of a finding may be meant for, the likeliest first."""
    loose = finding.code.startswith(_LOOSE)
    for chunks in _sought(scene, finding):
        some = participants(scene, [one for one in chunks if not is_time(scene.syntax, one)])
        yield tuple(one for one in some if loose or is_party(scene, one))
    if finding.code.startswith(_BEHIND):
        said = scene.syntax.words[finding.hit.words[-1]].lower == "to"  # "said no to Israel's offer"
        answered = chunks_from(scene.syntax, finding.hit.words[-1] + 1) if said else ()
        for chunk in (*patients(scene, finding), *answered):
            yield (
                participants(scene, agent_of(scene.syntax, chunk.head))
                or behind(scene, chunk)
                or _of_doer(scene, chunk)
            )


def _of_doer(scene: Scene, chunk: Chunk) -> tuple[Participant, ...]:
    """ "Denounced the actions of the coast guard", "rejected the demand of the army": whose "of" says it is."""
    words, at = scene.syntax.words, chunk.end
    if words[chunk.head].lemma not in _DONE_OR_SAID or at + 1 >= len(words) or words[at].lower != "of":
        return ()
    return participants(scene, chunks_from(scene.syntax, at + 1))


def _wrecked(scene: Scene) -> tuple[Chunk, ...]:
    """ "Residents barricaded roads and torched municipal offices": what a crowd did violence to in other verbs."""
    for group in scene.syntax.groups:
        lemma = scene.syntax.words[group.head].lemma
        if lemma not in _WRECKING or group.negated or group.modal or group.infinitive:
            continue
        hit = subject_of(scene.syntax, group.head) if group.passive else object_of(scene.syntax, group.head)
        found = tuple(one for one in hit if scene.syntax.words[one.head].lemma not in _LITTER)
        if found:
            return found
    return ()


def _sought(scene: Scene, finding: Finding) -> Iterator[tuple[Chunk, ...]]:
    """The noun chunks where such parties stand."""
    code, syntax, head = finding.code, scene.syntax, finding.hit.head
    if code in ("DEM.VIOLENT", "DEM.MOB"):
        yield _wrecked(scene)
    last = finding.hit.words[-1]
    if syntax.words[last].lower == "to" and code == "COE.DESTROY":
        yield chunks_from(syntax, last + 1)  # "set fire to a mosque"
    if code.startswith(_TOLD_OF):
        yield _subject_of_content(syntax, finding)
    if code.startswith(_TO_DO):
        yield _object_of_purpose(syntax, head)
    words = {one for family, some in _BRINGING.items() if code.startswith(family) for one in some}
    if code == "VRB.ACCUSE" and group_of(syntax, head) is None:
        words.add("of")  # "condemnation of the army", but "condemned the killing of a priest"
    if code == "VRB.ACCUSE" and syntax.words[head].lemma in ("protest", "complain"):
        words.add("to")
    for chunks in brought(syntax, head, words):
        yield tuple(one for one in chunks if one.head not in scene.toponyms or _acts(scene, one))


def _acts(scene: Scene, chunk: Chunk) -> bool:
    """Whether a toponym is that of a country or stands for a government: "aid to Chad", not "at Java"."""
    return any(one.last == chunk.head for one in entities_in(scene, chunk))


def brought(syntax: Syntax, head: int, prepositions: Collection[str]) -> Iterator[tuple[Chunk, ...]]:
    """What any of some prepositions brings after a word, over other phrases and bare participles, to the next verb:
    "has sent four planes carrying food, tents and medicine to Niger".
    """
    words = syntax.words
    for at in range(head + 1, min(head + _REACH, len(words) - 1)):
        group, word = group_of(syntax, at), words[at]
        if word.text in _STOPS or word.tag == "S" or (group is not None and not _describes(syntax, group)):
            return
        if word.lower in prepositions and word.tag == "I":
            yield chunks_from(syntax, at + 1 + _is_marching(syntax, at + 1))


def _is_marching(syntax: Syntax, at: int) -> bool:
    """Whether a word is a participle before its noun: "fired at marching students"."""
    following = chunk_of(syntax, at + 1) if at + 1 < len(syntax.words) else None
    bare = following is not None and following.start == at + 1 and syntax.words[at + 1].tag in ("N", "A")
    return bare and syntax.words[at].form == "g" and syntax.group_at[at] >= 0


def _describes(syntax: Syntax, group: VerbGroup) -> bool:
    """Whether a verb is but a participle after its noun."""
    before = syntax.words[group.start - 1].tag if group.start else ""
    return group.start == group.head and syntax.words[group.head].form in ("g", "d") and before in ("N", "P")


def _subject_of_content(syntax: Syntax, finding: Finding) -> tuple[Chunk, ...]:
    """ "requested that the state pay": the subject of the clause that "that" opens."""
    last = max(finding.hit.words[-1], finding.hit.head)
    for at in range(finding.hit.head + 1, min(last + _NEAR, len(syntax.words))):
        if syntax.words[at].lower == "that" and syntax.words[at].tag == "S":
            group = next((one for one in syntax.groups if one.start > at), None)
            return subject_of(syntax, group.head) if group is not None else ()
    return ()


def _object_of_purpose(syntax: Syntax, head: int) -> tuple[Chunk, ...]:
    """ "threatened to attack them", "said it would crush them", "used force to clear them": the object of what is to
    be done.
    """
    for group in syntax.groups:
        if group.head > head and (group.infinitive or group.modal in ("will", "would", "shall")):
            return object_of(syntax, group.head) if syntax.words[group.head].tag == "V" else ()
        if group.start > head and not _describes(syntax, group):
            return ()
    return ()
