"""Step four: the events of a month and a country become GeoParquet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.scale.merging import read_once, told_of_groups, told_of_parts
from geomap.scale.stages import Stages
from geomap.scale.told import Told
from geomap.store.atomic import atomic_write

if TYPE_CHECKING:
    import geopandas

    from geomap.places.boundaries import Outlines

ROWS = 20_000
"""Events a file: a worker holds no more at a time."""


@dataclass(frozen=True, slots=True)
class Work:
    """The folders of a run, and what the files of its result say of it."""

    parts: Path
    groups: Path
    merged: Path
    reports: Path
    out: Path
    parameters: Mapping[str, Any]
    stages: Stages = field(default_factory=Stages)


def write_partition(partition: str, work: Work) -> list[dict[str, Any]]:
    """Write the files of a partition; what the index says of each: path, rows, first and last day, bounds."""
    from geomap.store.geoparquet import write_geoparquet

    month, country = partition.split("/")
    folder = work.out / f"month={month}" / f"country={country}"
    folder.mkdir(parents=True, exist_ok=True)
    copies, entries = read_once(work.reports), []
    for number, told in enumerate(_pieces(_ordered(partition, work))):
        frame = _frame(told, copies, work.stages.outlines())
        path = folder / f"events-{number:05}.parquet"
        with atomic_write(path) as stream:
            write_geoparquet(frame, stream, parameters=work.parameters, one_of_many=True)
        entries.append(
            {"path": path.relative_to(work.out).as_posix(), "month": month, "country": country} | _about(frame)
        )
    return entries


def _ordered(partition: str, work: Work) -> Iterator[Told]:
    """All streams are in order already, so that none needs to be held in memory."""
    linked = read_once(work.groups)
    alone = (each for each in told_of_parts(work.parts, partition) if each.event.event_id not in linked)
    return merge(alone, *told_of_groups(work.merged, partition), key=lambda each: each.number)


def _pieces(told: Iterator[Told]) -> Iterator[Sequence[Told]]:
    while piece := list(islice(told, ROWS)):
        yield piece


def _frame(told: Sequence[Told], copies: Mapping[str, int], outlines: Outlines) -> geopandas.GeoDataFrame:
    from geomap.frame import to_frame

    articles = {article.doc_id: article for each in told for article in each.articles}
    frame = to_frame([each.event for each in told], articles.values(), shapes=outlines, reports=copies)
    frame["context"] = [each.context or each.event.quote for each in told]  # the texts stayed behind
    frame["context_start"] = [each.event.context_start if each.context else each.event.start for each in told]
    frame["context_start"] = frame["context_start"].astype("Int64")
    return frame


def _about(frame: geopandas.GeoDataFrame) -> dict[str, Any]:
    days = sorted(day for day in frame["event_date"] if day)
    there = frame.geometry[~(frame.geometry.isna() | frame.geometry.is_empty)]
    return {
        "events": len(frame),
        "unlocated": len(frame) - len(there),
        "first_day": days[0] if days else None,
        "last_day": days[-1] if days else None,
        "bounds": [round(float(each), 6) for each in there.total_bounds] if len(there) else None,
    }
