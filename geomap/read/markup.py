"""Bytes of a page to characters, and small pieces of markup to plain text."""

from __future__ import annotations

import codecs
import re
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urlsplit

_BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_KNOWN: Final = re.compile(
    r"(utf-?8|utf-?16([bl]e)?|us-ascii|ascii|(iso[-_]?8859|latin)[-_]?\d+|(windows|cp)[-_]?\d+|koi8-[ru]|gbk|gb2312|"
    r"gb18030|big5(-hkscs)?|euc-(jp|kr)|shift[-_]jis|sjis|mac(roman|cyrillic)?)",
    re.IGNORECASE,
)
_LATIN: Final = re.compile(r"(us-)?ascii|iso[-_]?8859-1|latin-?1", re.IGNORECASE)
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BLOCKS: Final = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav "
    "ol p pre section table td th tr ul".split()
)
_UNSEEN: Final = frozenset("script style template noscript iframe svg head title figure object".split())
_OPENS: Final = re.compile(r"<[A-Za-z/!]|&[#A-Za-z]")


def decode_page(data: bytes, *, charset: str | None = None) -> str:
    """The characters of a page: by its byte order mark, the server's `charset`, its own declaration, else UTF-8, else
    Windows-1252. Control characters and halves of surrogate pairs are dropped, for no document may hold them.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return clean(data[len(mark) :].decode(encoding, "replace"))
    declared = _DECLARED.search(data[:4096])
    labels = [charset, declared[1].decode("ascii") if declared else None, "utf-8"]
    for label in labels:
        if label and _KNOWN.fullmatch(label) and not (label != charset and label.lower().startswith("utf-16")):
            try:
                return clean(data.decode("cp1252" if _LATIN.fullmatch(label) else label))
            except (UnicodeDecodeError, LookupError):
                continue
    return clean(data.decode("cp1252", "replace"))


def clean(text: str) -> str:
    """The text without control characters (but for white space) and halves of surrogate pairs."""
    return _UNPRINTABLE.sub("", text)


def plain_text(fragment: str) -> str:
    """The text of a fragment of HTML, a line a block, without scripts and styles; text without markup as it is."""
    if not _OPENS.search(fragment):
        return clean(fragment).strip()
    parser = _Text()
    parser.feed(fragment)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return clean("\n".join(line for line in lines if line))


def web_address(text: str | None) -> str | None:
    """`text` where it is an http or https address, else None."""
    try:
        parts = urlsplit((text or "").strip())
    except ValueError:
        return None
    return clean(parts.geturl()) if parts.scheme in {"http", "https"} and parts.hostname else None


class _Text(HTMLParser):
    """Gathers the text; a block begins a line, white space within one is a space."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (the base has it)
        if tag in _UNSEEN:
            self._hidden.append(tag)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data.replace("\n", " ").replace("\r", " "))
