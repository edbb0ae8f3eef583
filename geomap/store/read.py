"""Read back what geomap wrote, by suffix or by the name of the format."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geomap.errors import UsageError
from geomap.store.formats import RECORDS, split_output

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas

READERS: Final[Mapping[str, str]] = {
    "geojson": "geojson:read_geojson",
    "geojsonl": "geojsonseq:read_geojsonseq",
    "geojsons": "geojsonseq:read_geojsonseq",
    "gpkg": "gdal:read_gdal",
    "parquet": "geoparquet:read_geoparquet",
    "fgb": "gdal:read_gdal",
    "kml": "kml:read_kml",
    "csv": "acled_csv:read_acled_csv",
    "hxl": "hxl_csv:read_hxl_csv",
    "xlsx": "xlsx:read_xlsx",
}


def read_frame(path: str | Path, *, format_name: str | None = None) -> geopandas.GeoDataFrame:
    """The frame in a file that geomap wrote; its suffix says the format where `format_name` does not.

    What each format cannot hold is in docs/formats.md. Raises UsageError, InputError or FrameError.
    """
    name = format_name or split_output(path)[1]
    if name == RECORDS:
        raise UsageError(f"{path}: JSON Lines of events are records, not a frame; write .geojsonl to read it back")
    module, function = READERS[name].split(":")
    found: geopandas.GeoDataFrame = getattr(import_module(f"geomap.store.{module}"), function)(Path(path))
    return found
