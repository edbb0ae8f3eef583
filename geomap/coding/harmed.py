"""Whom a sentence tells of as killed or hurt: "Two men died when a mine went off", "..., leaving a nurse dead"."""

from __future__ import annotations

from geomap.coding.dependence import clause_of, governors
from geomap.coding.finding import Finding
from geomap.coding.reference_table import reference_table
from geomap.coding.roles import chunks_from, object_of, subject_of
from geomap.coding.scene import Scene
from geomap.coding.syntax import Chunk, Syntax, VerbGroup, group_of

_HURT = frozenset(
    "kill wound injure maim hurt slay murder massacre behead execute martyr shoot gun stab hack assassinate butcher "
    "slaughter incinerate lynch burn".split()
)
_DAMAGED = frozenset("damage destroy wreck gut flatten demolish level cripple ignite".split())
_LIT = frozenset(["catch", "set"])
_BURNING = frozenset("fire ablaze alight aflame".split())
_NEAR = 8
_DYING = frozenset("die perish succumb".split())
_LOST = frozenset("life leg arm limb foot hand eye sight finger".split())
_HARMED = frozenset("dead wounded injured hurt maimed unconscious bleeding".split())
_LATER = frozenset("week day month year hour".split())
_RUNNING = frozenset("hit strike run drive step tread stumble walk roll".split())
_REACH = 30


def harmed(scene: Scene, finding: Finding) -> tuple[Chunk, ...]:
    """The chunks of those whom the verb of harm nearest to a finding is said of."""
    head = finding.hit.head
    near = sorted(scene.syntax.groups, key=lambda group: abs(group.head - head))
    for group in near:
        if abs(group.head - head) > _REACH or group.modal or group.negated:
            continue
        if _another(scene.syntax, *sorted((group.head, head))) or _elsewhere(scene, group.head, head):
            continue
        found = tuple(chunk for chunk in _of(scene.syntax, group) if _is_somebody(scene, chunk))
        if found:
            return found
    return ()


def damaged(scene: Scene, finding: Finding) -> tuple[Chunk, ...]:
    """What a sentence tells of as damaged: "a refinery caught fire after a drone attack", "damaging port buildings"."""
    syntax, head = scene.syntax, finding.hit.head
    for group in sorted(syntax.groups, key=lambda one: abs(one.head - head)):
        if abs(group.head - head) > _REACH or group.modal or group.negated:
            continue
        lemma = syntax.words[group.head].lemma
        if lemma in _DAMAGED and not _another(syntax, *sorted((group.head, head))):
            hit = subject_of(syntax, group.head) if group.passive else object_of(syntax, group.head)
        elif lemma in _LIT and _burns(syntax, group):
            hit = subject_of(syntax, group.head) if group.passive or lemma == "catch" else object_of(syntax, group.head)
        else:
            continue
        found = tuple(chunk for chunk in hit if _is_somebody(scene, chunk) and chunk.head not in scene.toponyms)
        if found:
            return found
    return ()


def _burns(syntax: Syntax, group: VerbGroup) -> bool:
    """ "Caught fire", "set a ship on fire"."""
    return any(word.lower in _BURNING for word in syntax.words[group.head + 1 : group.head + _NEAR])


def _of(syntax: Syntax, group: VerbGroup) -> tuple[Chunk, ...]:
    """Whom a verb says to be harmed."""
    words, lemma = syntax.words, syntax.words[group.head].lemma
    if lemma == "gun" and words[group.head + 1 : group.head + 2] and words[group.head + 1].lower != "down":
        return ()
    if lemma in _HURT:
        return subject_of(syntax, group.head) if group.passive else object_of(syntax, group.head)
    if lemma in _DYING:
        return subject_of(syntax, group.head)
    objects = object_of(syntax, group.head)
    if not objects or group.passive:
        return ()
    if lemma == "lose" and words[objects[0].head].lemma in _LOST:
        return subject_of(syntax, group.head)
    if lemma == "claim" and words[objects[0].head].lemma == "life" and objects[0].end + 1 < len(words):
        return chunks_from(syntax, objects[0].end + 1) if words[objects[0].end].lower == "of" else ()
    if lemma == "leave" and any(word.lower in _HARMED for word in words[objects[0].head : objects[-1].end + 2]):
        return tuple(_bare(syntax, chunk) for chunk in objects)
    return ()


def _bare(syntax: Syntax, chunk: Chunk) -> Chunk:
    """The people of "left a nurse dead", of which the last word says what became of her."""
    told = syntax.words[chunk.head].lower in _HARMED and chunk.head > chunk.start + 1
    return Chunk(chunk.start, chunk.head, chunk.head - 1) if told else chunk


def _is_somebody(scene: Scene, chunk: Chunk) -> bool:
    word = scene.syntax.words[chunk.head]
    return word.tag not in ("W", "O") and word.lower not in _HARMED and word.lemma not in reference_table().things


def _another(syntax: Syntax, start: int, end: int) -> bool:
    """Whether what stands between two words parts two happenings: "came a week after", a semicolon."""
    words = syntax.words
    return any(
        words[at].text == ";" or (words[at].lower in ("after", "before") and words[at - 1].lemma in _LATER)
        for at in range(start + 1, end)
    )


def _elsewhere(scene: Scene, one: int, other: int) -> bool:
    """Whether "and" parts two words, each with a town of its own: "a bomb went off in X, and a judge was shot in Y"."""
    clauses = clause_of(scene.syntax, one), clause_of(scene.syntax, other)
    joined = any(word.lower == "and" for word in scene.syntax.words[min(one, other) : max(one, other)])
    return joined and clauses[0] != clauses[1] and all(not scene.toponyms.isdisjoint(range(*each)) for each in clauses)


def is_counted(scene: Scene, chunk: Chunk) -> bool:
    """Whether a chunk says but how many there were: "killing six", "wounding 20 people"."""
    word = scene.syntax.words[chunk.head]
    return word.tag == "#" or word.lemma in ("people", "person", "other")


def runs_onto(scene: Scene, finding: Finding) -> tuple[Chunk, ...]:
    """Who or what set off a mine or walked into an ambush: "their lorry hit a mine"."""
    words, head = scene.syntax.words, finding.hit.head
    verb = head if group_of(scene.syntax, head) is not None else next(governors(scene.syntax, head), -1)
    group = group_of(scene.syntax, verb) if verb >= 0 else None
    if group is None or group.passive or words[verb].lemma not in _RUNNING:
        return ()
    after = [at for at in finding.hit.words if at > verb]
    mine = finding.code == "EXP.IED" and any("explosive" in finding.classes[at] for at in after)
    trapped = any(words[at].lemma == "ambush" for at in after)
    return subject_of(scene.syntax, verb) if mine or trapped else ()
