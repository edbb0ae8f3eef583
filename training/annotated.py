"""Articles that we wrote, with the events marked in the text: `training/data/articles/*.txt`.

    published: 2024-05-03
    genre: wire
    ---
    Drones {1:struck} a terminal in Izmail. The {1=:attack} came as leaders {2:met}; an {x:assault} on inflation …
    ---
    1 | STR.DRONE/STR.UNSPEC | happened | Izmail | city | 2024-05-02..2024-05-03 | Russian / - | opt

`{N:words}` is the best telling of event N, `{N=:words}` every other mention of it, `{x:words}` a word that names a deed
but tells no event. A line an event follows: number, codes that are right, status, place as the text names it or "-",
its precision, dates or "-", actor / target, and "opt" for what a coder may leave out. A code's events are annotated by
the conventions of the ontology; events and persons are invented, places real.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geomap.coding.ontology import check_code
from geomap.errors import TableError

FOLDER = Path(__file__).parent / "data" / "articles"
_PARTS = re.compile(r"^---[ \t]*\n", re.MULTILINE)
_MARK = re.compile(r"\{(\d+|x)(=?):([^{}]+)\}")
_COLUMNS = 7


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event of an annotated article. `spans` are its mentions (character offsets), the best telling first."""

    number: str
    codes: tuple[str, ...]
    status: str
    place: str | None
    precision: str | None
    days: tuple[date, date] | None
    parties: str
    required: bool
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article, its events, and the spans of words that name a deed without telling one."""

    name: str
    text: str
    published: date
    genre: str
    events: tuple[GoldEvent, ...]
    untold: tuple[tuple[int, int], ...]


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def annotated_articles(folder: Path = FOLDER) -> Iterator[Annotated]:
    """The articles of a folder and of those within, by name. Raises TableError for what breaks the notation."""
    for path in sorted(folder.rglob("*.txt")):
        yield read_annotated(path.read_text(encoding="utf-8"), name=path.relative_to(folder).with_suffix("").as_posix())


def read_annotated(source: str, *, name: str) -> Annotated:
    """One article in this notation. Raises TableError."""
    parts = _PARTS.split(source)
    if len(parts) != 3:
        raise TableError(f"{name}: wants three parts divided by lines of '---', has {len(parts)}")
    head = dict(line.split(":", 1) for line in parts[0].splitlines() if ":" in line)
    text, marks = _unmarked(parts[1].strip("\n"))
    rows = [line for line in parts[2].splitlines() if line.strip()]
    return Annotated(
        name,
        text,
        _day(head.get("published", "").strip(), where=name),
        head.get("genre", "").strip(),
        tuple(_event(row, marks, where=name) for row in rows),
        tuple(span for number, _, span in marks if number == "x"),
    )


def _unmarked(marked: str) -> tuple[str, list[tuple[str, bool, tuple[int, int]]]]:
    """The text without its marks, and of each mark the number, whether it tells again, and where it stands."""
    pieces: list[str] = []
    marks: list[tuple[str, bool, tuple[int, int]]] = []
    length = last = 0
    for found in _MARK.finditer(marked):
        pieces += (marked[last : found.start()], found[3])
        start = length + found.start() - last
        length = start + len(found[3])
        marks.append((found[1], bool(found[2]), (start, length)))
        last = found.end()
    return "".join((*pieces, marked[last:])), marks


def _event(row: str, marks: list[tuple[str, bool, tuple[int, int]]], *, where: str) -> GoldEvent:
    cells = [cell.strip() for cell in row.split("|")]
    if len(cells) < _COLUMNS:
        raise TableError(f"{where}: '{row}' wants {_COLUMNS} columns divided by '|'")
    number, codes, status, place, precision, days, parties = cells[:_COLUMNS]
    spans = [span for one, again, span in sorted(marks, key=lambda mark: mark[1]) if one == number]
    if not spans:
        raise TableError(f"{where}: event {number} has no mark in the text; mark its words as {{{number}:words}}")
    accepted = tuple(code.strip() for code in codes.split("/"))
    for code in accepted:
        check_code(code, where=where)
    stated = place != "-"
    return GoldEvent(
        number,
        accepted,
        status,
        place if stated else None,
        precision if stated else None,
        _days(days, where=where),
        parties,
        "opt" not in cells[_COLUMNS:],
        tuple(spans),
    )


def _days(cell: str, *, where: str) -> tuple[date, date] | None:
    if cell in ("-", ""):
        return None
    days = [_day(one, where=where) for one in cell.split("..")]
    return days[0], days[-1]


def _day(cell: str, *, where: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError as error:
        raise TableError(f"{where}: '{cell}' is no date; write 2024-05-03") from error
