"""What a file says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geomap import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

ATTRIBUTION: Final = (
    "Places: GeoNames (geonames.org), CC BY 4.0",
    "Outlines: Natural Earth (naturalearthdata.com), public domain",
)
"""Whom the places and the outlines come from; the licences ask for it, or courtesy does."""


def metadata(parameters: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Generator, version, attribution, gazetteer and the parameters of the run.

    The parameter `gazetteer`, where there is one, is a member of its own. No time and no path, so that bytes repeat.
    """
    given = dict(parameters or {})
    gazetteer = given.pop("gazetteer", None)
    return {
        "generator": "geomap",
        "version": __version__,
        "attribution": list(ATTRIBUTION),
        **({"gazetteer": gazetteer} if gazetteer else {}),
        "parameters": given,
    }
