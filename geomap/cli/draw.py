"""geomap map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap.cli.look import Look, looking, write_map
from geomap.cli.options import INPUTS, LAYERS, PUBLISHED, reading, talking
from geomap.cli.run import Tally, coded_articles, exit_code, framed, layered, merged, nothing_read, parameters_of
from geomap.cli.setup import CODING, MERGING, Setup
from geomap.cli.talk import Talk, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas

    from geomap.cli.account import Account
    from geomap.read import Options


@click.command("map", epilog="Example:  geomap map article.txt --published 2025-03-20 -o output")
@INPUTS
@click.option(
    "-o",
    "--output",
    "outputs",
    metavar="DIR|FILE",
    multiple=True,
    default=("output",),
    help='Folder for map.html and events.geojson ("output" by default), or a file in the format of its suffix; as '
    "often as you like.",
)
@click.option(
    "--mapping",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Mapping file (TOML) that says how the columns of an event set become ours.",
)
@PUBLISHED
@CODING
@MERGING
@LAYERS
@talking
@reading
@looking
def map_(
    *,
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    mapping: Path | None,
    published: str | None,
    how: Options,
    setup: Setup,
    account: Account,
    layers_dir: Path | None,
    look: Look,
    talk: Talk,
) -> int:
    """Draw the events of articles and of event sets (ACLED, UCDP GED, GDELT, GeoJSON …)."""
    from geomap.cli.sets import divided, frames_of, targets
    from geomap.layers import load_layers

    layers = load_layers(layers_dir)
    written = targets(outputs)
    articles, sets = divided(inputs, mapping=mapping)
    tally = Tally()
    coded = (
        list(coded_articles(articles, published=published, how=how, setup=setup, account=account, tally=tally))
        if articles
        else []
    )
    frames = frames_of(sets, mapping=mapping, talk=talk, on_error=account.note_fault) if sets else []
    if not coded and not frames:
        return nothing_read(talk)
    events = merged([event for _, found in coded for event in found], setup=setup, account=account, tally=tally)
    own = layered(framed(events, [article for article, _ in coded], setup=setup, account=account), layers_dir)
    frame = _joined(own, frames, layers_dir=layers_dir)
    parameters = parameters_of(published, layers_dir, setup=setup, account=account)
    told = write_map(frame, written, layers=layers, look=look, parameters=parameters)
    if coded:
        talk.say(tally.summary(empty="the map is empty" if len(frame) == 0 else "the event sets are drawn"))
    code = exit_code(talk)
    for line in told:
        talk.say(printable(line))
    return code


def _joined(
    frame: geopandas.GeoDataFrame, others: Sequence[geopandas.GeoDataFrame], *, layers_dir: Path | None
) -> geopandas.GeoDataFrame:
    if not others:
        return frame
    from geomap.store.event_sets import joined

    return layered(joined([frame, *others]), layers_dir)
