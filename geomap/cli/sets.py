"""Event sets among the inputs of `geomap map`: which they are, and their frames."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.cli.talk import Talk, count, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import geopandas

    from geomap.errors import InputError

_MAYBE: Final = frozenset(
    ".csv .tsv .tab .parquet .geoparquet .geojson .geojsonl .geojsonseq .geojsons .gpkg .fgb .kml .xlsx".split()
)
_PAGES: Final = {".html": "html", ".htm": "html", ".png": "png"}


def divided(inputs: Sequence[str], *, mapping: Path | None) -> tuple[list[str], list[str]]:
    """The inputs that hold articles, and the files that hold events."""
    from geomap.errors import UsageError

    maybe = [given for given in inputs if Path(given).suffix.lower() in _MAYBE]
    if not maybe:
        if mapping is not None:
            raise UsageError("--mapping describes an event set (.csv, .geojson, .gpkg …); none is among the inputs")
        return list(inputs), []
    from geomap.store.event_sets import chosen_mapping, is_event_set

    chosen = chosen_mapping(mapping)
    sets = [given for given in dict.fromkeys(maybe) if is_event_set(given, mapping=chosen)]
    return [given for given in inputs if given not in sets], sets


def frames_of(
    paths: Sequence[str], *, mapping: Path | None, talk: Talk, on_error: Callable[[InputError], Any]
) -> list[geopandas.GeoDataFrame]:
    """The frame of each event set; one that cannot be read is told and left out."""
    from geomap.errors import FrameError, InputError
    from geomap.places.gazetteer import open_gazetteer
    from geomap.places.shapes import open_shapes
    from geomap.store.event_sets import chosen_mapping, read_event_set

    chosen = chosen_mapping(mapping)
    frames = []
    with open_gazetteer() as gazetteer, open_shapes() as shapes:
        for path in paths:
            try:
                frame = read_event_set(path, mapping=chosen, shapes=shapes, gazetteer=gazetteer, on_error=on_error)
            except InputError as error:
                on_error(error)
                continue
            except FrameError as error:
                on_error(InputError(f"{path}: {error}"))
                continue
            talk.say(f"{count(len(frame), 'event')} from {printable(path)}")
            frames.append(frame)
    return frames


def targets(outputs: Sequence[str]) -> list[tuple[str, str]]:
    """Name and kind of each output of `geomap map`: "folder", "html", "png", or a format's name."""
    from geomap.store.formats import FORMATS, RECORDS, SUFFIXES, split_output

    found = []
    for output in outputs:
        suffix = Path(output).suffix.lower()
        named = output.rpartition(":")[2] in (*FORMATS, RECORDS)
        if Path(output).is_dir() or not (named or suffix in SUFFIXES or suffix in _PAGES):
            found.append((output, "folder"))
        elif suffix in _PAGES:
            found.append((output, _PAGES[suffix]))
        else:
            found.append(split_output(output))
    return found
