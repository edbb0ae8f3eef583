"""Step one: a batch of articles becomes a part, committed by the file that describes it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from geomap.coding.across import blocks_of
from geomap.model import Article, Event
from geomap.scale.segments import write_json, write_segments
from geomap.scale.stages import Stages
from geomap.scale.told import Told, bare

if TYPE_CHECKING:
    from concurrent.futures import Future
    from io import FileIO

BUCKETS = 1024
"""The blocks are dealt out among so many buckets, whatever the number of workers."""

CHARACTERS = 100_000
"""A batch of more is closed: a second of work or two, which what Dask takes for a task is little beside."""

MOST_EVENTS = 1_000_000
"""The order of an event is the number of its batch times this, and its place in the batch."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Consecutive articles. `left_out` are those that killed a worker, with what is known of it.

    A `suspect` batch, one that was lost with its worker, is coded article by article.
    """

    number: int
    articles: tuple[Article, ...]
    left_out: Mapping[str, str]
    suspect: bool = False

    @property
    def fingerprint(self) -> str:
        """Tells whether a part was made of these articles."""
        digest = hashlib.blake2b(digest_size=16)
        for article in self.articles:
            told = (article.doc_id, article.text, str(article.published), str(article.url), str(article.source))
            digest.update("\0".join(told).encode("utf-8", "surrogatepass") + b"\1")
        return digest.hexdigest()


def batches(articles: Iterable[Article], size: int) -> Iterator[Batch]:
    """The articles in batches of `size`, fewer of long ones, numbered from 0."""
    waiting: list[Article] = []
    number = long = 0
    for article in articles:
        waiting.append(article)
        long += len(article.text)
        if len(waiting) == size or long >= CHARACTERS:
            yield Batch(number, tuple(waiting), {})
            waiting, number, long = [], number + 1, 0
    if waiting:
        yield Batch(number, tuple(waiting), {})


def code_batch(batch: Batch, folder: Path, stages: Stages) -> dict[str, Any]:
    """Code a batch and commit it as a part of `folder`; what is in it. An article that fails is told, not coded."""
    began = time.monotonic()
    told: list[Told] = []
    failed: dict[str, str] = {}
    for article, made in _coded(batch, folder, stages):
        if made is None:
            failed[article.doc_id] = batch.left_out[article.doc_id]
        elif (error := made.exception()) is not None:  # one article must not end a run of a million
            failed[article.doc_id] = f"{type(error).__name__}: {error}"[:500]
        else:
            told += _told(article, made.result(), first=batch.number * MOST_EVENTS + len(told))
    part = {
        "batch": batch.number,
        "fingerprint": batch.fingerprint,
        "articles": len(batch.articles),
        "events": len(told),
        "unlocated": sum(each.event.location is None for each in told),
        "quarantined": failed,
        "partitions": write_segments(folder / f"{batch.number:08}.events", _by_partition(told)),
        "buckets": write_segments(folder / f"{batch.number:08}.blocks", _by_bucket(told)),
        "seconds": round(time.monotonic() - began, 3),
    }
    write_json(folder / f"{batch.number:08}.json", part)
    _trail(batch, folder).unlink(missing_ok=True)
    return part


def _coded(batch: Batch, folder: Path, stages: Stages) -> Iterator[tuple[Article, Future[tuple[Event, ...]] | None]]:
    """Each article with what became of it, None for one left out; the trail says which one is being worked on."""
    from geomap.pipeline import TOGETHER

    index = {id(article): number for number, article in enumerate(batch.articles)}
    open_ones = [article for article in batch.articles if article.doc_id not in batch.left_out]
    with _trail(batch, folder).open("w+b", buffering=0) as trail:
        coded = stages.code(
            open_ones,
            at_once=1 if batch.suspect else TOGETHER,
            working_on=lambda article: _leave_word(trail, index[id(article)]),
        )
    made = dict(zip(map(id, open_ones), coded, strict=True))
    return ((article, made.get(id(article))) for article in batch.articles)


def _leave_word(trail: FileIO, index: int) -> None:
    """Leave word of which article is being worked on, in case that it ends the worker."""
    trail.seek(0)
    trail.write(b"%-12d" % index)  # over the word before, in one piece


def last_begun(batch: Batch, folder: Path) -> int:
    """The index of the article that a worker took up last before it was lost; 0 where it had begun none.

    A worker lost while it parsed several articles together leaves word of the last of them.
    """
    try:
        return int(_trail(batch, folder).read_text())
    except (OSError, ValueError):
        return 0


def _trail(batch: Batch, folder: Path) -> Path:
    return folder / f"{batch.number:08}.at"


def probe(articles: Sequence[Article], stages: Stages) -> None:
    """Code articles one by one and throw the result away: to find the one that kills a worker."""
    stages.code(articles)


def partition_of(event: Event) -> str:
    """Month and country of an event: "2025-03/UKR", "undated/none"."""
    day = event.date.start or event.date.end if event.date is not None else None
    country = event.location.place.country if event.location is not None else None
    return f"{'undated' if day is None else f'{day:%Y-%m}'}/{country or 'none'}"


def _told(article: Article, events: Sequence[Event], *, first: int) -> Iterator[Told]:
    for number, event in enumerate(events, start=first):
        whole = event.context_start <= event.start and event.end <= event.context_end
        context = article.text[event.context_start : event.context_end] if whole else ""
        yield Told(number, event, context, (bare(article),))


def _by_partition(told: Iterable[Told]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for each in told:
        found.setdefault(partition_of(each.event), []).append(each)
    return found


def _by_bucket(told: Iterable[Told]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for each in told:
        for bucket in sorted({bucket_of(block) for block in blocks_of(each.event)}):
            found.setdefault(bucket, []).append(each)
    return found


def bucket_of(block: tuple[Any, ...]) -> str:
    """The bucket of a block, by week, so that a report of some days goes to few of them."""
    family, day, *key = block
    return str(crc32(repr((family, day // 7, *key)).encode()) % BUCKETS)
