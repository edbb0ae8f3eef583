"""What a script adds to an event map beyond its own layers, and what a page must open for it to work.

An event map that geomap made opens nothing. folium's pop-ups and plugins fetch scripts, set markup and load tiles; a
script that adds them wants that. Then the policy names exactly the addresses that the added elements link to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geomap.map.csp import Openings
from geomap.map.layer import EventLayer

if TYPE_CHECKING:
    from branca.element import Element

_SCRIPT_LINK = re.compile(r'<script[^>]*\ssrc="([^"]+)"')
_STYLE_LINK = re.compile(r'<link[^>]*\shref="([^"]+)"')


def foreign_elements(root: Element) -> list[Element]:
    """The elements below `root` that geomap did not put there."""
    from folium import LayerControl
    from folium.map import FitBounds

    quiet = (EventLayer, LayerControl, FitBounds)
    return [
        child
        for child in root._children.values()
        if not isinstance(child, quiet) and type(child).__name__ != "ElementAddToElement"
    ]


def openings_for(elements: list[Element], head: str) -> Openings:
    """What the policy must allow for added elements, given the rendered head with their links."""
    if not elements:
        return Openings()
    links = [url for url in _SCRIPT_LINK.findall(head) if _is_safe(url)]
    sheets = [url for url in _STYLE_LINK.findall(head) if _is_safe(url)]
    images = sorted({host for element in elements for host in _tile_hosts(element)})
    return Openings(scripts=tuple(links), styles=tuple(_origins(sheets)), images=tuple(images), markup=True)


def needed_links(scripts: str) -> list[tuple[str, str, str]]:
    """folium's own (kind, name, address) links that rendered scripts use: jQuery for pop-ups, icon sheets for icons."""
    from folium.folium import _default_css, _default_js

    icons = "AwesomeMarkers" in scripts
    wanted_js = {"jquery"} if "$(" in scripts else set()
    wanted_css: set[str] = set()
    if icons:
        wanted_js |= {"awesome_markers"}
        wanted_css |= {"glyphicons_css", "awesome_markers_font_css", "awesome_markers_css", "awesome_rotate_css"}
    links = [("js", name, url) for name, url in _default_js if name in wanted_js]
    return links + [("css", name, url) for name, url in _default_css if name in wanted_css]


def _tile_hosts(element: Any) -> Iterator[str]:
    address = getattr(element, "tiles", None) or getattr(element, "url", None)
    if isinstance(address, str) and (found := re.match(r"(https?)://([^/?#]+)", address)):
        host = re.sub(r"\{[^}]*\}", "*", found.group(2))
        yield f"{found.group(1)}://{host}" if re.fullmatch(r"(\*\.)?[A-Za-z0-9.:-]+", host) else f"{found.group(1)}:"


def _is_safe(url: str) -> bool:
    return bool(re.fullmatch(r"https?://[A-Za-z0-9._~:/@%+-]+", url))


def _origins(urls: list[str]) -> list[str]:
    parts = [urlsplit(url) for url in urls]
    return list(dict.fromkeys(f"{part.scheme}://{part.netloc}" for part in parts))
