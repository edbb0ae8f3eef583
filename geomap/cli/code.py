"""geomap events."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.cli.options import INPUTS, LAYERS, PUBLISHED, reading, talking
from geomap.cli.output import STDOUT, opened
from geomap.cli.run import (
    Tally,
    begun,
    coded_articles,
    exit_code,
    framed,
    layered,
    merged,
    nothing_read,
    parameters_of,
    say_where,
)
from geomap.cli.setup import CODING, MERGING, Setup
from geomap.cli.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geomap.cli.account import Account
    from geomap.model import Article, Event
    from geomap.read import Options


@click.command("events", epilog="Example:  geomap events news/ -o events.jsonl")
@INPUTS
@click.option(
    "-o",
    "--output",
    "outputs",
    metavar="FILE",
    multiple=True,
    default=(STDOUT,),
    help="Where to write, as often as you like; the suffix chooses the format: .geojson (also on standard output), "
    ".jsonl, .gpkg, .parquet, .fgb, .kml, .csv, .xlsx, .geojsonl; FILE.csv:hxl names one.",
)
@PUBLISHED
@CODING
@MERGING
@LAYERS
@talking
@reading
def events(
    *,
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    published: str | None,
    how: Options,
    setup: Setup,
    account: Account,
    layers_dir: Path | None,
    talk: Talk,
) -> int:
    """Code who did what to whom, where and when: GeoJSON on standard output, or a file."""
    from geomap.layers import load_layers
    from geomap.store import Context, split_output, writer_of

    targets = [split_output(output) for output in outputs]
    tally = Tally()
    coded = begun(coded_articles(inputs, published=published, how=how, setup=setup, account=account, tally=tally))
    if coded is None:
        return nothing_read(talk)
    together = partial(merged, setup=setup, account=account, tally=tally)
    context = Context(
        to_frame=lambda found, articles: layered(
            framed(together(found), articles, setup=setup, account=account), layers_dir
        ),
        parameters=parameters_of(published, layers_dir, setup=setup, account=account),
        layers=load_layers(layers_dir) if any(kind == "kml" for _, kind in targets) else (),
    )
    several: Any = coded if len(targets) == 1 and not setup.merge else list(coded)
    if setup.merge:
        several = _by_article(several, together)
    for name, kind in targets:
        with opened(name) as stream:
            writer_of(kind)(several, stream, context=context)
    talk.say(tally.summary(empty="the result is empty"))
    for name, _ in targets:
        say_where(name, talk)
    return exit_code(talk)


def _by_article(
    coded: Sequence[tuple[Article, tuple[Event, ...]]], merge: Callable[[Sequence[Event]], Sequence[Event]]
) -> list[tuple[Article, tuple[Event, ...]]]:
    """Each article with the events that it speaks for, once those of all are merged."""
    speaks: dict[str, list[Event]] = {}
    for event in merge([event for _, found in coded for event in found]):
        speaks.setdefault(event.doc_id, []).append(event)
    return [(article, tuple(speaks.get(article.doc_id, ()))) for article, _ in coded]
