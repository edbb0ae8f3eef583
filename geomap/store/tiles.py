"""Vector tiles of any number of events: one PMTiles file, read by range requests (the extra `tiles`).

Three layers. `counts`: a point for each cell, layer and status with the number of events, at every zoom. `events`: the
events themselves, at the last zoom only, the newest of each crowded tile; viewers enlarge its tiles. `areas`: what is
known no finer than a region or a country stays an area, with its number of events, at every zoom; it is in no cell and
at no point.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeAlias

from geomap.errors import OutputError
from geomap.store.metadata import metadata
from geomap.store.tile_events import TOLD, Areas, Points, read_events
from geomap.store.tile_features import EXTENT, MOST, Cut, Feature, Tile, counts_at, events_at
from geomap.store.tile_points import encoded_layer

Encode: TypeAlias = Callable[[str, list[Feature]], bytes]

MAX_ZOOM: Final = 8
"""A tile is then 157 km wide at the equator, and a unit of it 38 m: finer than a gazetteer's points."""


def write_tiles(
    files: Iterable[Path],
    stream: BinaryIO,
    *,
    max_zoom: int = MAX_ZOOM,
    parameters: Mapping[str, Any] | None = None,
) -> dict[str, int]:
    """Write the events of GeoParquet files as PMTiles; how many are at points, in areas and without a place, and how
    many tiles there are. Same events, same bytes. Raises InputError, OutputError.
    """
    writing, naming, encode = _packages()
    points, areas, unlocated = read_events(files)
    in_areas = sum(count for counts in areas.counts for _, _, count in counts)
    if not in_areas and not len(points.x):
        raise OutputError("no event has a place, so there are no tiles to write")
    writer, made = writing.Writer(stream), 0
    with closing(writer.tile_f):
        for number, content in _tiles(points, areas, naming, encode, max_zoom=max_zoom):
            writer.write_tile(number, gzip.compress(content, 6, mtime=0))
            made += 1
        writer.finalize(_header(naming, max_zoom), _about(parameters, max_zoom))
    return {"points": len(points.x), "areas": in_areas, "unlocated": unlocated, "tiles": made}


def _tiles(points: Points, areas: Areas, naming: Any, encode: Encode, *, max_zoom: int) -> Iterator[tuple[int, bytes]]:
    """Number and content of each tile, in order of number."""
    cut = Cut(areas)
    for zoom in range(max_zoom + 1):
        found: dict[Tile, list[bytes]] = {}
        for tile, features in cut.tiles(zoom):
            found.setdefault(tile, []).append(encode("areas", features))
        for tile, counts in counts_at(points, zoom):
            found.setdefault(tile, []).append(encoded_layer("counts", counts, extent=EXTENT))
        for tile, events in events_at(points, zoom) if zoom == max_zoom else ():
            found[tile].append(encoded_layer("events", events, extent=EXTENT))
        for number, tile in sorted((naming.zxy_to_tileid(zoom, *tile), tile) for tile in found):
            yield number, b"".join(found[tile])


def _packages() -> tuple[Any, Any, Encode]:
    try:
        writing, naming = import_module("pmtiles.writer"), import_module("pmtiles.tile")
        vector, encoder = import_module("mapbox_vector_tile"), import_module("mapbox_vector_tile.encoder")
    except ImportError:
        raise OutputError(
            "tiles need pmtiles and mapbox-vector-tile; install them with: pip install 'geomap[tiles]'"
        ) from None
    options = {"extents": EXTENT, "on_invalid_geometry": encoder.on_invalid_geometry_make_valid}

    def encode(name: str, features: list[Feature]) -> bytes:
        made: bytes = vector.encode({"name": name, "features": features}, default_options=options)
        return made

    return writing, naming, encode


def _header(naming: Any, max_zoom: int) -> dict[str, Any]:
    return {
        "tile_type": naming.TileType.MVT,
        "tile_compression": naming.Compression.GZIP,
        "min_lon_e7": -1_800_000_000,
        "min_lat_e7": -850_511_000,
        "max_lon_e7": 1_800_000_000,
        "max_lat_e7": 850_511_000,
        "min_zoom": 0,
        "max_zoom": max_zoom,
        "center_zoom": 2,
        "center_lon_e7": 0,
        "center_lat_e7": 200_000_000,
    }


def _about(parameters: Mapping[str, Any] | None, max_zoom: int) -> dict[str, Any]:
    counted = {"layer": "String", "status": "String", "count": "Number"}
    told = dict.fromkeys(TOLD, "String")
    return {
        **metadata(parameters),
        "name": "geomap events",
        "description": f"Tiles of the last zoom tell up to {MOST:,} events singly.",
        "vector_layers": [
            {"id": "areas", "fields": {"name": "String", **counted}, "minzoom": 0, "maxzoom": max_zoom},
            {"id": "counts", "fields": counted, "minzoom": 0, "maxzoom": max_zoom},
            {"id": "events", "fields": told, "minzoom": max_zoom, "maxzoom": max_zoom},
        ],
    }
