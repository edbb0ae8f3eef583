"""A folium figure that renders to a page in which data cannot run.

folium renders its own output a second time as a Jinja template, and writes names and properties into script source and
markup. So no data goes through it. The trusted skeleton (folium's markup and scripts with neutral names, our bundle) is
rendered first and its scripts and styles are hashed into a Content-Security-Policy; only then are the data blocks, the
title and the table for readers without JavaScript put in, as text.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import Any

from branca.element import Element, Figure
from jinja2 import Template

from geomap.map.csp import Openings, policy

_VOID_TEMPLATE = Template("<{{ this.tag }}>{{ this.code }}</{{ this.tag }}>")


_INDENTED = re.compile(r"\s*\n\s*")


class Asset(Element):
    """A script or a style sheet of the bundle, put in as a value and never compiled as a template."""

    _template = _VOID_TEMPLATE

    def __init__(self, tag: str, code: str) -> None:
        super().__init__()
        self._name, self._id = "Asset", tag
        self.tag = tag
        self.code = code.replace(f"</{tag}", f"<\\/{tag}")


@dataclass(frozen=True, slots=True)
class DataBlock:
    """One `<script>` of data: `text` is JSON or base64."""

    block_id: str
    mime: str
    text: str


@dataclass(slots=True)
class PageData:
    """What a page says, as against how it works. `later` is read after the page has started."""

    title: str
    lang: str = "en"
    direction: str = "ltr"
    blocks: tuple[DataBlock, ...] = ()
    later: tuple[DataBlock, ...] = ()
    noscript: str = ""
    boot: str = ""


class SafeFigure(Figure):
    """The root of an event map. `save` and `render`, of the figure or of the map in it, give the same safe page.

    `own` says that no script of others is in it: only then is white space of its scripts known to mean nothing.
    """

    def __init__(self, page: PageData) -> None:
        super().__init__()
        self.header._children.clear()  # branca's own meta tags; ours are in `render`
        self.page = page
        self.openings = Openings()
        self.own = False

    def render(self, **kwargs: Any) -> str:
        """The whole page. Elements write into the figure while they render, so what it held is put back afterwards."""
        parts = (self.header, self.html, self.script)
        held = [part._children.copy() for part in parts]
        try:
            for child in list(self._children.values()):
                child.render(**kwargs)
            head, body, script = (part.render(**kwargs) for part in parts)
            if self.own:
                script = _INDENTED.sub("\n", script)
        finally:
            for part, children in zip(parts, held, strict=True):
                part._children = children
        # The page starts in a script of its own: a plugin whose library cannot be fetched ends only its own script.
        return self._spliced(head, body, f"<script>{script}</script>\n<script>{self.page.boot}</script>")

    def _spliced(self, head: str, body: str, script: str) -> str:
        page = self.page
        rules = policy(head + body + script, self.openings)
        return (
            "<!DOCTYPE html>\n"
            f'<html lang="{attribute(page.lang)}" dir="{attribute(page.direction)}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{rules}">\n'
            '<meta name="referrer" content="no-referrer">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{markup_text(page.title)}</title>\n{head}\n</head>\n"
            f"<body>\n{body}\n{page.noscript}\n{_elements(page.blocks)}\n{script}\n{_elements(page.later)}\n</body>\n</html>\n"
        )


def _elements(blocks: tuple[DataBlock, ...]) -> str:
    return "\n".join(f'<script type="{block.mime}" id="{block.block_id}">{block.text}</script>' for block in blocks)


# A browser must never see what is not a character, and an order to reverse the text around it must not work.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def markup_text(value: object) -> str:
    """Text as markup shows it: escaped, controls and lone surrogates replaced by U+FFFD, all of it in ASCII."""
    # A browser holds a page in one byte a letter as long as it meets no other letter, and reads it twice as fast.
    return html.escape(_NOT_TEXT.sub("\ufffd", str(value))).encode("ascii", "xmlcharrefreplace").decode("ascii")


def attribute(value: str) -> str:
    """A language tag or a direction. Raises ValueError for anything else: attributes of the page take nothing else."""
    if not re.fullmatch(r"[A-Za-z0-9-]{1,35}", value):
        raise ValueError(f"not a language tag: {value!r}")
    return value


def json_block(value: object) -> str:
    """JSON that may stand inside a script element: no `<`, no `&`, no lone surrogates, all of it in ASCII."""
    whole = json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
    text = json.dumps(json.loads(whole), separators=(",", ":"))
    for mark in ("<", ">", "&"):
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text
