"""What harm was done by a strike or a weapon: "killed a commander in an air strike", "sank a ship with drones"."""

from __future__ import annotations

from geomap.coding.dependence import governors
from geomap.coding.roles import object_of
from geomap.coding.syntax import Chunk, Syntax, VerbGroup, group_of

HARMS = frozenset(
    "kill wound injure maim hurt hit strike destroy damage target demolish flatten level wreck kidnap pound rip tear "
    "shatter gut pepper burn claim".split()
)
"""Verbs that say what a weapon or an attack did."""
_DONE_BY = HARMS | frozenset("assassinate eliminate attack wipe neutralise neutralize sink cripple martyr".split())
"""Verbs of what somebody does to somebody by a weapon or an attack."""
_BY = frozenset("in with by using".split())


def harm_by(syntax: Syntax, chunk: Chunk) -> VerbGroup | None:
    """The verb of the harm that a strike or a weapon is the means of, if it says to whom it was done."""
    if not chunk.start or syntax.words[chunk.start - 1].lower not in _BY:
        return None
    for above in governors(syntax, chunk.head):
        group = group_of(syntax, above)
        if group is not None:
            said = group.passive or bool(object_of(syntax, above))
            return group if said and syntax.words[above].lemma in _DONE_BY else None
    return None
