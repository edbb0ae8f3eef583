"""How a map is to look: the options that say so, and the files that come of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from geomap.cli.output import STDOUT, frame_writer, made_folder, write_all
from geomap.cli.run import once

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import geopandas

    from geomap.cli.output import Writer
    from geomap.layers import Layer

    Command = Callable[..., int]

MOST_EVENTS: Final = 1_000_000
"""A page of more is slow to open (`--tiles-from`)."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was asked for: the map's title, the language of its texts, an xyzservices name, a file for a picture."""

    title: str | None
    lang: str
    tiles: str | None
    png: Path | None
    since: Path | None = None
    tiles_out: Path | None = None
    tiles_from: int = MOST_EVENTS

    def beyond(self, events: int) -> bool:
        """Whether so many events are to be counted on the page, with tiles beside it."""
        return self.tiles_out is not None or events > self.tiles_from


def looking(command: Command) -> Command:
    """Give a command the options of drawing, as its argument `look`, checked before any work is done."""

    @click.option("--title", help="Title of the map.")
    @click.option(
        "--lang", default="en", show_default=True, help="Language of the map's own texts: ar, en, es, fr, uk."
    )
    @click.option(
        "--tiles",
        metavar="NAME",
        help="Raster tiles below the events, by xyzservices name (OpenTopoMap). Their host then sees which areas are "
        "viewed; without it nothing is fetched.",
    )
    @click.option(
        "--png",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write a picture of the map too, without a browser (needs geomap[png]).",
    )
    @click.option(
        "--since",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Events of an earlier run: the map marks what is new, changed or withdrawn since.",
    )
    @click.option(
        "--tiles-out",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write a page that counts the events, and vector tiles (.pmtiles) beside it, which hold single ones.",
    )
    @click.option(
        "--tiles-from",
        metavar="N",
        type=click.IntRange(min=0),
        default=MOST_EVENTS,
        show_default=True,
        help="Do so for more than N events anyway.",
    )
    @wraps(command)
    def wrapped(
        *,
        title: str | None,
        lang: str,
        tiles: str | None,
        png: Path | None,
        since: Path | None,
        tiles_out: Path | None,
        tiles_from: int,
        **options: Any,
    ) -> int:
        from geomap.map import check_language, check_pictures, check_tiles

        check_language(lang)
        check_tiles(tiles)
        if png is not None or any(output.lower().endswith(".png") for output in options.get("outputs", ())):
            check_pictures()
        return command(look=Look(title, lang, tiles, png, since, tiles_out, tiles_from), **options)

    return wrapped


def write_map(
    frame: geopandas.GeoDataFrame,
    targets: Sequence[tuple[str, str]],
    *,
    layers: Sequence[Layer],
    look: Look,
    parameters: Mapping[str, Any],
) -> list[str]:
    """Write the map and the events to every target, (name, kind) of `targets`, all or none; say what is where."""
    from geomap.map import to_map, to_picture

    shown, compared = _compared(frame, look.since)

    @once
    def page() -> Any:
        return to_map(shown, layers=layers, title=look.title, lang=look.lang, tiles=look.tiles)

    def writer(kind: str) -> Writer:
        if kind == "png":
            return lambda stream: stream.write(to_picture(frame, layers=layers, title=look.title, lang=look.lang))
        if kind == "html":
            return lambda stream: page().save(stream, close_file=False)
        return frame_writer(kind, frame, parameters=parameters, layers=layers)

    files = [*_files(targets), *([(str(look.png), "png")] if look.png else [])]
    write_all([(name, writer(kind)) for name, kind in files])
    told = {"html": "map:    ", "png": "picture: "}
    where = [f"{told.get(kind, 'events: ')}{name}" for name, kind in files if name != STDOUT]
    return [*([f"since {look.since}: {compared}"] if compared else []), *where]


def _compared(frame: geopandas.GeoDataFrame, since: Path | None) -> tuple[geopandas.GeoDataFrame, str]:
    """The frame as the map shows it beside an earlier one, and what changed, in words. Files get the frame itself."""
    if since is None:
        return frame, ""
    from geomap.review.since import compare
    from geomap.store import read_frame

    found = compare(frame, read_frame(since))
    return found.frame, found.summary


def _files(targets: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Name and kind of each file; a folder is made, and gets two."""
    files = []
    for name, kind in targets:
        if kind == "folder":
            folder = made_folder(Path(name))
            files += [(str(folder / "events.geojson"), "geojson"), (str(folder / "map.html"), "html")]
        else:
            files.append((name, kind))
    return files
