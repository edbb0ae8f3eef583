"""What each vector tile holds: counts by cell, then the events themselves; areas as areas at every zoom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from geomap.store.tile_points import PointLayer

if TYPE_CHECKING:
    from geomap.store.tile_events import Areas, Points

Tile: TypeAlias = tuple[int, int]
Feature: TypeAlias = dict[str, Any]

EXTENT: Final = 4096
"""Units along the edge of a tile."""

CELLS: Final = 32
"""Cells along the edge of a tile; the events of a cell are one feature for each layer and status."""

MOST: Final = 5_000
"""Events that one tile of the last zoom tells singly, the newest; the counts tell of all."""

_MARGIN: Final = 1 / 64
"""Of a tile's edge: so much an area reaches beyond the tile, so that its outline is not drawn along the edge."""


def counts_at(points: Points, zoom: int) -> Iterator[tuple[Tile, PointLayer]]:
    """For each tile that has events: a point for each cell, layer and status, amid its events, with their number."""
    import numpy as np

    if not len(points.x):
        return
    edge, kinds = (1 << zoom) * CELLS, max(1, len(points.kinds))
    cell_x, cell_y = ((axis * edge).astype(np.int64) for axis in (points.x, points.y))
    tile = (cell_y // CELLS) * (1 << zoom) + cell_x // CELLS
    key = ((tile * CELLS + cell_y % CELLS) * CELLS + cell_x % CELLS) * kinds + points.kind
    unique, where, counts = np.unique(key, return_inverse=True, return_counts=True)
    mean_x, mean_y = (np.bincount(where, weights=axis) / counts for axis in (points.x, points.y))
    tiles, kind = unique // (CELLS * CELLS * kinds), unique % kinds
    layers, statuses = (np.array(words, dtype=object) for words in zip(*points.kinds, strict=True))
    right, down = _units(mean_x, mean_y, tiles, zoom)
    for at in _runs(tiles):
        told = {"layer": layers[kind[at]], "status": statuses[kind[at]], "count": counts[at]}
        columns = {name: cells.tolist() for name, cells in told.items()}
        yield _tile(int(tiles[at.start]), zoom), PointLayer(right[at].tolist(), down[at].tolist(), columns)


def events_at(points: Points, zoom: int) -> Iterator[tuple[Tile, PointLayer]]:
    """For each tile that has events: a point for each of the newest `MOST`, with what is told of it."""
    import numpy as np

    if not len(points.x):
        return
    edge = 1 << zoom
    tile = (points.y * edge).astype(np.int64) * edge + (points.x * edge).astype(np.int64)
    order = np.argsort(tile, kind="stable")
    tiles, told = tile[order], points.told.take(order)
    right, down = _units(points.x[order], points.y[order], tiles, zoom)
    for at in _runs(tiles):
        rows, x, y = told.slice(at.start, at.stop - at.start), right[at], down[at]
        if at.stop - at.start > MOST:
            newest = _newest(rows)
            rows, x, y = rows.take(newest), x[newest], y[newest]
        columns = {name: [_said(cell) for cell in cells] for name, cells in rows.to_pydict().items()}
        yield _tile(int(tiles[at.start]), zoom), PointLayer(x.tolist(), y.tolist(), columns)


def _runs(tiles: Any) -> Iterator[slice]:
    """Where each tile's rows are, of rows sorted by tile."""
    import numpy as np

    starts = np.flatnonzero(np.r_[True, tiles[1:] != tiles[:-1]])
    for start, end in zip(starts, [*starts[1:], len(tiles)], strict=True):
        yield slice(int(start), int(end))


def _units(x: Any, y: Any, tiles: Any, zoom: int) -> tuple[Any, Any]:
    """Web Mercator as whole units of each row's tile, to the right and downwards."""
    import numpy as np

    edge = 1 << zoom
    corners = (tiles % edge, tiles // edge)
    right, down = (np.round((axis * edge - at) * EXTENT).astype(int) for axis, at in zip((x, y), corners, strict=True))
    return right, down


def _newest(told: Any) -> Any:
    """Of many rows the `MOST` with the latest days, in their order; those without a day last."""
    import numpy as np

    days = np.array([day or "" for day in told["event_date"].to_pylist()])
    return np.sort(np.argsort(days, kind="stable")[::-1][:MOST])


class Cut:
    """The areas cut by tile, one zoom after the other: each tile's pieces are cut from its parent's."""

    def __init__(self, areas: Areas) -> None:
        import numpy as np
        import shapely

        from geomap.store.tile_events import mercator

        def flat(degrees: Any) -> Any:
            return np.column_stack(mercator(degrees[:, 0], degrees[:, 1]))

        self._areas = areas
        shapes = shapely.transform(shapely.from_wkb(list(areas.shapes)), flat) if areas.shapes else []
        self._pieces: dict[Tile, list[tuple[int, Any]]] = {(0, 0): list(enumerate(shapes))} if len(shapes) else {}

    def tiles(self, zoom: int) -> Iterator[tuple[Tile, list[Feature]]]:
        """For each tile that an area touches, its areas; to be called for zoom 0, 1, 2 …, each once."""
        import shapely

        if zoom:
            self._pieces = {tile: pieces for tile, pieces in self._children(zoom) if pieces}
        for tile in sorted(self._pieces):
            features = []
            for area, shape in self._pieces[tile]:
                drawn = shapely.transform(shape, lambda flat, tile=tile: _within(flat, zoom, tile))
                features += [
                    {"geometry": drawn, "properties": {"name": self._areas.names[area], "layer": layer,
                                                       "status": status, "count": count}}
                    for layer, status, count in self._areas.counts[area]
                ]  # fmt: skip
            yield tile, features

    def _children(self, zoom: int) -> Iterator[tuple[Tile, list[tuple[int, Any]]]]:
        import shapely

        edge = 1 << zoom
        for (x, y), pieces in self._pieces.items():
            for child in ((2 * x + right, 2 * y + down) for down in (0, 1) for right in (0, 1)):
                west, north = ((at - _MARGIN) / edge for at in child)
                east, south = ((at + 1 + _MARGIN) / edge for at in child)
                cut = ((area, shapely.clip_by_rect(shape, west, north, east, south)) for area, shape in pieces)
                yield child, [(area, shape) for area, shape in cut if shape.area > 0]


def _within(flat: Any, zoom: int, tile: Tile) -> Any:
    """Web Mercator as whole units of a tile, counted from its lower left corner, as the encoder wants them."""
    import numpy as np

    units = (flat * (1 << zoom) - np.asarray(tile)) * EXTENT
    return np.round(np.column_stack((units[:, 0], EXTENT - units[:, 1])))


def _said(cell: Any) -> str | None:
    return None if cell is None else str(cell)


def _tile(number: int, zoom: int) -> Tile:
    return number % (1 << zoom), number >> zoom
