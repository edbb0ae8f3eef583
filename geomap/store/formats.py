"""Which format a file name asks for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Protocol

from geomap.errors import UsageError
from geomap.store.geojson import write_geojson
from geomap.store.records import write_events
from geomap.tables import suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import geopandas

    from geomap.model import Article, Event


@dataclass(frozen=True, slots=True)
class Context:
    """What a writer may need beside the events: how to make a frame of them, and the parameters of the run."""

    to_frame: Callable[[Sequence[Event], Sequence[Article]], geopandas.GeoDataFrame]
    parameters: Mapping[str, Any]


class EventWriter(Protocol):
    """Writes coded articles in one format."""

    def __call__(
        self, coded: Iterable[tuple[Article, Sequence[Event]]], stream: BinaryIO, *, context: Context
    ) -> None: ...


def _geojson(coded: Iterable[tuple[Article, Sequence[Event]]], stream: BinaryIO, *, context: Context) -> None:
    pairs = list(coded)
    events = [event for _, found in pairs for event in found]
    frame = context.to_frame(events, [article for article, _ in pairs])
    write_geojson(frame, stream, parameters=context.parameters)


def _json_lines(coded: Iterable[tuple[Article, Sequence[Event]]], stream: BinaryIO, *, context: Context) -> None:  # noqa: ARG001 (the protocol has it)
    for _, events in coded:
        write_events(events, stream)


EVENT_WRITERS: Final[Mapping[str, EventWriter]] = {
    ".geojson": _geojson,
    ".json": _geojson,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
}
"""The formats of `geomap events`, by suffix."""

DEFAULT: Final = ".geojson"
"""The format of standard output."""


def event_writer(path: str | Path | None) -> EventWriter:
    """The writer that the suffix of `path` asks for; GeoJSON for None. Raises UsageError with the known suffixes."""
    suffix = DEFAULT if path is None else Path(path).suffix.lower()
    if suffix not in EVENT_WRITERS:
        known = ", ".join(EVENT_WRITERS)
        hint = suggestion(suffix, EVENT_WRITERS) if suffix else ""
        near = hint if "did you mean" in hint else ""
        raise UsageError(f"{path}: no format is written with the suffix '{suffix}'{near}; use one of {known}")
    return EVENT_WRITERS[suffix]
