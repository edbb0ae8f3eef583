"""A page of more events than it can hold: it counts them, and fetches single ones from a file beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geomap.map.web_files import texts_of_counts


@dataclass(frozen=True, slots=True)
class Beyond:
    """`file` is the name of a PMTiles file in the page's folder, `zoom` the last whose tiles it has; `counts` is the
    frame's column of how many events a row stands for.
    """

    file: str
    zoom: int
    counts: str

    def as_json(self, lang: str) -> dict[str, Any]:
        """For the head block."""
        return {"file": self.file, "zoom": self.zoom, "strings": texts_of_counts(lang)}
