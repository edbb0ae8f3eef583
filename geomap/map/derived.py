"""Columns that a page needs and a frame has only between the lines: tags to filter by, areas to count in.

Each is a dictionary of words, None first, and the index of each row's word; a row may have several words, joined by
"; ". The names begin with "_", because none of them is a column of the frame that the page gives back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from geomap.errors import GeomapError
from geomap.map.rows import is_missing

if TYPE_CHECKING:
    import geopandas

MOST_REGIONS: Final = 300
"""Outlines of first-level divisions that a page carries at most, the most frequent ones."""

_ARCS: Final = ("DIP.CALL", "DIP.MEET", "VRB.ACCUSE")
"""Event types that lead from one actor's country to another's: calls, talks and accusations."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A column as indices into its words."""

    words: list[str | None]
    codes: NDArray[np.int64]


def derived_columns(frame: geopandas.GeoDataFrame) -> dict[str, Coded]:
    """What there is of `_tags`, `_country`, `_from`, `_to` (ISO numeric), `_region` ("804/Kherson Oblast")."""
    numeric = [_numeric(cell) for cell in _cells(frame, "iso")]
    arcs = [str(kind) in _ARCS for kind in _cells(frame, "event_type")]
    made = {
        "_tags": [_joined(cell) for cell in _cells(frame, "site_tags")],
        "_country": numeric,
        "_region": _regions(numeric, _cells(frame, "admin1")),
        "_from": _sides(frame, "actor1", arcs),
        "_to": _sides(frame, "actor2", arcs),
    }
    return {name: _coded(cells) for name, cells in made.items() if any(cells)}


def region_outlines(words: Sequence[str | None]) -> list[Any]:
    """The outline (shapely, degrees) of each word of `_region`; None for those that the gazetteer does not know."""
    from geomap.places.gazetteer import open_gazetteer
    from geomap.places.shapes import open_shapes

    try:
        with open_gazetteer() as gazetteer, open_shapes() as shapes:
            return [None if word is None else _outline(word, gazetteer, shapes) for word in words]
    except GeomapError:
        return [None] * len(words)  # a map of someone's own frame needs no gazetteer


def _outline(word: str, gazetteer: Any, shapes: Any) -> Any:
    numeric, _, name = word.partition("/")
    for match in gazetteer.lookup(name):
        place = match.place
        if place.precision == "adm1" and _alpha3(numeric) == place.country:
            area = shapes.outline(place.gazetteer_id)
            return None if area is None else area.geometry
    return None


def _regions(numeric: Sequence[str | None], names: Sequence[Any]) -> list[str | None]:
    words = [
        None if code is None or is_missing(name) or not str(name) else f"{code}/{name}"
        for code, name in zip(numeric, names, strict=True)
    ]
    counts = Counter(word for word in words if word)
    kept = {word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_REGIONS]}
    return [word if word in kept else None for word in words]


def _sides(frame: geopandas.GeoDataFrame, name: str, arcs: Sequence[bool]) -> list[str | None]:
    """The country of each row's actor, where the row is one that leads from country to country."""
    pairs = zip(_cells(frame, f"{name}_code"), _cells(frame, name), arcs, strict=True)
    return [_side(code, text) if arc else None for code, text, arc in pairs]


def _side(code: Any, text: Any) -> str | None:
    """By the actor's code, which begins with its country's (CAMEO), else by a name that is a country's."""
    for cell, length in ((code, 3), (text, None)):
        if is_missing(cell):
            continue
        found = _numeric_of(str(cell).split("; ")[0][:length])
        if found:
            return found
    return None


@cache
def _numeric_of(word: str) -> str | None:
    from geomap.places.countries import country

    found = None if word.isdecimal() else country(word)
    return found.numeric or None if found else None


@cache
def _alpha3(numeric: str) -> str | None:
    from geomap.places.countries import country

    found = country(numeric)
    return found.alpha3 if found else None


def _numeric(cell: Any) -> str | None:
    try:
        return None if is_missing(cell) else f"{int(float(cell)):03d}"
    except (TypeError, ValueError, OverflowError):
        return None


def _joined(cell: Any) -> str | None:
    if is_missing(cell):
        return None
    return "; ".join(str(item) for item in cell) if isinstance(cell, list | tuple) else str(cell)


def _cells(frame: geopandas.GeoDataFrame, name: str) -> list[Any]:
    return list(frame[name].to_numpy(dtype=object)) if name in frame.columns else [None] * len(frame)


def _coded(cells: Sequence[str | None]) -> Coded:
    words: list[str | None] = [None, *sorted({cell for cell in cells if cell})]
    index = {word: number for number, word in enumerate(words)}
    return Coded(words, np.array([index[cell or None] for cell in cells], dtype=np.int64))
