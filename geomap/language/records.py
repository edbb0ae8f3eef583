"""What the language stage hands on: tokens, sentences and the document, all with offsets into `article.text`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from geomap.model import Article, Span

Case = Literal["mixed", "upper", "lower"]
"""How a text is set. Capitals say nothing in a text that has only capitals, or none."""

Setting = Literal["plain", "title", "upper", "lower"]
"""How a sentence is set. plain: capitals mark names. title: a headline in title case. upper, lower: capitals tell
nothing.
"""


class Token(NamedTuple):
    """A word, number or punctuation mark: `article.text[start:end] == text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or what stands in place of one: a heading, a byline, a dateline.

    `heading` is true of titles, section lines and datelines: they never make events. `paragraph` counts from 0.
    """

    start: int
    end: int
    tokens: tuple[Token, ...]
    paragraph: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """What a trained pipeline says of a sentence: one entry a token in each field.

    `tags` are Penn Treebank tags, `pos` and `deps` those of Universal Dependencies. `heads` are indices of tokens; the
    root's head is itself.
    """

    tags: tuple[str, ...]
    pos: tuple[str, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]


class Trees(Protocol):
    """The trees of a document's sentences, parsed when they are first asked for."""

    def prepare(self, sentences: Iterable[int]) -> None:
        """Parse the sentences of these numbers, all in one go."""

    def of(self, sentence: int) -> Tree:
        """The tree of the sentence of this number."""


@dataclass(frozen=True, slots=True)
class Doc:
    """An article cut into sentences, in order of offset, without overlap.

    `dateline` is the whole of "KYIV, Ukraine, March 3 (Reuters) -", from the place through the dash.
    `trees` is None where only rules are to be used.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    dateline: Span | None = None
    case: Case = "mixed"
    trees: Trees | None = field(default=None, compare=False, repr=False)
