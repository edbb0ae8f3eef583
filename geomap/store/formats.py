"""Which format a file name asks for.

The suffix chooses; `name:format` chooses where a suffix means two things ("events.csv:hxl") or says nothing ("-:csv").
A format's module is imported when its format is used.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Protocol

from geomap.errors import UsageError
from geomap.store.records import write_events
from geomap.tables import suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import geopandas

    from geomap.model import Article, Event
    from geomap.store.kml import LayerLike


@dataclass(frozen=True, slots=True)
class Context:
    """What a writer may need beside the events: how to make a frame of them, the run's parameters, the layers."""

    to_frame: Callable[[Sequence[Event], Sequence[Article]], geopandas.GeoDataFrame]
    parameters: Mapping[str, Any]
    layers: Sequence[LayerLike] = field(default=())


class EventWriter(Protocol):
    """Writes coded articles in one format."""

    def __call__(
        self, coded: Iterable[tuple[Article, Sequence[Event]]], stream: BinaryIO, *, context: Context
    ) -> None: ...


FORMATS: Final[Mapping[str, str]] = {
    "geojson": "geojson:write_geojson",
    "geojsonl": "geojsonseq:write_geojsonl",
    "geojsons": "geojsonseq:write_geojsons",
    "gpkg": "gdal:write_gpkg",
    "parquet": "geoparquet:write_geoparquet",
    "fgb": "gdal:write_flatgeobuf",
    "kml": "kml:write_kml",
    "csv": "acled_csv:write_acled_csv",
    "hxl": "hxl_csv:write_hxl_csv",
    "xlsx": "xlsx:write_xlsx",
}
"""Formats that hold a frame: module of this package and function."""

RECORDS: Final = "jsonl"
"""JSON Lines holds events, not a frame, and is written as they come."""

SUFFIXES: Final[Mapping[str, str]] = {
    ".geojson": "geojson",
    ".json": "geojson",
    ".jsonl": RECORDS,
    ".ndjson": RECORDS,
    ".geojsonl": "geojsonl",
    ".geojsonseq": "geojsonl",
    ".geojsons": "geojsons",
    ".gpkg": "gpkg",
    ".parquet": "parquet",
    ".geoparquet": "parquet",
    ".fgb": "fgb",
    ".kml": "kml",
    ".csv": "csv",
    ".hxl": "hxl",
    ".xlsx": "xlsx",
}
DEFAULT: Final = "geojson"
"""The format of standard output."""


def write_frame(
    frame: geopandas.GeoDataFrame,
    stream: BinaryIO,
    *,
    format_name: str = DEFAULT,
    parameters: Mapping[str, Any] | None = None,
    layers: Sequence[LayerLike] = (),
) -> None:
    """Write a frame in one of `FORMATS` to a binary stream. Raises FrameError; OutputError where a package is missing.

    A path is refused (UsageError): some libraries remove the file of that name when they fail, whatever it is.
    """
    if not hasattr(stream, "write"):
        raise UsageError(
            f"{stream}: open the file and give the stream; geomap.store.atomic_write writes it whole or not at all"
        )
    module, function = FORMATS[format_name].split(":")
    write = getattr(import_module(f"geomap.store.{module}"), function)
    if format_name == "kml":
        write(frame, stream, parameters=parameters, layers=layers)
    else:
        write(frame, stream, parameters=parameters)


def split_output(output: str | Path | None) -> tuple[str, str]:
    """File name and format of "events.gpkg", "events.csv:hxl", "-:csv" or None (standard output).

    Raises UsageError with the known suffixes.
    """
    given = "-" if output is None else str(output)
    name, colon, asked = given.rpartition(":")
    if colon and name and (asked in FORMATS or asked == RECORDS):
        return name, asked
    if given == "-":
        return given, DEFAULT
    suffix = Path(given).suffix.lower()
    if suffix in SUFFIXES:
        return given, SUFFIXES[suffix]
    if colon and asked.isalnum() and (name == "-" or Path(name).suffix.lower() in SUFFIXES):
        known = ", ".join([*FORMATS, RECORDS])
        raise UsageError(f"{given}: no format is called '{asked}'{_near(asked, [*FORMATS, RECORDS])}; known: {known}")
    known = ", ".join(SUFFIXES)
    raise UsageError(
        f"{given}: no format is written with the suffix '{suffix}'{_near(suffix, SUFFIXES)}; use one of {known}"
    )


def event_writer(output: str | Path | None) -> EventWriter:
    """The writer that the name of an output asks for; GeoJSON for None. Raises UsageError with the known suffixes."""
    return writer_of(split_output(output)[1])


def writer_of(format_name: str) -> EventWriter:
    """The writer of a format."""
    return _json_lines if format_name == RECORDS else _FrameWriter(format_name)


@dataclass(frozen=True, slots=True)
class _FrameWriter:
    format_name: str

    def __call__(self, coded: Iterable[tuple[Article, Sequence[Event]]], stream: BinaryIO, *, context: Context) -> None:
        pairs = list(coded)
        frame = context.to_frame([event for _, found in pairs for event in found], [article for article, _ in pairs])
        write_frame(frame, stream, format_name=self.format_name, parameters=context.parameters, layers=context.layers)


def _json_lines(coded: Iterable[tuple[Article, Sequence[Event]]], stream: BinaryIO, *, context: Context) -> None:  # noqa: ARG001 (the protocol has it)
    for _, events in coded:
        write_events(events, stream)


def _near(word: str, known: Iterable[str]) -> str:
    hint = suggestion(word, known) if word else ""
    return hint if "did you mean" in hint else ""
