"""Files that hold events already: geomap's own, ACLED's, UCDP's, GDELT's, or any table or map with a mapping file."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import InputError
from geomap.frame.columns import COLUMNS
from geomap.frame.mapping import read_mapping, shipped_mappings
from geomap.store.read import READERS, read_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import geopandas

    from geomap.frame.geometry import Shapes
    from geomap.frame.mapping import EventSet
    from geomap.places.gazetteer import Gazetteer

_MAPS: Final[Mapping[str, str]] = {
    ".geojson": "geojson",
    ".geojsonl": "geojsonl",
    ".geojsonseq": "geojsonl",
    ".geojsons": "geojsons",
    ".gpkg": "gpkg",
    ".fgb": "fgb",
    ".kml": "kml",
    ".xlsx": "xlsx",
    ".geoparquet": "parquet",
}
_TABLES: Final = (".csv", ".tsv", ".tab")
_OWN_COLUMNS: Final = frozenset(column.name for column in COLUMNS if not column.optional and column.kind != "geometry")
_HEAD: Final = 1 << 16
_LONGEST_CELL: Final = 16 << 20


def is_event_set(path: str, *, mapping: EventSet | None = None) -> bool:
    """Whether an input holds events, not articles: maps and workbooks do, a table does when its header is known."""
    suffix = Path(path).suffix.lower()
    if suffix in _MAPS:
        return True
    if suffix == ".parquet":
        return Path(path).is_file() and set(_parquet_names(path)) >= _OWN_COLUMNS
    if suffix not in _TABLES or not Path(path).is_file():
        return False
    header = _header(Path(path))
    return _own_format(header) is not None or _mapping_of(header, mapping) is not None


def read_event_set(
    path: str | Path,
    *,
    mapping: EventSet | None = None,
    shapes: Shapes | None = None,
    gazetteer: Gazetteer | None = None,
    on_error: Callable[[InputError], object] | None = None,
) -> geopandas.GeoDataFrame:
    """The frame of a file that holds events, its own columns kept.

    `mapping` (`geomap.frame.mapping.read_mapping`) says how a set that geomap does not know is read; geomap's own files
    need none. Rows that cannot be read are left out and told to `on_error`. Raises InputError, FrameError.
    """
    from geomap.frame.foreign import foreign_frame

    path = Path(path)
    suffix = path.suffix.lower()
    header = _header(path) if suffix in _TABLES else ()
    own = _own_format(header) if suffix in _TABLES else _MAPS.get(suffix, "parquet")
    if own == "kml":
        return read_frame(path, format_name=own)
    if suffix in _TABLES:
        if own is not None:
            return read_frame(path, format_name=own)
        chosen = _mapping_of(header, mapping)
        rows: Sequence[Mapping[str, Any]] | Iterator[Mapping[str, Any]] = _table_rows(path, chosen) if chosen else ()
        names: set[str] = set(header)
    else:
        rows = list(_rows(path, own or ""))
        names = {name for row in rows[:1] for name in row}
        if names >= _OWN_COLUMNS or (not rows and own in READERS):
            return read_frame(path, format_name=own)
        chosen = _mapping_of(names, mapping)
    if chosen is None:
        near = f"; it lacks '{min(_needed(mapping) - names)}'" if mapping is not None else ""
        raise InputError(
            f"{path}: its columns belong to no event set that is known{near}; describe them with --mapping"
        )
    return foreign_frame(rows, mapping=chosen, where=str(path), shapes=shapes, gazetteer=gazetteer, on_error=on_error)


def joined(frames: Sequence[geopandas.GeoDataFrame]) -> geopandas.GeoDataFrame:
    """The frames one below the other. An event id that was there before gets "-2", "-3" …"""
    from geomap.frame.build import build_frame

    rows: list[dict[str, Any]] = []
    seen: dict[str, int] = {}
    for frame in frames:
        names = [str(name) for name in frame.columns]
        for cells in zip(*(frame[name] for name in names), strict=True):
            row = dict(zip(names, cells, strict=True))
            times = seen[row["event_id"]] = seen.get(row["event_id"], 0) + 1
            if times > 1:
                row["event_id"] = f"{row['event_id']}-{times}"
            rows.append(row)
    return build_frame(rows)


def chosen_mapping(path: Path | None) -> EventSet | None:
    """The analyst's mapping file. Raises TableError."""
    return None if path is None else read_mapping(path)


def _own_format(header: Sequence[str]) -> str | None:
    names = set(header)
    if {"event_id_cnty", "geomap_event_type"} <= names:
        return "csv"
    return "hxl" if names >= _OWN_COLUMNS else None


def _needed(mapping: EventSet) -> set[str]:
    return {*mapping.columns.values(), mapping.type_column}


def _mapping_of(names: Sequence[str] | set[str], mapping: EventSet | None) -> EventSet | None:
    """The given mapping where its columns are there, else the shipped one that the columns give away."""
    if mapping is not None and _needed(mapping) <= set(names):
        return mapping
    return next((one for one in shipped_mappings() if one.detect and set(one.detect) <= set(names)), None)


def _header(path: Path) -> tuple[str, ...]:
    """The columns of a table: its first line, or the header of a set whose files have none (as many tabs, an id)."""
    try:
        with path.open("rb") as stream:
            line = stream.readline(_HEAD).decode("utf-8-sig", "replace").rstrip("\r\n")
    except OSError:
        return ()
    tabbed = line.split("\t")
    for one in shipped_mappings():
        if one.header and len(tabbed) == len(one.header) and tabbed[0].isdigit():
            return one.header
    try:
        csv.field_size_limit(_LONGEST_CELL)
        return tuple(name.strip() for name in next(csv.reader([line], delimiter=_delimiter(line)), ()))
    except csv.Error:
        return ()


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _table_rows(path: Path, mapping: EventSet) -> Iterator[dict[str, Any]]:
    header = _header(path)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            first = stream.readline()
            bare = mapping.header == header and first.partition("\t")[0].isdigit()
            stream.seek(0)
            if bare:
                reader = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
            else:
                reader = csv.reader(stream, delimiter=_delimiter(first))
                next(reader, None)
            for cells in reader:
                if len(cells) == len(header):
                    yield dict(zip(header, cells, strict=True))
                elif cells:
                    yield {}  # told as a row that says nothing
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None
    except (csv.Error, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not a table in UTF-8: {error}") from None


def _rows(path: Path, format_name: str) -> Iterator[dict[str, Any]]:
    """The rows of a map or a workbook by column, with `geometry`."""
    if format_name == "xlsx":
        from geomap.store.xlsx import read_sheet

        yield from read_sheet(path)
        return
    if format_name == "parquet":
        from geomap.store.geoparquet import read_columns as read_layer
    else:
        from geomap.store.gdal import read_layer  # type: ignore[assignment]  # the same shape of answer
    columns, shapes = read_layer(path)
    for shape, *cells in zip(shapes, *columns.values(), strict=True):
        yield {**dict(zip(columns, cells, strict=True)), "geometry": shape}


def _parquet_names(path: str) -> Sequence[str]:
    try:
        import pyarrow.parquet as pq

        names: list[str] = pq.read_schema(path).names
    except (ImportError, OSError, ValueError):
        return ()
    return names
