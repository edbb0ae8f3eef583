"""Articles made up for the tests of runs at scale: a few happenings, each told by several articles."""

from __future__ import annotations

import json
import random
from pathlib import Path

_TOWNS = ("Kharkiv", "Nyala", "Goma", "Homs", "Aden")
_FORCES = ("Russian forces", "The army", "Rebels")


def write_news(path: Path, count: int, *, seed: int = 7) -> None:
    """A JSON Lines file of `count` articles."""
    chance = random.Random(seed)  # noqa: S311 (made-up news need no secrecy)
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            force, town, dead = chance.choice(_FORCES), chance.choice(_TOWNS), chance.randint(2, 9)
            told = f"{force} shelled {town} on Monday, killing {dead} people."
            gone = f"Protesters gathered in {chance.choice(_TOWNS)} on Sunday to demand a ceasefire."
            row = {
                "doc_id": f"n{number:05}",
                "published": f"2025-03-{chance.randint(11, 30):02}",
                "source": chance.choice(("Wire", "Herald")),
                "text": f"{told}\n\n{gone}\n\nIt was report number {number} of the day.",
            }
            stream.write(json.dumps(row) + "\n")
