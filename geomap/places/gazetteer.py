"""The compiled gazetteer: which places a name may mean.

`open_gazetteer` maps the file into memory, so that it opens in milliseconds and processes share its pages.
Look-ups hash into the file itself; nothing is loaded ahead. The format is described in `_format`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol, Self, cast

from geomap.errors import GazetteerError
from geomap.model import Place
from geomap.places import _format
from geomap.places._reader import POSTING, POSTINGS, Posting, Reader
from geomap.places.fold import fold, folded_bytes

__all__ = ["CompiledGazetteer", "Gazetteer", "Match", "NameKind", "default_path", "fold", "open_gazetteer"]

NameKind = Literal["name", "alternate", "historic", "abbreviation", "demonym", "adjective"]
REMEDY = "run 'python -m geomap.places.compile', or install geomap again"
_OTHER_REMEDY = "give a file that 'geomap gazetteer build' made"


class Match:
    """A place that a name may mean. `name` is the gazetteer's own spelling, with its capitals ("US", "Ore.").

    `kind` says what the name is to the place; abbreviations should be taken only where the text has the same capitals.
    A value; not a dataclass, for a frozen one is twice as slow to make and a look-up makes one for each place. Those of
    a compiled gazetteer have `_reader` and `_posting` alone at first, and are decoded when they are looked at.
    """

    __slots__ = ("_kind", "_name", "_place", "_posting", "_reader")
    _posting: Posting
    _reader: Reader

    def __init__(self, place: Place, kind: NameKind, name: str) -> None:
        self._place, self._kind, self._name = place, kind, name

    @property
    def place(self) -> Place:
        """The place."""
        try:
            return self._place
        except AttributeError:
            self._place = self._reader.place(self._posting[0])
            return self._place

    @property
    def kind(self) -> NameKind:
        """What the name is to the place."""
        try:
            return self._kind
        except AttributeError:
            self._kind = cast(NameKind, _format.KINDS[self._posting[2]])
            return self._kind

    @property
    def name(self) -> str:
        """The gazetteer's own spelling."""
        try:
            return self._name
        except AttributeError:
            self._name = self._reader.string(self._posting[1])
            return self._name

    def _values(self) -> tuple[Place, NameKind, str]:
        return self.place, self.kind, self.name

    def __eq__(self, other: object) -> bool:
        return self._values() == other._values() if isinstance(other, Match) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        return f"Match(place={self.place!r}, kind={self.kind!r}, name={self.name!r})"

    def __reduce__(self) -> tuple[Any, tuple[Place, NameKind, str]]:
        return Match, self._values()


_bare = cast("Callable[[type[Match]], Match]", Match.__new__)
_ONE = _format.POSTING.size


class Gazetteer(Protocol):
    """What recognition and resolution need of a gazetteer."""

    @property
    def max_words(self) -> int:
        """The number of words of the longest name: no longer stretch of text need be looked up."""

    def lookup(self, name: str) -> tuple[Match, ...]:
        """Every place of that folded name, most prominent first; a place appears once, under its best kind of name."""

    def contains(self, name: str) -> bool:
        """Whether `lookup` would find anything; cheap, for longest-match scanning."""

    def place(self, gazetteer_id: str) -> Place | None:
        """The place with that id, or None."""

    def country(self, alpha3: str) -> Place | None:
        """The country of that ISO 3166-1 alpha-3 code, or None."""

    def admin1_of(self, place: Place) -> Place | None:
        """The first-level division that `place` lies in; None where unknown, and for places as coarse or coarser."""


def default_path() -> Path:
    """Where the build puts the embedded gazetteer."""
    return Path(__file__).parents[1] / "_data" / "gazetteer.bin"


def open_gazetteer(path: Path | None = None) -> CompiledGazetteer:
    """Open a compiled gazetteer (default: the embedded one). Raises GazetteerError, which says what to do."""
    return CompiledGazetteer(path or default_path())


class CompiledGazetteer:
    """An open gazetteer file; a context manager, picklable by its path, safe to read from several threads.

    Matches hold the file open until they are gone, so they may be read after `close`.
    """

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self._reader = Reader(self.path, remedy=REMEDY if self.path == default_path() else _OTHER_REMEDY)
        self.max_words: int = self._reader.max_words
        self.info: Mapping[str, Any] = self._reader.info
        """Sources with their versions and licences, and counts."""

    def lookup(self, name: str) -> tuple[Match, ...]:
        """Every place of that folded name, most prominent first; a place appears once, under its best kind of name."""
        reader = self._reader
        found = reader.find(folded_bytes(name))
        if not found:
            return ()
        if len(found) > _ONE:
            return _matches(reader, POSTINGS(found))
        match = _bare(Match)
        match._reader, match._posting = reader, POSTING(found)
        return (match,)

    def contains(self, name: str) -> bool:
        """Whether `lookup` would find anything."""
        return bool(self._reader.find(folded_bytes(name)))

    def contains_folded(self, key: str) -> bool:
        """As `contains`, for a name that has been folded already."""
        return bool(self._reader.find(key.encode()))

    def place(self, gazetteer_id: str) -> Place | None:
        """The place with that id ("gn:703448", "iso:UA-23", "geomap:site/znpp"), or None."""
        row = self._reader.row_of(gazetteer_id)
        return None if row is None else self._reader.place(row)

    def country(self, alpha3: str) -> Place | None:
        """The country of that ISO 3166-1 alpha-3 code, or None."""
        row = self._reader.country_rows.get(alpha3)
        return None if row is None else self._reader.place(row)

    def admin1_of(self, place: Place) -> Place | None:
        """The first-level division that `place` lies in; None where unknown, and for places as coarse or coarser."""
        row = self._reader.row_of(place.gazetteer_id)
        parent = 0 if row is None else self._reader.row(row)[6]
        return self._reader.place(parent - 1) if parent and parent - 1 != row else None

    def alternate_names(self, place: Place) -> tuple[str, ...]:
        """Every name under which the gazetteer knows a place. Reads the whole index: for people, not for loops."""
        reader = self._reader
        row = reader.row_of(place.gazetteer_id)
        found = {
            reader.string(text)
            for key, postings in reader.entries()
            for owner, text, _ in postings
            if owner == row and not key.startswith(b"\0")
        }
        return tuple(sorted(found))

    def places(self) -> Iterator[Place]:
        """Every place, in order of the file."""
        return (self._reader.place(row) for row in range(len(self)))

    def folded_names(self) -> bytes:
        """Every distinct folded name, one a line, in UTF-8. Reads the whole index, once."""
        return self._reader.folded_names

    def within(self, lat: float, lon: float, north: float, east: float) -> Iterator[Place]:
        """The places no more than `north` degrees of latitude and `east` of longitude from a point."""
        reader = self._reader
        low, high = round((lat - north) * _format.DEGREE), round((lat + north) * _format.DEGREE)
        rows = sorted(row for cell in _cells(lat, lon, north, east) for row in reader.rows_in(cell))
        for row in rows:
            y, x, *_ = reader.row(row)
            if low <= y <= high and abs((x / _format.DEGREE - lon + 180) % 360 - 180) <= east:
                yield reader.place(row)

    def entries(self) -> Iterator[tuple[str, tuple[Match, ...]]]:
        """Every distinct folded name with its matches, in order of the file."""
        reader = self._reader
        return (
            (key.decode(), _matches(reader, postings))
            for key, postings in reader.entries()
            if not key.startswith(b"\0")
        )

    def __getitem__(self, row: int) -> Place:
        """The place at a position of the file. Raises IndexError beyond its end."""
        if not 0 <= row < len(self):
            raise IndexError(f"the gazetteer has {len(self)} places, none at {row}")
        return self._reader.place(row)

    def __len__(self) -> int:
        rows: int = self._reader.rows
        return rows

    def close(self) -> None:
        """Let go of the file; the gazetteer cannot be used afterwards, its matches can."""
        # not looked for in __getattr__, which would slow every look-up by a tenth
        self._reader = cast(Reader, _Closed(self.path))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> tuple[Any, tuple[Path]]:
        return (CompiledGazetteer, (self.path,))


class _Closed:
    """What stands for the reader of a gazetteer that has been closed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __getattr__(self, name: str) -> Any:
        raise GazetteerError(f"{self._path}: the gazetteer has been closed; open it again")


def _matches(reader: Reader, postings: Iterable[Posting]) -> tuple[Match, ...]:
    matches = []
    for posting in postings:
        match = _bare(Match)
        match._reader, match._posting = reader, posting
        matches.append(match)
    return tuple(matches)


def _cells(lat: float, lon: float, north: float, east: float) -> set[int]:
    """The cells of the grid that a box around a point touches."""
    rows = range(max(-90, math.floor(lat - north)), min(89, math.floor(lat + north)) + 1)
    columns = range(-180, 180) if east >= 179 else range(math.floor(lon - east), math.floor(lon + east) + 1)
    return {_format.cell_of(row, column) for row in rows for column in columns}
