"""Compile a gazetteer from GeoNames' own dumps: allCountries (or a country's file), with alternateNamesV2 beside it.

Rows are read as a stream into arrays of numbers and one pool of text, so that millions of places fit into memory; names
are sorted as hashes. Two different names with one 64-bit hash would be merged: of 20 million names, one pair in 100,000
builds.
"""

from __future__ import annotations

import io
import zipfile
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geomap.errors import GazetteerError
from geomap.places import _format
from geomap.places.compile.nations import alpha3_codes
from geomap.places.compile.records import _BONUS, _OF_KIND
from geomap.places.compile.write import replace_bytes
from geomap.places.fold import fold

Report = Callable[[str], None]
COLUMNS, NAME_COLUMNS = 19, 4
_KIND = {name: number for number, name in enumerate(_format.KINDS)}
_NOT_NAMES = frozenset("link post wkdt iata icao faac tcid unlc phon piny fr_1793".split())
_BY_CLASS = {"P": "city", "A": "adm2", "H": "area", "T": "area", "L": "area", "V": "area", "S": "site", "R": "site"}
_BY_CODE = {"ADM1": "adm1", "ADM2": "adm2", "CONT": "multi_country", "PCLH": "area"}
_LONGEST = 200


@dataclass(slots=True)
class _Names:
    """Postings as columns: hash, row number in the order read, offset of the text, kind."""

    hashes: array[int] = field(default_factory=lambda: array("Q"))
    rows: array[int] = field(default_factory=lambda: array("I"))
    texts: array[int] = field(default_factory=lambda: array("Q"))
    kinds: bytearray = field(default_factory=bytearray)
    words: int = 0

    def add(self, text: str, row: int, kind: str, pool: bytearray) -> None:
        """A name of a place; one that folds to nothing is none."""
        key = fold(text)
        if not key:
            return
        self.words = max(self.words, key.count(" ") + 1)
        self.hashes.append(_format.hash_of(key))
        self.rows.append(row)
        self.texts.append(_pooled(text, pool))
        self.kinds.append(_KIND[kind])


@dataclass(slots=True)
class _Places:
    """Places as columns, in the order read."""

    numbers: list[array[int]] = field(default_factory=lambda: [array(code) for code in "iiIIQHHB"])
    admin1: array[int] = field(default_factory=lambda: array("I"))
    keys: dict[str, int] = field(default_factory=lambda: {"": 0})
    first_level: dict[str, int] = field(default_factory=dict)


def build_gazetteer(folder: Path, out: Path, *, countries: Collection[str] = (), report: Report | None = None) -> int:
    """Compile the dump in `folder` to `out`; the number of places. `countries` are alpha-2 codes, empty for all.

    The folder holds allCountries.txt or .zip (or, with one country, that country's file, UA.txt), and may hold
    alternateNamesV2. Raises GazetteerError where the places are missing or a line is none of GeoNames'.
    """
    say = report or _ignore
    only = {code.upper() for code in countries}
    main = _dump(folder, ["allCountries", *sorted(only)])
    if main is None:
        raise GazetteerError(f"{folder}: no allCountries.txt or .zip there; download.geonames.org/export/dump has it")
    pool, names, places = bytearray(), _Names(), _Places()
    features, codes = {"": 0}, {"": 0}
    for row in _lines(main, COLUMNS):
        if not only or row[8] in only:
            _take(row, places, names, pool, features, codes)
    count = len(places.admin1)
    say(f"{count:,} places in {main.name}")
    if not count:
        raise GazetteerError(f"{main}: no place of {', '.join(sorted(only)) or 'any country'} in it")
    other = _dump(folder, ["alternateNamesV2"])
    if other is not None:
        say(f"{_alternates(other, places, names, pool):,} names in {other.name}")
    write(places, names, pool, out, features=features, codes=codes)
    return count


def _take(
    row: list[str], places: _Places, names: _Names, pool: bytearray, features: dict[str, int], codes: dict[str, int]
) -> None:
    number = len(places.admin1)
    code, key = row[7], f"{row[8]}.{row[10]}"
    precision = _BY_CODE.get(code) or ("country" if code.startswith("PCL") else _BY_CLASS.get(row[6], "unknown"))
    try:
        values = (
            round(float(row[4]) * _format.DEGREE), round(float(row[5]) * _format.DEGREE),
            min(int(row[14] or 0), 2**32 - 1), int(row[0]),
        )  # fmt: skip
    except ValueError:
        raise GazetteerError(f"geonameid {row[0]}: no number where GeoNames has one; download the dump again") from None
    where = _pooled(row[1], pool)
    more = (codes.setdefault(row[8], len(codes)), features.setdefault(code, len(features)),
            _format.PRECISIONS.index(precision))  # fmt: skip
    for column, value in zip(places.numbers, (*values, where, *more), strict=True):
        column.append(value)
    places.admin1.append(places.keys.setdefault(key if row[10] not in ("", "00") else "", len(places.keys)))
    if code == "ADM1":
        places.first_level[key] = number
    names.add(row[1], number, "name", pool)
    if row[2] and fold(row[2]) != fold(row[1]):
        names.add(row[2], number, "name", pool)


def _alternates(path: Path, places: _Places, names: _Names, pool: bytearray) -> int:
    """Add the alternate names of known places; how many."""
    import numpy as np

    order = np.argsort(places.numbers[3], kind="stable").astype(np.uint32)
    ids = array("I", np.array(places.numbers[3], dtype=np.uint32)[order].tobytes())
    before = len(names.kinds)
    for line in _lines(path, NAME_COLUMNS):
        wanted = int(line[1]) if line[1].isdecimal() else -1
        at = bisect_left(ids, wanted)
        row = int(order[at]) if at < len(ids) and ids[at] == wanted else None
        language, text = line[2], line[3]
        if row is None or language in _NOT_NAMES or len(text) < 2:
            continue
        flags = [*line[4:8], "", "", "", ""]
        if flags[2] == "1":  # colloquial
            continue
        kind = "historic" if flags[3] == "1" else "abbreviation" if language == "abbr" else "alternate"
        names.add(text, row, "name" if kind == "alternate" and language == "en" else kind, pool)
    return len(names.kinds) - before


def write(
    places: _Places, names: _Names, pool: bytearray, out: Path, *, features: Mapping[str, int], codes: Mapping[str, int]
) -> None:
    """Sort and write what was read, in the format of `_format`."""
    import numpy as np

    lat, lon, people, ids, text, country, feature, precision = (np.array(column) for column in places.numbers)
    order = np.argsort(ids, kind="stable")
    rank = np.empty(len(order), dtype=np.uint32)
    rank[order] = np.arange(len(order), dtype=np.uint32)
    if len(np.unique(ids)) != len(ids):
        raise GazetteerError("the dump has a geonameid twice; give a country's file or allCountries, not both")
    if len(pool) >= 2**32:
        raise GazetteerError("the names take more than 4 GB; build for fewer countries")
    parents = [places.first_level.get(key) for key in places.keys]
    table = np.zeros(len(order), dtype=np.dtype(
        [("lat", "<i4"), ("lon", "<i4"), ("people", "<u4"), ("id", "<u4"), ("name", "<u4"), ("own", "<u4"),
         ("admin1", "<u4"), ("country", "<u2"), ("feature", "<u2"), ("radius", "<u2"),
         ("precision", "u1"), ("pad", "u1")]
    ))  # fmt: skip
    by_key = np.array([0 if parent is None else rank[parent] + 1 for parent in parents], dtype=np.uint32)
    admin1 = by_key[np.array(places.admin1)]
    columns = {"lat": lat, "lon": lon, "people": people, "id": ids, "name": text, "admin1": admin1}
    columns |= {"country": country, "feature": feature, "precision": precision}
    for key, column in columns.items():
        table[key] = column[order]
    bonus = np.array([_BONUS.get(code, 0.0) for code in features])
    weight = np.log10(people + 1.0) + bonus[feature]
    sections, distinct = _postings(names, rank, weight)
    alpha3 = alpha3_codes()
    header = {
        "countries": [alpha3.get(code) for code in codes],
        "features": [code or None for code in features],
        "country_rows": _country_rows(table, list(codes), list(features), alpha3),
        "own_rows": 0,
        "max_words": names.words,
        "info": {
            "sources": [{"name": "GeoNames", "what": "places of the dump", "version": "", "licence": "CC BY 4.0"}],
            "counts": {"places": len(order), "names": distinct},
        },
    }
    sections |= {"places": ("B", table.tobytes()), "strings": ("B", bytes(pool))}
    replace_bytes(out, _format.pack(header, sections))


def _postings(names: _Names, rank: Any, weight: Any) -> tuple[dict[str, tuple[str, bytes]], int]:
    """The sections of the index: by hash, most prominent first, each place once under its best kind of name."""
    import numpy as np

    hashes, rows = np.frombuffer(names.hashes, dtype=np.uint64), np.frombuffer(names.rows, dtype=np.uint32)
    kinds = np.frombuffer(bytes(names.kinds), dtype=np.uint8)
    once = np.lexsort((kinds, rows, hashes))
    same = (np.diff(hashes[once]) == 0) & (np.diff(rows[once]) == 0)
    once = once[np.concatenate([[True], ~same])]
    penalty = np.array([_OF_KIND.get(kind, 0.0) for kind in _format.KINDS])
    score = weight[rows[once]] + penalty[kinds[once]]
    kept = once[np.lexsort((rank[rows[once]], -score, hashes[once]))]
    distinct, first = np.unique(hashes[kept], return_index=True)
    texts = np.frombuffer(names.texts, dtype=np.uint64)[kept]
    return {
        "hashes": ("Q", distinct.astype("<u8").tobytes()),
        "first": ("I", np.append(first, len(kept)).astype("<u4").tobytes()),
        "rows": ("I", rank[rows[kept]].astype("<u4").tobytes()),
        "texts": ("I", texts.astype("<u4").tobytes()),
        "kinds": ("B", kinds[kept].tobytes()),
    }, len(distinct)


def _country_rows(table: Any, codes: list[str], features: list[str], alpha3: Mapping[str, str]) -> dict[str, int]:
    wanted = [number for number, code in enumerate(features) if code in ("PCLI", "PCLD", "PCLS", "PCLF", "PCLIX")]
    found: dict[str, int] = {}
    for row, (feature, country) in enumerate(zip(table["feature"].tolist(), table["country"].tolist(), strict=True)):
        if feature in wanted and (code := alpha3.get(codes[country])):
            found.setdefault(code, row)
    return found


def _pooled(text: str, pool: bytearray) -> int:
    encoded = text[:_LONGEST].encode()
    at = len(pool)
    pool += len(encoded).to_bytes(2, "little") + encoded
    return at


def _dump(folder: Path, stems: list[str]) -> Path | None:
    """The first of the files that is there, as text or zip."""
    files = (folder / f"{stem}{suffix}" for stem in stems for suffix in (".txt", ".zip"))
    return next((file for file in files if file.is_file()), None)


def _lines(path: Path, columns: int) -> Iterator[list[str]]:
    """The rows of a tab-separated dump. Raises GazetteerError for a line with fewer columns."""
    with _text(path) as file:
        for number, line in enumerate(file, start=1):
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) < columns:
                raise GazetteerError(f"{path}, line {number}: {len(cells)} columns, GeoNames has {columns}")
            yield cells


@contextmanager
def _text(path: Path) -> Iterator[io.TextIOBase]:
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive, archive.open(f"{path.stem}.txt") as raw:
                yield io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
        else:
            with path.open(encoding="utf-8", newline="\n") as file:
                yield file
    except (OSError, KeyError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path}: cannot be read ({error}); download it again") from None


def _ignore(line: str) -> None:
    """Say nothing."""
