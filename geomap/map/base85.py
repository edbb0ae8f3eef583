"""Five letters for four bytes, a sixteenth less text than base64, for what a page carries (web/src/bytes.ts reads it).

The letters are those of ASCII from "#" on that mean nothing in markup or in a string. Before them stands how many bytes
at the end are padding.
"""

from __future__ import annotations

import base64
from typing import Final

_LETTERS: Final = bytes(code for code in range(35, 126) if chr(code) not in "&'<>\\`")
_PYTHONS: Final = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_TO_OURS: Final = bytes.maketrans(_PYTHONS, _LETTERS)
_FROM_OURS: Final = bytes.maketrans(_LETTERS, _PYTHONS)


def base85(data: bytes) -> str:
    """The text for some bytes."""
    padding = -len(data) % 4
    return str(padding) + base64.b85encode(data + bytes(padding)).translate(_TO_OURS).decode("ascii")


def from_base85(text: str) -> bytes:
    """The bytes that `base85` wrote."""
    whole = base64.b85decode(text[1:].encode("ascii").translate(_FROM_OURS))
    return whole[: len(whole) - int(text[0])]
