"""Fragments of HTML, from feeds, tables and Markdown, to plain text.

In time that grows with the length only, whatever the fragment holds: the standard library's parser takes seconds for
40 kB of unclosed tags. Each search that fails for the lack of an end is made once.
"""

from __future__ import annotations

import html
import re
from typing import Final

from geomap.read.markup import clean

_BLOCKS: Final = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav "
    "ol p pre section table td th tr ul".split()
)
_UNSEEN: Final = frozenset("script style template noscript iframe svg head title figure object".split())
_RAW: Final = frozenset(("script", "style"))
_OPENS: Final = re.compile(r"<[A-Za-z/!]|&[#A-Za-z]")
_MARK: Final = re.compile(r"<(?=[A-Za-z/!?])")
_NAME: Final = re.compile(r"</?([A-Za-z][^\s/>]*+)")
_QUOTING: Final = re.compile(r"(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')|=)*+>")
_SPANS: Final = (("<!--", "-->"), ("<![CDATA[", "]]>"))
_LONG_NUMBER: Final = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9A-Fa-f]{7,});?")


def plain_text(fragment: str) -> str:
    """The text of a fragment of HTML, a line a block, without scripts and styles; text without markup as it is."""
    if not _OPENS.search(fragment):
        return clean(fragment).strip()
    lines = (" ".join(line.split()) for line in "".join(_Fragment(fragment).pieces()).split("\n"))
    return clean("\n".join(line for line in lines if line))


class _Fragment:
    """Goes through a fragment once. `endless` are the ends that are not to be found in what is left."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._endless: set[str] = set()
        self._outermost: dict[str, int] = {}  # of the open elements whose text is not seen: at which depth
        self._depth = 0

    def pieces(self) -> list[str]:
        """The text that is seen; a line end for each block."""
        made: list[str] = []
        at = 0
        while (mark := _MARK.search(self._text, at)) is not None:
            made += self._seen(at, mark.start())
            name = _NAME.match(self._text, mark.start())
            end = self._end_of_tag(name.end()) if name else self._end_of_other(mark.start())
            if end is None:  # no ">" follows any more: what is left is text
                return [*made, *self._seen(mark.start(), len(self._text))]
            at = self._after(name[1].lower(), end, made) if name and name[0][1] != "/" else end
            if name and name[0][1] == "/":
                self._close(name[1].lower(), made)
        return [*made, *self._seen(at, len(self._text))]

    def _seen(self, start: int, end: int) -> list[str]:
        if self._depth or start == end:
            return []
        text = _LONG_NUMBER.sub("", self._text[start:end])  # Python refuses to read numbers of 4,300 digits
        return [html.unescape(text).replace("\n", " ").replace("\r", " ")]

    def _end_of_tag(self, at: int) -> int | None:
        """Past the ">" of a tag: one outside of quotes, as long as quotes have ends."""
        if "quoted" not in self._endless:
            found = _QUOTING.match(self._text, at)
            if found is not None:
                return found.end()
            self._endless.add("quoted")
        return self._past(">", at)

    def _end_of_other(self, at: int) -> int | None:
        """Past a comment, a section or a declaration."""
        for start, end in _SPANS:
            if self._text.startswith(start, at):
                past = self._past(end, at + len(start))
                if past is not None:
                    return past
        return self._past(">", at)

    def _past(self, end: str, at: int) -> int | None:
        found = -1 if end in self._endless else self._text.find(end, at)
        if found < 0:
            self._endless.add(end)
            return None
        return found + len(end)

    def _after(self, tag: str, end: int, made: list[str]) -> int:
        """Where to go on after a tag that opens an element: past a script's text, too."""
        if tag in _UNSEEN and self._text[end - 2] != "/":
            self._outermost.setdefault(tag, self._depth)
            self._depth += 1
            if tag in _RAW:
                closing = re.compile(f"</{tag}", re.IGNORECASE).search(self._text, end)
                return closing.start() if closing else len(self._text)
        elif tag in _BLOCKS:
            made.append("\n")
        return end

    def _close(self, tag: str, made: list[str]) -> None:
        if tag in self._outermost:
            self._depth = self._outermost[tag]
            self._outermost = {each: depth for each, depth in self._outermost.items() if depth < self._depth}
        elif tag in _BLOCKS:
            made.append("\n")
