"""Deeds whose verb turns the sides round: who remains behind bars undergoes it, who receives arms is given them."""

from __future__ import annotations

from geomap.coding.dependence import governors
from geomap.coding.finding import Finding
from geomap.coding.match import doers
from geomap.coding.participants import participants
from geomap.coding.roles import after_preposition, object_of, subject_of
from geomap.coding.scene import Scene
from geomap.coding.syntax import group_of
from geomap.model import Participant

Sides = tuple[tuple[Participant, ...], tuple[Participant, ...]]
_STAYING = frozenset("be remain stay languish sit stand go disappear vanish".split())
_PUTTING = frozenset("put place take hold keep send remand".split())
_GETTING = frozenset(["receive", "get", "obtain", "acquire"])
_FAR = 16


def received(scene: Scene, finding: Finding) -> Sides | None:
    """ "Ukraine has received tanks from Denmark": who gave them, and to whom."""
    syntax, head = scene.syntax, finding.hit.head
    group = group_of(syntax, head)
    if not finding.code.startswith("AID") or group is None or group.passive or syntax.words[head].lemma not in _GETTING:
        return None
    givers = after_preposition(syntax, head, frozenset(["from"]), reach=_FAR)
    return participants(scene, givers), participants(scene, subject_of(syntax, head))


def kept(scene: Scene, finding: Finding) -> Sides | None:
    """ "Three activists remain behind bars", "were put in detention", "has gone missing": whoever is kept there."""
    syntax, verb = scene.syntax, finding.hit.head
    if finding.code not in ("COE.ARREST", "VAC.ABDUCT"):
        return None
    own = group_of(syntax, verb) is not None
    if not own:
        verb = next(governors(syntax, verb), -1)
    group = group_of(syntax, verb) if verb >= 0 else None
    lemma = syntax.words[verb].lemma if group is not None else ""
    if lemma in _STAYING:
        return (), participants(scene, subject_of(syntax, verb))
    if group is None or own or lemma not in _PUTTING:
        return None
    put = subject_of(syntax, verb) if group.passive else object_of(syntax, verb)
    return participants(scene, doers(syntax, verb)), participants(scene, put)
