"""Places as columns of numbers, so that millions fit into memory, and the table that a gazetteer keeps of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from geomap.errors import GazetteerError
from geomap.places import _format
from geomap.places.compile.records import _BONUS, _OF_KIND

_TABLE = (
    ("lat", "<i4"), ("lon", "<i4"), ("people", "<u4"), ("id", "<u4"), ("name", "<u4"), ("own", "<u4"),
    ("admin1", "<u4"), ("country", "<u2"), ("feature", "<u2"), ("radius", "<u2"), ("precision", "u1"), ("rank", "u1"),
)  # fmt: skip
_CHUNK = 1 << 20


@dataclass(slots=True)
class Columns:
    """Places in the order read. `values` has a column for each item of `_format.ROW`, but for `admin1`: there it is the
    number of a key of `divisions`. `features` and `countries` number what they name, 0 being None.
    """

    values: list[array[int]] = field(default_factory=lambda: [array(code) for code in "iiIIIIIHHHBB"])
    features: dict[str | None, int] = field(default_factory=lambda: {None: 0})
    countries: dict[str | None, int] = field(default_factory=lambda: {None: 0})
    divisions: dict[object, int] = field(default_factory=lambda: {None: 0})
    own: int = 0
    """How many have ids of their own; they come first."""

    def __len__(self) -> int:
        return len(self.values[0])

    def add(self, values: tuple[int, ...]) -> int:
        """Add a place; its number."""
        for column, value in zip(self.values, values, strict=True):
            column.append(value)
        return len(self.values[0]) - 1


def final_rows(columns: Columns) -> Any:
    """For each place its row in the file: those with ids of their own first, then by geonameid.

    Raises GazetteerError where two places share a geonameid.
    """
    import numpy as np

    ids = np.array(columns.values[3])
    order = np.argsort(ids[columns.own :], kind="stable") + columns.own
    if len(order) and (np.diff(ids[order]) == 0).any():
        raise GazetteerError("the dump has a geonameid twice; give a country's file or allCountries, not both")
    rows = np.arange(len(columns), dtype=np.uint32)
    rows[order] = np.arange(columns.own, len(columns), dtype=np.uint32)
    return rows


def tables(columns: Columns, rows: Any, parents: Any) -> Iterator[bytes]:
    """The section of places, in pieces. `parents` are, by number of a division, its row + 1, or 0."""
    import numpy as np

    order = np.argsort(rows)
    for begin in range(0, len(order), _CHUNK):
        taken = order[begin : begin + _CHUNK]
        table = np.zeros(len(taken), dtype=np.dtype(list(_TABLE)))
        for (name, _), column in zip(_TABLE, columns.values, strict=True):
            values = np.frombuffer(column, dtype=column.typecode)[taken]
            table[name] = parents[values] if name == "admin1" else values
        yield table.tobytes()


@dataclass(frozen=True, slots=True)
class Weights:
    """How prominent places are, as `records.prominence` has it: `people` and rank by place, `bonus` by feature."""

    people: array[float]
    bonus: list[float]
    features: array[int]

    def of(self, place: int, kind: int) -> float:
        """The prominence of a place under a name of that kind."""
        name = _format.KINDS[kind]
        bonus = 0.0 if name == "historic" else self.bonus[self.features[place]]
        return self.people[place] + bonus + _OF_KIND.get(name, 0.0)


def weights(columns: Columns) -> Weights:
    """The weights of all places."""
    import numpy as np

    people = np.log10(np.array(columns.values[2]) + 1.0) + np.array(columns.values[11]) * _format.RANK_UNIT
    bonus = [_BONUS.get(feature or "", 0.0) for feature in columns.features]
    return Weights(array("d", people.tobytes()), bonus, columns.values[8])
