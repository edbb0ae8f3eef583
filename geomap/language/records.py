"""What the language stage hands on: tokens, sentences and the document, all with offsets into `article.text`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geomap.model import Article, Span

Case = Literal["mixed", "upper", "lower"]
"""How a text is set. Capitals say nothing in a text that has only capitals, or none."""


@dataclass(frozen=True, slots=True)
class Token:
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
class Doc:
    """An article cut into sentences, in order of offset, without overlap.

    `dateline` is the whole of "KYIV, Ukraine, March 3 (Reuters) -", from the place through the dash.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    dateline: Span | None = None
    case: Case = "mixed"
