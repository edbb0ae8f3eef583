"""What a reader is given, and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from geomap.errors import InputError
    from geomap.model import Article

Report: TypeAlias = "Callable[[InputError], None]"
"""Takes one fault of the input. It may raise, which ends the reading, or note it, so that the rest is still read."""

MAX_ARTICLE_BYTES: Final = 16 * 2**20
"""No news article is longer; a longer one is a file of another kind, or an attack on memory."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file or stream. `name` is how messages call it, `stem` the `doc_id` of an article that brings none."""

    name: str
    stem: str
    suffix: str
    open: Callable[[], AbstractContextManager[BinaryIO]]
    path: Path | None = None


class Reader(Protocol):
    """Turns one source into articles, in order, handing each fault to `report` and going on where it can."""

    def __call__(self, source: Source, report: Report) -> Iterator[Article]: ...
