"""Who is behind an attack or a weapon where they are no subject: "killed in a US strike", "a bomb laid by the rebels",
"claimed responsibility for the blast".
"""

from __future__ import annotations

from collections.abc import Iterator

from geomap.coding.by_means import harm_by
from geomap.coding.dependence import governors
from geomap.coding.finding import Finding
from geomap.coding.match import doers
from geomap.coding.participants import behind, participants
from geomap.coding.partyhood import is_body
from geomap.coding.reference_table import reference_table
from geomap.coding.roles import subject_of
from geomap.coding.scene import Scene
from geomap.coding.syntax import Chunk, Syntax, VerbGroup, chunk_of, group_of
from geomap.model import Participant

_WIELDING = frozenset(
    "use fire launch throw hurl lob toss fling drop release pump deploy employ spray detonate explode plant lay "
    "unleash rain direct aim shoot send trigger set disperse".split()
)
"""Verbs of what is done with a weapon: their subject strikes."""
_HARM = frozenset("kill wound injure hurt die perish maim martyr hit strike destroy damage".split())
_ATTACKERS = frozenset("bomber attacker assailant".split())
_KINDS = frozenset("air helicopter suicide car hand roadside cruise ballistic fighter combat jet petrol".split())
_ARMED = frozenset("MIL COP REB SEP UAF PRM IMG SPY GOV".split())
_WEAPONS = frozenset("weapon drone missile artillery".split())
"""Classes of what has an owner: "a swarm of Shaheds" names none."""
_CLAIMED = frozenset(["responsibility", "credit"])
_REACH = 14


def wielders(scene: Scene, finding: Finding) -> tuple[Participant, ...]:
    """Who did it, by whose the attack or weapon is, who handled it, or who claimed it."""
    for chunk in _means(scene, finding):
        if scene.syntax.words[chunk.head].lemma in _ATTACKERS:
            return participants(scene, (chunk,))
        found = (
            behind(scene, chunk)
            or _force_of(scene, chunk)
            or _from_whom(scene, finding, chunk)
            or _handling(scene, chunk)
            or _by_means(scene, chunk)
        )
        if found:
            return found
    return _claiming(scene) or _behind_it(scene, finding)


def _means(scene: Scene, finding: Finding) -> Iterator[Chunk]:
    """The attacks and weapons that the words of a finding name, or by which its verb of harm came about."""
    syntax, things = scene.syntax, reference_table().things
    for index in finding.hit.words:
        chunk = chunk_of(syntax, index)
        weapon = finding.code.startswith(("STR", "EXP")) or syntax.words[index].lemma in things
        if chunk is not None and weapon and syntax.words[index].tag in ("N", "P") and group_of(syntax, index) is None:
            yield chunk
    if syntax.words[finding.hit.head].lemma not in _HARM:
        return
    head = finding.hit.head
    for at in range(head + 1, min(head + _REACH, len(syntax.words) - 1)):
        if syntax.words[at].tag in ("S", "V", "M", ","):
            return
        chunk = chunk_of(syntax, at + 1) if syntax.words[at].lower in ("in", "by", "during") else None
        if chunk is not None and syntax.words[chunk.head].lemma in things:
            yield chunk


def _force_of(scene: Scene, chunk: Chunk) -> tuple[Participant, ...]:
    """ "an army helicopter strike", "junta artillery": an armed role right before the words of the attack."""
    words, at = scene.syntax.words, chunk.head
    while at > chunk.start and (words[at].lemma in reference_table().things | _KINDS or words[at].tag == "A"):
        at -= 1
    if at == chunk.head or words[at].lemma == "terrorist" or scene.roles.get(words[at].lemma, "") not in _ARMED:
        return ()
    return participants(scene, (Chunk(chunk.start, at + 1, at),))


def _from_whom(scene: Scene, finding: Finding, chunk: Chunk) -> tuple[Participant, ...]:
    """ "warplanes of the coalition", "shells from junta artillery"."""
    words = scene.syntax.words
    if chunk.end + 1 >= len(words) or words[chunk.end].lower not in ("of", "from"):
        return ()
    if words[chunk.end].lower == "of" and words[chunk.head].lemma in reference_table().deeds:
        return ()  # "the bombing of the army"
    following = chunk_of(scene.syntax, chunk.end + 1)
    if following is None or not finding.classes[following.head].isdisjoint(_WEAPONS):
        return _force_of(scene, following) if following is not None else ()
    found = participants(scene, (following,))
    return tuple(one for one in found if is_body(scene, one) and not _is_place(scene, one))


def _is_place(scene: Scene, one: Participant) -> bool:
    """Whether a country or a capital is all that is named: "rockets from Lebanon"."""
    return any(scene.syntax.words[at].start == one.start for at in scene.toponyms)


def _handling(scene: Scene, chunk: Chunk) -> tuple[Participant, ...]:
    """ "troops dropped chlorine", "used poison gas": the subject of what was done with it."""
    syntax = scene.syntax
    above = next(governors(syntax, chunk.head), -1)
    if above < 0 or group_of(syntax, above) is None or syntax.words[above].lemma not in _WIELDING:
        return ()
    return participants(scene, doers(syntax, above))


def _by_means(scene: Scene, chunk: Chunk) -> tuple[Participant, ...]:
    """ "Israel killed a commander in an air strike", "destroyed three tanks with drones": who does harm by it."""
    group = harm_by(scene.syntax, chunk)
    return participants(scene, doers(scene.syntax, group.head)) if group is not None else ()


def _behind_it(scene: Scene, finding: Finding) -> tuple[Participant, ...]:
    """ "The army was behind the attack", "IS claimed a suicide bombing": whose the attack is said to be."""
    syntax, chunk = scene.syntax, chunk_of(scene.syntax, finding.hit.head)
    if chunk is None or chunk.start < 1:
        return ()
    at = chunk.start - 1
    behind = syntax.words[at].lower == "behind"
    verb = group_of(syntax, at - 1 if behind and at else at)
    if verb is None or verb.negated or syntax.words[verb.head].lemma != ("be" if behind else "claim"):
        return ()
    return participants(scene, subject_of(syntax, verb.head))


def _claims_deed(syntax: Syntax, group: VerbGroup) -> bool:
    """ "Al-Shabaab claimed the attack", but "claimed the attack was over"."""
    chunk = chunk_of(syntax, group.head + 1) if group.head + 1 < len(syntax.words) else None
    if chunk is None or syntax.words[group.head].lemma != "claim":
        return False
    followed = chunk.end < len(syntax.words) and syntax.group_at[chunk.end] >= 0
    return syntax.words[chunk.head].lemma in reference_table().deeds and not followed


def takes_credit(syntax: Syntax, group: VerbGroup) -> bool:
    """ "claimed responsibility", "took the credit"."""
    return any(word.lower in _CLAIMED for word in syntax.words[group.head + 1 : group.head + 4])


def _claiming(scene: Scene) -> tuple[Participant, ...]:
    """ "X claimed responsibility for", "the attack was claimed by X"."""
    syntax = scene.syntax
    for group in syntax.groups:
        if syntax.words[group.head].lemma not in ("claim", "take", "accept") or group.negated:
            continue
        taken = takes_credit(syntax, group) or _claims_deed(syntax, group)
        if taken and not group.passive:
            return participants(scene, subject_of(syntax, group.head))
        if group.passive and syntax.words[group.head].lemma == "claim":
            return participants(scene, doers(syntax, group.head))
    return ()
