"""Actors and targets of an event: from active, passive and nominal forms, by the type's own pattern."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.coding.aims import aims, beside
from geomap.coding.dependence import governors, predicate_of
from geomap.coding.finding import Finding
from geomap.coding.harmed import damaged, harmed, is_counted, runs_onto
from geomap.coding.implied_doers import at_it, implied_doers
from geomap.coding.match import LIGHT_VERBS, doers
from geomap.coding.meant import meant_for
from geomap.coding.meeting import beside_aside, comes_for
from geomap.coding.nominal import country_in
from geomap.coding.ontology import EventType
from geomap.coding.opponents import both_sides, each_other, gave_way, in_hands, is_mutual, opponents, two_sides
from geomap.coding.participants import participants, possessor
from geomap.coding.partyhood import can_act, can_undergo, is_body, is_object
from geomap.coding.patients import addresses, patients
from geomap.coding.roles import after_preposition, agent_of, object_of, subject_of
from geomap.coding.scene import Scene, unique
from geomap.coding.seized import seized
from geomap.coding.syntax import Chunk, chunk_of, group_of
from geomap.coding.turned_round import kept, received
from geomap.coding.wielders import wielders
from geomap.model import Participant

_WITH = frozenset(["with"])
_BETWEEN = frozenset(["between", "among"])
_OUTLIVES = frozenset(["survive", "escape", "face"])
_SIGHTING = frozenset("detect spot sight track observe monitor".split())
_OWNED = frozenset("his her its their our my".split())
_ARMED = ("STR", "BAT", "MOB", "EXP")
_HARMFUL = ("STR", "EXP", "VAC.ATTACK")
_ALONE = ("MOB", "DEM.PEACEFUL", "DEE.WITHDRAW")
"""What is done to nobody: whom a noun or a passive names is its doer."""

_CARRYING = LIGHT_VERBS | frozenset(
    "use fire deploy lob throw spray unleash resort propose complete approve accept observe "
    "renew extend deliver provide grant allow block repeat adopt put place clamp slap".split()
)
"""Verbs whose subject does what the noun after them says: "police used tear gas"."""
_MEANS = ("DEM.INTERVENTION", "DEM.EXCESSIVE")
"""Types that a noun tells by the means used."""
_WITH_WEAPONS = ("STR", "EXP", "BAT", "VAC")
"""Whose nouns are often weapons, which many a verb takes."""

_Sides = tuple[tuple[Participant, ...], tuple[Participant, ...]]


@dataclass(frozen=True, slots=True)
class Parties:
    """Who does it and to whom. `aimed`: whether the words have an object, be it no party: "a protest against the law",
    or say whose weapon it was. `doing`: those whose deed it is, both sides of a fight that is told of as of two.

    A side is `implied` where but a pronoun stands for it.
    """

    actors: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    aimed: bool
    actors_implied: bool
    targets_implied: bool
    doing: tuple[Participant, ...]


def parties(scene: Scene, finding: Finding, kind: EventType) -> Parties:
    """The parties of a finding. In mutual types everybody is an actor."""
    syntax, head = scene.syntax, finding.hit.head
    does, undergoes = doers(syntax, head), patients(scene, finding)
    verbal = group_of(syntax, head) is not None
    sides = (
        in_hands(scene, finding)
        or gave_way(scene, finding)
        or kept(scene, finding)
        or received(scene, finding)
        or (_verbal(scene, head, does, undergoes) if verbal else _nominal(scene, finding, does, undergoes))
    )
    actors, targets = _fitting(scene, finding, kind, _promised(scene, finding, sides))
    if kind.code.startswith(_HARMFUL) and kind.code != "EXP.SUICIDE":
        actors = tuple(_not_in(actors, participants(scene, harmed(scene, finding))))  # who died of it did not do it
    wielded = not actors and kind.code.startswith(_HARMFUL) and finding.status != "denied"
    if wielded:
        able = [_armed(one) for one in wielders(scene, finding) if can_act(scene, one, code=kind.code)]
        actors = tuple(_not_in(able, targets))
    targets = seized(scene, finding) or targets
    ran = runs_onto(scene, finding)
    if ran:
        behind = [_armed(one) for one in wielders(scene, finding) if can_act(scene, one, code=kind.code)]
        targets = participants(scene, harmed(scene, finding) or ran)
        actors = tuple(_not_in(behind, targets))
    if not targets and kind.code.startswith(_HARMFUL):
        targets = _suffering(scene, finding, kind, actors, at_place=bool(undergoes))
    if not targets and not kind.mutual:
        targets = _meant_for(scene, finding, kind, actors)
    chunk = chunk_of(syntax, head)
    owned = chunk is not None and syntax.words[chunk.start].lower in _OWNED
    implied = owned or any(syntax.words[one.head].tag == "O" for one in does)
    outlived = syntax.words[head].lemma in _OUTLIVES or not undergoes
    suffered = any(syntax.words[one.head].tag == "O" for one in undergoes) or (implied and outlived)
    aimed = bool(targets) or (wielded and bool(actors)) or _is_aimed(finding, undergoes)
    of_two = kind.code == "BAT.CLASH" and (both_sides(scene)[0] or is_mutual(scene, head, len(does)))
    return Parties(actors, targets, aimed, implied, suffered, (*actors, *targets) if of_two else actors)


def _suffering(
    scene: Scene, finding: Finding, kind: EventType, actors: Sequence[Participant], *, at_place: bool
) -> tuple[Participant, ...]:
    """Where no object is a party: what the violence was aimed at, else who was harmed; a bare number of people is less
    than the place `at_place` that was aimed at: "shelled Kherson, wounding four".
    """
    hurt = harmed(scene, finding)
    near = beside(scene, finding) if all(is_counted(scene, chunk) for chunk in hurt) else ()
    if at_place:
        hurt = tuple(chunk for chunk in hurt if scene.syntax.words[chunk.head].tag != "#")
    for chunks in (aims(scene, finding), near, damaged(scene, finding), hurt):
        able = [one for one in participants(scene, chunks) if can_undergo(scene, one, code=kind.code)]
        found = _not_in(able, actors)
        if found:
            return unique(found)
    return ()


def _promised(scene: Scene, finding: Finding, sides: _Sides) -> _Sides:
    """The sides of what somebody promises to do: "agreed to send Ukraine missiles"."""
    if finding.promiser is None:
        return sides
    helped, targets = sides
    actors = participants(scene, doers(scene.syntax, finding.promiser.hit.head))
    aided = participants(scene, object_of(scene.syntax, finding.promiser.hit.words[-1])[:1])
    return actors, unique((*_not_in(aided or helped, actors), *targets))


def _fitting(scene: Scene, finding: Finding, kind: EventType, sides: _Sides) -> _Sides:
    """Of who does it and to whom by grammar, those who can, as the type has it."""
    actors, targets = sides
    if kind.code[:3] in _ARMED:
        actors = tuple(_armed(one) for one in actors)
    if kind.mutual and not actors and not targets:
        actors = _anywhere_between(scene) or at_it(scene, finding.hit.head)
    actors = tuple(one for one in actors if not _is_scene(scene, finding, one))
    targets = tuple(one for one in targets if not _is_scene(scene, finding, one))
    if not actors:
        actors = implied_doers(scene, finding)
        targets = tuple(_not_in(targets, actors))
    if kind.code.startswith("HAZ"):
        actors = ()
    if kind.code.startswith(_ALONE) and not actors:
        actors = tuple(_not_in(targets, _against(scene, finding)))  # "the deployment of the army"
    actors = tuple(one for one in actors if can_act(scene, one, code=kind.code))
    addressed = addresses(scene, finding)
    targets = tuple(one for one in targets if can_undergo(scene, one, code=kind.code, addressed=addressed))
    first, others = both_sides(scene) if kind.code == "BAT.CLASH" else ((), ())
    against = opponents(scene, finding)
    if first:
        actors, targets = first, others
    elif against and not kind.mutual:
        died = participants(scene, harmed(scene, finding)) if kind.code == "BAT.CLASH" and not actors else ()
        fought = [one for one in targets if is_body(scene, one)] if kind.code != "BAT.CLASH" else targets
        actors, targets = _opposed(actors, unique((*_not_in(fought, against), *died)), against)
    elif kind.code == "BAT.CLASH" and not targets:
        actors, targets = each_other(scene, finding.hit.head, unique(actors))
    if kind.mutual:
        partners = participants(scene, after_preposition(scene.syntax, finding.hit.head, _WITH))
        everyone = [one for one in (*actors, *targets, *partners) if can_act(scene, one, code=kind.code)]
        return unique(everyone), ()
    return unique(actors), unique(_not_in(targets, actors))


def _opposed(actors: Sequence[Participant], targets: Sequence[Participant], against: Sequence[Participant]) -> _Sides:
    """The sides where words name whom it was against: "three rebels died in a clash with the army", "took a hill from
    the army".
    """
    known = [one for one in targets if one.code is not None]
    others = _not_in(against, (*actors, *known))
    return ((*actors, *(others if known and not actors else ())), tuple(known or others))


def _against(scene: Scene, finding: Finding) -> tuple[Participant, ...]:
    """Whom a noun is against: "a protest against the company"."""
    return participants(scene, after_preposition(scene.syntax, finding.hit.head, frozenset(["against", "with"])))


def _meant_for(
    scene: Scene, finding: Finding, kind: EventType, actors: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    """The first of those whom the words may be meant for that can be."""
    for some in meant_for(scene, finding):
        fitting = tuple(one for one in some if not _is_scene(scene, finding, one))
        meant = [one for one in fitting if can_undergo(scene, one, code=kind.code)]
        if _not_in(tuple(meant), actors):
            return unique(_not_in(tuple(meant), actors))
    return ()


def _verbal(scene: Scene, head: int, does: Sequence[Chunk], undergoes: Sequence[Chunk]) -> _Sides:
    actors = participants(scene, does)
    if scene.syntax.words[head].lemma in _SIGHTING:
        return participants(scene, undergoes), ()  # "Taiwan detected 59 Chinese aircraft": who is seen is who moves
    if scene.syntax.words[head].lemma in _OUTLIVES:
        return (), actors  # "the mayor survived an attempt on his life", "they will face the consequences"
    return actors, participants(scene, undergoes)


def _nominal(scene: Scene, finding: Finding, does: Sequence[Chunk], undergoes: Sequence[Chunk]) -> _Sides:
    syntax, head = scene.syntax, finding.hit.head
    first, others = two_sides(scene, head)
    if first:
        return first, others
    by = participants(scene, does)
    if finding.code.startswith(_MEANS):
        by = _of_carrier(scene, finding) or by  # "used tear gas on a sit-in by nurses"
    actors = possessor(scene, head) + by or _of_carrier(scene, finding) or beside_aside(scene, finding)
    partners = participants(scene, after_preposition(syntax, head, _WITH))
    return actors, unique((*partners, *participants(scene, undergoes)))


def _anywhere_between(scene: Scene) -> tuple[Participant, ...]:
    """ "The call was the first communication between the two leaders": the parties that the predicate names."""
    for index, word in enumerate(scene.syntax.words):
        if word.lower in _BETWEEN:
            first, others = two_sides(scene, index - 1)
            return (*first, *others)
    return ()


def _of_carrier(scene: Scene, finding: Finding) -> tuple[Participant, ...]:
    """ "Trump held a phone conversation", "sanctions were imposed by the bloc": the doer of the verb that carries the
    noun.
    """
    syntax, head = scene.syntax, finding.hit.head
    carrying = LIGHT_VERBS if finding.code.startswith(_WITH_WEAPONS) else _CARRYING
    predicate = predicate_of(syntax, head)
    if predicate is not None and predicate.passive and syntax.words[predicate.head].lemma in carrying:
        return participants(scene, agent_of(syntax, predicate.head))
    for index in governors(syntax, head):
        group = group_of(syntax, index)
        if group is None:
            continue
        if syntax.words[index].lemma not in carrying and not comes_for(finding, group):
            return ()
        return participants(scene, doers(syntax, index) if group.passive else subject_of(syntax, index))
    return ()


def _is_aimed(finding: Finding, undergoes: Sequence[Chunk]) -> bool:
    """Whether anything but a place or a measure is what the words say it is done to."""
    words = finding.scene.syntax.words
    return any(
        "place" not in finding.classes[at] and words[at].tag != "O" and is_object(words[at].lemma)
        for at in (chunk.head for chunk in undergoes)
    )


def _is_scene(scene: Scene, finding: Finding, one: Participant) -> bool:
    """Whether a participant without a code is but a toponym."""
    if one.code is not None or one.start is None or one.end is None:
        return False
    own = [i for i, word in enumerate(scene.syntax.words) if one.start <= word.start < one.end]
    return bool(own) and "place" in finding.classes[own[-1]]


def _armed(one: Participant) -> Participant:
    """A state that strikes does so by its forces."""
    if one.start is not None and one.code and country_in(one.code) == one.code:
        return replace(one, code=f"{one.code}MIL")
    return one


def _not_in(targets: Sequence[Participant], actors: Sequence[Participant]) -> list[Participant]:
    spans = {one.start for one in actors if one.start is not None}
    return [one for one in targets if one.start is None or one.start not in spans]
