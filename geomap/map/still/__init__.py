"""A picture of the map without a browser: the same colours, shapes and signs, painted by matplotlib.

matplotlib is an extra (`pip install 'geomap[png]'`) and is imported only when a picture is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from geomap.errors import UsageError

if TYPE_CHECKING:
    import geopandas

    from geomap.map.styles import LayerLike

__all__ = ["check_pictures", "still_picture"]


def check_pictures() -> None:
    """Raise UsageError with the remedy where matplotlib is missing."""
    from importlib.util import find_spec

    if find_spec("matplotlib") is None:
        raise UsageError("pictures need matplotlib: pip install 'geomap[png]'")


def still_picture(
    frame: geopandas.GeoDataFrame,
    layers: Sequence[LayerLike],
    *,
    title: str,
    lang: str = "en",
    width: int = 1200,
) -> bytes:
    """A PNG of the layers that open with the map, `width` units wide, two pixels a unit; the same each time.

    Raises UsageError without matplotlib or texts in `lang`, FrameError for a frame that cannot be mapped.
    """
    check_pictures()
    from geomap.map.payload import check_frame
    from geomap.map.still.page import painted
    from geomap.map.still.scene import still_scene
    from geomap.map.web_files import interface_texts

    check_frame(frame)
    texts: Mapping[str, object] = interface_texts(lang)
    return painted(still_scene(frame, layers), title=title, texts=texts, lang=lang, width=width)
