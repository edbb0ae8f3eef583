"""Markdown: the text without its marks; title, date, source and address from the front matter.

Parsed by markdown-it-py (CommonMark). Offsets count in the text without marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import InputError
from geomap.read.columns import article_of_fields
from geomap.read.decode import decode
from geomap.read.fragment import plain_text
from geomap.read.markup import clean
from geomap.read.need import need
from geomap.read.source import whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.model import Article
    from geomap.read.source import Report, Source

MAX_BYTES: Final = 2**20
"""Longer Markdown is a book; marks without end take the parser seconds a megabyte."""

_FRONT: Final = re.compile(r"\s*---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD: Final = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*)")


def read_markdown(source: Source, report: Report) -> Iterator[Article]:
    """The one article of a Markdown file. A first heading of the first level is its title, and stays in the text."""
    markdown = need("markdown_it", name=source.name, what="reading Markdown")
    written = decode(whole(source, limit=MAX_BYTES), name=source.name)
    front = _FRONT.match(written)
    fields = _fields(front[1]) if front else {}
    tokens = (
        markdown.MarkdownIt("commonmark", {"maxNesting": 50})
        .enable("table")
        .parse(written[front.end() :] if front else written)
    )
    text = clean("\n\n".join(_blocks(tokens)))
    if not text.strip():
        raise InputError(f"{source.name}: the file holds no text; nothing to read")
    fields.setdefault("title", _title(tokens))
    yield article_of_fields(fields | {"text": text}, source.stem, report, where=source.name)


def _fields(front: str) -> dict[str, Any]:
    """The plain `key: value` lines of a front matter; nested values are left out."""
    found = (_FIELD.fullmatch(line.rstrip()) for line in front.splitlines())
    rows = {hit[1].lower(): hit[2].strip().strip("\"'") for hit in found if hit}
    named = ("title", "date", "published", "source", "url", "language", "lang", "id", "doc_id")
    return {key: value for key, value in rows.items() if key in named and value and value[0] not in "[{|>&*"}


def _title(tokens: Sequence[Any]) -> str | None:
    if len(tokens) > 1 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return _inline(tokens[1]) or None
    return None


def _blocks(tokens: Sequence[Any]) -> Iterator[str]:
    """The text of each block in order; code and raw markup are no prose, and their text is left out or stripped."""
    for token in tokens:
        text = ""
        if token.type == "inline":
            text = _inline(token).strip()
        elif token.type == "html_block":
            text = plain_text(token.content)
        if text:
            yield text


def _inline(token: Any) -> str:
    parts = []
    for child in token.children or ():
        if child.type in {"text", "code_inline", "text_special"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append("\n" if child.type == "hardbreak" else " ")
    return "".join(parts)
