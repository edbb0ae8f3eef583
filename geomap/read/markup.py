"""Bytes of a page to characters, and what of an address is one."""

from __future__ import annotations

import codecs
import re
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


def web_address(text: str | None) -> str | None:
    """`text` where it is an http or https address, else None."""
    try:
        parts = urlsplit((text or "").strip())
    except ValueError:
        return None
    return clean(parts.geturl()) if parts.scheme in {"http", "https"} and parts.hostname else None
