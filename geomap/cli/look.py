"""How a map is to look: the options that say so, and the files that come of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.cli.output import STDOUT, made_folder, opened, write_one, write_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import geopandas

    from geomap.layers import Layer

    Command = Callable[..., int]


@dataclass(frozen=True, slots=True)
class Look:
    """What was asked for: the map's title, the language of its texts, an xyzservices name, a file for a picture."""

    title: str | None
    lang: str
    tiles: str | None
    png: Path | None


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
    @wraps(command)
    def wrapped(*, title: str | None, lang: str, tiles: str | None, png: Path | None, **options: Any) -> int:
        from geomap.map import check_language, check_pictures, check_tiles

        check_language(lang)
        check_tiles(tiles)
        if png is not None or any(output.lower().endswith(".png") for output in options.get("outputs", ())):
            check_pictures()
        return command(look=Look(title, lang, tiles, png), **options)

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

    told = []
    pictures = [*(name for name, kind in targets if kind == "png"), *([str(look.png)] if look.png else [])]
    for name in pictures:
        _write_picture(name, frame, layers=layers, look=look)
        told.append(f"picture: {name}")
    targets = [target for target in targets if target[1] != "png"]
    if not targets:
        return told
    page = to_map(frame, layers=layers, title=look.title, lang=look.lang, tiles=look.tiles)
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


def _write_picture(name: str, frame: geopandas.GeoDataFrame, *, layers: Sequence[Layer], look: Look) -> None:
    from geomap.map import to_picture

    made = to_picture(frame, layers=layers, title=look.title, lang=look.lang)
    with opened(name) as stream:
        stream.write(made)
