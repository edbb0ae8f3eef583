"""The frame: a GeoDataFrame (EPSG:4326) whose columns are the contract between coding, storing and mapping."""

from __future__ import annotations

from geomap.frame.build import build_frame
from geomap.frame.columns import COLUMNS, CRS, LATER, Column, missing, validate
from geomap.frame.crosswalk import Codes, codes_of
from geomap.frame.events import to_frame
from geomap.frame.geometry import Area, Shapes

__all__ = [
    "COLUMNS",
    "CRS",
    "LATER",
    "Area",
    "Codes",
    "Column",
    "Shapes",
    "build_frame",
    "codes_of",
    "missing",
    "to_frame",
    "validate",
]
