"""With what an event was done: drone, missile, landmine, firearm … from the phrases of `tables/weapons.toml`.

Only what the event's own clause names: a drone strike in the sentence before lends nothing to the arrest after it. For
a weapon that was seized or shot down it is the weapon, not what stopped it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geomap.coding.sites import tags_between

if TYPE_CHECKING:
    from geomap.language import Doc

TABLE = Path(__file__).with_name("tables") / "weapons.toml"
_ARMED = ("STR.", "EXP.", "BAT.", "VAC.", "DEM.", "COE.DISRUPT", "COE.DESTROY", "COE.CYBER", "AID.MIL", "CRM.")
"""The codes that can have a weapon."""


def weapons_of(doc: Doc, *, clause: tuple[int, int], event_type: str) -> tuple[str, ...]:
    """The weapons named between two offsets, in order of mention, each once; none for a code without weapons."""
    return tags_between(doc.article.text, clause, table=TABLE) if event_type.startswith(_ARMED) else ()
