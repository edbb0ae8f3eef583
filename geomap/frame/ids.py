"""Event ids of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def unique_ids(ids: Iterable[str]) -> list[str]:
    """The ids in order; one that was there before gets "-2", "-3" …, whichever no other has."""
    given = list(ids)
    taken, used, counts, made = set(given), set[str](), dict[str, int](), list[str]()
    for name in given:
        found, number = name, counts.get(name, 1)
        while found in used or (number > 1 and found in taken):
            number += 1
            found = f"{name}-{number}"
        counts[name] = number
        used.add(found)
        made.append(found)
    return made
