"""Countries and capitals that the grammar makes land of: "in neighbouring Serbia", "the invasion of Panama".

Roles are judged by what a toponym does in its sentence, and a country that troops enter or that is fought over is taken
for its government now and then. Where the words before it can bring nothing but a place, it is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.coding.roles import object_of, subject_of
from geomap.coding.syntax import Syntax
from geomap.coding.toponyms import DIRECTIONS
from geomap.model import Mention

_WITHIN = frozenset("in inside across throughout within near outside around".split())
_NEXT_TO = frozenset(["neighbouring", "neighboring"])
_COMPASS = frozenset(f"{word}ern" for word in DIRECTIONS if not word.endswith("ward")) | DIRECTIONS | {"central"}
_SEIZING = frozenset(
    "invade occupy capture conquer annex overrun seize bomb bombard shell patrol liberate reoccupy recapture".split()
)
"""Verbs that take land, not its government."""
_SEIZURE = frozenset(
    "invasion occupation capture conquest annexation bombing bombardment shelling liberation reoccupation".split()
)


def with_grounds(syntax: Syntax, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of a sentence; those that stand for a government by their role, and for land by their grammar, are
    literal."""
    return [
        replace(one, role="literal") if one.role == "government" and _is_ground(syntax, one) else one
        for one in mentions
    ]


def _is_ground(syntax: Syntax, one: Mention) -> bool:
    words = syntax.words
    inside = [i for i, word in enumerate(words) if word.start < one.end and one.start < word.end]
    if not inside:
        return False
    first, last = inside[0], inside[-1]
    if last + 1 < len(words) and words[last + 1].tag == "'":
        return False
    if first and words[first - 1].lower in _COMPASS:
        return True
    at = first - 1
    while at >= 0 and (words[at].tag in ("D", "A") or words[at].lower in _NEXT_TO):
        at -= 1
    if at >= 0 and words[at].lower in _WITHIN:
        return True
    if at >= 1 and words[at].lower == "of" and words[at - 1].lemma in _SEIZURE:
        return True
    return _seized(syntax, first, last)


def _seized(syntax: Syntax, first: int, last: int) -> bool:
    """Whether a verb takes the toponym itself: "captured X and Y", "X is patrolled"."""
    words = syntax.words
    for group in syntax.groups:
        if words[group.head].lemma not in _SEIZING:
            continue
        chunks = subject_of(syntax, group.head) if group.passive else object_of(syntax, group.head)
        if any(chunk.start <= first < chunk.end and chunk.head <= last for chunk in chunks):
            return True
    return False
