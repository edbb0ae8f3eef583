"""Who holds a place now: its own state again, or somebody from outside."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.coding.ontology import EventType
from geomap.coding.reading import Coder
from geomap.model import EventPlace, Participant


def taker(kind: EventType, actors: Sequence[Participant], place: EventPlace | None, coder: Coder) -> EventType:
    """Whether a place was taken by its own state or from it: a state's forces regain at home and invade abroad."""
    if kind.code not in ("BAT.GOVGAIN", "BAT.NSAGAIN") or place is None or not actors:
        return kind
    if place.place.country is None:  # nobody can tell whether a place that is on no map is at home
        return kind
    code = actors[0].code or ""
    if code in coder.actors.roles.values():  # "pro-government militias": a role of no known state
        return kind
    if code[3:] not in ("", "MIL", "GOV", "COP") or len(code) < 3 or code in ("MIL", "GOV", "COP"):
        return kind
    home = code[:3] == place.place.country
    return coder.types["BAT.GOVGAIN" if home else "BAT.NSAGAIN"]
