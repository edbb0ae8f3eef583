"""Flight that violence or a disaster brings about is a count of that, no event beside it."""

from __future__ import annotations

from geomap.coding.clauses import VIOLENT
from geomap.coding.finding import Finding
from geomap.coding.match import doers
from geomap.coding.syntax import group_of

_FLEEING = frozenset("displace uproot drive force flee leave escape abandon".split())
_TOLD = ("happened", "ongoing", "alleged", "claimed", "historical")


def fold_flight(found: list[Finding]) -> list[Finding]:
    """ "The fighting displaced 2,000 people", "2,000 fled after rebels attacked": one event, with its displaced. An
    army that drives people out is another matter: it does it itself.
    """
    causes = [one for one in found if one.code.startswith((*VIOLENT, "HAZ")) and one.status in _TOLD]
    return [one for one in found if not (causes and _is_flight(one, causes))] if causes else found


def _is_flight(one: Finding, causes: list[Finding]) -> bool:
    syntax, head = one.scene.syntax, one.hit.head
    group = group_of(syntax, head)
    if one.code != "COE.RESTRICT" or group is None or syntax.words[head].lemma not in _FLEEING:
        return False
    by = doers(syntax, head)
    if syntax.words[head].lemma in ("flee", "escape", "leave") or not by:
        return True
    heads = {index for cause in causes for index in cause.hit.words}
    return any(not heads.isdisjoint(range(chunk.start, chunk.end)) for chunk in by)
