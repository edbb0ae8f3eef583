"""What a reading came to: which articles from where, which were copies of which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from geomap.model import Article


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that was read: its description, and the input it came from."""

    doc_id: str
    input: str
    title: str | None
    published: date | None
    source: str | None
    url: str | None
    language: str | None


@dataclass(slots=True)
class Journal:
    """Fills while articles are read. `copies`: by `doc_id` of an article that was kept, the inputs of its copies;
    `cut`: by `doc_id` of an article too long to be read whole, how many characters it had.
    """

    entries: list[Entry] = field(default_factory=list)
    copies: dict[str, list[str]] = field(default_factory=dict)
    cut: dict[str, int] = field(default_factory=dict)

    def note(self, article: Article, name: str) -> None:
        """Note an article that was read from the input `name`."""
        self.entries.append(
            Entry(article.doc_id, name, article.title, article.published, article.source, article.url, article.language)
        )

    def note_copy(self, original: str, name: str) -> None:
        """Note that the input `name` held a copy of the article `original`."""
        self.copies.setdefault(original, []).append(name)

    @property
    def reports(self) -> Mapping[str, int]:
        """How many articles say what an article says, itself included, by `doc_id`; 1 for those not named."""
        return {doc_id: 1 + len(names) for doc_id, names in self.copies.items()}


class Articles(Iterator["Article"]):
    """A stream of articles, and the journal of its reading."""

    def __init__(self, stream: Iterator[Article], journal: Journal) -> None:
        self._stream = stream
        self.journal = journal

    def __next__(self) -> Article:
        return next(self._stream)
