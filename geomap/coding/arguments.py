"""Actors and targets of an event: from active, passive and nominal forms, by the type's own pattern."""

from __future__ import annotations

from dataclasses import replace

from geomap.coding.dependence import governors
from geomap.coding.finding import Finding
from geomap.coding.match import LIGHT_VERBS, doers, objects
from geomap.coding.ontology import EventType
from geomap.coding.participants import Scene, participants, possessor, unique
from geomap.coding.roles import after_preposition, object_of, subject_of
from geomap.coding.syntax import Chunk, chunk_of, group_of
from geomap.model import Participant

_WITH = frozenset(["with"])
_BETWEEN = frozenset(["between", "among"])
_OUTLIVES = frozenset(["survive", "escape"])
_ARMED = ("STR", "BAT", "MOB", "EXP")

_NO_PARTY = frozenset(
    "gas bullet cannon km kilometre kilometer mile metre meter violence unrest fighting chaos somewhere anywhere "
    "nowhere dead injury casualty damage".split()
)
_ROLES = frozenset("IGO NGO IMG REB SEP PRM UAF COP MIL CVL GOV CRM SPY BUS MED LEG JUD OPP PTY SET REF LAB".split())

Parties = tuple[tuple[Participant, ...], tuple[Participant, ...]]


def parties(scene: Scene, finding: Finding, kind: EventType) -> Parties:
    """(actors, targets) of a finding. In mutual types everybody is an actor."""
    head = finding.hit.head
    verbal = group_of(scene.syntax, head) is not None
    actors, targets = _verbal(scene, finding) if verbal else _nominal(scene, finding)
    if finding.promiser is not None:
        helped, actors = actors, participants(scene, doers(scene.syntax, finding.promiser.hit.head))
        aided = participants(scene, object_of(scene.syntax, finding.promiser.hit.words[-1])[:1])
        targets = unique((*_not_in(aided or helped, actors), *targets))
    if kind.code[:3] in _ARMED:
        actors = tuple(_armed(one) for one in actors)
    if kind.mutual and not actors and not targets:
        actors = _anywhere_between(scene) or _at_it(scene, head)
    actors = tuple(one for one in actors if not _is_scene(scene, finding, one))
    targets = tuple(one for one in targets if not _is_scene(scene, finding, one))
    actors = tuple(one for one in actors if _can_act(scene, one))
    targets = tuple(one for one in targets if _is_party(scene, one))
    if kind.mutual:
        partners = participants(scene, after_preposition(scene.syntax, head, _WITH))
        everyone = [one for one in (*actors, *targets, *partners) if _can_act(scene, one)]
        return unique(everyone), ()
    return unique(actors), unique(_not_in(targets, actors))


def _verbal(scene: Scene, finding: Finding) -> Parties:
    head, last = finding.hit.head, finding.hit.words[-1]
    actors = participants(scene, doers(scene.syntax, head))
    if scene.syntax.words[head].lemma in _OUTLIVES:
        return (), actors  # "the mayor survived an attempt on his life"
    targets = participants(scene, _trimmed(scene, objects(scene.syntax, head, last), finding))
    return actors, targets


def _nominal(scene: Scene, finding: Finding) -> Parties:
    syntax, head = scene.syntax, finding.hit.head
    between = participants(scene, after_preposition(syntax, head, _BETWEEN))
    if between:
        return between, ()
    owners = possessor(scene, head)
    agents = participants(scene, doers(syntax, head))
    actors = owners + agents
    partners = participants(scene, after_preposition(syntax, head, _WITH))
    targets = participants(scene, _trimmed(scene, objects(syntax, head, finding.hit.words[-1]), finding))
    if not actors:
        actors = _of_light_verb(scene, head)
    return actors, unique((*partners, *targets))


def _anywhere_between(scene: Scene) -> tuple[Participant, ...]:
    """ "The call was the first communication between the two leaders": the parties that the predicate names."""
    for index, word in enumerate(scene.syntax.words):
        if word.lower in _BETWEEN:
            return participants(scene, after_preposition(scene.syntax, index - 1, _BETWEEN, reach=2))
    return ()


def _at_it(scene: Scene, head: int) -> tuple[Participant, ...]:
    """ "Erdogan discussed Libya with Trump in a phone call": who did something with whom at a meeting or in a call."""
    syntax = scene.syntax
    chunk = chunk_of(syntax, head)
    if chunk is None or not chunk.start or syntax.words[chunk.start - 1].lower not in ("in", "during", "at", "by"):
        return ()
    group = next((one for one in reversed(syntax.groups) if one.head < chunk.start), None)
    if group is None:
        return ()
    company = after_preposition(syntax, group.head, _WITH)
    return participants(scene, (*subject_of(syntax, group.head), *company)) if company else ()


def _of_light_verb(scene: Scene, head: int) -> tuple[Participant, ...]:
    """ "Trump held a phone conversation": the subject of the verb that carries the noun."""
    syntax = scene.syntax
    for index in governors(syntax, head):
        group = group_of(syntax, index)
        if group is None:
            continue
        if syntax.words[index].lemma not in LIGHT_VERBS:
            return ()
        return participants(scene, doers(syntax, index) if group.passive else subject_of(syntax, index))
    return ()


def _trimmed(scene: Scene, chunks: tuple[Chunk, ...], finding: Finding) -> tuple[Chunk, ...]:
    """Objects without the trigger's own words and without times."""
    words = scene.syntax.words
    own = set(finding.hit.words)
    return tuple(
        chunk
        for chunk in chunks
        if words[chunk.head].tag != "W"
        and (chunk.head not in own or words[chunk.head].lemma in scene.roles)
        and not _is_place_after(scene, chunk)
    )


def _is_place_after(scene: Scene, chunk: Chunk) -> bool:
    """A chunk that "in" or "at" brings is a scene, not a target."""
    before = scene.syntax.words[chunk.start - 1].lower if chunk.start else ""
    return before in ("in", "at", "near", "to", "into", "over") and not any(
        chunk.start <= e.first < chunk.end and e.kind == "person" for e in scene.entities
    )


def _is_scene(scene: Scene, finding: Finding, one: Participant) -> bool:
    """Whether a participant without a code is but a toponym."""
    if one.code is not None or one.start is None or one.end is None:
        return False
    own = [i for i, word in enumerate(scene.syntax.words) if one.start <= word.start < one.end]
    return bool(own) and "place" in finding.classes[own[-1]]


def _armed(one: Participant) -> Participant:
    """A state that strikes does so by its forces."""
    state = one.code is not None and len(one.code) == 3 and one.start is not None and one.code not in _ROLES
    if state:
        return replace(one, code=f"{one.code}MIL")
    return one


def _can_act(scene: Scene, one: Participant) -> bool:
    """Whether a participant is known to be an actor, or at least has a proper name."""
    if one.code is not None:
        return True
    return any(word.tag == "P" for word in scene.syntax.words if one.start is not None and word.end == one.end)


def _is_party(scene: Scene, one: Participant) -> bool:
    """Whether a participant without a code can be struck or dealt with: no distance, means or state of affairs."""
    if one.code is not None or one.start is None:
        return True
    heads = [word.lemma for word in scene.syntax.words if word.end == one.end]
    return not (heads and heads[0] in _NO_PARTY)


def _not_in(targets: tuple[Participant, ...], actors: tuple[Participant, ...]) -> list[Participant]:
    spans = {one.start for one in actors if one.start is not None}
    return [one for one in targets if one.start is None or one.start not in spans]
