"""One event a blow: what came of violence, and a vaguer word for it, belong to the word that tells it best."""

from __future__ import annotations

from geomap.coding.clauses import VIOLENT, apart, each_its_own
from geomap.coding.finding import Finding

_TERRITORY = ("BAT.GOVGAIN", "BAT.NSAGAIN")


def fold_violence(found: list[Finding]) -> list[Finding]:
    """A result ("killed", "wounded") belongs to the attack it comes of; a generic word to the specific one beside
    it.
    """
    violent = [one for one in found if one.code[:3] in VIOLENT]
    unrest = any(one.code.startswith(("DEM.", "HAZ", "COE.DESTROY")) for one in found)
    dropped: set[int] = set()
    for one in violent:
        rivals = [other for other in violent if other is not one and id(other) not in dropped]
        told = rivals if one.result else [other for other in rivals if not other.result]  # a blast, not what it did
        weak = one.hit.rule.rank == "weak" and (unrest or any(not apart(one, other) for other in told))
        if weak or any(_covers(other, one) for other in rivals):
            dropped.add(id(one))
    return [one for one in found if id(one) not in dropped]


def _covers(strong: Finding, other: Finding) -> bool:
    """Whether two violent hits tell one happening, the first telling it better."""
    if other.code in _TERRITORY or _taken(other):
        return False
    if strong.code in _TERRITORY:
        return other.code in ("BAT.CLASH", "VAC.ATTACK", "STR.UNSPEC") and not apart(strong, other)
    if strong.status != other.status and "alleged" not in (strong.status, other.status):
        return False
    if _rank(strong) < _rank(other) or (_rank(strong) == _rank(other) and strong.hit.head > other.hit.head):
        return False
    return not apart(strong, other) and not each_its_own(strong, other)


def _taken(other: Finding) -> bool:
    """ "stormed the village and whisked away 19": to carry people off is more than any blow comes to, as is rape."""
    return other.code in ("VAC.ABDUCT", "VAC.SEXUAL") and other.hit.rule.rank == "specific"


def _rank(one: Finding) -> float:
    level = {"specific": 2.0, "generic": 1.0, "weak": 0.0}[one.hit.rule.rank]
    return level + (0.5 if one.code[:3] in ("STR", "EXP") and one.code != "STR.UNSPEC" else 0.0)
