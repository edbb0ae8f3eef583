"""geomap tiles."""

from __future__ import annotations

from pathlib import Path

import click

from geomap.cli.options import talking
from geomap.cli.output import opened
from geomap.cli.talk import Talk, count, printable

FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command("tiles", epilog="Example:  geomap tiles events/ -o events.pmtiles")
@click.argument("folder", metavar="FOLDER", type=FOLDER)
@click.option("-o", "--output", metavar="FILE", required=True, help="Where to write the tiles (.pmtiles).")
@click.option(
    "--max-zoom",
    metavar="N",
    type=click.IntRange(0, 12),
    default=8,
    show_default=True,
    help="The last zoom that has tiles of its own; viewers enlarge them further.",
)
@talking
def tiles(*, folder: Path, output: str, max_zoom: int, talk: Talk) -> int:
    """Write vector tiles (PMTiles) of the events in FOLDER, which geomap events --engine dask wrote."""
    from geomap.errors import UsageError
    from geomap.store import check_target
    from geomap.store.partitioned import partitioned
    from geomap.store.tiles import write_tiles

    if Path(output).suffix.lower() != ".pmtiles":
        raise UsageError(f"{output}: tiles are written as PMTiles; name the file with .pmtiles")
    check_target(output)
    run = partitioned(folder)
    if run is None:
        raise UsageError(f"{folder}: no run of geomap events --engine dask is there")
    with opened(output) as stream:
        made = write_tiles(run.files, stream, max_zoom=max_zoom, parameters=run.parameters)
    talk.say(
        f"{count(made['tiles'], 'tile')} of {count(made['points'], 'event')} at points, {made['areas']:,} in areas; "
        f"{made['unlocated']:,} without a place are in no tile"
    )
    talk.say(f"written: {printable(output)}")
    return 0
