"""geomap events."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.cli.engine import Engine, run_engine, spreading
from geomap.cli.options import INPUTS, LAYERS, PUBLISHED, reading, talking
from geomap.cli.output import STDOUT, check_outputs, last, opened, together
from geomap.cli.run import (
    Tally,
    begun,
    coded_articles,
    exit_code,
    framed,
    joined,
    layered,
    merged,
    nothing_read,
    once,
    parameters_of,
    say_where,
)
from geomap.cli.sets import describing, event_sets
from geomap.cli.setup import CODING, Setup, at_home, coder_of, gazetteer_of
from geomap.cli.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import geopandas

    from geomap.cli.account import Account
    from geomap.cli.sets import Described
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
@describing
@PUBLISHED
@CODING
@LAYERS
@click.option("--explain", "why", is_flag=True, help="Say what each event rests on, as text, instead of the events.")
@talking
@reading
@spreading
def events(
    *,
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    described: Described,
    published: str | None,
    how: Options,
    setup: Setup,
    engine: Engine | None,
    account: Account,
    layers_dir: Path | None,
    why: bool,
    talk: Talk,
) -> int:
    """Code who did what to whom, where and when: GeoJSON on standard output, or a file. Event sets join the result."""
    from geomap.errors import UsageError
    from geomap.layers import load_layers
    from geomap.store import Context, split_output, writer_of
    from geomap.store.formats import RECORDS

    if engine is not None:
        if published is not None:
            raise UsageError("--published dates one article; with --engine dask give each its 'published' in the data")
        if why or layers_dir is not None or described.parameters():
            raise UsageError("--explain, --layers, --mapping and --dates are for runs without --engine dask")
        parameters = parameters_of(None, layers_dir, setup=setup, account=account)
        return run_engine(engine, inputs, outputs, how=how, setup=setup, account=account, parameters=parameters)
    if why:
        return _explain(inputs, outputs, published=published, how=how, setup=setup, account=account)
    targets = sorted((split_output(output) for output in outputs), key=lambda each: last(each[0]))
    check_outputs([name for name, _ in targets])
    sets = event_sets(inputs, described=described, setup=setup, account=account)
    sets.refused = next((name for name, kind in targets if kind == RECORDS), None)
    tally = Tally()
    reading_how = replace(how, other=sets)
    coded = begun(
        coded_articles(inputs, published=published, how=reading_how, setup=setup, account=account, tally=tally)
    )
    if coded is None and not sets.frames:
        return nothing_read(talk)
    merge = partial(merged, setup=setup, account=account, tally=tally)

    @once
    def to_frame(found: Sequence[Event], articles: Sequence[Article]) -> geopandas.GeoDataFrame:
        frame = layered(framed(merge(found), articles, setup=setup, account=account), layers_dir)
        return joined(frame, sets.frames, layers_dir)

    context = Context(
        to_frame=to_frame,
        parameters=parameters_of(published, layers_dir, setup=setup, account=account) | described.parameters(),
        layers=load_layers(layers_dir) if any(kind == "kml" for _, kind in targets) else (),
    )
    several: Any = (coded or ()) if len(targets) == 1 and not setup.merge else list(coded or ())
    if setup.merge:
        several = _by_article(several, merge)
    with together() as stream_of:
        for name, kind in targets:
            with stream_of(name) as stream:
                writer_of(kind)(several, stream, context=context)
    if tally.articles:
        talk.say(tally.summary(empty="the result is empty"))
    for name, _ in targets:
        say_where(name, talk)
    return exit_code(talk)


def _by_article(
    coded: Sequence[tuple[Article, tuple[Event, ...]]], merge: Callable[[Sequence[Event]], Sequence[Event]]
) -> list[tuple[Article, tuple[Event, ...]]]:
    """Each article with the events that it speaks for, once those of all are merged; in order of their names, whatever
    the order they came in.
    """
    speaks: dict[str, list[Event]] = {}
    for event in merge([event for _, found in coded for event in found]):
        speaks.setdefault(event.doc_id, []).append(event)
    articles = sorted((article for article, _ in coded), key=lambda article: article.doc_id)
    return [(article, tuple(speaks.get(article.doc_id, ()))) for article in articles]


def _explain(
    inputs: Sequence[str],
    outputs: Sequence[str],
    *,
    published: str | None,
    how: Options,
    setup: Setup,
    account: Account,
) -> int:
    """Write what the events of the articles rest on; the exit code."""
    from geomap.cli.explained import write_event_explanations
    from geomap.errors import UsageError
    from geomap.read import read_articles

    if len(outputs) > 1:
        raise UsageError("--explain writes one text; name one output, or none for standard output")
    read = read_articles(inputs, published=published, on_error=account.note_fault, options=how)
    coder, countries = coder_of(setup), setup.countries
    with gazetteer_of(setup) as gazetteer, opened(outputs[0]) as stream:
        known = at_home(account.reading(read), setup, gazetteer)
        write_event_explanations(
            known, gazetteer, stream, coder=coder, countries=countries, model=setup.model, merge=bool(setup.merge)
        )
    say_where(outputs[0], account.talk)
    return exit_code(account.talk)
