"""How a map is to look: the options that say so, and the files that come of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.cli.output import STDOUT, made_folder, write_one, write_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import geopandas

    from geomap.layers import Layer

    Command = Callable[..., int]


@dataclass(frozen=True, slots=True)
class Look:
    """What was asked for: the map's title, the language of its texts, an xyzservices name."""

    title: str | None
    lang: str
    tiles: str | None


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
    @wraps(command)
    def wrapped(*, title: str | None, lang: str, tiles: str | None, **options: Any) -> int:
        from geomap.map import check_language, check_tiles

        check_language(lang)
        check_tiles(tiles)
        return command(look=Look(title, lang, tiles), **options)

    return wrapped


def write_map(
    frame: geopandas.GeoDataFrame,
    targets: Sequence[tuple[str, str]],
    *,
    layers: Sequence[Layer],
    look: Look,
    parameters: Mapping[str, Any],
) -> list[str]:
    """Write the map and the events to every target, (name, kind) as `cli.sets.targets` has it; say what is where."""
    from geomap.map import to_map

    page = to_map(frame, layers=layers, title=look.title, lang=look.lang, tiles=look.tiles)
    told = []
    for name, kind in targets:
        if kind == "folder":
            folder = made_folder(Path(name))
            write_one(str(folder / "events.geojson"), "geojson", frame, parameters=parameters, layers=layers)
            write_page(str(folder / "map.html"), page)
            told += [f"events: {folder / 'events.geojson'}", f"map:    {folder / 'map.html'}"]
        elif kind == "html":
            write_page(name, page)
            told.append(f"map:    {name}")
        else:
            write_one(name, kind, frame, parameters=parameters, layers=layers)
            told += [f"events: {name}"] if name != STDOUT else []
    return told
