"""Event sets among the inputs: files that hold events already, alone, in folders, in archives, or at an address."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from geomap.cli.setup import Setup, gazetteer_of, shapes_of
from geomap.cli.talk import count, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import geopandas

    from geomap.cli.account import Account
    from geomap.frame.mapping import EventSet
    from geomap.read import Report, Source

MAPPING = click.option(
    "--mapping",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Mapping file (TOML) that says how the columns of an event set become ours.",
)


@dataclass(slots=True)
class EventSets:
    """Takes the sources that hold events (a `geomap.read.Other`) and keeps their frames, in order.

    `refused` is an output that has no room for them.
    """

    mapping: EventSet | None
    setup: Setup
    account: Account
    suffixes: tuple[str, ...]
    refused: str | None = None
    frames: list[geopandas.GeoDataFrame] = field(default_factory=list)

    def __call__(self, source: Source, report: Report) -> bool:
        """Read the source where it holds events; one that cannot be read is told."""
        from geomap.errors import FrameError, InputError
        from geomap.store.event_sets import holds_events

        if source.once or not holds_events(source.suffix, source.open, mapping=self.mapping):
            return False
        if self.refused is not None:
            report(InputError(f"{source.name}: holds events already; {self.refused} takes only coded articles, so write"
                              " .geojsonl instead"))  # fmt: skip
            return True
        try:
            frame = self._frame(source, report)
        except InputError as error:
            report(error)
        except FrameError as error:
            report(InputError(f"{source.name}: {error}"))
        else:
            self.frames.append(frame)
            self.account.note_set(source.name, frame)
            self.account.talk.say(f"{count(len(frame), 'event')} from {printable(source.name)}")
        return True

    def _frame(self, source: Source, report: Report) -> geopandas.GeoDataFrame:
        from geomap.errors import InputError
        from geomap.store.event_sets import read_event_set

        with _on_disk(source) as path, gazetteer_of(self.setup) as gazetteer, shapes_of(self.setup) as shapes:

            def told(error: InputError) -> InputError:
                return InputError(str(error).replace(str(path), source.name))

            try:
                return read_event_set(
                    path,
                    mapping=self.mapping,
                    shapes=shapes,
                    gazetteer=gazetteer,
                    on_error=lambda error: report(told(error)),
                )
            except InputError as error:
                raise told(error) from None


def event_sets(inputs: Sequence[str], *, mapping: Path | None, setup: Setup, account: Account) -> EventSets:
    """What takes the event sets among `inputs`. Raises TableError, UsageError for a needless `mapping`."""
    from geomap.errors import UsageError
    from geomap.store.event_sets import SUFFIXES, chosen_mapping

    if mapping is not None and all(
        Path(given).suffix.lower() not in (*SUFFIXES, ".zip", ".gz") and Path(given).is_file() for given in inputs
    ):
        raise UsageError("--mapping describes an event set (.csv, .geojson, .gpkg …); none is among the inputs")
    return EventSets(chosen_mapping(mapping), setup, account, SUFFIXES)


@contextmanager
def _on_disk(source: Source) -> Iterator[Path]:
    """The file of a source; a copy, for as long as it is read, where the source is a member of an archive."""
    from geomap.errors import InputError

    if source.path is not None:
        yield source.path
        return
    with TemporaryDirectory(prefix="geomap-") as folder:
        path = Path(folder, f"set{source.suffix.lower()}")
        try:
            with source.open() as stream, path.open("wb") as copy:
                shutil.copyfileobj(stream, copy)
        except OSError as error:
            raise InputError(f"{source.name}: cannot be unpacked: {error.strerror or error}") from None
        yield path
