"""Bytes to text, or one line that says why not and what to do."""

from __future__ import annotations

import codecs
from typing import Final

from geomap.errors import InputError

_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MAGIC: Final = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive (or an Office file)",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3": "a database",
    b"PAR1": "a Parquet file",
}


def decode(data: bytes, *, name: str, line: int | None = None) -> str:
    """UTF-8 text without its byte order mark, nothing else changed. `line` is where in the file `data` stands.

    Raises InputError for a known binary format, a NUL byte, or bytes that are not UTF-8.
    """
    where = name if line is None else f"{name}, line {line}"
    if data.startswith(_UTF16):
        raise InputError(f"{where}: the text is UTF-16, not UTF-8; convert it: {_iconv('UTF-16', name)}")
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(f"{where}: this is {kind}, not text; save its text as a .txt file first")
    nul = data.find(b"\0")
    if nul >= 0:
        raise InputError(f"{where}: binary data (a NUL byte at offset {nul}), not text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = f"byte 0x{data[error.start]:02x} at offset {error.start}"
        if line is None:
            at += f", line {data.count(10, 0, error.start) + 1}"
        remedy = f"if it is Windows-1252, convert it: {_iconv('WINDOWS-1252', name)}"
        raise InputError(f"{where}: not UTF-8 ({at}); {remedy}") from None


def check_encodable(text: str, *, where: str) -> None:
    """Raise InputError for half a surrogate pair, which a broken JSON escape can smuggle in and no file can hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        escape = f"\\u{ord(text[error.start]):04x}"
        raise InputError(f"{where}: {escape} at character {error.start} is half a character; mend the escape") from None


def _iconv(encoding: str, name: str) -> str:
    import shlex

    return f"iconv -f {encoding} -t UTF-8 {shlex.quote(name)} > utf8.txt"
