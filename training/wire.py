"""Plain sentences of the news that we wrote, and what their annotators say of them: `training/data/wire/*.tsv`.

A line holds the codes that are right, the status, who does it, to whom, the place as the text names it, and the
sentence; "-" where there is none. Every third line, numbered from nought below the header, is held out of each fit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "wire"
HELD_OUT = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and what its annotator says of it; "" where the table has "-"."""

    name: str
    codes: frozenset[str]
    status: str
    actor: str
    target: str
    place: str
    sentence: str
    held_out: bool


def wire_lines(folder: Path = FOLDER, *, tables: Collection[str] | None = None) -> Iterator[Line]:
    """The lines of all tables of a folder, or of those named, in order."""
    for path in sorted(folder.glob("*.tsv")):
        if tables is not None and path.stem not in tables:
            continue
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines()[1:]):
            codes, status, actor, target, place, sentence = ("" if cell == "-" else cell for cell in text.split("\t"))
            yield Line(
                name=f"{path.stem}/{number}",
                codes=frozenset(filter(None, codes.split("/"))),
                status=status,
                actor=actor,
                target=target,
                place=place,
                sentence=sentence,
                held_out=number % HELD_OUT == 0,
            )
