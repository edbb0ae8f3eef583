"""JSON text: one way to write it, everywhere."""

from __future__ import annotations

import json
from typing import Any, Final

_LINE_ENDS: Final = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def json_text(value: Any) -> str:
    """Compact JSON on one line, keys in the order given, readable letters kept.

    The line ends of Unicode are escaped, so that no reader of lines breaks a record in two. Raises ValueError for NaN
    and the infinities, which JSON lacks.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    return text.translate(_LINE_ENDS)
