"""Write what was gathered into one file, section by section: nothing but the columns of places is held in memory."""

from __future__ import annotations

import os
import shutil
from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from geomap.places import _format
from geomap.places.compile.columns import Columns, Weights, final_rows, tables, weights
from geomap.places.compile.index import NameIndex, grid_of
from geomap.places.compile.spill import Names, Strings

_Placed = tuple[int, int, int]


def assemble(
    out: Path,
    work: Path,
    columns: Columns,
    names: Names,
    strings: Strings,
    *,
    linked: Mapping[int, int],
    country_rows: Mapping[str, int],
    sources: Sequence[Mapping[str, str]],
) -> None:
    """Write `out`. `linked` are the places of divisions by number, `country_rows` places by alpha-3 code."""
    strings.close()
    rows = final_rows(columns)
    index = NameIndex(names.count)
    _write(work / "names", _entries(names, index, rows=array("I", rows.tobytes()), weight=weights(columns)))
    _write(work / "starts", [index.starts()])
    _write(work / "places", tables(columns, rows, _parent_rows(columns, rows, linked)))
    for section, content in zip(("cells", "grid"), _grid(columns, rows), strict=True):
        _write(work / section, [content])
    header = {
        "countries": list(columns.countries),
        "features": list(columns.features),
        "country_rows": {code: int(rows[place]) for code, place in sorted(_countries(columns, country_rows).items())},
        "own_rows": columns.own,
        "max_words": names.words,
        "info": {"sources": list(sources), "counts": _counts(columns, index.count - columns.own)},
    }
    _join(out, work, header)


def _entries(names: Names, index: NameIndex, *, rows: array[int], weight: Weights) -> Iterator[bytes]:
    """The record of each name: its places most prominent first, each once, under its best kind of name."""
    for key, places in names.grouped():
        kept = places if len(places) == 1 else _ordered(places, rows, weight)
        yield index.entry(key, [(rows[place], text, kind) for place, text, kind in kept])


def _ordered(places: list[_Placed], rows: array[int], weight: Weights) -> list[_Placed]:
    best: dict[int, _Placed] = {}
    for one in places:
        known = best.get(one[0])
        if known is None or (one[2], one[1]) < (known[2], known[1]):
            best[one[0]] = one
    return sorted(best.values(), key=lambda one: (-weight.of(one[0], one[2]), rows[one[0]]))


def _parent_rows(columns: Columns, rows: Any, linked: Mapping[int, int]) -> Any:
    import numpy as np

    parents = np.zeros(len(columns.divisions), dtype=np.uint32)
    for number, place in linked.items():
        parents[number] = rows[place] + 1
    return parents


def _grid(columns: Columns, rows: Any) -> tuple[bytes, bytes]:
    import numpy as np

    order = np.argsort(rows)
    lat, lon = (np.frombuffer(column, dtype=np.int32)[order] / _format.DEGREE for column in columns.values[:2])
    return grid_of(lat, lon)


def _countries(columns: Columns, known: Mapping[str, int]) -> dict[str, int]:
    """Countries by code: those of the base, and others that the dump has."""
    found = dict(known)
    wanted = {number for feature, number in columns.features.items() if (feature or "").startswith("PCL")}
    codes = list(columns.countries)
    for place, feature in enumerate(columns.values[8]):
        code = codes[columns.values[7][place]] if feature in wanted else None
        if code is not None:
            found.setdefault(code, place)
    return found


def _counts(columns: Columns, names: int) -> dict[str, int]:
    import numpy as np

    numbers = np.bincount(np.frombuffer(columns.values[10], dtype=np.uint8), minlength=len(_format.PRECISIONS))
    by_precision = {word: int(number) for word, number in zip(_format.PRECISIONS, numbers, strict=True) if number}
    return {"places": len(columns), "names": names, **by_precision}


def _write(path: Path, pieces: Iterator[bytes] | Sequence[bytes]) -> None:
    with path.open("wb", buffering=1 << 20) as file:
        for piece in pieces:
            file.write(piece)


def _join(out: Path, work: Path, header: Mapping[str, Any]) -> None:
    """One file of the sections; it appears whole, so that a process that has the old one mapped keeps it."""
    types = {"starts": "I", "cells": "I", "grid": "I"}
    sizes = {name: (types.get(name, "B"), (work / name).stat().st_size) for name in _format.SECTIONS}
    unfinished = out.with_name(f"{out.name}.{os.getpid()}.part")
    with unfinished.open("wb") as file:
        file.write(_format.pack_header(header, sizes))
        for name, (_, size) in sizes.items():
            with (work / name).open("rb") as section:
                shutil.copyfileobj(section, file, 1 << 20)
            file.write(b"\0" * _format.padding(size))
            (work / name).unlink()
    unfinished.replace(out)
