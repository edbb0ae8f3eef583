"""The bundled outline of the world, read in Python: what a page draws (web/scripts/basemap.mjs packs it)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from geomap.map.base85 import from_base85
from geomap.map.web_files import read_web_file

Points = NDArray[np.float64]
"""Rows of x and y in the unit square of Web Mercator, x to the east, y to the south."""

Polygons = Sequence[Sequence[Sequence[int]]]
"""The rings of each polygon as numbers of arcs, `~number` for one that runs backwards."""

_HIGHEST: Final = 85.0511


@dataclass(frozen=True, slots=True)
class Country:
    """A country or a disputed part of one: polygons of rings, the outer ring first."""

    id: str
    name: str
    disputed: bool
    polygons: tuple[tuple[Points, ...], ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A city or a sea, named from a zoom on."""

    name: str
    x: float
    y: float
    zoom: float


@dataclass(frozen=True, slots=True)
class World:
    """Countries, lines by kind (coast, border, disputed), cities and seas."""

    countries: tuple[Country, ...]
    lines: Mapping[str, tuple[Points, ...]]
    cities: tuple[Label, ...]
    seas: tuple[Label, ...]

    def parts(self, numeric: str) -> list[Country]:
        """The polygons that carry a country's number, the proper country first."""
        return sorted((one for one in self.countries if one.id == numeric), key=lambda one: one.disputed)


def mercator(lon: Any, lat: Any) -> Points:
    """Rows of x and y in the unit square for degrees."""
    sine = np.sin(np.radians(np.clip(np.asarray(lat, dtype=np.float64), -_HIGHEST, _HIGHEST)))
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    return np.stack([np.asarray(lon, dtype=np.float64) / 360 + 0.5, y], axis=-1)


@cache
def read_world() -> World:
    """The outline of the bundle. Raises OutputError where the front end is not built."""
    data = gzip.decompress(from_base85(read_web_file("basemap.b85").strip()))
    line, _, rest = data.partition(b"\n")
    head = json.loads(line)
    numbers = _varints(np.frombuffer(rest, dtype=np.uint8))
    lengths, numbers = numbers[: head["arcs"]], numbers[head["arcs"] :]
    polygons, used = _rings(numbers, len(head["countries"]))
    names = head["cities"].split("\n")
    cities, numbers = numbers[used:].tolist(), numbers[used + 3 * len(names) :]
    arcs = _arcs(numbers, lengths, head["scale"])
    countries = tuple(
        Country(
            id=one["id"],
            name=one["name"],
            disputed=bool(one.get("disputed")),
            polygons=tuple(tuple(_joined(ring, arcs) for ring in polygon) for polygon in parts),
        )
        for one, parts in zip(head["countries"], polygons, strict=True)
    )
    rows = [
        (name, cities[at] / 100, cities[at + len(names)] / 100, cities[at + 2 * len(names)])
        for at, name in enumerate(names)
    ]
    return World(countries, _lines(head["countries"], polygons, arcs), _labels(rows), _labels(head["seas"]))


def _rings(numbers: NDArray[np.int64], countries: int) -> tuple[list[Polygons], int]:
    """The polygons of each country, and how many numbers that took."""
    stream = iter(enumerate(numbers.tolist(), start=1))
    last = used = 0

    def following() -> int:
        nonlocal used
        used, value = next(stream)
        return int(value)

    def arc() -> int:
        nonlocal last
        last += following()
        return ~(last >> 1) if last & 1 else last >> 1

    found: list[Polygons] = [
        [[[arc() for _ in range(following())] for _ in range(following())] for _ in range(following())]
        for _ in range(countries)
    ]
    return found, used


def _varints(data: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Zigzag numbers of seven bits a byte, the lowest first."""
    ends = np.flatnonzero(data < 128)
    starts = np.concatenate([[0], ends[:-1] + 1])
    raw = np.zeros(len(ends), dtype=np.int64)
    for step in range(int((ends - starts).max(initial=0)) + 1):
        there = starts + step <= ends
        raw[there] |= (data[starts[there] + step].astype(np.int64) & 127) << (7 * step)
    return (raw >> 1) ^ -(raw & 1)


def _arcs(steps: NDArray[np.int64], lengths: NDArray[np.int64], scale: Sequence[float]) -> list[Points]:
    """All arcs; the stream holds the x of all of them, then the y, as differences that begin anew with each arc."""
    total, cuts = int(lengths.sum()), np.cumsum(lengths)[:-1]
    across, down = (
        [np.cumsum(part) * scale[axis] for part in np.split(steps[axis * total : (axis + 1) * total], cuts)]
        for axis in (0, 1)
    )
    return [np.stack(pair, axis=-1) for pair in zip(across, down, strict=True)]


def _joined(indices: Sequence[int], arcs: Sequence[Points]) -> Points:
    parts = [arcs[~index][::-1] if index < 0 else arcs[index] for index in indices]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def _lines(
    countries: Sequence[Mapping[str, Any]], polygons: Sequence[Polygons], arcs: Sequence[Points]
) -> dict[str, tuple[Points, ...]]:
    """Arcs of one country are coast, of two a border, dashed where one of those is disputed or contested."""
    users: dict[int, list[bool]] = {}
    for country, parts in zip(countries, polygons, strict=True):
        used = {index if index >= 0 else ~index for polygon in parts for ring in polygon for index in ring}
        for arc in used:
            users.setdefault(arc, []).append(bool(country.get("disputed") or country.get("contested")))
    found: dict[str, list[Points]] = {"coast": [], "border": [], "disputed": []}
    for arc, by in sorted(users.items()):
        found["coast" if len(by) == 1 else "disputed" if any(by) else "border"].append(arcs[arc])
    return {kind: tuple(lines) for kind, lines in found.items()}


def _labels(rows: Sequence[Sequence[Any]]) -> tuple[Label, ...]:
    places = mercator([row[2] for row in rows], [row[1] for row in rows])
    return tuple(
        Label(str(row[0]), float(x), float(y), float(row[3])) for row, (x, y) in zip(rows, places, strict=True)
    )
