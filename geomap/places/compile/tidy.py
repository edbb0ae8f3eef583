"""Take crumbs out of dissolved Voronoi cells: bits of a division that lie in a neighbour's land.

Each goes to the neighbour with the longest common border, so that the divisions still fill their country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from geomap.places.compile.outlines import polygons_of

CRUMB = 0.06
"""A part detached from a division's largest goes to a neighbour when it is smaller than this share of the division."""


def tidy(areas: Mapping[str, Any]) -> dict[str, Any]:
    """The same divisions of the same land (lon, lat), without crumbs. Islands stay with their division."""
    import shapely

    kept: dict[str, list[Any]] = {}
    loose: list[tuple[str, Any]] = []
    for name, area in sorted(areas.items()):
        parts = sorted(polygons_of(area), key=lambda part: part.area, reverse=True)
        kept[name] = [part for at, part in enumerate(parts) if at == 0 or part.area >= CRUMB * area.area]
        loose += [(name, part) for part in parts[len(kept[name]) :]]
    takers = _takers(kept, loose)
    gained: dict[str, list[Any]] = defaultdict(list)
    for taker, (_, crumb) in zip(takers, loose, strict=True):
        gained[taker].append(crumb)
    return {
        name: shapely.union_all([*parts, *gained[name]])
        if gained[name]
        else areas[name]
        if len(parts) == len(list(polygons_of(areas[name])))
        else shapely.MultiPolygon(parts)
        for name, parts in kept.items()
    }


def _takers(kept: Mapping[str, list[Any]], loose: list[tuple[str, Any]]) -> list[str]:
    """For each crumb the division that borders on it most; its owner where none does."""
    import shapely

    bodies = [(name, part) for name, parts in kept.items() for part in parts]
    tree = shapely.STRtree([part for _, part in bodies])
    takers = []
    for owner, crumb in loose:
        borders: dict[str, float] = defaultdict(float)
        for at in tree.query(crumb, predicate="intersects").tolist():
            borders[bodies[at][0]] += crumb.boundary.intersection(bodies[at][1].boundary).length
        best = max(sorted(borders), key=lambda name: borders[name], default=owner)
        takers.append(best if borders.get(best, 0.0) > 0 else owner)
    return takers
