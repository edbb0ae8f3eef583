"""Counts of any number of events: a frame of one row for each cell, layer, status and month, a file at a time.

What is known no finer than an area is counted by area, and what has no place is counted without one. The rows are
bounded: where they would be too many, cells get larger, then months become years.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import InputError
from geomap.frame.columns import CRS, POINT_PRECISIONS
from geomap.store.tile_events import mercator, read_columns

if TYPE_CHECKING:
    import geopandas

COUNT: Final = "events"
"""The column that says how many events a row stands for."""

MOST_ROWS: Final = 150_000
"""A page of so many rows opens in about a second."""

CELLS: Final = 512
"""Cells along the edge of the world, at first: 78 km at the equator."""

FEWEST_CELLS: Final = 64

_WORDS: Final = ("layer", "status", "geo_precision", "country", "admin1")
_READ: Final = (*_WORDS, "iso", "location", "event_date", "date_end", "longitude", "latitude", "radius_km", "geometry",
                "event_type")  # fmt: skip
_SUMS: Final = {COUNT: "sum", "x": "sum", "y": "sum", "first": "min", "last": "max"}
_KEYS: Final = (*_WORDS, "iso", "location", "geometry", "longitude", "latitude", "radius_km", "period", "column", "row")


def overview(files: Iterable[Path], *, most: int = MOST_ROWS) -> geopandas.GeoDataFrame:
    """The counts of the events in GeoParquet files, in the columns of a frame and `events`, which says how many.

    At a point, a row lies amid its events. `event_type` is the layer. Raises InputError.
    """
    import pyarrow as pa

    found = [_counted(path) for path in files]
    if not found:
        raise InputError("no events to count: the run found none")
    whole = _grouped(pa.concat_tables(found))
    cells, period = CELLS, 7
    while whole.num_rows > most and (cells > FEWEST_CELLS or period > 4):
        if cells > FEWEST_CELLS:
            cells //= 2
            whole = _grouped(_halved(whole))
        else:
            period = 4
            whole = _grouped(_by_year(whole))
    return _frame(whole)


def _counted(path: Path) -> Any:
    """The counts of one file: its events are held no longer than this takes."""
    import pyarrow as pa
    import pyarrow.compute as pc

    table = read_columns(path, _READ)
    point = pc.and_(
        pc.is_in(table["geo_precision"].cast(pa.string()), pa.array(sorted(POINT_PRECISIONS))),
        pc.is_valid(table["geometry"]),
    )
    return _grouped(pa.concat_tables([_cells(table.filter(point)), _places(table.filter(pc.invert(point)))]))


def _cells(table: Any) -> Any:
    """Events at points, as cells have them: of their place nothing is left but the sum of all."""
    import numpy as np
    import pyarrow as pa

    x, y = mercator(table["longitude"].to_numpy(), table["latitude"].to_numpy())
    column, row = ((axis * CELLS).astype(np.int64) for axis in (x, y))
    empty = pa.nulls(table.num_rows)
    without = {"location": empty.cast(pa.string()), "geometry": empty.cast(pa.binary())}
    numbers = dict.fromkeys(("longitude", "latitude", "radius_km"), empty.cast(pa.float64()))
    placed = {"column": pa.array(column), "row": pa.array(row), "x": pa.array(x), "y": pa.array(y)}
    return _rows(table, without | numbers | placed)


def _places(table: Any) -> Any:
    """Events in areas, and those without a place, whose area is none."""
    import pyarrow as pa

    zero = pa.array([0.0] * table.num_rows, pa.float64())
    nowhere = {name: pa.array([-1] * table.num_rows, pa.int64()) for name in ("column", "row")}
    kept = {name: table[name].cast(pa.string()) for name in ("location",)} | {"geometry": table["geometry"]}
    numbers = {name: table[name].cast(pa.float64()) for name in ("longitude", "latitude", "radius_km")}
    return _rows(table, kept | numbers | nowhere | {"x": zero, "y": zero})


def _rows(table: Any, of_place: Mapping[str, Any]) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    day = pc.coalesce(table["event_date"], table["date_end"])
    made = {
        **{name: table[name].cast(pa.string()) for name in _WORDS},
        "layer": pc.coalesce(table["layer"].cast(pa.string()), table["event_type"].cast(pa.string())),
        "iso": table["iso"].cast(pa.int64()),
        **of_place,
        "period": pc.utf8_slice_codeunits(day, 0, 7),
        COUNT: pa.array([1] * table.num_rows, pa.int64()),
        "first": day,
        "last": pc.coalesce(table["date_end"], day),
    }
    return pa.table({name: made[name] for name in (*_KEYS, *_SUMS)})


def _grouped(table: Any) -> Any:
    import pyarrow as pa

    if not table.num_rows:
        return table
    summed = table.group_by(list(_KEYS), use_threads=False).aggregate(list(_SUMS.items()))
    return pa.table(
        {**{name: summed[name] for name in _KEYS}, **{name: summed[f"{name}_{how}"] for name, how in _SUMS.items()}}
    )


def _halved(table: Any) -> Any:
    """With cells twice as wide."""
    import pyarrow.compute as pc

    for name in ("column", "row"):  # -1, no cell, stays what it is
        at = table.column_names.index(name)
        table = table.set_column(at, name, pc.shift_right(table[name], 1))
    return table


def _by_year(table: Any) -> Any:
    import pyarrow.compute as pc

    at = table.column_names.index("period")
    return table.set_column(at, "period", pc.utf8_slice_codeunits(table["period"], 0, 4))


def _frame(table: Any) -> geopandas.GeoDataFrame:
    """The counts as a frame, in an order that is the same for the same events."""
    import geopandas
    import numpy as np
    import shapely

    order = [(name, "ascending") for name in _KEYS]
    frame = table.sort_by(order).to_pandas()
    cell = frame["column"].to_numpy() >= 0
    count = frame[COUNT].to_numpy()
    x, y = frame["x"].to_numpy() / count, frame["y"].to_numpy() / count
    lon, lat = x * 360 - 180, np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y))))
    frame["longitude"] = np.where(cell, lon.round(5), frame["longitude"].astype(float))
    frame["latitude"] = np.where(cell, lat.round(5), frame["latitude"].astype(float))
    shapes = np.array(shapely.from_wkb(list(frame["geometry"])), dtype=object)
    shapes[cell] = shapely.points(frame["longitude"][cell], frame["latitude"][cell])
    columns = frame[[*_WORDS, "iso", "location", "longitude", "latitude", "radius_km", COUNT]].assign(
        event_type=frame["layer"], event_date=frame["first"], date_end=frame["last"]
    )
    return geopandas.GeoDataFrame(columns, geometry=shapes, crs=CRS)
