"""Several words for one protest, and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.coding.clauses import apart
from geomap.coding.finding import Finding
from geomap.coding.roles import subject_of

_SEVERITY = ("DEM.EXCESSIVE", "DEM.VIOLENT", "DEM.MOB", "DEM.INTERVENTION", "DEM.PEACEFUL")
_SAYING = frozenset("vow pledge promise say threaten warn plan swear insist announce declare call".split())
OFFICIAL = frozenset("country leader person igo body stateforce".split())
"""Classes of parties that speak for a state or a body."""


def fold_protests(found: list[Finding]) -> list[Finding]:
    """Of several words for one protest the gravest; arrests and blows at a protest are part of it."""
    protests = [one for one in found if one.code.startswith("DEM.")]
    if not protests:
        return found
    found = [one for one in found if not _are_but_who_speaks(one, found)]
    protests = [one for one in found if one.code.startswith("DEM.")]
    if not protests:
        return found
    gravest = min(protests, key=lambda one: (_SEVERITY.index(one.code), one.hit.head))
    met = gravest.code in ("DEM.EXCESSIVE", "DEM.INTERVENTION")  # by police: "refused to clear the road" is why
    found = [one for one in found if not _own_demand(one) and not (met and one.code == "VRB.REJECT")]
    drop = {id(one) for one in protests if one is not gravest and one.status == gravest.status}
    if gravest.code != "DEM.PEACEFUL":
        within = ("COE.ARREST", "COE.DESTROY", "BAT.CLASH")
        drop |= {id(one) for one in found if one.code in within and not apart(one, gravest)}
        drop |= {id(one) for one in found if one.code == "VAC.ATTACK" and not apart(one, gravest)}
    return [one for one in found if id(one) not in drop]


def _are_but_who_speaks(one: Finding, found: Sequence[Finding]) -> bool:
    """ "The protesters have vowed to march on Saturday": those who are known already, and what they say or plan."""
    words = one.scene.syntax.words
    if one.code != "DEM.PEACEFUL" or len(one.hit.words) > 1 or not one.points_back:
        return False
    theirs = (
        other
        for other in found
        if other.code.startswith("VRB.") or (other.code == one.code and other.status == "planned")
    )
    governing = [group for group in one.scene.syntax.groups if group.head > one.hit.head]
    says = bool(governing) and words[governing[0].head].lemma in _SAYING
    return says and any(other is not one for other in theirs)


def _own_demand(one: Finding) -> bool:
    """ "Thousands marched, demanding": what a protest asks for is part of it; what a minister asks is his own."""
    if one.code != "VRB.REQUEST":
        return False
    subjects = subject_of(one.scene.syntax, one.hit.head)
    words = one.scene.syntax.words
    if any(words[chunk.head].lower in ("he", "she") or words[chunk.head].tag == "P" for chunk in subjects):
        return False  # one person's demand is no crowd's
    return not any(OFFICIAL & one.classes[chunk.head] for chunk in subjects)
