"""Who does what a trigger tells where grammar gives it no doer: the trigger itself, the subject of its second verb, or
who was at the call it names.
"""

from __future__ import annotations

from geomap.coding.finding import Finding
from geomap.coding.participants import participants
from geomap.coding.roles import after_preposition, subject_of
from geomap.coding.scene import Scene
from geomap.coding.syntax import Chunk, Syntax, VerbGroup, chunk_of, group_of
from geomap.model import Participant

_OF_CROWDS = ("DEM", "CRM", "COE.CYBER", "COE.DESTROY")
"""Types of deeds that the noun of those who do them may tell."""
_WITH = frozenset(["with"])
_BY_CALL = frozenset("in during at by over".split())


def implied_doers(scene: Scene, finding: Finding) -> tuple[Participant, ...]:
    """Who does it, by the words of the trigger alone."""
    return _themselves(scene, finding) or _of_second_verb(scene, finding)


def _themselves(scene: Scene, finding: Finding) -> tuple[Participant, ...]:
    """ "A mob attacked them", "rustlers took the herd": a trigger that is a noun of people is its own doer."""
    head = finding.hit.head
    chunk = chunk_of(scene.syntax, head)
    if chunk is None or chunk.head != head or not finding.code.startswith(_OF_CROWDS):
        return ()
    own = scene.syntax.words[head]
    return participants(scene, (chunk,)) if own.lemma in scene.roles and not _undergo(scene, chunk) else ()


def _undergo(scene: Scene, chunk: Chunk) -> bool:
    """Whether a noun is the subject of a passive: "protesters were shot"."""
    passive = (one for one in scene.syntax.groups if one.passive and one.head > chunk.head)
    return any(chunk in subject_of(scene.syntax, one.head) for one in passive)


def _of_second_verb(scene: Scene, finding: Finding) -> tuple[Participant, ...]:
    """ "Four were hurt when police fired": the subject of an active verb that the trigger holds after a passive one."""
    syntax, head = scene.syntax, finding.hit.head
    first = group_of(syntax, head)
    if first is None or not (first.passive or syntax.words[head].lemma == "die"):
        return ()
    for index in finding.hit.words:
        group = group_of(syntax, index)
        if index > head and group is not None and group.head == index and _is_clause(syntax, group):
            return participants(scene, [one for one in subject_of(syntax, index) if one.start > head])
    return ()


def _is_clause(syntax: Syntax, group: VerbGroup) -> bool:
    """Whether a verb is active and finite, with a clause of its own."""
    return not (group.passive or group.infinitive or syntax.words[group.head].form == "g")


def at_it(scene: Scene, head: int) -> tuple[Participant, ...]:
    """ "Erdogan discussed Libya with Trump in a phone call", "in a call the two ministers agreed to": who did something
    with whom at a meeting or in a call.
    """
    syntax = scene.syntax
    chunk = chunk_of(syntax, head)
    if chunk is None or not chunk.start or syntax.words[chunk.start - 1].lower not in _BY_CALL:
        return ()
    group = _verb_around(scene, chunk)
    if group is None:
        return ()
    those, company = subject_of(syntax, group.head), after_preposition(syntax, group.head, _WITH)
    return participants(scene, (*those, *company)) if company or len(those) > 1 else ()


def _verb_around(scene: Scene, chunk: Chunk) -> VerbGroup | None:
    """The last verb before a phrase; of one that opens the sentence, the first after it."""
    groups = scene.syntax.groups
    before = next((one for one in reversed(groups) if one.head < chunk.start), None)
    return before or next((one for one in groups if one.start >= chunk.end), None)
