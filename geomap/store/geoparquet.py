"""GeoParquet 1.1, by pyarrow (the extra `parquet`): the one format besides GeoJSON that keeps lists and types."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from geomap.errors import InputError, OutputError
from geomap.frame.columns import CRS, validate
from geomap.store.flat import KINDS, any_text, flat_cell, names_of, shapes_of, whole_frame
from geomap.store.metadata import metadata
from geomap.store.text import json_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import geopandas

ABOUT: Final = b"geomap"
"""The key of the file's metadata that holds ours, as JSON."""


def write_geoparquet(
    frame: geopandas.GeoDataFrame,
    stream: BinaryIO,
    *,
    parameters: Mapping[str, Any] | None = None,
    one_of_many: bool = False,
) -> None:
    """Lists stay lists, `quantities` is JSON text, geometries are WKB. Raises FrameError, OutputError.

    `one_of_many`: the file is read together with others of its folder, and names no types of geometry.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise OutputError("GeoParquet needs pyarrow; install it with: pip install 'geomap[parquet]'") from None
    import shapely

    validate(frame)
    shapes = shapes_of(frame)
    arrays = {name: _array(name, list(frame[name])) for name in names_of(frame)}
    arrays["geometry"] = pa.array([None if shape is None else shapely.to_wkb(shape) for shape in shapes], pa.binary())
    about = {
        ABOUT: json_text(metadata(parameters)).encode(),
        b"geo": _geo([] if one_of_many else shapes, frame.crs).encode(),
    }
    pq.write_table(pa.table(arrays).replace_schema_metadata(about), stream, compression="zstd")


def read_geoparquet(path: str | Path) -> geopandas.GeoDataFrame:
    """The frame that `write_geoparquet` wrote. Raises InputError or FrameError."""
    columns, shapes = read_columns(path)
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    for row, shape in zip(rows, shapes, strict=True):
        row["geometry"] = shape
    return whole_frame(rows, where=str(path))


def read_columns(path: str | Path) -> tuple[dict[str, list[Any]], Sequence[Any]]:
    """The columns and the geometries of a Parquet file, if it has any (as WKB): in longitude and latitude, in degrees.

    Which column holds the geometries, and in which coordinates, the file's `geo` metadata say, where it has them.
    """
    import shapely

    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise InputError(f"{path}: needs pyarrow; install it with: pip install 'geomap[parquet]'") from None
    try:
        table = pq.ParquetFile(path).read()
        primary, crs = _geometry_column(table.schema.metadata or {})
        columns = table.to_pydict()
        shapes = _in_degrees(shapely.from_wkb(columns.pop(primary, [None] * table.num_rows)), crs)
    except Exception as error:  # noqa: BLE001 (a broken file breaks pyarrow in ways without number)
        raise InputError(
            f"{path}: not a GeoParquet file that can be read: {' '.join(str(error).split())[:200]}"
        ) from None
    return columns, shapes


def _geometry_column(about: Mapping[bytes, bytes]) -> tuple[str, Any]:
    """The name of the column of geometries, and its coordinate system: None where it is degrees, or nothing says it."""
    geo = json.loads(about.get(b"geo", b"{}"))
    primary = geo.get("primary_column", "geometry")
    return primary, geo.get("columns", {}).get(primary, {}).get("crs")


def _in_degrees(shapes: Any, crs: Any) -> Sequence[Any]:
    if crs is None:
        return list(shapes)
    import geopandas

    return list(geopandas.GeoSeries(shapes, crs=crs).to_crs(CRS))


def _array(name: str, cells: list[Any]) -> Any:
    import pyarrow as pa

    kind = KINDS.get(name)
    if kind in {"list", "records"}:
        held = [None if flat_cell(cell, clean=any_text) is None else [_member(x) for x in cell] for cell in cells]
        return pa.array(held, pa.list_(pa.string()))
    flat = [flat_cell(cell, clean=any_text) for cell in cells]
    types = {"integer": pa.int64(), "number": pa.float64(), "flag": pa.bool_()}
    if kind in types:
        return pa.array(flat, types[kind])
    there = {type(cell) for cell in flat if cell is not None}
    if kind is None and len(there) == 1 and there <= {int, float, bool}:
        return pa.array(flat)
    return pa.array([None if cell is None else str(cell) for cell in flat], pa.string())


def _member(item: Any) -> str:
    return any_text(json_text(item) if isinstance(item, dict) else str(item))


def _geo(shapes: Any, crs: Any) -> str:
    """The `geo` metadata of the GeoParquet specification. No type named means any: GDAL gives all files of a folder
    the types of the first.
    """
    column = {
        "encoding": "WKB",
        "geometry_types": sorted({shape.geom_type for shape in shapes if shape is not None}),
        "crs": crs.to_json_dict(),
    }
    return json_text({"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}})
