"""Write records into one compiled gazetteer. Same records in the same order, same bytes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from geomap.errors import GazetteerError
from geomap.places import _format
from geomap.places.compile.index import NameIndex, grid_of, hashed
from geomap.places.compile.records import Record, prominence
from geomap.places.fold import fold

_KIND = {name: number for number, name in enumerate(_format.KINDS)}
_PRECISION = {name: number for number, name in enumerate(_format.PRECISIONS)}
Posting = tuple[int, int, str]
"""A row, a kind, a surface form."""
_FOREIGN = 2.0
"""By how many decades of people a name that is nothing like a place's own stands back."""
_ALIKE = 0.7
"""Share of letters in common from which a name is a spelling of another: Sloviansk and Slovyansk, Kiev and Kyiv not."""


class _Strings:
    """A pool of strings, each stored once."""

    def __init__(self) -> None:
        self.content = bytearray()
        self._at: dict[str, int] = {}

    def add(self, text: str) -> int:
        at = self._at.get(text)
        if at is None:
            encoded = text.encode()
            at = self._at[text] = len(self.content)
            self.content += len(encoded).to_bytes(2, "little") + encoded
        return at


def write_gazetteer(records: Iterable[Record], path: Path, *, info: Mapping[str, Any]) -> None:
    """Write `records` to `path`. Raises GazetteerError where two share an id or one names an unknown division."""
    rows = sorted(records, key=_file_order)
    numbers = _numbered(rows)
    strings = _Strings()
    countries = [None, *sorted({row.country for row in rows if row.country})]
    features = [None, *sorted({row.feature for row in rows if row.feature})]
    places = _places(rows, numbers, strings, countries, features)
    index = _index(rows)
    sections, names = _postings(index, strings)
    cells, grid = grid_of([row.lat for row in rows], [row.lon for row in rows])
    header = {
        "countries": countries,
        "features": features,
        "country_rows": {row.country: number for number, row in enumerate(rows) if _is_country(row)},
        "own_rows": sum(not _is_geonames(row) for row in rows),
        "max_words": max((key.count(" ") + 1 for key in index if not key.startswith("\0")), default=0),
        "info": {**info, "counts": {"places": len(rows), "names": names, **_by_precision(rows)}},
    }
    sections |= {"cells": ("I", cells), "grid": ("I", grid)}
    sections |= {"places": ("B", places), "strings": ("B", bytes(strings.content))}
    replace_bytes(path, _format.pack(header, sections))


def replace_bytes(path: Path, content: bytes) -> None:
    """Write a file at once, so that a process that has the old one mapped keeps it whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def _is_geonames(record: Record) -> bool:
    return record.gazetteer_id.startswith("gn:")


def _is_country(record: Record) -> bool:
    return record.precision == "country" and record.feature in ("PCLI", "PCLD", "PCLS")


def _file_order(record: Record) -> tuple[int, int, str]:
    return (1, record.geonameid, "") if _is_geonames(record) else (0, 0, record.gazetteer_id)


def _numbered(rows: Sequence[Record]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for number, row in enumerate(rows):
        if numbers.setdefault(row.gazetteer_id, number) != number:
            raise GazetteerError(f"two places have the id {row.gazetteer_id}; rename one in its table")
    return numbers


def _places(
    rows: Sequence[Record],
    numbers: Mapping[str, int],
    strings: _Strings,
    countries: Sequence[str | None],
    features: Sequence[str | None],
) -> bytes:
    country_of = {code: number for number, code in enumerate(countries)}
    feature_of = {code: number for number, code in enumerate(features)}
    content = bytearray()
    for row in rows:
        if row.admin1 is not None and row.admin1 not in numbers:
            raise GazetteerError(f"{row.gazetteer_id} lies in {row.admin1}, which no source has; correct its table")
        content += _format.ROW.pack(
            round(row.lat * _format.DEGREE),
            round(row.lon * _format.DEGREE),
            row.population,
            row.geonameid,
            strings.add(row.name),
            0 if _is_geonames(row) else strings.add(row.gazetteer_id),
            0 if row.admin1 is None else numbers[row.admin1] + 1,
            country_of[row.country],
            feature_of[row.feature],
            round(row.radius_km / _format.RADIUS_UNIT),
            _PRECISION[row.precision],
            round(row.rank / _format.RANK_UNIT),
        )
    return bytes(content)


def _index(rows: Sequence[Record]) -> dict[str, list[Posting]]:
    """For each folded name its postings, most prominent first, each place once, under its best kind."""
    found: dict[str, dict[int, tuple[int, str]]] = {}
    for number, row in enumerate(rows):
        for text, kind in [(row.name, "name"), *row.names]:
            best = found.setdefault(fold(text), {})
            if number not in best or _KIND[kind] < best[number][0]:
                best[number] = (_KIND[kind], text)
        if not _is_geonames(row):
            found["\0" + row.gazetteer_id] = {number: (_KIND["id"], "\0" + row.gazetteer_id)}
    found.pop("", None)
    return {key: _ordered(best, rows) for key, best in found.items()}


def _ordered(best: Mapping[int, tuple[int, str]], rows: Sequence[Record]) -> list[Posting]:
    postings = [(number, kind, text) for number, (kind, text) in best.items()]
    if len(postings) > 1:
        postings.sort(key=lambda one: (-_standing(rows[one[0]], _format.KINDS[one[1]], one[2]), one[0]))
    return postings


def _standing(row: Record, kind: str, text: str) -> float:
    """How likely the bare name means the place; less where it is but another language's name and nothing like its own.

    Kita is a town in Mali before it is Quito, Philadelphia no name of Amman; Sankt-Peterburg stays St. Petersburg.
    """
    foreign = kind == "alternate" and row.feature in ("PPL", "PPLC") and not _alike(fold(text), fold(row.name))
    return prominence(row, kind) - (_FOREIGN if foreign else 0.0)


def _alike(one: str, other: str) -> bool:
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _postings(index: Mapping[str, list[Posting]], strings: _Strings) -> tuple[dict[str, tuple[str, bytes]], int]:
    """The sections of the index, and the number of distinct names in it."""
    names = NameIndex(len(index))
    content = bytearray()
    for key, postings in sorted(((key.encode(), each) for key, each in index.items()), key=lambda one: hashed(one[0])):
        entry = names.entry(key, [(row, strings.add(text), kind) for row, kind, text in postings])
        content += entry
    sections = {"starts": ("I", names.starts()), "names": ("B", bytes(content))}
    return sections, sum(not key.startswith("\0") for key in index)


def _by_precision(rows: Sequence[Record]) -> dict[str, int]:
    return {
        precision: number
        for precision in _format.PRECISIONS
        if (number := sum(row.precision == precision for row in rows))
    }
