"""What a reader is given, and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol, TypeAlias

from geomap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from geomap.model import Article

Report: TypeAlias = "Callable[[InputError], None]"
"""Takes one fault of the input. It may raise, which ends the reading, or note it, so that the rest is still read."""


class InPartError(InputError):
    """Something about an article cannot be read, its date, say; the article is read without it."""


class Other(Protocol):
    """Takes the sources that hold no articles (event sets, say), by `suffixes` that a folder is searched for too."""

    @property
    def suffixes(self) -> tuple[str, ...]: ...

    def __call__(self, source: Source, report: Report) -> bool:
        """Take the source, or return False: then it is read as articles. Raises InputError."""
        ...


MAX_ARTICLE_BYTES: Final = 16 * 2**20
"""No page or document of one article is longer; a longer one is a file of another kind, or an attack on memory."""

MAX_TEXT_BYTES: Final = 64 * 2**20
"""The same of plain text and of a line of JSON, of which too long an article is cut off."""

MAX_ARTICLE_CHARACTERS: Final = 1_000_000
"""No news article is longer, nor most books; of a longer text the beginning is read."""

MAX_DOCUMENT_BYTES: Final = 64 * 2**20
"""No PDF, Word file, feed or JSON document that holds news is larger."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to read. `follow`: fetch the pages that a feed's entries link to. `allow_private`: fetch from private and
    loopback addresses too. `text_column`: the column of a table that holds the text, where guessing is not wanted.
    `any_language`: keep texts that are not English. `keep_copies`: keep copies of an article as articles. `other`: who
    takes what holds no articles.
    """

    follow: bool = False
    allow_private: bool = False
    text_column: str | None = None
    any_language: bool = False
    keep_copies: bool = False
    other: Other | None = None


DEFAULTS: Final = Options()


@dataclass(frozen=True, slots=True)
class Source:
    """One file, stream or fetched address. `name` is how messages call it, `stem` the `doc_id` of an article that
    brings none; `url` and `charset` are what the fetching knows. `depth` counts the archives around it. One that can be
    opened only `once` is standard input or a pipe.
    """

    name: str
    stem: str
    suffix: str
    open: Callable[[], AbstractContextManager[BinaryIO]]
    path: Path | None = None
    options: Options = DEFAULTS
    url: str | None = None
    charset: str | None = None
    depth: int = 0
    once: bool = False


class Reader(Protocol):
    """Turns one source into articles, in order, handing each fault to `report` and going on where it can."""

    def __call__(self, source: Source, report: Report) -> Iterator[Article]: ...


def whole(source: Source, *, limit: int = MAX_DOCUMENT_BYTES) -> bytes:
    """All bytes of a source. Raises InputError when there are none, or more than `limit`."""
    with source.open() as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(f"{source.name}: longer than {limit // 2**20} MB, too long for one document")
    if not data or data.isspace():
        raise InputError(f"{source.name}: the file is empty; nothing to read")
    return data
