"""What `geomap events --engine dask` leaves: a folder of GeoParquet by month and country, with an index."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas

INDEX: Final = "_index.json"
_PLAN: Final = "_plan.json"


@dataclass(frozen=True, slots=True)
class Partitioned:
    """A complete run. `files` are in order; `parameters` say what the run was asked for."""

    folder: Path
    files: tuple[Path, ...]
    events: int
    unlocated: int
    parameters: Mapping[str, Any]

    def frames(self) -> Iterator[geopandas.GeoDataFrame]:
        """The events, one file at a time. Raises InputError, FrameError."""
        from geomap.store.geoparquet import read_geoparquet

        return (read_geoparquet(path) for path in self.files)

    def frame(self) -> geopandas.GeoDataFrame:
        """All events at once, in the order of the files. Raises InputError, FrameError."""
        import pandas as pd

        from geomap.frame.build import build_frame

        frames = [frame for frame in self.frames() if len(frame)]
        return pd.concat(frames, ignore_index=True) if frames else build_frame([])


def partitioned(folder: str | Path) -> Partitioned | None:
    """The run in a folder; None for any other input. Raises InputError for a run that has not ended, or is damaged."""
    path = Path(folder)
    if not (path / INDEX).is_file():
        if (path / _PLAN).is_file():
            raise InputError(f"{path}: the run there has not ended; go on with it: geomap events … --resume -o {path}")
        return None
    try:
        index = json.loads((path / INDEX).read_bytes())
        entries = index["files"]
        files = tuple(path / entry["path"] for entry in entries)
        events, unlocated = (sum(int(entry[name]) for entry in entries) for name in ("events", "unlocated"))
        parameters = dict(index["parameters"])
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise InputError(f"{path / INDEX}: cannot be read ({type(error).__name__}: {error})") from None
    for entry, file in zip(entries, files, strict=True):
        if not file.resolve().is_relative_to(path.resolve()):
            raise InputError(f"{path / INDEX}: names a file outside the folder: {entry['path']!s:.80}")
    return Partitioned(path, files, events, unlocated, parameters)
