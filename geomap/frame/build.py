"""Rows to a frame with the dtypes of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geomap.frame.columns import COLUMNS, CRS, LATER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas

_DTYPES: Final[Mapping[str, Any]] = {
    "text": object,
    "day": object,
    "integer": "Int64",
    "number": "float64",
    "flag": "boolean",
    "object": object,
    "list": object,
    "records": object,
}


def build_frame(rows: Sequence[Mapping[str, Any]]) -> geopandas.GeoDataFrame:
    """A GeoDataFrame of the contract's columns, in order, then any others the rows have, in order of appearance.

    What a row lacks is missing (None, NaN or pandas.NA, as the column's kind has it). `geometry` holds shapely
    geometries in EPSG:4326 degrees, longitude first, or None.
    """
    import geopandas
    import pandas as pd

    data: dict[str, Any] = {}
    for column in COLUMNS:
        values = [row.get(column.name) for row in rows]
        if column.kind == "geometry":
            data[column.name] = geopandas.GeoSeries(values, crs=CRS)
        else:
            data[column.name] = pd.Series(values, dtype=_DTYPES[column.kind])
    kinds = {column.name: column.kind for column in LATER}
    for name in dict.fromkeys(name for row in rows for name in row):
        if name not in data:
            kind = kinds.get(name, "object")
            data[name] = pd.Series([row.get(name) for row in rows], dtype=_DTYPES[kind])
    return geopandas.GeoDataFrame(data, geometry="geometry", crs=CRS)
