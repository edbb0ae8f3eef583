"""Events as columns of numbers, as vector tiles need them: a few dozen bytes an event, whatever its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import InputError
from geomap.frame.columns import POINT_PRECISIONS

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FEW_WORDS: Final = (
    "event_type", "layer", "status", "geo_precision", "time_precision", "location_role", "location", "admin1",
    "country", "actor1", "actor2", "source", "attribution",
)  # fmt: skip
"""Columns whose words come again and again: held as numbers of words."""

TOLD: Final = (
    "event_id", "event_date", "date_end", *_FEW_WORDS, "longitude", "latitude", "fatalities", "confidence", "reports",
    "quote", "trigger", "title", "url", "doc_id",
)  # fmt: skip
"""Columns that the tiles of the last zoom tell of each event: all that it takes to check it."""

_NEEDED: Final = ("event_id", "event_type", "longitude", "latitude", "geo_precision", "geometry")
_MOST_NORTH: Final = 85.0511


@dataclass(frozen=True, slots=True)
class Points:
    """The events that are at a point. `x` and `y` are Web Mercator, 0 to 1 from west to east and from north to south;
    `kind` numbers the pairs of layer and status in `kinds`; `told` has the columns of `TOLD`.
    """

    x: NDArray[Any]
    y: NDArray[Any]
    kind: NDArray[Any]
    kinds: tuple[tuple[str, str], ...]
    told: Any


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas that coarser events lie in: WKB in degrees, name, and how many events of each layer and status."""

    shapes: tuple[bytes, ...]
    names: tuple[str, ...]
    counts: tuple[tuple[tuple[str, str, int], ...], ...]


def read_events(files: Iterable[Path]) -> tuple[Points, Areas, int]:
    """The events of GeoParquet files, and how many have no place. Raises InputError."""
    import pyarrow as pa
    import pyarrow.compute as pc

    areas: dict[bytes, tuple[str, dict[tuple[str, str], int]]] = {}
    tables, unlocated = [], 0
    for path in files:
        table = read_columns(path, (*TOLD, "geometry"))
        there = pc.is_valid(table["geometry"])
        unlocated += table.num_rows - (pc.sum(there).as_py() or 0)
        table = table.filter(there)
        point = pc.is_in(table["geo_precision"], pa.array(sorted(POINT_PRECISIONS)))
        tables.append(table.filter(point).drop_columns(["geometry"]))
        _add_areas(areas, table.filter(pc.invert(point)))
    if not tables:
        raise InputError("no events to make tiles of: the run found none")
    ordered = sorted(areas)
    told = Areas(
        tuple(ordered),
        tuple(areas[shape][0] for shape in ordered),
        tuple(
            tuple((layer, status, count) for (layer, status), count in sorted(areas[shape][1].items()))
            for shape in ordered
        ),
    )
    return _points(pa.concat_tables(tables, promote_options="permissive").unify_dictionaries()), told, unlocated


def read_columns(path: Path, names: Sequence[str]) -> Any:
    """Columns of a GeoParquet file as a table; those that it has not are empty. Raises InputError."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise InputError(f"{path}: needs pyarrow; install it with: pip install 'geomap[tiles]'") from None
    try:
        there = set(pq.read_schema(path).names)
        few = [name for name in _FEW_WORDS if name in there]
        found = pq.ParquetFile(path, read_dictionary=few).read(columns=[name for name in names if name in there])
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"{path}: not events that can be read: {' '.join(str(error).split())[:200]}") from None
    lacking = [name for name in _NEEDED if name in names and name not in found.column_names]
    if lacking:
        raise InputError(f"{path}: not events that can be read: the column {lacking[0]!r} is not there")
    empty = pa.nulls(found.num_rows, pa.string())
    kept = {name: found[name] if name in found.column_names else _as_read(empty, name) for name in names}
    return pa.table(kept)


def _as_read(column: Any, name: str) -> Any:
    return column.dictionary_encode() if name in _FEW_WORDS else column


def _add_areas(areas: dict[bytes, tuple[str, dict[tuple[str, str], int]]], table: Any) -> None:
    names = ("geometry", "location", "layer", "status")
    for shape, name, layer, status in zip(*(table[each].to_pylist() for each in names), strict=True):
        counts = areas.setdefault(shape, (name or "", {}))[1]
        kind = (layer or "", status or "")
        counts[kind] = counts.get(kind, 0) + 1


def _points(table: Any) -> Points:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    pairs = pc.binary_join_element_wise(
        *(pc.fill_null(table[name].cast(pa.string()), "") for name in ("layer", "status")), "\t"
    )
    encoded = pa.chunked_array(pairs).combine_chunks().dictionary_encode()
    found = encoded.dictionary.to_pylist()
    order = sorted(range(len(found)), key=lambda at: str(found[at]))
    rank = np.empty(len(found), dtype=np.int64)
    rank[order] = np.arange(len(found))
    x, y = mercator(table["longitude"].to_numpy(), table["latitude"].to_numpy())
    kinds = [str(found[at]).split("\t") for at in order]
    return Points(
        x, y, rank[encoded.indices.to_numpy()], tuple((layer, status) for layer, status in kinds), table.select(TOLD)
    )


def mercator(lon: NDArray[Any], lat: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Web Mercator, 0 to 1 from west to east and from north to south, of degrees; the poles lie at its edge."""
    import numpy as np

    sine = np.sin(np.radians(np.clip(lat, -_MOST_NORTH, _MOST_NORTH)))
    x = (np.asarray(lon) + 180.0) / 360.0
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    return np.clip(x, 0.0, np.nextafter(1.0, 0.0)), np.clip(y, 0.0, np.nextafter(1.0, 0.0))
