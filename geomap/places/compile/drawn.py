"""Areas drawn by hand: the outlines of `tables/outlines.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geomap.errors import TableError
from geomap.places.compile.cities import TABLES
from geomap.tables import check_keys

_KEYS = ("corners", "within")


def drawn_areas(countries: Mapping[str, Any], path: Path = TABLES / "outlines.toml") -> dict[str, Any]:
    """The polygon (longitude, latitude) of each region of the table, by gazetteer id.

    `countries` are outlines by alpha-3 code, to which those with `within` are cut. Raises TableError for a polygon that
    crosses itself or does not reach into its country.
    """
    from shapely.geometry import Polygon

    found = {}
    for region, row in tomllib.loads(path.read_text(encoding="utf-8")).items():
        check_keys(row, _KEYS, where=f"{path}, [{region}]", what="key")
        polygon = Polygon([(lon, lat) for lat, lon in row["corners"]])
        area = polygon.intersection(countries[row["within"]]) if "within" in row else polygon
        if not polygon.is_valid or area.is_empty:
            raise TableError(f"{path}, [{region}]: the corners cross or lie outside the country; give them in order")
        found[f"geomap:region/{region}"] = area
    return found
