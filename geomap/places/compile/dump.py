"""Compile a gazetteer from GeoNames' own dumps: allCountries (or a country's file) and what lies beside it.

Places are held as columns of numbers, names are sorted on disk part by part: memory stays bounded by the places. Under
the dump lies the embedded gazetteer, so that a built one knows every region, exonym and demonym that it knows. A place
that both have is one; a first-level division is the embedded one's where most of the towns that both have say so.
"""

from __future__ import annotations

import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from geomap.errors import GazetteerError
from geomap.places import _format
from geomap.places.compile.assemble import assemble
from geomap.places.compile.base import Base, take_base
from geomap.places.compile.cities import never_alternate, useful_alternates
from geomap.places.compile.columns import Columns
from geomap.places.compile.filed import Filing, filed_under, stored_filing
from geomap.places.compile.geonames import COLUMNS, PLACE_COLUMNS, Faults, find_files, read_rows
from geomap.places.compile.nations import alpha3_codes
from geomap.places.compile.spill import Names, Strings, spelt
from geomap.places.fold import folded_bytes

Report = Callable[[str], None]
_KIND = {name: number for number, name in enumerate(_format.KINDS)}
_NOT_NAMES = frozenset("link post wkdt iata icao faac tcid unlc phon piny fr_1793".split())
_BY_CLASS = {"P": "city", "A": "adm2", "H": "area", "T": "area", "L": "area", "V": "area", "S": "site", "R": "site"}
_BY_CODE = {"ADM1": "adm1", "ADM2": "adm2", "CONT": "multi_country", "PCLH": "area"}
_DEEPEST = 8


@dataclass(slots=True)
class _Build:
    """What is being built, and what is known of the dump so far."""

    columns: Columns
    names: Names
    strings: Strings
    base: Base
    refused: frozenset[bytes]
    alpha3: dict[str, str] = field(default_factory=alpha3_codes)
    filing: Filing = field(default_factory=stored_filing)
    divisions: dict[str, list[str]] = field(default_factory=dict)
    """The lines of first-level divisions, by key ("UA.26"), kept until it is known which are ours."""
    numbers: dict[int, int] = field(default_factory=dict)
    """Places by geonameid where they are not in the order read: the base's, and the dump's divisions."""
    seen: set[str] = field(default_factory=set)
    """The countries (alpha-2) that it has places of."""
    newest: str = ""
    faults: Faults = field(default_factory=Faults)


def build_gazetteer(
    folder: Path,
    out: Path,
    *,
    countries: Collection[str] = (),
    base: Path | None = None,
    report: Report | None = None,
    warn: Report | None = None,
) -> int:
    """Compile the dump in `folder` to `out`; the number of places that the dump gave.

    `countries` are alpha-2 codes, empty for all; `base` is the compiled gazetteer to lay under it. The folder holds
    allCountries.txt or .zip (or, with one country, that country's file, UA.txt), and may hold alternateNamesV2,
    admin1CodesASCII, admin2Codes and hierarchy. `warn` is told of which countries there is no place in it. Raises
    GazetteerError where the places are missing.
    """
    say = report or _ignore
    only = {code.upper() for code in countries}
    mains = find_files(folder, "allCountries", sorted(only))
    if not mains:
        raise GazetteerError(f"{folder}: no allCountries.txt or .zip there; 'geomap gazetteer download' fetches it")
    with _workshop(out) as work, closing(Strings(work / "strings")) as strings:
        build = _begin(work, strings, base)
        others = find_files(folder, "alternateNamesV2", [f"alternateNamesV2-{code}" for code in sorted(only)])
        count = 0
        for path in mains:
            count += (taken := _places(build, path, only, alternates=not others))
            say(f"{taken:,} places in {path.name}")
        if not count:
            found = build.faults.first or f"no place of {', '.join(sorted(only)) or 'any country'} in it"
            raise GazetteerError(f"{mains[0]}: no place can be taken from it: {found}")
        if missing := sorted(only - build.seen):
            files = ", ".join(f"{code}.txt" for code in missing)
            (warn or say)(f"{folder}: no place of {', '.join(missing)} in it; put {files} or allCountries.txt there")
        linked = _first_level(build)
        for stem in ("admin1CodesASCII", "admin2Codes"):
            for path in find_files(folder, stem):
                say(f"{_codes(build, path, stem):,} names in {path.name}")
        for path in others:
            say(f"{_alternates(build, path):,} names in {path.name}")
        for path in find_files(folder, "hierarchy"):
            say(f"{_parents(build, path, linked):,} places found their division in {path.name}")
        if build.faults.count:
            say(build.faults.told())
        sources = [_source(mains, build.newest), *build.base.sources]
        assemble(
            out, work, build.columns, build.names, build.strings,
            linked=linked, country_rows=build.base.country_rows, sources=sources,
        )  # fmt: skip
    return count


def _begin(work: Path, strings: Strings, base: Path | None) -> _Build:
    columns, names = Columns(), Names(work)
    under = take_base(base, columns, names, strings)
    refused = frozenset(map(str.encode, never_alternate()))
    return _Build(columns, names, strings, under, refused, numbers=dict(under.numbers))


def _places(build: _Build, path: Path, only: set[str], *, alternates: bool) -> int:
    """Take every place of the dump; how many. Without a table of alternate names, those of the line are taken."""
    count = 0
    refused = never_alternate() if alternates else frozenset()
    for line, row in read_rows(path, PLACE_COLUMNS, build.faults):
        if only and row[8] not in only:
            continue
        key = f"{row[8]}.{row[10]}"
        own = _number(row[0])
        if own and row[7] == "ADM1" and key not in build.divisions and own not in build.base.numbers:
            build.divisions[key] = row
            count += 1
            continue
        number = _take(build, path, line, row, key)
        if number is None:
            continue
        count += 1
        if alternates and row[3]:
            for text in useful_alternates(row[1], row[3].split(","), refused=refused):
                spelt(build.names, build.strings, text, place=number, kind=_KIND["alternate"])
    return count


def _take(build: _Build, path: Path, line: int, row: list[str], key: str) -> int | None:
    """The number of the place of a line, or None for a faulty one."""
    try:
        own, lat, lon, people = int(row[0]), float(row[4]), float(row[5]), min(int(row[14] or 0), 2**32 - 1)
        if not (0 < own < 2**32 and abs(lat) <= 90 and abs(lon) <= 180 and people >= 0):
            raise ValueError
    except ValueError:
        build.faults.add(path, line, f"geonameid {row[0]}: no number, or none that can be, where GeoNames has one")
        return None
    columns, names = build.columns, build.names
    build.newest = max(build.newest, row[18])
    build.seen.add(row[8])
    known = build.base.numbers.get(own)
    if known is not None:
        columns.values[2][known] = people or columns.values[2][known]
        if parent := columns.values[6][known]:
            build.base.votes[key][parent] += 1
        spelt(names, build.strings, row[1], place=known, kind=0)
        return known
    country = filed_under(build.alpha3.get(row[8]), lat, lon, build.filing)
    text = build.strings.add(row[1])
    number = columns.add((
        round(lat * _format.DEGREE), round(lon * _format.DEGREE), people, own, text, 0,
        columns.divisions.setdefault(key if row[10] not in ("", "00") else row[8], len(columns.divisions)),
        columns.countries.setdefault(country, len(columns.countries)),
        columns.features.setdefault(row[7] or None, len(columns.features)), 0, _precision(row), 0,
    ))  # fmt: skip
    name = folded_bytes(row[1])
    names.add(name, number, text, 0)
    if row[2] != row[1] and folded_bytes(row[2]) != name:
        spelt(names, build.strings, row[2], place=number, kind=0)
    return number


def _number(text: str) -> int:
    """The geonameid that a cell holds, 0 for none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 10 else 0


def _precision(row: list[str]) -> int:
    code = row[7]
    word = _BY_CODE.get(code) or ("country" if code.startswith("PCL") else _BY_CLASS.get(row[6], "unknown"))
    return _format.PRECISIONS.index(word)


def _first_level(build: _Build) -> dict[int, int]:
    """Settle which divisions of the dump are the base's: by number of a division's key, the number of its place."""
    columns = build.columns
    of_number = {number: key for key, number in columns.divisions.items()}
    linked = {number: key for number, key in of_number.items() if isinstance(key, int)}
    for key, row in build.divisions.items():
        ours = build.base.same_division(key)
        if ours is not None:
            place: int | None = linked[ours]
            for text in dict.fromkeys((row[1], row[2])):
                spelt(build.names, build.strings, text, place=linked[ours], kind=_KIND["alternate"])
        else:
            place = _take(build, Path("allCountries"), 0, row, key)
        if place is not None:
            build.numbers[int(row[0])] = place
            linked[columns.divisions.setdefault(key, len(columns.divisions))] = place
    for key in build.base.votes:  # divisions without a line of their own
        ours = build.base.same_division(key)
        if ours is not None and key in columns.divisions:
            linked.setdefault(columns.divisions[key], linked[ours])
    return linked


class _Finder:
    """Finds the number of a place by its geonameid."""

    def __init__(self, build: _Build) -> None:
        import numpy as np

        ids = np.array(build.columns.values[3], dtype=np.uint32)
        order = np.argsort(ids, kind="stable").astype(np.uint32)
        self._ids, self._order = array("I", ids[order].tobytes()), array("I", order.tobytes())
        self._first = build.numbers

    def __call__(self, text: str) -> int | None:
        wanted = _number(text)
        known = self._first.get(wanted)
        if known is not None or not wanted:
            return known
        at = bisect_left(self._ids, wanted)
        return self._order[at] if at < len(self._ids) and self._ids[at] == wanted else None


def _codes(build: _Build, path: Path, stem: str) -> int:
    """Add the names of a table of divisions; how many."""
    find, before = _Finder(build), build.names.count
    for _, row in read_rows(path, COLUMNS[stem], build.faults):
        number = find(row[3])
        if number is not None:
            for text in dict.fromkeys(row[1:3]):
                spelt(build.names, build.strings, text, place=number, kind=_KIND["alternate"])
    return build.names.count - before


def _alternates(build: _Build, path: Path) -> int:
    """Add the alternate names of known places; how many."""
    find, names, strings, before = _Finder(build), build.names, build.strings, build.names.count
    for _, row in read_rows(path, COLUMNS["alternateNamesV2"], build.faults):
        language, text = row[2], row[3]
        if language in _NOT_NAMES or len(text) < 2:
            continue
        number = find(row[1])
        kind = None if number is None else _kind(row)
        if number is None or kind is None:
            continue
        key = folded_bytes(text)
        if kind == 0 or key not in build.refused:
            names.add(key, number, strings.add(text), kind)
    return names.count - before


def _kind(row: list[str]) -> int | None:
    """What an alternate name is: isHistoric and the language say; colloquial ones are none, unless preferred."""
    preferred, _, colloquial, historic = [*row[4:8], "", "", "", ""][:4]
    if colloquial == "1" and preferred != "1":
        return None
    if historic == "1":
        return _KIND["historic"]
    if row[2] == "abbr":
        return _KIND["abbreviation"]
    return _KIND["name"] if row[2] == "en" else _KIND["alternate"]


def _parents(build: _Build, path: Path, linked: dict[int, int]) -> int:
    """Give places without a division's code the first-level division above them in the hierarchy; how many."""
    above: dict[str, str] = {}
    for _, row in read_rows(path, COLUMNS["hierarchy"], build.faults):
        above.setdefault(row[1], row[0])
    find, values = _Finder(build), build.columns.values
    divisions = {place: number for number, place in sorted(linked.items(), reverse=True)}
    keyless = {number for key, number in build.columns.divisions.items() if isinstance(key, str) and "." not in key}
    count = 0
    for child in above:
        number = find(child)
        if number is None or values[6][number] not in keyless:
            continue
        found = next((one for one in _climb(above, child) if find(one) in divisions), None)
        place = None if found is None else find(found)
        if place is not None:
            values[6][number] = divisions[place]
            count += 1
    return count


def _climb(above: dict[str, str], child: str) -> Iterator[str]:
    for _ in range(_DEEPEST):
        if child not in above:
            return
        child = above[child]
        yield child


def _source(paths: list[Path], newest: str) -> dict[str, str]:
    what = f"places and names of {', '.join(path.name for path in paths)}; its version is the date of the newest line"
    return {"name": "GeoNames", "what": what, "version": newest, "licence": "CC BY 4.0"}


@contextmanager
def _workshop(out: Path) -> Iterator[Path]:
    """A folder for what is sorted, beside the file that is made: temporary folders are often held in memory."""
    if out.is_dir():
        raise GazetteerError(f"{out}: is a folder; name a file in it")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as work:
        yield Path(work)


def _ignore(line: str) -> None:
    """Say nothing."""
