"""Cells that a spreadsheet would take for a formula.

A cell of text that begins with = + - @, a tab or a line end (or their full-width forms) may be run by a spreadsheet
(CWE-1236), also behind spaces, which some trim. It gets an apostrophe in front. `unguarded` takes exactly that
apostrophe away again.
"""

from __future__ import annotations

import re
from typing import Final

_DANGEROUS: Final = re.compile("'*\\s*[=+\\-@\t\r\n＝＋－＠]")
_GUARDED: Final = re.compile("'+\\s*[=+\\-@\t\r\n＝＋－＠]")


def guarded(text: str) -> str:
    """The text, harmless to a spreadsheet."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text
