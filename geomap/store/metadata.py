"""What a file says about itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from geomap import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ATTRIBUTION: Final = (
    "Places: GeoNames (geonames.org), CC BY 4.0",
    "Outlines of countries: Natural Earth (naturalearthdata.com), public domain",
    "Outlines of US states and counties: United States Census Bureau, public domain",
    "Other outlines are approximate: cells around populated places of GeoNames, CC BY 4.0, and discs",
)
"""Whom the places and the outlines come from; the licences ask for it, or courtesy does."""


def metadata(parameters: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Generator, version, attribution, gazetteer and the parameters of the run.

    The parameter `gazetteer`, where there is one, is a member of its own; `outlines`, the source of boundaries that the
    user brought, is an attribution. No time and no path, so that bytes repeat.
    """
    given = dict(parameters or {})
    gazetteer = given.pop("gazetteer", None)
    brought = given.pop("outlines", None)
    own = (f"Outlines of first-level divisions where they fit: {brought}",) if brought else ()
    return {
        "generator": "geomap",
        "version": __version__,
        "attribution": [*ATTRIBUTION, *own],
        **({"gazetteer": gazetteer} if gazetteer else {}),
        "parameters": given,
    }


def read_parameters(path: Path) -> dict[str, Any]:
    """The parameters that a GeoJSON file of ours says it was made with; none for another file."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["metadata"]
        if found["generator"] != "geomap":
            return {}
        gazetteer = found.get("gazetteer")
        return {**found["parameters"], **({"gazetteer": gazetteer} if gazetteer else {})}
    except (OSError, ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return {}
