"""geomap map."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap.cli.beyond import write_beyond
from geomap.cli.look import Look, looking, write_map
from geomap.cli.options import INPUTS, LAYERS, PUBLISHED, reading, talking
from geomap.cli.output import check_outputs, targets
from geomap.cli.run import (
    Tally,
    coded_articles,
    exit_code,
    framed,
    joined,
    layered,
    merged,
    nothing_read,
    parameters_of,
)
from geomap.cli.runs import runs_among, say_runs
from geomap.cli.sets import describing, event_sets
from geomap.cli.setup import CODING, Setup
from geomap.cli.talk import Talk, printable

if TYPE_CHECKING:
    from geomap.cli.account import Account
    from geomap.cli.sets import Described
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
@describing
@PUBLISHED
@CODING
@LAYERS
@talking
@reading
@looking
def map_(
    *,
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    described: Described,
    published: str | None,
    how: Options,
    setup: Setup,
    account: Account,
    layers_dir: Path | None,
    look: Look,
    talk: Talk,
) -> int:
    """Draw the events of articles and of event sets (ACLED, UCDP GED, GDELT, GeoJSON …)."""
    from geomap.errors import UsageError
    from geomap.layers import load_layers

    layers = load_layers(layers_dir)
    named = targets(outputs)
    check_outputs([name for name, kind in named if kind != "folder"])
    sets = event_sets(inputs, described=described, setup=setup, account=account)
    tally = Tally()
    reading_how = replace(how, other=sets)
    runs = runs_among(inputs)
    say_runs(runs, sets)
    several = coded_articles(runs.rest, published=published, how=reading_how, setup=setup, account=account, tally=tally)
    coded = list(several) if runs.rest else []
    if not coded and not sets.frames and not runs.found:
        return nothing_read(talk)
    events = merged([event for _, found in coded for event in found], setup=setup, account=account, tally=tally)
    own = layered(framed(events, [article for article, _ in coded], setup=setup, account=account), layers_dir)
    parameters = parameters_of(published, layers_dir, setup=setup, account=account) | described.parameters()
    if look.beyond(runs.events + sum(map(len, sets.frames)) + len(own)):
        if layers_dir is not None and runs.found:
            raise UsageError(
                "--layers sorts events one by one, but a page of counts takes runs as they are; leave it out"
            )
        files = [path for run in runs.found.values() for path in run.files]
        rest = joined(own, sets.frames, layers_dir)
        told = write_beyond(files, rest, named, layers=layers, look=look, parameters=parameters)
    else:
        frame = joined(own, [*(run.frame() for run in runs.found.values()), *sets.frames], layers_dir)
        told = write_map(frame, named, layers=layers, look=look, parameters=parameters)
    if coded:
        others = sets.frames or runs.found
        talk.say(tally.summary(empty="the event sets are drawn" if others else "the map is empty"))
    code = exit_code(talk)
    for line in told:
        talk.say(printable(line))
    return code
