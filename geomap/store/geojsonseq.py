"""GeoJSON text sequences: a feature a line, for streams and big files.

`.geojsonl` has bare lines (GeoJSONL), `.geojsons` begins each with a record separator (RFC 8142); both are read. There
is no place for metadata.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from geomap.errors import InputError
from geomap.frame.build import build_frame
from geomap.frame.columns import validate
from geomap.store.geojson import features
from geomap.store.text import json_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas


def write_geojsonl(
    frame: geopandas.GeoDataFrame,
    stream: BinaryIO,
    *,
    parameters: Mapping[str, Any] | None = None,  # noqa: ARG001 (the format has no place for them)
) -> None:
    """One feature a line. Raises FrameError."""
    stream.writelines(f"{json_text(feature)}\n".encode() for feature in features(frame))


def write_geojsons(
    frame: geopandas.GeoDataFrame,
    stream: BinaryIO,
    *,
    parameters: Mapping[str, Any] | None = None,  # noqa: ARG001 (the format has no place for them)
) -> None:
    """One feature a line, each after a record separator (RFC 8142). Raises FrameError."""
    stream.writelines(f"\x1e{json_text(feature)}\n".encode() for feature in features(frame))


def read_geojsonseq(path: str | Path) -> geopandas.GeoDataFrame:
    """The frame that either wrote, its geometries rounded. Raises InputError or FrameError."""
    from shapely.geometry import shape

    rows, number = [], 1
    try:
        with Path(path).open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, start=1):  # noqa: B007 (the complaint below tells it)
                text = line.strip("\x1e \t\r\n")
                if not text:
                    continue
                feature = json.loads(text)
                geometry = feature.get("geometry")
                rows.append({**feature["properties"], "geometry": None if geometry is None else shape(geometry)})
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None
    except Exception as error:  # noqa: BLE001 (what is no feature or no geometry breaks json and shapely in many ways)
        told = " ".join(str(error).split()) or type(error).__name__
        raise InputError(f"{path}, line {number}: not a GeoJSON feature ({told:.120})") from None
    frame = build_frame(rows)
    validate(frame)
    return frame
