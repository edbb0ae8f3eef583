"""Who can do a deed and whom it can be done to: people, bodies and, for force, what they live in and drive.

What is rejected, asked for, shipped or seized is no party, though grammar makes it the object: "rejected the claims",
"sent two battalions", "called for an inquiry".
"""

from __future__ import annotations

from geomap.coding.reference_table import reference_table
from geomap.coding.scene import Scene, is_name
from geomap.model import Participant

_NO_PARTY = frozenset(
    "gas bullet cannon km kilometre kilometer mile metre meter violence unrest fighting chaos somewhere anywhere "
    "nowhere dead injury casualty damage attempt claim charge demand order plan power water energy reason front air "
    "range control responsibility fire say hurt round egg stone rock bottle brick firework flare tomato north south "
    "east west ablaze".split()
)
_FORCE = ("STR", "EXP", "BAT", "VAC", "CRM", "HAZ", "DEM.EXCESSIVE", "DEM.VIOLENT", "DEM.MOB", "DEM.INTERVENTION")
_COERCION = ("COE.ARREST", "COE.DESTROY", "COE.CYBER")
_GAINS = ("BAT.NSAGAIN", "BAT.GOVGAIN", "TER")
_UNDONE = ("MOB", "DEE.WITHDRAW")
"""What is done to nobody."""
_BUILT = frozenset("base checkpoint barracks depot refinery warehouse plant garrison".split())
"""What has a role but does nothing."""
_SWAPPED = frozenset("prisoner captive pow hostage detainee body remains soldier serviceman man woman".split())
"""Who is exchanged, and no party to it."""
_ON_PEOPLE = ("DEM.INTERVENTION", "DEM.EXCESSIVE")
"""What is done to people alone: "cleared the road" of them."""
_CROWDS = frozenset("protest march rally demonstration vigil procession picket sit-in gathering convoy".split())
_CROWD = ("CVL", "REF")


def is_object(lemma: str) -> bool:
    """Whether a noun can be an object at all: no distance, means or state of affairs."""
    return lemma not in _NO_PARTY


def can_act(scene: Scene, one: Participant, *, code: str) -> bool:
    """Whether a participant is known to be an actor, has a proper name or is a body of people; those who protest may be
    but a number: "thousands marched".
    """
    at = _head(scene, one)
    if at < 0:
        return one.code is not None
    head, table = scene.syntax.words[at], reference_table()
    if code == "DEE.POWSWAP" and head.lemma in _SWAPPED:
        return False
    if one.code is not None:
        return head.lemma not in _BUILT
    if head.lower == "i" or at in scene.toponyms:
        return False
    if head.tag == "#":
        return code.startswith("DEM")
    if at + 1 < len(scene.syntax.words) and scene.syntax.words[at + 1].lower == ":":
        return False  # "Kenscoff: police …"
    described = head.lemma in table.descriptions and head.text == one.text  # "the group", of which nothing is known
    named = is_name(scene, at) and head.lemma not in table.weapons
    return named or (head.lemma in table.people and not described)


def is_body(scene: Scene, one: Participant) -> bool:
    """Whether a participant can be a side in a fight: one with a code, or whose proper name is no place's."""
    at = _head(scene, one)
    if one.code is not None:
        return at < 0 or scene.syntax.words[at].lemma not in _BUILT
    return at >= 0 and is_name(scene, at) and at not in scene.toponyms


def can_undergo(scene: Scene, one: Participant, *, code: str, addressed: bool = False) -> bool:
    """Whether a deed of a code (of the ontology) can be done to a participant; `addressed` where a verb takes nobody
    else as its object.
    """
    if code.startswith(_UNDONE):
        return False
    if code == "DEM.PEACEFUL":
        return one.code is not None and not one.code.endswith(_CROWD)
    if one.code is not None or one.start is None or addressed:
        return True
    at = _head(scene, one)
    if at < 0:
        return True
    head, table = scene.syntax.words[at], reference_table()
    if is_name(scene, at) or (at and head.text[:1].isupper()):
        return head.lower != "i" and not code.startswith(_GAINS)  # "took Toretsk", a place that no gazetteer lists
    if head.lemma in _NO_PARTY or code.startswith(_GAINS):
        return False
    if code.startswith(_ON_PEOPLE):
        return head.tag == "#" or head.lemma in table.people | _CROWDS
    if code.startswith((*_FORCE, *_COERCION)):
        return True
    return head.tag == "#" or head.lemma in table.people


def is_party(scene: Scene, one: Participant) -> bool:
    """Whether a participant is named, or people or a body by its noun: "the army", no "Iranian oil"."""
    at, table = _head(scene, one), reference_table()
    if at < 0:
        return one.code is not None
    lemma = scene.syntax.words[at].lemma
    known = any(entity.last == at for entity in scene.entities) or is_name(scene, at)
    return known or lemma in scene.roles or lemma in table.people


def _head(scene: Scene, one: Participant) -> int:
    """The index of the word of this sentence that a participant ends with, or -1: it was named before."""
    words = scene.syntax.words
    return next((i for i, word in enumerate(words) if one.start is not None and word.end == one.end), -1)
