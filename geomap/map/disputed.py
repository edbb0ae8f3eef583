"""Which areas of a frame are disputed: their outlines are dashed, as the base map's disputed borders are.

An area is disputed that `places/tables/disputed.csv` lists, and one that lies for the most part within those that it
lists: a raion of Crimea, Donbas, Palestine.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import geopandas

_MOST: Final = 0.5


def disputed_of(frame: geopandas.GeoDataFrame, areas: NDArray[np.int64]) -> frozenset[int]:
    """Those of the rows' areas that are disputed. `areas` has a number a row, one an area, 0 for none."""
    numbers, firsts = np.unique(areas, return_index=True)
    ids = list(frame["gazetteer_id"]) if "gazetteer_id" in frame.columns else [None] * len(frame)
    geometries = frame.geometry.array
    found = {
        int(number)
        for number, row in zip(numbers, firsts, strict=True)
        if number and (ids[row] in _listed() or _lies_in_disputed(geometries[row]))
    }
    return frozenset(found)


@cache
def _listed() -> frozenset[str]:
    from geomap.places.shapes import disputed_areas

    return frozenset(area.place for area in disputed_areas())


@cache
def _disputed_ground() -> Any:
    """All disputed areas as one (longitude, latitude); empty without compiled shapes, which a map can do without."""
    import shapely

    from geomap.errors import GeomapError
    from geomap.places.shapes import open_shapes

    try:
        with open_shapes() as shapes:
            outlines = [area.geometry for one in sorted(_listed()) if (area := shapes.outline(one)) is not None]
    except GeomapError:
        outlines = []
    ground = shapely.union_all(outlines)
    shapely.prepare(ground)
    return ground


def _lies_in_disputed(geometry: Any) -> bool:
    import shapely

    ground = _disputed_ground()
    sound = geometry if geometry.is_valid else shapely.make_valid(geometry)
    if not ground.intersects(sound):
        return False
    return bool(ground.intersection(sound).area > _MOST * sound.area)
