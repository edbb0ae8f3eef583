"""Whether what a sentence tells still goes on: "are being held", "in its third month", "have blocked … since"."""

from __future__ import annotations

from itertools import pairwise

from geomap.coding.dependence import clause_of, predicate_of
from geomap.coding.match import Hit
from geomap.coding.syntax import Syntax, VerbGroup, group_of

_STATES = ("BAT.CLASH", "COE.RESTRICT", "DEE.CEASEFIRE", "DEM.")
"""What lasts for days: fighting, a siege or a curfew, a truce, a sit-in; a strike or a killing is told day by day."""
_KEPT = (*_STATES, "COE.ARREST", "MOB.FORCES", "VAC.ABDUCT")
"""What a verb of keeping keeps up: "have held two engineers since Saturday"."""
_KEEPING = frozenset(
    "keep hold block blockade occupy besiege surround encircle shut close seal bar picket maintain stay camp refuse "
    "patrol station boycott ban suspend".split()
)
_GOING_ON = frozenset("continue persist drag rage remain".split())
_REMAINING = frozenset("remain stay".split())
_IN_FORCE = frozenset("force place effect".split())
_DURATIONS = frozenset("day night week month year".split())
_IN_A_ROW = frozenset("consecutive straight successive".split())
_ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split())
_ONWARD = frozenset("in into enter".split())


def lasting(syntax: Syntax, hit: Hit) -> int:
    """The index of the word that says that an event goes on; -1 where none does."""
    code = hit.rule.code
    group = group_of(syntax, hit.head)
    told = group or predicate_of(syntax, hit.head)
    if group is not None and _being_done(syntax, group):
        return group.head
    if group is not None and code.startswith(_KEPT) and _kept_since(syntax, group):
        return group.start
    if not code.startswith(_STATES):
        return -1
    if told is not None and (_goes_on(syntax, told) or _in_force(syntax, told)):
        return told.head
    return _for_days(syntax, *clause_of(syntax, hit.head))


def _being_done(syntax: Syntax, group: VerbGroup) -> bool:
    """ "are being flown in": a passive that is under way."""
    words = [word.lower for word in syntax.words[group.start : group.head]]
    return "being" in words and not {"is", "are"}.isdisjoint(words)


def _kept_since(syntax: Syntax, group: VerbGroup) -> bool:
    """ "have blocked the line since noon", "has kept a blockade for a month"."""
    words = syntax.words
    if words[group.head].lemma not in _KEEPING or not group.perfect or words[group.start].lower not in ("has", "have"):
        return False
    return any(word.lower == "since" for word in words[group.head + 1 : clause_of(syntax, group.head)[1]])


def _goes_on(syntax: Syntax, group: VerbGroup) -> bool:
    """ "Fighting continued", "remains banned", "are still occupying"."""
    words = syntax.words
    lemma, form = words[group.head].lemma, words[group.head].form
    if group.modal or group.negated or group.infinitive:
        return False
    if any(words[i].lemma in _REMAINING and words[i].form in ("s", "b") for i in range(group.start, group.head)):
        return True
    if lemma in _REMAINING:
        return form in ("s", "b")
    return lemma in _GOING_ON and form in ("s", "b", "d")


def _in_force(syntax: Syntax, group: VerbGroup) -> bool:
    """ "A curfew is in effect", "the truce is holding"."""
    words = syntax.words
    if words[group.head].lower not in ("is", "are", "remains"):
        return False
    following = [word.lower for word in words[group.head + 1 : group.head + 4]]
    return any(one == "in" and two in _IN_FORCE for one, two in pairwise(following))


def _for_days(syntax: Syntax, start: int, end: int) -> int:
    """ "for the third day running", "now in its third month", "three nights in a row": where it says so, or -1."""
    words = syntax.words
    for at in range(start, end):
        if words[at].lemma not in _DURATIONS:
            continue
        before = [word.lower for word in words[max(start, at - 4) : at]]
        ordinal = any(one in _ORDINALS or (one[:1].isdigit() and one.endswith("th")) for one in before)
        running = at + 1 < len(words) and words[at + 1].lower == "running"
        if (ordinal and not _ONWARD.isdisjoint(before)) or running or (ordinal and not _IN_A_ROW.isdisjoint(before)):
            return at
    return -1
