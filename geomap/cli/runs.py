"""Folders that `geomap events --engine dask` wrote, among the inputs of `geomap map`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geomap.cli.talk import count, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.cli.sets import EventSets
    from geomap.store.partitioned import Partitioned


@dataclass(frozen=True, slots=True)
class Runs:
    """The folders of runs among inputs, by name, and the inputs that are none (`rest`)."""

    rest: list[str]
    found: dict[str, Partitioned] = field(default_factory=dict)

    @property
    def events(self) -> int:
        """Of all runs."""
        return sum(run.events for run in self.found.values())


def runs_among(inputs: Sequence[str]) -> Runs:
    """The folders of runs among the inputs. Raises InputError for a run that has not ended."""
    from geomap.store.partitioned import partitioned

    runs = Runs([])
    for given in inputs:
        run = partitioned(given)
        if run is None:
            runs.rest.append(given)
        else:
            runs.found[given] = run
    return runs


def say_runs(runs: Runs, sets: EventSets) -> None:
    """A line a run, which goes into the report too."""
    for given, run in runs.found.items():
        sets.account.note_counts(given, run.events, run.unlocated)
        sets.account.talk.say(
            f"{count(run.events, 'event')} from {count(len(run.files), 'file')} in {printable(given)}"
        )
