"""How many were killed, injured, released …: numbers bound to what they count. First working version: killed, injured."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.coding.numbers import find_numbers

if TYPE_CHECKING:
    from geomap.language import Doc


def quantities_of(
    doc: Doc, *, sentence_index: int, clause: tuple[int, int], event_type: str
) -> tuple[tuple[str, int | str], ...]:
    """(name, value) pairs in order of name for what the clause counts."""
    text = doc.article.text
    found: dict[str, int | str] = {}
    for number in find_numbers(text, start=clause[0], end=clause[1]):
        before = text[max(clause[0], number.start - 12) : number.start]
        after = text[number.end : min(clause[1], number.end + 40)]
        if re.search(r"kill(ed|ing) $", before) or re.match(r" (\w+ ){0,2}(were )?(killed|dead)", after):
            found.setdefault("killed", number.low)
        elif re.search(r"(injur|wound)(ed|ing) $", before) or re.match(r" (\w+ ){0,2}(were )?(injured|wounded)", after):
            found.setdefault("injured", number.low)
    return tuple(sorted(found.items()))
