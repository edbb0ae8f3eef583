"""Event sets among the inputs: files that hold events already, alone, in folders, in archives, or at an address."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from geomap.cli.setup import Setup, gazetteer_of, shapes_of
from geomap.cli.talk import count, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import geopandas

    from geomap.cli.account import Account
    from geomap.frame.mapping import EventSet
    from geomap.read import Report, Source


@dataclass(frozen=True, slots=True)
class Described:
    """How the user says that event sets are to be read; each None where geomap finds it out."""

    mapping: Path | None = None
    dates: str | None = None

    def parameters(self) -> dict[str, str]:
        """What was said, for the metadata of an output."""
        made = {"mapping": self.mapping and self.mapping.name, "dates": self.dates}
        return {name: value for name, value in made.items() if value}


def describing(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options of reading event sets, as its argument `described`."""

    @click.option(
        "--mapping",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Mapping file (TOML) that says how the columns of an event set become ours.",
    )
    @click.option(
        "--dates",
        type=click.Choice(("day-first", "month-first")),
        help="How 03/04/2025 is meant in event sets, where no date of a file tells.",
    )
    @wraps(command)
    def wrapped(*, mapping: Path | None, dates: str | None, **options: Any) -> int:
        return command(described=Described(mapping, dates), **options)

    return wrapped


@dataclass(slots=True)
class EventSets:
    """Takes the sources that hold events (a `geomap.read.Other`) and keeps their frames, in order.

    `refused` is an output that has no room for them.
    """

    mapping: EventSet | None
    dates: str | None
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
                    dates=self.dates,
                    shapes=shapes,
                    gazetteer=gazetteer,
                    on_error=lambda error: report(told(error)),
                )
            except InputError as error:
                raise told(error) from None


def event_sets(inputs: Sequence[str], *, described: Described, setup: Setup, account: Account) -> EventSets:
    """What takes the event sets among `inputs`. Raises TableError, UsageError for a needless description."""
    from geomap.errors import UsageError
    from geomap.store.event_sets import SUFFIXES, chosen_mapping

    if described != Described() and all(
        Path(given).suffix.lower() not in (*SUFFIXES, ".zip", ".gz") and Path(given).is_file() for given in inputs
    ):
        option = "--mapping" if described.mapping else "--dates"
        raise UsageError(f"{option} describes an event set (.csv, .geojson, .gpkg …); none is among the inputs")
    return EventSets(chosen_mapping(described.mapping), described.dates, setup, account, SUFFIXES)


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
