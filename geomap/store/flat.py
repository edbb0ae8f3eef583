"""Frames for formats whose cells hold one plain value: lists are joined with "; ", objects and lists of objects become
JSON text, and back.

What no such format holds is said in docs/formats.md: a list whose members contain "; ", letters that XML forbids.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import InputError
from geomap.frame.build import build_frame
from geomap.frame.columns import COLUMNS, LATER, POINT_PRECISIONS, missing, validate
from geomap.store.text import json_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import geopandas

JOIN: Final = "; "
KINDS: Final[Mapping[str, str]] = {column.name: column.kind for column in (*COLUMNS, *LATER)}

_NO_TEXT: Final = re.compile("[\x00\ud800-\udfff]")
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def names_of(frame: geopandas.GeoDataFrame) -> list[str]:
    """The columns but the geometry, in order."""
    return [str(name) for name in frame.columns if name != "geometry"]


def flat_columns(frame: geopandas.GeoDataFrame, *, clean: Callable[[str], str]) -> dict[str, list[Any]]:
    """The columns but the geometry; every cell is text, a number, true or false, or None."""
    return {name: [flat_cell(cell, clean=clean) for cell in frame[name]] for name in names_of(frame)}


def flat_cell(cell: Any, *, clean: Callable[[str], str]) -> Any:
    """One cell: lists joined, objects as JSON text, numpy's values as Python's, text cleaned."""
    if missing(cell):
        return None
    if isinstance(cell, list | tuple):
        if any(isinstance(item, dict) for item in cell):
            return clean(json_text(list(cell)))
        return clean(JOIN.join(str(item) for item in cell))
    if isinstance(cell, dict):
        return clean(json_text(cell))
    if isinstance(cell, str):
        return clean(cell)
    if hasattr(cell, "item"):
        cell = cell.item()
    return cell if isinstance(cell, bool | int | float) else clean(str(cell))


def any_text(text: str) -> str:
    """Text as C strings and UTF-8 hold it: no NUL, no half of a surrogate pair."""
    return _NO_TEXT.sub("\ufffd", text)


def xml_text(text: str) -> str:
    """Text as XML 1.0 holds it: no control characters, line ends as line feeds."""
    return _NO_XML.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")


def whole_cell(name: str, cell: Any) -> Any:
    """What a flat cell was: the reverse of `flat_cell`, by the kind of the contract's column.

    Cells may come as text (from CSV) or typed. Raises ValueError for a cell that is not of its kind.
    """
    kind = KINDS.get(name, "text")
    if kind == "list":
        if isinstance(cell, list):
            return cell
        return [] if missing(cell) or cell == "" else str(cell).split(JOIN)
    if kind == "records":
        return _records(cell)
    if missing(cell):
        return None
    if kind == "text" or kind == "day":
        return str(cell) if name in KINDS else cell
    if cell == "":
        return None
    if kind == "flag":
        return _FLAGS[str(cell).lower()]
    if kind == "integer":
        return _whole(cell)
    if kind == "number":
        return float(cell.replace(",", ".") if isinstance(cell, str) else cell)  # a spreadsheet's decimal comma
    return json.loads(cell) if isinstance(cell, str) else cell


def _records(cell: Any) -> list[Any]:
    """A list of objects; one of plain text where the file is of an earlier version, or the cell no JSON."""
    if missing(cell) or cell == "":
        return []
    if isinstance(cell, list):
        return [_record(item) for item in cell]
    text = str(cell)
    try:
        whole = json.loads(text) if text.startswith("[") else None
    except ValueError:
        whole = None
    return whole if isinstance(whole, list) else text.split(JOIN)


def _record(item: Any) -> Any:
    """A member of a list that a format holds as text."""
    if not (isinstance(item, str) and item.startswith("{")):
        return item
    try:
        return json.loads(item)
    except ValueError:
        return item


_FLAGS: Final[Mapping[str, bool]] = {"true": True, "1": True, "1.0": True, "false": False, "0": False, "0.0": False}


def _whole(cell: Any) -> int:
    if isinstance(cell, str) and re.fullmatch(r"-?\d+", cell):
        return int(cell)
    if float(cell) != int(float(cell)):
        raise ValueError("not a whole number")
    return int(cell) if not isinstance(cell, str) else int(float(cell))


def whole_frame(rows: Iterable[Mapping[str, Any]], *, where: str) -> geopandas.GeoDataFrame:
    """The frame of flat rows (of text, or typed) with their `geometry`; checked. Raises InputError, FrameError."""
    made = []
    for number, row in enumerate(rows, start=1):
        whole: dict[str, Any] = {"geometry": row.get("geometry")}
        for name, cell in row.items():
            if name == "geometry":
                continue
            try:
                whole[name] = whole_cell(name, cell)
            except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
                kind = KINDS[name]
                raise InputError(f"{where}, event {number}: '{name}' is {cell!r:.60}, which is no {kind}") from None
        made.append(whole)
    frame = build_frame(made)
    validate(frame)
    return frame


def point_of(row: Mapping[str, Any]) -> Any:
    """The point of a row of a format without geometries. None for what is coarser than a city: its outline is lost."""
    from shapely import Point

    try:
        lat, lon = (whole_cell(name, row.get(name)) for name in ("latitude", "longitude"))
    except ValueError:
        return None  # `whole_frame` tells it
    if row.get("geo_precision") not in POINT_PRECISIONS or lat is None or lon is None:
        return None
    return Point(lon, lat)


def shapes_of(frame: geopandas.GeoDataFrame) -> Sequence[Any]:
    """The geometries as they are written: within ±180°, cut at the antimeridian."""
    from geomap.frame.geometry import within_world

    return [None if shape is None else within_world(shape) for shape in frame.geometry]
