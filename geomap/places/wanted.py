"""The outlines and the view of disputed areas that a user asks for, over the embedded ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.places.boundaries import Outlines
    from geomap.places.gazetteer import Gazetteer
    from geomap.places.worldview import Worldview


def chosen_view(name: str | None, *, gazetteer: Gazetteer, shapes: Outlines) -> Worldview | None:
    """The view of that name; None where the gazetteer's own is wanted. Raises UsageError for an unknown one."""
    from geomap.places.worldview import DEFAULT, checked, open_worldview

    if name is None or checked(name) == DEFAULT:
        return None
    return open_worldview(name, gazetteer=gazetteer, shapes=shapes)


def chosen_outlines(
    shapes: Outlines,
    *,
    gazetteer: Gazetteer,
    admin1: Path | None = None,
    view: Worldview | None = None,
    tell: Callable[[str], object] | None = None,
) -> Outlines:
    """The outlines, with the boundaries of the file `admin1`, the countries of `view`, and the areas that a user's own
    places bring to the gazetteer (`Overlay.areas`), laid over them.

    `tell` is told how many boundaries fitted. Raises InputError for a file that cannot serve.
    """
    if admin1 is not None:
        from geomap.places.boundaries import Surveyed, read_boundaries

        found = read_boundaries(admin1, gazetteer=gazetteer, shapes=shapes)
        if tell is not None:
            tell(found.told())
        shapes = Surveyed(shapes, found)
    if view is not None:
        from geomap.places.worldview import Seen

        shapes = Seen(shapes, view)
    if own := getattr(gazetteer, "areas", None):
        from geomap.places.overlay import OwnAreas

        shapes = OwnAreas(shapes, own)
    return shapes
