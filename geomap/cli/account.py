"""What a run came to, for `--report` and for the last lines on the terminal."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar

from geomap.cli.talk import Talk, count, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    import geopandas

    from geomap.errors import InputError
    from geomap.model import Article
    from geomap.read import Articles, Journal

Item = TypeVar("Item")

_ROUNDED: Final = 3


@dataclass(slots=True)
class Account:
    """Gathers what is read, left out and found while a command runs; the times are seconds on the wall."""

    talk: Talk
    events: int = 0
    unlocated: int = 0
    gazetteer: str = ""
    journal: Journal | None = None
    skipped: list[dict[str, str]] = field(default_factory=list)
    sets: list[dict[str, Any]] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    read_s: float = 0.0
    stages_s: float = 0.0

    def note_fault(self, error: InputError) -> None:
        """Say a fault of the input, and remember it."""
        from geomap.read import InPartError, NotEnglishError

        kind = "language" if isinstance(error, NotEnglishError) else "fault"
        kind = "part" if isinstance(error, InPartError) else kind
        self.skipped.append({"kind": kind, "reason": str(error)})
        self.talk.note_fault(error)

    def note_set(self, name: str, frame: geopandas.GeoDataFrame) -> None:
        """Remember an event set that was read."""
        self.note_counts(name, len(frame), sum(shape is None for shape in frame.geometry))

    def note_counts(self, name: str, events: int, unlocated: int) -> None:
        """Remember an event set by its counts alone."""
        self.sets.append({"input": name, "events": events, "unlocated": unlocated})

    def reading(self, articles: Articles) -> Iterator[Article]:
        """The articles, with the time their reading takes and their journal remembered."""
        self.journal = articles.journal
        for article, seconds in _timed(articles):
            self.read_s += seconds
            yield article

    def running(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items of the stages after reading, with the time that reading and stages take together."""
        for item, seconds in _timed(items):
            self.stages_s += seconds
            yield item

    def reports(self) -> Mapping[str, int]:
        """How many articles say what an article says, by `doc_id`, as far as that is more than one."""
        return self.journal.reports if self.journal is not None else {}

    def say_copies(self) -> None:
        """A line about the copies, where there were any."""
        copies = sum(self.reports().values()) - len(self.reports())
        if copies:
            were = "were" if copies > 1 else "was"
            self.talk.say(f"{count(copies, 'copy', 'copies')} of articles {were} counted as reports, not coded again")

    def say_cut(self) -> None:
        """A line about articles too long to be read whole, where there were any."""
        cut = self.journal.cut if self.journal is not None else {}
        if cut:
            from geomap.read.source import MAX_ARTICLE_CHARACTERS

            told = f"{count(len(cut), 'article')} of more than {MAX_ARTICLE_CHARACTERS:,} characters"
            self.talk.say(f"of {told} only the beginning was read ({printable(next(iter(cut))):.60})")

    def write(self, path: Path, *, command: str, parameters: Mapping[str, Any]) -> None:
        """Write the report, whole or not at all."""
        from geomap import __version__
        from geomap.store import atomic_write

        entries = self.journal.entries if self.journal is not None else []
        copies = self.journal.copies if self.journal is not None else {}
        total = time.monotonic() - self.began
        report = {
            "generator": f"geomap {__version__}",
            "command": command,
            "parameters": dict(parameters),
            "articles": len(entries),
            "copies": sum(map(len, copies.values())),
            "cut": dict(self.journal.cut) if self.journal is not None else {},
            "event_sets": self.sets,
            "skipped": sum(each["kind"] != "part" for each in self.skipped),
            "skipped_language": sum(each["kind"] == "language" for each in self.skipped),
            "events": self.events,
            "unlocated": self.unlocated,
            "timings_s": {
                "read": round(self.read_s, _ROUNDED),
                "code": round(max(0.0, self.stages_s - self.read_s), _ROUNDED),
                "write": round(max(0.0, total - self.stages_s), _ROUNDED),
                "total": round(total, _ROUNDED),
            },
            "left_out": self.skipped,
            "read": [asdict(entry) | {"copies": copies.get(entry.doc_id, [])} for entry in entries],
        }
        with atomic_write(path) as stream:
            stream.write(json.dumps(report, ensure_ascii=False, indent=1, default=str).encode("utf-8") + b"\n")


def _timed(items: Iterable[Item]) -> Iterator[tuple[Item, float]]:
    """Each item with the seconds that it took to come."""
    stream = iter(items)
    while True:
        began = time.monotonic()
        try:
            item = next(stream)
        except StopIteration:
            return
        yield item, time.monotonic() - began
