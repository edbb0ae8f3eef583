"""The compiled gazetteer: which places a name may mean.

`open_gazetteer` maps the file into memory, so that it opens in milliseconds and processes share its pages.
Look-ups bisect the file itself; nothing is loaded ahead. The format is described in `_format`.
"""

from __future__ import annotations

import mmap
import sys
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Literal, Protocol, Self, cast

from geomap.errors import GazetteerError
from geomap.model import Place, Precision
from geomap.places import _format
from geomap.places.fold import fold

__all__ = ["CompiledGazetteer", "Gazetteer", "Match", "NameKind", "default_path", "fold", "open_gazetteer"]

NameKind = Literal["name", "alternate", "historic", "abbreviation", "demonym", "adjective"]
REMEDY = "run 'python -m geomap.places.compile', or install geomap again"


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a name may mean. `name` is the gazetteer's own spelling, with its capitals ("US", "Ore.").

    `kind` says what the name is to the place; abbreviations should be taken only where the text has the same capitals.
    """

    place: Place
    kind: NameKind
    name: str


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
    """An open gazetteer file; a context manager, picklable by its path, safe to read from several threads."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self._map = map_file(self.path)
        self._views: list[memoryview] = [memoryview(self._map)]
        try:
            self._open_sections()
        except BaseException:
            self.close()
            raise

    def _open_sections(self) -> None:
        header, start = _format.read_header(self._views[0], path=self.path, remedy=REMEDY)
        sections = {name: self._section(start, header["sections"][name]) for name in _format.SECTIONS}
        self._hashes, self._first = sections["hashes"], sections["first"]
        self._rows, self._texts, self._kinds = sections["rows"], sections["texts"], sections["kinds"]
        self._places, self._strings = sections["places"], sections["strings"]
        self._countries: tuple[str | None, ...] = tuple(header["countries"])
        self._features: tuple[str | None, ...] = tuple(header["features"])
        self._country_rows: dict[str, int] = header["country_rows"]
        self._own_rows: int = header["own_rows"]
        self._row_count = len(self._places) // _format.ROW.size
        self.max_words: int = header["max_words"]
        self.info: Mapping[str, Any] = MappingProxyType(header["info"])
        """Sources with their versions and licences, and counts."""

    def _section(self, start: int, described: Mapping[str, Any]) -> memoryview:
        begin = start + described["at"]
        raw = self._views[0][begin : begin + described["length"]]
        self._views.append(raw)
        if described["item"] == "B":
            return raw
        typed = raw.cast(described["item"])
        self._views.append(typed)
        return typed

    def lookup(self, name: str) -> tuple[Match, ...]:
        """Every place of that folded name, most prominent first; a place appears once, under its best kind of name."""
        begin, end = self._postings(fold(name))
        return tuple(self._match(posting) for posting in range(begin, end))

    def contains(self, name: str) -> bool:
        """Whether `lookup` would find anything."""
        begin, end = self._postings(fold(name))
        return begin < end

    def contains_folded(self, key: str) -> bool:
        """As `contains`, for a name that has been folded already."""
        begin, end = self._postings(key)
        return begin < end

    def place(self, gazetteer_id: str) -> Place | None:
        """The place with that id ("gn:703448", "iso:UA-23", "geomap:site/znpp"), or None."""
        row = self._row_of(gazetteer_id)
        return None if row is None else self._place(row)

    def country(self, alpha3: str) -> Place | None:
        """The country of that ISO 3166-1 alpha-3 code, or None."""
        row = self._country_rows.get(alpha3)
        return None if row is None else self._place(row)

    def admin1_of(self, place: Place) -> Place | None:
        """The first-level division that `place` lies in; None where unknown, and for places as coarse or coarser."""
        row = self._row_of(place.gazetteer_id)
        parent = 0 if row is None else self._row(row)[6]
        return self._place(parent - 1) if parent and parent - 1 != row else None

    def alternate_names(self, place: Place) -> tuple[str, ...]:
        """Every name under which the gazetteer knows a place. Reads the whole index: for people, not for loops."""
        row = self._row_of(place.gazetteer_id)
        found = {self._string(self._texts[at]) for at, owner in enumerate(self._rows) if owner == row}
        return tuple(sorted(text for text in found if not text.startswith("\0")))

    def places(self) -> Iterator[Place]:
        """Every place, in order of the file."""
        return (self._place(row) for row in range(self._row_count))

    def names(self) -> Iterator[str]:
        """One spelling of each distinct folded name. Reads the whole index."""
        for at in range(len(self._hashes)):
            text = self._string(self._texts[self._first[at]])
            if not text.startswith("\0"):
                yield text

    def within(self, lat: float, lon: float, north: float, east: float) -> Iterator[Place]:
        """The places no more than `north` degrees of latitude and `east` of longitude from a point."""
        low, high = round((lat - north) * _format.DEGREE), round((lat + north) * _format.DEGREE)
        for row, (y, x, *_) in enumerate(_format.ROW.iter_unpack(self._places)):
            if low <= y <= high and abs((x / _format.DEGREE - lon + 180) % 360 - 180) <= east:
                yield self._place(row)

    def __len__(self) -> int:
        return self._row_count

    def close(self) -> None:
        """Unmap the file; the gazetteer cannot be used afterwards."""
        for view in reversed(self._views):
            view.release()
        self._views.clear()
        self._map.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> tuple[Any, tuple[Path]]:
        return (CompiledGazetteer, (self.path,))

    def _postings(self, key: str) -> tuple[int, int]:
        """The range of postings of a folded name; empty where there are none."""
        if not key:
            return 0, 0
        wanted = _format.hash_of(key)
        hashes, first = self._hashes, self._first
        at = bisect_left(hashes, wanted)
        while at < len(hashes) and hashes[at] == wanted:
            text = self._string(self._texts[first[at]])
            if (text if text.startswith("\0") else fold(text)) == key:
                return first[at], first[at + 1]
            at += 1
        return 0, 0

    def _match(self, posting: int) -> Match:
        kind = cast(NameKind, _format.KINDS[self._kinds[posting]])
        return Match(self._place(self._rows[posting]), kind, self._string(self._texts[posting]))

    def _row_of(self, gazetteer_id: str) -> int | None:
        number = gazetteer_id.removeprefix("gn:")
        if number == gazetteer_id:
            begin, end = self._postings("\0" + gazetteer_id)
            return self._rows[begin] if begin < end else None
        if not number.isdecimal():
            return None
        rows = range(self._own_rows, self._row_count)
        at = bisect_left(rows, int(number), key=self._geonameid)
        return rows[at] if at < len(rows) and self._geonameid(rows[at]) == int(number) else None

    def _geonameid(self, row: int) -> int:
        return int(self._row(row)[3])

    def _row(self, row: int) -> tuple[int, ...]:
        return _format.ROW.unpack_from(self._places, row * _format.ROW.size)

    def _place(self, row: int) -> Place:
        lat, lon, population, geonameid, name, own_id, admin1, country, feature, radius, precision = self._row(row)
        return Place(
            gazetteer_id=self._string(own_id) if row < self._own_rows else f"gn:{geonameid}",
            name=self._string(name),
            lat=lat / _format.DEGREE,
            lon=lon / _format.DEGREE,
            precision=cast(Precision, _format.PRECISIONS[precision]),
            country=self._countries[country],
            admin1=self._string(self._row(admin1 - 1)[4]) if admin1 else None,
            feature=self._features[feature],
            geonameid=geonameid or None,
            population=population,
            radius_km=round(radius * _format.RADIUS_UNIT, 1) if radius else None,
        )

    def _string(self, at: int) -> str:
        strings = self._strings
        end = at + 2 + (strings[at] | strings[at + 1] << 8)
        return str(strings[at + 2 : end], "utf-8")


def map_file(path: Path) -> mmap.mmap:
    """A file mapped into memory, read-only. Raises GazetteerError, which says what to do."""
    if sys.byteorder != "little":
        raise GazetteerError(f"{path}: compiled files are read on little-endian machines only")
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except FileNotFoundError:
        raise GazetteerError(f"{path}: there is no such compiled file; {REMEDY}") from None
    except (OSError, ValueError) as error:  # ValueError: an empty file cannot be mapped
        raise GazetteerError(f"{path}: cannot be read ({error}); {REMEDY}") from None
