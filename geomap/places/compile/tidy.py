"""Take spikes and crumbs out of dissolved Voronoi cells: necks and bits of a division that lie in a neighbour's land.

Each goes to the division with the longest common border, so that the divisions still fill their country.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from geomap.places.compile.outlines import polygons_of

CRUMB = 0.06
"""A part detached from a division's largest goes to a neighbour when it is smaller than this share of the division."""

SPIKE = 0.03
"""A neck or spike is what is thinner than twice this share of the square root of its division's area."""


def trimmed(areas: Mapping[str, Any]) -> dict[str, Any]:
    """The same divisions of the same land (lon, lat), without spikes that a neighbour borders on more than they do."""
    import shapely

    kept: dict[str, list[Any]] = {}
    loose: list[tuple[str, Any]] = []
    for name, area in sorted(areas.items()):
        body = _opened(area)
        kept[name] = list(polygons_of(body))
        loose += [(name, part) for part in polygons_of(area.difference(body)) if part.area > 0]
    gained: dict[str, list[Any]] = defaultdict(list)
    for taker, (_, spike) in zip(_takers(kept, loose), loose, strict=True):
        gained[taker].append(spike)
    return {name: shapely.union_all([*parts, *gained[name]]) for name, parts in kept.items()}


def _opened(area: Any) -> Any:
    """A division without what a disc does not fit into; a division that is all spike is left as it is."""
    radius = SPIKE * math.sqrt(area.area)
    shrunk = area.buffer(-radius, join_style="mitre")
    body = shrunk.buffer(1.001 * radius, join_style="mitre", mitre_limit=2).intersection(area)
    return area if body.is_empty else body


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
