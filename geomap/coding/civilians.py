"""Whether an event is aimed at civilians, or hits what protects them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geomap.coding.sites import site_tags
from geomap.coding.wordscan import words_of
from geomap.model import Event, Participant

if TYPE_CHECKING:
    from geomap.language import Doc

VIOLENT = ("STR.", "EXP.", "BAT.", "VAC.", "DEM.EXCESSIVE", "DEM.MOB", "COE.DESTROY")
"""The codes of force that can be turned on civilians."""

PROTECTED_SITES = frozenset(
    ("health", "school", "residential", "religious", "aid", "media", "market", "refugee_camp", "food", "public_space")
)
_CIVIL_CODES = ("CVL", "REF", "MED", "EDU", "HLH", "AID")
_ARMED_CODES = ("MIL", "REB", "INS", "COP")
CIVILIANS = frozenset(
    "civilian villager resident child woman farmer fisherman herder shopper worshipper passenger commuter refugee"
    " journalist teacher student pupil patient doctor nurse medic paramedic aid-worker trader miner bystander pilgrim"
    " schoolgirl schoolboy tourist protester demonstrator family girl boy pensioner migrant".split()
)
COMBATANTS = frozenset(
    "soldier fighter militant rebel insurgent gunman troop terrorist officer policeman serviceman commander"
    " jihadist guerrilla conscript combatant mercenary recruit".split()
)


def civilian_targeting(doc: Doc, *, clause: tuple[int, int], event_type: str, targets: Sequence[Participant]) -> bool:
    """True where force is turned on civilians: by the event's code, a civilian target, civilians among those hit.

    A protected site counts too, unless the clause says that combatants were hit there (ACLED's `civilian_targeting`:
    civilians the main or only target).
    """
    tags = site_tags(doc, clause=clause) if event_type.startswith(VIOLENT) else ()
    return _aimed(event_type, doc.article.text[slice(*clause)], targets=targets, tags=tags)


def targets_civilians(event: Event) -> bool:
    """The same of a coded event, read from its quote, its targets and its site tags."""
    return _aimed(event.event_type, event.quote, targets=event.targets, tags=event.site_tags)


def _aimed(event_type: str, text: str, *, targets: Sequence[Participant], tags: Sequence[str]) -> bool:
    if event_type.startswith("VAC.") or event_type == "DEM.EXCESSIVE":
        return True
    if not event_type.startswith(VIOLENT):
        return False
    codes = [target.code for target in targets if target.code]
    if any(code.endswith(_CIVIL_CODES) for code in codes):
        return True
    if event_type.startswith("BAT."):
        return False
    keys = {word.key for word in words_of(text, start=0, end=len(text))}
    if keys & COMBATANTS or any(code.endswith(_ARMED_CODES) for code in codes):
        return False
    return bool(keys & CIVILIANS) or not PROTECTED_SITES.isdisjoint(tags)
