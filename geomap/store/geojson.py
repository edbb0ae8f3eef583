"""GeoJSON (RFC 7946), written and read.

Longitude first, six decimals (about 10 cm), outer rings counter-clockwise, no `crs` member, nothing across the
antimeridian. An event without a place has a null geometry. `bbox` is left out when no event has a place; its west is
greater than its east where the events lie around the antimeridian. Metadata stands in a foreign member.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from geomap.errors import InputError
from geomap.frame.build import build_frame
from geomap.frame.columns import missing, validate
from geomap.frame.geometry import rounded, within_world
from geomap.store.metadata import metadata
from geomap.store.text import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import geopandas

_MULTI: Final = {"MultiPoint": "Point", "MultiLineString": "LineString", "MultiPolygon": "Polygon"}


def write_geojson(
    frame: geopandas.GeoDataFrame, stream: BinaryIO, *, parameters: Mapping[str, Any] | None = None
) -> None:
    """Write a frame that holds the column contract; one feature a line, in the frame's order. Raises FrameError."""
    validate(frame)
    shapes = [None if shape is None else within_world(shape) for shape in frame.geometry]
    head: dict[str, Any] = {"type": "FeatureCollection", "metadata": metadata(parameters)}
    box = bounding_box([shape for shape in shapes if shape is not None])
    if box is not None:
        head["bbox"] = box
    stream.write(f'{json_text(head)[:-1]}, "features": ['.encode())
    separator = "\n"
    for feature in _features(frame, shapes):
        stream.write(f"{separator}{json_text(feature)}".encode())
        separator = ",\n"
    stream.write(b"\n]}\n")


def features(frame: geopandas.GeoDataFrame) -> Iterator[dict[str, Any]]:
    """The features of a frame that holds the column contract, in its order. Raises FrameError."""
    validate(frame)
    return _features(frame, [None if shape is None else within_world(shape) for shape in frame.geometry])


def _features(frame: geopandas.GeoDataFrame, shapes: Sequence[Any]) -> Iterator[dict[str, Any]]:
    names = [name for name in frame.columns if name != "geometry"]
    drawn: dict[Any, dict[str, Any] | None] = {}  # many events lie in the same few areas
    for shape, *cells in zip(shapes, *(frame[name] for name in names), strict=True):
        properties = {name: json_cell(cell) for name, cell in zip(names, cells, strict=True)}
        yield {
            "type": "Feature",
            "id": properties.get("event_id"),
            "geometry": _once(shape, drawn),
            "properties": properties,
        }


def read_geojson(path: str | Path) -> geopandas.GeoDataFrame:
    """The frame that `write_geojson` wrote, its geometries rounded. Raises InputError or FrameError."""
    from shapely.geometry import shape

    try:
        collection = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: not JSON: {error}") from None
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise InputError(f"{path}: not a GeoJSON FeatureCollection")
    rows = []
    for number, feature in enumerate(collection.get("features", ()), start=1):
        try:
            geometry = feature.get("geometry")
            rows.append({**feature.get("properties", {}), "geometry": None if geometry is None else shape(geometry)})
        except Exception as error:  # noqa: BLE001 (what is no geometry breaks shapely in many ways)
            told = " ".join(str(error).split()) or type(error).__name__
            raise InputError(f"{path}, feature {number}: not a GeoJSON feature ({told:.120})") from None
    frame = build_frame(rows)
    validate(frame)
    return frame


def json_cell(value: Any) -> Any:
    """A cell of a frame as JSON has it; null for what is missing."""
    if missing(value):
        return None
    if isinstance(value, dict):
        return {str(key): json_cell(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [json_cell(item) for item in value]
    if isinstance(value, str | bool | int | float):
        return value
    return value.item() if hasattr(value, "item") else str(value)


def _once(shape: Any, drawn: dict[Any, dict[str, Any] | None]) -> dict[str, Any] | None:
    """The geometry as GeoJSON, worked out once for an area."""
    if shape is None or shape.geom_type == "Point":
        return geometry_json(shape)
    if shape not in drawn:
        drawn[shape] = geometry_json(shape)
    return drawn[shape]


def geometry_json(shape: Any) -> dict[str, Any] | None:
    """A shapely geometry as GeoJSON: rounded, its outer rings counter-clockwise. None stays None."""
    if shape is None:
        return None
    if shape.geom_type == "GeometryCollection":
        return {"type": shape.geom_type, "geometries": [geometry_json(part) for part in shape.geoms]}
    if shape.geom_type in _MULTI:
        return {"type": shape.geom_type, "coordinates": [_coordinates(part) for part in shape.geoms]}
    return {"type": shape.geom_type, "coordinates": _coordinates(shape)}


def bounding_box(shapes: Iterable[Any]) -> list[float] | None:
    """[west, south, east, north] of the shapes: the narrowest range of longitudes, across 180° if need be."""
    parts = [part.bounds for shape in shapes for part in getattr(shape, "geoms", [shape])]
    if not parts:
        return None
    west, east = _narrowest_range([(w, e) for w, _, e, _ in parts])
    return [rounded(value) for value in (west, min(p[1] for p in parts), east, max(p[3] for p in parts))]


def _narrowest_range(ranges: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """West and east of what remains of the circle when its widest gap is left out."""
    merged: list[tuple[float, float]] = []
    for west, east in sorted(ranges):
        if merged and west <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(east, merged[-1][1]))
        else:
            merged.append((west, east))
    first, last = merged[0][0], merged[-1][1]
    gaps = [(right[0] - left[1], right[0], left[1]) for left, right in pairwise(merged)]
    width, west, east = max([(first + 360 - last, first, last), *gaps], key=lambda gap: gap[0])
    return (west, east) if width > 0 else (-180.0, 180.0)


def _coordinates(shape: Any) -> list[Any]:
    if shape.geom_type == "Point":
        return _pair(shape.coords[0])
    if shape.geom_type == "Polygon":
        return [_ring(shape.exterior, clockwise=False), *(_ring(hole, clockwise=True) for hole in shape.interiors)]
    return [_pair(point) for point in shape.coords]


def _ring(ring: Any, *, clockwise: bool) -> list[list[float]]:
    points = [_pair(point) for point in ring.coords]
    kept = [point for before, point in pairwise([[], *points]) if point != before]
    if len(kept) < 4:
        kept = points  # thinner than the last decimal: better a flat ring than none
    return kept if ring.is_ccw != clockwise else kept[::-1]


def _pair(point: Sequence[float]) -> list[float]:
    return [rounded(point[0]), rounded(point[1])]
