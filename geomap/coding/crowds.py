"""Where police meet a crowd: where the sentence says that the crowd was, be it in another clause."""

from __future__ import annotations

from geomap.coding.continuity import Placing
from geomap.coding.link import place_at
from geomap.coding.toponyms import sites_in
from geomap.model import EventPlace

_MET = ("DEM.INTERVENTION", "DEM.EXCESSIVE", "DEM.VIOLENT")
_GATHERING = frozenset("march gather protest rally demonstrate assemble parade converge".split())
_IN = frozenset("in at through across on".split())
_REACH = 6
"""Words after the verb of the crowd within which its town is named."""


def crowd_place(placing: Placing) -> EventPlace | None:
    """ "Thousands marched in X; police fired tear gas near the palace": X, where the police have no place."""
    hit, syntax = placing.finding.hit, placing.finding.scene.syntax
    if placing.kind.code not in _MET:
        return None
    verbs = [
        group.head for group in syntax.groups if group.head < hit.head and syntax.words[group.head].lemma in _GATHERING
    ]
    for site in sites_in(syntax, placing.mentions):
        introduced = site.first > 0 and syntax.words[site.first - 1].lower in _IN
        if introduced and any(0 < site.first - verb <= _REACH for verb in verbs) and site.last < hit.head:
            return place_at(site)
    return None
