"""Files that hold events already: geomap's own, ACLED's, UCDP's, GDELT's, or any table or map with a mapping file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import InputError
from geomap.frame.columns import COLUMNS
from geomap.frame.ids import unique_ids
from geomap.frame.mapping import fitted, lacking, read_mapping, shipped_mappings
from geomap.store.event_records import are_records, read_records
from geomap.store.read import READERS, read_frame
from geomap.store.set_tables import HEAD, layout_of, table_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from typing import BinaryIO

    import geopandas

    from geomap.frame.geometry import Shapes
    from geomap.frame.mapping import EventSet
    from geomap.places.gazetteer import Gazetteer
    from geomap.store.set_tables import Layout

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
_TABLES: Final = (".csv", ".tsv", ".tab", ".hxl")
_LINES: Final = (".jsonl", ".ndjson")
SUFFIXES: Final = (*_MAPS, *_TABLES, *_LINES, ".parquet")
"""Of files that hold events, or may."""

_OWN_COLUMNS: Final = frozenset(column.name for column in COLUMNS if not column.optional and column.kind != "geometry")
_LARGEST: Final = 512 << 20
"""Bytes of a file."""
_MOST_ROWS: Final = 500_000
"""Events of a file. They are all held in memory, 6 to 9 kB each with ACLED's columns (bench/large_inputs.py)."""


@dataclass(frozen=True, slots=True)
class _TableRows:
    """The rows of a table, read from the file each time: they need not be held to be gone through twice."""

    path: Path
    layout: Layout

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return _counted(table_rows(self.path, self.layout), self.path)


def is_event_set(path: str | Path, *, mapping: EventSet | None = None) -> bool:
    """Whether a file holds events, not articles: maps and workbooks do, a table does when its header is known."""
    path = Path(path)
    return path.is_file() and holds_events(path.suffix, lambda: path.open("rb"), mapping=mapping)


def holds_events(
    suffix: str, opened: Callable[[], AbstractContextManager[BinaryIO]], *, mapping: EventSet | None = None
) -> bool:
    """The same of anything that can be `opened`, by its suffix and its first bytes. Raises OSError, InputError."""
    suffix = suffix.lower()
    if suffix in _MAPS:
        return True
    columns: Sequence[str]
    if suffix in _TABLES:
        with opened() as stream:
            columns = layout_of(stream, headers=_headers()).columns
        return _own_format(columns) is not None or _mapping_of(columns, mapping) is not None
    if suffix in _LINES:
        with opened() as stream:
            return are_records(stream.readline(HEAD))
    if suffix == ".parquet":
        with opened() as stream:
            columns = _parquet_columns(stream)
        return set(columns) >= _OWN_COLUMNS or _mapping_of(columns, mapping) is not None
    return False


def read_event_set(
    path: str | Path,
    *,
    mapping: EventSet | None = None,
    dates: str | None = None,
    shapes: Shapes | None = None,
    gazetteer: Gazetteer | None = None,
    on_error: Callable[[InputError], object] | None = None,
) -> geopandas.GeoDataFrame:
    """The frame of a file that holds events, its own columns kept.

    `mapping` (`geomap.frame.mapping.read_mapping`) says how a set that geomap does not know is read; geomap's own files
    need none. `dates` ("day-first", "month-first") says how 03/04/2025 is meant; by default the file's own dates tell,
    or it is refused. Rows that cannot be read are left out and told to `on_error`. Raises InputError, FrameError.
    """
    from geomap.frame.foreign import foreign_frame

    path = Path(path)
    _check_size(path)
    suffix = path.suffix.lower()
    rows: Sequence[Mapping[str, Any]] | _TableRows
    if suffix in _LINES:
        return read_records(path, shapes=shapes)
    if suffix in _TABLES:
        layout = _layout(path)
        own = _own_format(layout.columns)
        names = layout.columns
        rows = _TableRows(path, layout)
    else:
        own = _MAPS.get(suffix, "parquet")
        if own == "kml":
            return read_frame(path, format_name=own)
        _check_rows(_rows_said(path, own), path)
        rows = list(_counted(_rows(path, own), path))
        names = tuple(rows[0]) if rows else ()
        if not (set(names) >= _OWN_COLUMNS or (not rows and own in READERS)):
            own = None
    if own is not None:
        return read_frame(path, format_name=own)
    chosen = _mapping_of(names, mapping)
    if chosen is None:
        raise InputError(
            f"{path}: its columns belong to no event set that is known{_lacking(mapping, names)}; "
            "describe them with --mapping"
        )
    chosen = chosen if dates is None else replace(chosen, dates=dates)
    return foreign_frame(rows, mapping=chosen, where=str(path), shapes=shapes, gazetteer=gazetteer, on_error=on_error)


def joined(frames: Sequence[geopandas.GeoDataFrame]) -> geopandas.GeoDataFrame:
    """The frames one below the other. An event id that was there before gets "-2", "-3" …"""
    from geomap.frame.build import build_frame

    rows: list[dict[str, Any]] = []
    for frame in frames:
        names = [str(name) for name in frame.columns]
        rows += [dict(zip(names, cells, strict=True)) for cells in zip(*(frame[name] for name in names), strict=True)]
    ids = unique_ids(row["event_id"] for row in rows)
    return build_frame([row | {"event_id": event_id} for row, event_id in zip(rows, ids, strict=True)])


def chosen_mapping(path: Path | None) -> EventSet | None:
    """The analyst's mapping file. Raises TableError."""
    return None if path is None else read_mapping(path)


def _check_size(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None
    if size > _LARGEST:
        raise InputError(f"{path}: {size >> 20:,} MB, more than the {_LARGEST >> 20:,} that are held at once; split it")


def _check_rows(rows: int, path: Path) -> None:
    if rows > _MOST_ROWS:
        raise InputError(f"{path}: more than the {_MOST_ROWS:,} events that are held at once; filter or split it")


def _counted(rows: Iterator[Mapping[str, Any]], path: Path) -> Iterator[Mapping[str, Any]]:
    for number, row in enumerate(rows, start=1):
        _check_rows(number, path)
        yield row


def _rows_said(path: Path, format_name: str) -> int:
    """How many rows a file says it has, 0 where it does not: a few bytes of Parquet can hold millions."""
    if format_name in {"gpkg", "fgb"}:
        from geomap.store.gdal import rows_said

        return rows_said(path)
    if format_name != "parquet":
        return 0
    try:
        import pyarrow.parquet as pq

        return int(pq.read_metadata(path).num_rows)
    except Exception:  # noqa: BLE001 (a broken file is told when it is read)
        return 0


def _own_format(columns: Collection[str]) -> str | None:
    names = set(columns)
    if {"event_id_cnty", "geomap_event_type"} <= names:
        return "csv"
    return "hxl" if names >= _OWN_COLUMNS else None


def _mapping_of(columns: Collection[str], mapping: EventSet | None) -> EventSet | None:
    """The given mapping where its columns are there, else the shipped one that the columns give away."""
    if mapping is not None and not lacking(mapping, columns):
        return fitted(mapping, columns)
    folded = {name.casefold() for name in columns}
    for one in shipped_mappings():
        if one.detect and {name.casefold() for name in one.detect} <= folded:
            return fitted(one, columns)
    return None


def _lacking(mapping: EventSet | None, columns: Collection[str]) -> str:
    if mapping is None:
        return ""
    return f"; it lacks '{min(lacking(mapping, columns))}'"


def _headers() -> tuple[tuple[str, ...], ...]:
    return tuple(header for one in shipped_mappings() for header in one.headers)


def _layout(path: Path) -> Layout:
    try:
        with path.open("rb") as stream:
            return layout_of(stream, headers=_headers())
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None


def _rows(path: Path, format_name: str) -> Iterator[dict[str, Any]]:
    """The rows of a map or a workbook by column, with `geometry`."""
    if format_name == "xlsx":
        from geomap.store.xlsx import read_sheet

        yield from read_sheet(path)
        return
    if format_name == "parquet":
        from geomap.store.geoparquet import read_columns as read_layer
    else:
        from geomap.store.gdal import read_layer
    columns, shapes = read_layer(path)
    for shape, *cells in zip(shapes, *columns.values(), strict=True):
        yield {**dict(zip(columns, cells, strict=True)), "geometry": shape}


def _parquet_columns(stream: BinaryIO) -> Sequence[str]:
    try:
        import pyarrow.parquet as pq

        names: list[str] = pq.read_schema(stream).names
    except Exception:  # noqa: BLE001 (a broken file breaks pyarrow in ways without number; reading it tells)
        return ()
    return names
