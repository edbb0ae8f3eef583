"""Folders that `geomap events --engine dask` wrote, among the inputs of `geomap map`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.cli.talk import count, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.cli.sets import EventSets

MOST_EVENTS: Final = 1_000_000
"""A page of more is slow to open; then there are tiles."""


def runs_among(inputs: Sequence[str], sets: EventSets) -> list[str]:
    """The inputs but for folders of runs, whose events join the sets, with a line a folder.

    Raises UsageError for more events than one page shows; InputError for a run that has not ended.
    """
    from geomap.errors import UsageError
    from geomap.store.partitioned import partitioned

    rest, talk = [], sets.account.talk
    for given in inputs:
        run = partitioned(given)
        if run is None:
            rest.append(given)
            continue
        if run.events > MOST_EVENTS:
            raise UsageError(
                f"{given}: {run.events:,} events, more than the {MOST_EVENTS:,} of one page; make tiles of them: "
                f"geomap tiles {given} -o events.pmtiles"
            )
        frame = run.frame()
        sets.frames.append(frame)
        sets.account.note_set(given, frame)
        talk.say(f"{count(run.events, 'event')} from {count(len(run.files), 'file')} in {printable(given)}")
    return rest
