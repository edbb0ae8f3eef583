"""A frame of events becomes an interactive map: one HTML file that needs no network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import geopandas

    from geomap.map.event_map import EventMap
    from geomap.map.styles import LayerLike

__all__ = ["check_language", "check_pictures", "check_tiles", "to_counted_map", "to_map", "to_picture"]


def to_map(
    frame: geopandas.GeoDataFrame,
    *,
    layers: Sequence[LayerLike] | None = None,
    title: str | None = None,
    lang: str = "en",
    tiles: str | None = None,
) -> EventMap:
    """A `folium.Map` of the events in a frame (EPSG:4326; null geometry: listed as unlocated).

    `frame` needs a geometry and an `event_type`; every further column of the frame's contract is shown where it is
    there. `layers` are those of `geomap.layers.load_layers` by default; `title` is that of the article by default, when
    all events come from one; `lang` chooses the interface texts. `tiles` names an xyzservices provider whose raster
    tiles the page fetches; without it the page makes no request at all.
    `save(path)` on the result writes one HTML file. Raises FrameError for a frame that cannot be mapped, UsageError for
    a language without texts or tiles that there are not, OutputError where the front end is not built.
    """
    from geomap.map.event_map import event_map
    from geomap.map.tiles import tiles_of
    from geomap.map.web_files import interface_texts

    chosen = _shipped_layers() if layers is None else layers
    heading = title or _article_title(frame) or str(interface_texts(lang)["default_title"])
    ground = None if tiles is None else tiles_of(tiles)
    return event_map(frame, chosen, title=heading, lang=lang, labels=_type_labels(), tiles=ground)


def to_counted_map(
    counts: geopandas.GeoDataFrame,
    *,
    file: str,
    zoom: int,
    layers: Sequence[LayerLike] | None = None,
    title: str | None = None,
    lang: str = "en",
    tiles: str | None = None,
) -> EventMap:
    """A map of more events than a page holds, by their counts (`geomap.store.overview`).

    From `zoom` on, the page fetches single events from `file`, PMTiles of `geomap.store.tiles` in the page's folder,
    if it was opened from a web server; from a disk it shows the counts alone. Else as `to_map`.
    """
    from geomap.map.beyond import Beyond
    from geomap.map.event_map import event_map
    from geomap.map.tiles import tiles_of
    from geomap.map.web_files import interface_texts
    from geomap.store.overview import COUNT

    return event_map(
        counts,
        _shipped_layers() if layers is None else layers,
        title=title or str(interface_texts(lang)["default_title"]),
        lang=lang,
        labels=_type_labels(),
        tiles=None if tiles is None else tiles_of(tiles),
        beyond=Beyond(file, zoom, COUNT),
    )


def to_picture(
    frame: geopandas.GeoDataFrame,
    *,
    layers: Sequence[LayerLike] | None = None,
    title: str | None = None,
    lang: str = "en",
) -> bytes:
    """A PNG of the same map, made without a browser by matplotlib (the extra `geomap[png]`).

    Arguments and errors as for `to_map`; UsageError where matplotlib is missing.
    """
    from geomap.map.still import still_picture
    from geomap.map.web_files import interface_texts

    chosen = _shipped_layers() if layers is None else layers
    heading = title or _article_title(frame) or str(interface_texts(lang)["default_title"])
    return still_picture(frame, chosen, title=heading, lang=lang)


def check_pictures() -> None:
    """Raise UsageError with the remedy where pictures cannot be made."""
    from geomap.map import still

    still.check_pictures()


def check_language(lang: str) -> None:
    """Raise UsageError for a language that the interface has no texts in, before any work is done for it."""
    from geomap.map.web_files import interface_texts

    interface_texts(lang)


def check_tiles(name: str | None) -> None:
    """Raise UsageError for tiles that there are not, before any work is done for them."""
    if name is not None:
        from geomap.map.tiles import tiles_of

        tiles_of(name)


def _article_title(frame: geopandas.GeoDataFrame) -> str | None:
    """The title that all events share, when they come from one article that has one."""
    if "title" not in frame.columns:
        return None
    titles = frame["title"].dropna().unique()
    return str(titles[0]) if len(titles) == 1 and frame["title"].notna().all() else None


def _shipped_layers() -> Sequence[LayerLike]:
    from geomap.layers import load_layers

    return load_layers()


def _type_labels() -> Mapping[str, str]:
    from geomap.coding.ontology import ontology

    return {code: kind.label for code, kind in ontology().items()}
