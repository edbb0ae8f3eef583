"""KML 2.2: a folder a layer, two styles a layer (what happened, and what did not or is not sure), escaped twice.

Google Earth reads a description as HTML, so its text is escaped as HTML first and as XML then. Icons are the program's
own: nothing is fetched.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Protocol
from xml.etree.ElementTree import Element, ElementTree, ParseError, SubElement, TreeBuilder, XMLParser, indent

from geomap.coding.ontology import ontology
from geomap.errors import InputError
from geomap.frame.columns import validate
from geomap.frame.geometry import rounded
from geomap.store.flat import flat_columns, shapes_of, whole_frame, xml_text
from geomap.store.metadata import metadata
from geomap.store.text import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas

_NS: Final = "http://www.opengis.net/kml/2.2"
_CERTAIN: Final = frozenset({"happened", "ongoing", "historical"})
_COLORS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9", "#882255", "#808000")
_NO_LAYER: Final = "other"


class LayerLike(Protocol):
    """What a style needs of a layer; `geomap.layers.Layer` is one."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def color(self) -> str: ...


def write_kml(
    frame: geopandas.GeoDataFrame,
    stream: BinaryIO,
    *,
    parameters: Mapping[str, Any] | None = None,
    layers: Iterable[LayerLike] = (),
) -> None:
    """Events by layer, in the order of `layers`, each with time, quote and all columns. Raises FrameError."""
    validate(frame)
    columns = flat_columns(frame, clean=xml_text)
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    ids = [row["layer"] or _NO_LAYER for row in rows]
    styles = {layer.id: (layer.title, layer.color) for layer in layers if layer.id in ids}
    for number, name in enumerate(sorted(set(ids) - set(styles))):
        styles[name] = (name, _COLORS[number % len(_COLORS)])
    root = Element("kml", xmlns=_NS)
    document = SubElement(root, "Document")
    _text(document, "name", "geomap events")
    about = SubElement(document, "ExtendedData")
    for key, value in metadata(parameters).items():
        _datum(about, key, value if isinstance(value, str) else json_text(value))
    for number, (_, color) in enumerate(styles.values()):
        _style(document, f"layer{number}", color, alpha="ff", fill="59")
        _style(document, f"layer{number}-unsure", color, alpha="80", fill="26")
    shapes = shapes_of(frame)
    for number, (name, (title, _)) in enumerate(styles.items()):
        folder = SubElement(document, "Folder")
        _text(folder, "name", title)
        for place, row in enumerate(rows):
            if ids[place] == name:
                _placemark(folder, row, shapes[place], key=f"event-{place}", style=f"layer{number}")
    indent(root, space="")
    ElementTree(root).write(stream, encoding="utf-8", xml_declaration=True)


def read_kml(path: str | Path) -> geopandas.GeoDataFrame:
    """The frame that `write_kml` wrote, its geometries rounded. Raises InputError or FrameError."""
    try:
        root = _parsed(Path(path).read_bytes())
        marks = sorted(root.iter(f"{{{_NS}}}Placemark"), key=lambda mark: int(mark.get("id", "event-0")[6:]))
        rows = [_row(mark) for mark in marks]
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None
    except (ParseError, ValueError, LookupError, RecursionError) as error:  # LookupError: an encoding nobody knows
        raise InputError(f"{path}: not a KML file that geomap wrote: {error}") from None
    return whole_frame(rows, where=str(path))


class _NoDoctype(TreeBuilder):
    """Refuses declarations, and with them entities that grow or fetch."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:  # noqa: ARG002 (the parser's call)
        raise ValueError("it declares a document type, which is refused")


def _parsed(data: bytes) -> Element:
    parser = XMLParser(target=_NoDoctype())  # noqa: S314 (declarations, and so entities, are refused)
    parser.feed(data)
    root: Element = parser.close()
    return root


def _row(mark: Element) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for datum in mark.iterfind(f"{{{_NS}}}ExtendedData/{{{_NS}}}Data"):
        value = datum.find(f"{{{_NS}}}value")
        row[datum.get("name", "").removeprefix(_PREFIX)] = "" if value is None else value.text or ""
    row["geometry"] = next((_shape(child) for child in mark if _tag(child) in _SHAPES), None)
    return row


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


_SHAPES: Final = ("Point", "LineString", "Polygon", "MultiGeometry")
_PREFIX: Final = "event."  # without it, GDAL would mix "start" and "end" with KML's own time


def _shape(element: Element) -> Any:
    from shapely import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon

    kind = _tag(element)
    if kind == "MultiGeometry":
        parts = [_shape(child) for child in element]
        multi = {"Point": MultiPoint, "LineString": MultiLineString, "Polygon": MultiPolygon}
        return multi[parts[0].geom_type](parts)
    rings = [_pairs(found.text or "") for found in element.iter(f"{{{_NS}}}coordinates")]
    if kind == "Point":
        return Point(rings[0][0])
    return LineString(rings[0]) if kind == "LineString" else Polygon(rings[0], rings[1:])


def _pairs(text: str) -> list[tuple[float, float]]:
    return [(float(lon), float(lat)) for lon, lat, *_ in (pair.split(",") for pair in text.split())]


def _placemark(folder: Element, row: Mapping[str, Any], shape: Any, *, key: str, style: str) -> None:
    sure = row["status"] in _CERTAIN
    mark = SubElement(folder, "Placemark", id=key)
    _text(mark, "name", _title(row, sure=sure))
    _text(mark, "description", _described(row))
    if row["event_date"] or row["date_end"]:
        span = SubElement(mark, "TimeSpan")
        for tag, day in (("begin", row["event_date"]), ("end", row["date_end"])):
            if day:
                _text(span, tag, day)
    _text(mark, "styleUrl", f"#{style}" if sure else f"#{style}-unsure")
    data = SubElement(mark, "ExtendedData")
    for name, cell in row.items():
        if cell is not None:
            _datum(data, _PREFIX + xml_text(name), _spelt(cell))
    if shape is not None:
        _geometry(mark, shape)


def _title(row: Mapping[str, Any], *, sure: bool) -> str:
    kind = ontology().get(row["event_type"])
    text = kind.label if kind else str(row["event_type"])
    text = text if sure or not row["status"] else f"{text} ({row['status']})"
    return f"{text}, {row['location']}" if row["location"] else text


def _described(row: Mapping[str, Any]) -> str:
    parts = [
        _title(row, sure=False),
        row["event_date"],
        f"precision: {row['geo_precision'] or 'unknown'}",
        row["quote"],
        row["source"],
    ]
    text = " · ".join(str(part) for part in parts if part)
    return escape(text).replace("$", "&#36;")  # "$[…]" would be replaced by other columns, unescaped


def _style(document: Element, key: str, color: str, *, alpha: str, fill: str) -> None:
    red, green, blue = color[1:3], color[3:5], color[5:7]
    style = SubElement(document, "Style", id=key)
    _text(SubElement(style, "IconStyle"), "color", f"{alpha}{blue}{green}{red}")
    line = SubElement(style, "LineStyle")
    _text(line, "color", f"{alpha}{blue}{green}{red}")
    _text(line, "width", "2")
    _text(SubElement(style, "PolyStyle"), "color", f"{fill}{blue}{green}{red}")
    _text(SubElement(style, "BalloonStyle"), "text", "$[description]")


def _geometry(parent: Element, shape: Any) -> None:
    parts: Sequence[Any] = getattr(shape, "geoms", ())
    if parts:
        multi = SubElement(parent, "MultiGeometry")
        for part in parts:
            _geometry(multi, part)
        return
    element = SubElement(parent, shape.geom_type)
    if shape.geom_type != "Polygon":
        _text(element, "coordinates", _coordinates(shape.coords))
        return
    for tag, ring in (("outerBoundaryIs", shape.exterior), *(("innerBoundaryIs", hole) for hole in shape.interiors)):
        _text(SubElement(SubElement(element, tag), "LinearRing"), "coordinates", _coordinates(ring.coords))


def _coordinates(pairs: Iterable[Sequence[float]]) -> str:
    return " ".join(f"{rounded(pair[0])!r},{rounded(pair[1])!r}" for pair in pairs)


def _datum(parent: Element, name: str, value: str) -> None:
    _text(SubElement(parent, "Data", name=name), "value", value)


def _spelt(cell: Any) -> str:
    return str(cell).lower() if isinstance(cell, bool) else cell if isinstance(cell, str) else repr(cell)


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = xml_text(text)
