"""Maps of more events than one page holds: a page of counts, and vector tiles beside it."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from geomap.cli.output import made_folder, write_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import geopandas

    from geomap.cli.look import Look
    from geomap.layers import Layer


def page_and_tiles(targets: Sequence[tuple[str, str]], look: Look) -> tuple[Path, Path]:
    """The page and the tiles beside it, of the outputs (name and kind). Raises UsageError, OutputError."""
    from geomap.errors import UsageError

    if len(targets) != 1 or targets[0][1] not in ("folder", "html") or look.png is not None:
        raise UsageError("a map of so many events is a page with tiles beside it: -o DIR or -o FILE.html, and no other")
    if look.since is not None:
        raise UsageError("--since compares events one by one, which a page of counts does not hold; leave it out")
    name, kind = targets[0]
    page = made_folder(Path(name)) / "map.html" if kind == "folder" else Path(name)
    default = page.with_name("events.pmtiles") if kind == "folder" else page.with_suffix(".pmtiles")
    tiles = look.tiles_out or default
    if tiles.suffix.lower() != ".pmtiles":
        raise UsageError(f"--tiles-out {tiles}: tiles are written as PMTiles; name the file with .pmtiles")
    if tiles.absolute().parent != page.absolute().parent:
        raise UsageError(f"--tiles-out {tiles}: the page looks for the tiles beside it; name a file in {page.parent}")
    return page, tiles


def write_beyond(
    files: Sequence[Path],
    rest: geopandas.GeoDataFrame,
    targets: Sequence[tuple[str, str]],
    *,
    layers: Sequence[Layer],
    look: Look,
    parameters: Mapping[str, Any],
) -> list[str]:
    """Write a page that counts the events of GeoParquet `files` and of a frame, and their tiles; say what is where."""
    from geomap.map import to_counted_map
    from geomap.store import check_target
    from geomap.store.overview import overview
    from geomap.store.tiles import MAX_ZOOM, write_tiles

    page, tiles = page_and_tiles(targets, look)
    for path in (page, tiles):
        check_target(str(path))
    with _and_rest(files, rest) as whole:
        counts = overview(whole)
        made = to_counted_map(
            counts,
            file=tiles.name,
            zoom=MAX_ZOOM,
            layers=layers,
            title=look.title,
            lang=look.lang,
            tiles=look.tiles,
        )
        write_all(
            [
                (str(tiles), lambda stream: write_tiles(whole, stream, parameters=parameters)),
                (str(page), lambda stream: made.save(stream, close_file=False)),
            ]
        )
    return [
        f"map:    {page}",
        f"tiles:  {tiles} (the page fetches single events from it, once both are on a web server)",
    ]


@contextmanager
def _and_rest(files: Sequence[Path], rest: geopandas.GeoDataFrame) -> Iterator[list[Path]]:
    """The files, with one more for the frame for as long as the block runs."""
    from geomap.store.geoparquet import write_geoparquet

    with TemporaryDirectory(prefix="geomap-") as folder:
        more = []
        if len(rest):
            more = [Path(folder, "rest.parquet")]
            with more[0].open("wb") as stream:
                write_geoparquet(rest, stream)
        yield [*files, *more]
