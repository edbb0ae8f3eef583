"""geomap: news text in, maps of conflict and diplomacy out.

    import geomap

    articles = geomap.read_articles("seeds", published="2025-03-20")
    frame = geomap.code_events(articles)          # a geopandas.GeoDataFrame
    geomap.to_map(frame).save("map.html")         # a folium.Map

Importing geomap loads nothing heavy; each name brings its own stage when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from geomap.map import to_map
    from geomap.pipeline import code_events, explain_places, find_places
    from geomap.read import read_articles

__version__: Final = "0.1.0"

__all__ = ["__version__", "code_events", "explain_places", "find_places", "read_articles", "to_map"]

_HOMES: Final = {
    "code_events": "geomap.pipeline",
    "explain_places": "geomap.pipeline",
    "find_places": "geomap.pipeline",
    "read_articles": "geomap.read",
    "to_map": "geomap.map",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'geomap' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
