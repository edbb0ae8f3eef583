"""GeoPackage and FlatGeobuf, by GDAL (pyogrio, which geopandas brings).

Both are made in memory and then written as one stream, so that a full disk or a kill never leaves half a database.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from geomap.errors import InputError
from geomap.frame.columns import CRS, validate
from geomap.store.flat import KINDS, any_text, flat_columns, shapes_of, whole_frame
from geomap.store.metadata import metadata
from geomap.store.text import json_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import geopandas

LAYER: Final = "events"
_NO_TIME: Final = "1970-01-01T00:00:00.000Z"
_RESERVED: Final = ("fid", "geom", "ogc_fid")  # and SQLite's names know no case
_DTYPES: Final[Mapping[str, str]] = {"integer": "Int64", "number": "float64", "flag": "boolean"}


def write_gpkg(frame: geopandas.GeoDataFrame, stream: BinaryIO, *, parameters: Mapping[str, Any] | None = None) -> None:
    """A GeoPackage with the one layer `events`; the metadata stand in its table `gpkg_metadata`. Raises FrameError.

    Of version 1.2, which every GDAL since 2018 opens without a warning; it lacks nothing that is needed here.
    """
    about = {key: _said(value) for key, value in metadata(parameters).items()}
    _write(frame, stream, driver="GPKG", VERSION="1.2", layer_metadata=about)


def write_flatgeobuf(
    frame: geopandas.GeoDataFrame, stream: BinaryIO, *, parameters: Mapping[str, Any] | None = None
) -> None:
    """A FlatGeobuf in the frame's order (no spatial index: it has no room for events without a place)."""
    about = json_text(metadata(parameters))
    _write(frame, stream, driver="FlatGeobuf", SPATIAL_INDEX="NO", TITLE="geomap events", DESCRIPTION=about)


def read_gdal(path: str | Path) -> geopandas.GeoDataFrame:
    """The frame that one of the two holds. Raises InputError or FrameError."""
    columns, shapes = read_layer(path)
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    for row, shape in zip(rows, shapes, strict=True):
        row["geometry"] = shape
    return whole_frame(rows, where=str(path))


def read_layer(path: str | Path) -> tuple[dict[str, list[Any]], Sequence[Any]]:
    """The columns and the geometries (EPSG:4326) of the first layer of a file that GDAL knows. Raises InputError."""
    import geopandas

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # GDAL's, of what it makes of a broken file; what is left is checked
            frame = geopandas.read_file(path, engine="pyogrio")
    except Exception as error:  # noqa: BLE001 (pyogrio and GDAL raise many kinds; each means that the file is unreadable)
        raise InputError(f"{path}: cannot be read: {' '.join(str(error).split())[:200]}") from None
    if not frame.columns.is_unique:
        raise InputError(f"{path}: two columns have the same name; rename one")
    if not isinstance(frame, geopandas.GeoDataFrame):
        return {str(name): frame[name].tolist() for name in frame.columns}, [None] * len(frame)
    if frame.crs is not None and frame.crs != CRS:
        frame = frame.to_crs(CRS)
    names = [name for name in frame.columns if name != frame.active_geometry_name]
    return {str(name): frame[name].tolist() for name in names}, list(frame.geometry)


def rows_said(path: str | Path) -> int:
    """How many rows the first layer says it has: room for all is made before the first is read. Raises InputError."""
    import pyogrio

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return int(pyogrio.read_info(path)["features"])
    except Exception as error:  # noqa: BLE001 (as above)
        raise InputError(f"{path}: cannot be read: {' '.join(str(error).split())[:200]}") from None


def _write(frame: geopandas.GeoDataFrame, stream: BinaryIO, *, driver: str, **options: Any) -> None:
    import pyogrio

    validate(frame)
    held = _held(frame)
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _NO_TIME})
    try:
        made = io.BytesIO()
        pyogrio.write_dataframe(held, made, layer=LAYER, driver=driver, geometry_type="Unknown", **options)
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    stream.write(made.getbuffer())


def _held(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """The frame with cells that GDAL's fields hold."""
    import geopandas
    import pandas as pd

    data: dict[str, Any] = {}
    taken = {*_RESERVED, *KINDS}
    for name, cells in flat_columns(frame, clean=any_text).items():
        kind, field = KINDS.get(name, "text"), name
        while name not in KINDS and field.lower() in taken:
            field += "_"
        taken.add(field.lower())
        data[field] = pd.Series(cells, dtype=_DTYPES[kind]) if kind in _DTYPES else _own(cells, own=name not in KINDS)
    return geopandas.GeoDataFrame(data, geometry=geopandas.GeoSeries(shapes_of(frame), crs=CRS), crs=CRS)


def _own(cells: list[Any], *, own: bool) -> Any:
    """Text; a column of another data set keeps its numbers where it has nothing else."""
    import pandas as pd

    there = [cell for cell in cells if cell is not None]
    if own and there and all(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in there):
        whole = all(isinstance(cell, int) and abs(cell) < 1 << 62 for cell in there)
        return pd.Series(cells, dtype="Int64" if whole else "float64")
    return pd.Series([None if cell is None else str(cell) for cell in cells], dtype=object)


def _said(value: Any) -> str:
    return value if isinstance(value, str) else json_text(value)
