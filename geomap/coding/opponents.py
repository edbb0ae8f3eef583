"""Whom those who fight or take a place have against them: "fighting between X and Y", "traded fire with Y", "took the
town from Y"; and to whom a place is given: "handed the base to Y".
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.coding.finding import Finding
from geomap.coding.nominal import country_in
from geomap.coding.participants import behind, participants, possessor
from geomap.coding.partyhood import is_body
from geomap.coding.roles import chunks_from, object_of, subject_of
from geomap.coding.scene import Scene
from geomap.coding.syntax import Chunk, Syntax, chunk_of, group_of
from geomap.model import Participant

Parties = tuple[Participant, ...]

GAINS = ("BAT.NSAGAIN", "BAT.GOVGAIN", "TER.TRANSFER")
_FIGHTS = frozenset(
    "fighting fight clash battle gunfight gunbattle firefight shootout shoot-out encounter skirmish combat "
    "confrontation duel engagement firing fire gunfire shot volley exchange hostility war".split()
)
_FIGHTING = frozenset("clash fight battle skirmish spar tangle grapple duel".split())
"""Verbs of what two sides do to each other."""
_MUTUAL = _FIGHTING | frozenset("exchange trade swap slug shoot".split())
_REPELLING = frozenset("repel repulse beat fend ward thwart foil push fight drive throw".split())
_BEATING = frozenset(
    "defeat rout oust drive expel repel dislodge overrun overwhelm beat evict chase flush eject vanquish crush "
    "outnumber outgun displace".split()
)
_HOLDING = frozenset("hold control occupy defend garrison".split())
_STRONGHOLDS = frozenset("stronghold bastion bulwark".split())
_GIVING = frozenset("hand give return cede surrender transfer turn sign relinquish yield pass deliver handover".split())
"""Words of those who let somebody else have a place."""
_AGAINST = frozenset("with against".split())
_ARMED = frozenset("MIL COP REB SEP UAF PRM IMG GOV".split())
_LEAVING = frozenset("withdraw retreat flee abandon surrender evacuate vacate".split())
_HANDS = frozenset("hand control rule occupation administration".split())
_TAKER = frozenset(["to"])
_BETWEEN = frozenset("between among".split())
_STOPS = frozenset(";:—–")
_WAY = 14


def two_sides(scene: Scene, index: int) -> tuple[Parties, Parties]:
    """The two that "between" brings to a noun, be its verb between them: "Fighting broke out between X and Y"."""
    syntax, verbs = scene.syntax, 0
    for at in range(index + 1, min(index + 1 + _WAY, len(syntax.words) - 1)):
        word = syntax.words[at]
        if word.lower in _BETWEEN:
            first, *others = [participants(scene, chunks) for chunks in _sides(syntax, at + 1)] or [()]
            return first, tuple(one for each in others for one in each)
        verbs += word.tag == "V"
        if word.lower in _STOPS or word.tag == "S" or verbs > 1:
            break
    return (), ()


def both_sides(scene: Scene) -> tuple[Parties, Parties]:
    """The two sides of the first fight that a sentence says to be between two."""
    for index, word in enumerate(scene.syntax.words):
        if word.tag == "N" and word.lemma in _FIGHTS:
            first, others = two_sides(scene, index)
            if first and others:
                return first, others
    return (), ()


def each_other(scene: Scene, head: int, actors: Parties) -> tuple[Parties, Parties]:
    """The two who share the subject of what is done to each other: "The army and the RSF exchanged fire"."""
    return (actors[:1], actors[1:]) if is_mutual(scene, head, len(actors)) else (actors, ())


def is_mutual(scene: Scene, head: int, subjects: int) -> bool:
    """Whether a verb says of its two subjects what they do to each other."""
    return subjects == 2 and scene.syntax.words[head].lemma in _MUTUAL and group_of(scene.syntax, head) is not None


def opponents(scene: Scene, finding: Finding) -> Parties:
    """The other side of a fight, or who lost what was taken, as far as the sentence names them."""
    if finding.code == "BAT.CLASH":
        return _repelled(scene, finding) or _fought(scene)
    if not finding.code.startswith(GAINS):
        return ()
    if finding.code == "TER.TRANSFER" and scene.syntax.words[finding.hit.head].lemma in _GIVING:
        return _brought(scene, finding.hit.head, frozenset(["to"]))
    for found in (_taken_from(scene, finding), _beaten(scene), _held_by(scene), _fought(scene), _gone(scene, finding)):
        if found:
            return found
    return ()


def in_hands(scene: Scene, finding: Finding) -> tuple[Parties, Parties] | None:
    """Who has what is "back in the hands of federal troops", "under the control of rebels", "under Eritrean rule"."""
    words = scene.syntax.words
    if not finding.code.startswith((*GAINS, "TER.CONTROL")):
        return None
    for at in finding.hit.words:
        if words[at].lemma not in _HANDS or not at or words[at].tag != "N" or not _brings_holder(scene, at):
            continue
        of = at + 1 < len(words) and words[at + 1].lower == "of"
        holders = _bodies(scene, chunks_from(scene.syntax, at + 2)) if of else possessor(scene, at)
        if holders:
            return holders, ()
    return None


def _brings_holder(scene: Scene, at: int) -> bool:
    """Whether "in" or "under" brings a word of holding."""
    chunk = chunk_of(scene.syntax, at)
    return (
        chunk is not None and chunk.start > 0 and scene.syntax.words[chunk.start - 1].lower in ("in", "under", "into")
    )


def gave_way(scene: Scene, finding: Finding) -> tuple[Parties, Parties] | None:
    """Who took and who lost what "fell to the rebels", "the army lost to the rebels"; None where nothing gave way."""
    head = finding.hit.head
    lemma = scene.syntax.words[head].lemma
    if not finding.code.startswith(GAINS) or lemma not in ("fall", "lose") or group_of(scene.syntax, head) is None:
        return None
    lost = _bodies(scene, subject_of(scene.syntax, head)) if lemma == "lose" else ()
    return _brought(scene, head, _TAKER), lost


def _sides(syntax: Syntax, at: int) -> list[tuple[Chunk, ...]]:
    """The members of "A (a), of B, and C", each with its own chunk; what hangs on them is skipped."""
    words, joined = syntax.words, True
    found: list[tuple[Chunk, ...]] = []
    while at < len(words):
        chunk = chunk_of(syntax, at)
        if chunk is not None:
            if joined:
                found.append((chunk,))
            at, joined = chunk.end, False
        elif words[at].tag == "C":
            at, joined = at + 1, True
        elif words[at].tag in ("I", ",", "R", "(", ")", "A") or words[at].lower in "()":
            if len(found) > 1 and words[at].tag != ",":
                break
            at += 1
        else:
            break
    return found


def _brought(scene: Scene, index: int, by: frozenset[str]) -> Parties:
    """The people or bodies that a preposition brings to a word: "with", over the times and places between them."""
    words = scene.syntax.words
    for at in range(index + 1, min(index + 1 + _WAY, len(words) - 1)):
        if words[at].lower in by:
            return _bodies(scene, chunks_from(scene.syntax, at + 1))
        if words[at].tag in ("V", "S", "M", "X", ",") or words[at].lower in _STOPS:
            break
    return ()


def _fought(scene: Scene) -> Parties:
    """ "clashes with X", "exchanged fire with X", "fought against X"."""
    for index, word in enumerate(scene.syntax.words):
        if word.lemma in (_FIGHTING if word.tag == "V" else _FIGHTS):
            found = _brought(scene, index, _AGAINST)
            if found:
                return found
    return ()


def _repelled(scene: Scene, finding: Finding) -> Parties:
    """ "repelled an attack by X", "beat back Houthi assaults": who attacked."""
    head = finding.hit.head
    if scene.syntax.words[head].lemma not in _REPELLING:
        return ()
    found = [one for chunk in object_of(scene.syntax, head) for one in behind(scene, chunk)]
    return tuple(one for one in found if is_body(scene, one))


def _taken_from(scene: Scene, finding: Finding) -> Parties:
    """ "recaptured the town from X", "the retaking of the town from X"."""
    return _brought(scene, finding.hit.head, frozenset(["from"]))


def _held_by(scene: Scene) -> Parties:
    """ "a village held by X": who had what was taken."""
    words = scene.syntax.words
    for at in range(1, len(words) - 2):
        held = words[at].lemma in _HOLDING and words[at].form == "d" and words[at + 1].lower == "by"
        held = held or (words[at].lemma in _STRONGHOLDS and words[at + 1].lower == "of")
        if held and chunk_of(scene.syntax, at - 1) is not None:
            return _bodies(scene, chunks_from(scene.syntax, at + 2))
    return ()


def _beaten(scene: Scene) -> Parties:
    """ "after defeating X", "drove X out"."""
    for group in scene.syntax.groups:
        if scene.syntax.words[group.head].lemma in _BEATING and not group.passive:
            found = _bodies(scene, object_of(scene.syntax, group.head))
            if found:
                return found
    return ()


def _gone(scene: Scene, finding: Finding) -> Parties:
    """ "Raised their flag over the town after Ukrainian forces pulled out": who left what was taken."""
    for group in scene.syntax.groups:
        lemma = scene.syntax.words[group.head].lemma
        if group.head == finding.hit.head or group.modal or group.negated or group.infinitive or group.passive:
            continue
        following = scene.syntax.words[group.head + 1].lower if group.head + 1 < len(scene.syntax.words) else ""
        if lemma in _LEAVING or (lemma == "pull" and following in ("out", "back")):
            found = tuple(one for one in _bodies(scene, subject_of(scene.syntax, group.head)) if _is_armed(one))
            if found:
                return found
    return ()


def _is_armed(one: Participant) -> bool:
    """Whether a party is one that holds places: forces, rebels, a state."""
    return one.code is not None and (one.code[-3:] in _ARMED or country_in(one.code) == one.code)


def _bodies(scene: Scene, chunks: Sequence[Chunk]) -> Parties:
    return tuple(one for one in participants(scene, chunks) if is_body(scene, one))
