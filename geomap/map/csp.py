"""The Content-Security-Policy of a page: nothing runs but the scripts whose hashes it names."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc\s*=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_INLINE_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Openings:
    """What a script that added folium elements of its own has opened: nothing, as long as it has not.

    `scripts`, `styles` and `images` are URLs or origins, `connect` what may be fetched. `markup` allows elements to set
    markup and style attributes, as folium's pop-ups and plugins do.
    """

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    connect: tuple[str, ...] = ()
    markup: bool = False


def policy(skeleton: str, openings: Openings | None = None) -> str:
    """The policy for a page whose trusted markup, data not yet in it, is `skeleton`."""
    opened = openings or Openings()
    scripts = [*_hashes(_INLINE_SCRIPT.findall(skeleton)), *opened.scripts]
    # A hash in style-src would switch 'unsafe-inline' off again.
    styles = ["'unsafe-inline'"] if opened.markup else _hashes(_INLINE_STYLE.findall(skeleton))
    rules = [
        "default-src 'none'",
        _rule("script-src", scripts),
        _rule("style-src", [*styles, *opened.styles]),
        _rule("img-src", ["data:", "blob:", *opened.images]),
        *([_rule("font-src", opened.styles)] if opened.styles else []),
        _rule("connect-src", opened.connect),
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if not opened.markup:
        rules += ["require-trusted-types-for 'script'", "trusted-types default"]
    return "; ".join(rules)


def _rule(name: str, sources: Iterable[str]) -> str:
    return f"{name} {' '.join(sources) or chr(39) + 'none' + chr(39)}"


def _hashes(blocks: Iterable[str]) -> list[str]:
    unique = dict.fromkeys(blocks)
    return [f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in unique]
