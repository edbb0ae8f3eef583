"""geomap places."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.cli.options import INPUTS, PUBLISHED, reading, talking
from geomap.cli.output import STDOUT, opened
from geomap.cli.run import begun, exit_code, nothing_read, say_where
from geomap.cli.setup import LOCATING, Setup, at_home, gazetteer_of, online_of, view_of
from geomap.cli.talk import Talk

if TYPE_CHECKING:
    from geomap.cli.account import Account
    from geomap.read import Options


@click.command("places", epilog="Example:  geomap places article.txt -o places.jsonl")
@INPUTS
@click.option(
    "-o", "--output", metavar="FILE", default=STDOUT, help="Where to write (.jsonl); standard output by default."
)
@PUBLISHED
@LOCATING
@click.option("--explain", "why", is_flag=True, help="Say why each name means what it does, instead of the records.")
@talking
@reading
def places(
    *,
    inputs: tuple[str, ...],
    output: str,
    published: str | None,
    setup: Setup,
    why: bool,
    how: Options,
    account: Account,
    talk: Talk,
) -> int:
    """Find and resolve every toponym: JSON Lines, one article a line."""
    from geomap.cli.explained import write_explanations
    from geomap.errors import UsageError
    from geomap.pipeline import TOGETHER, explain_places, locate_articles
    from geomap.read import read_articles
    from geomap.store import write_toponyms

    if output != STDOUT and not why and Path(output).suffix.lower() not in {".jsonl", ".ndjson"}:
        raise UsageError(f"{output}: places are written as JSON Lines; name the file with .jsonl")
    countries, online = setup.countries, online_of(setup, talk=talk)
    articles = account.reading(
        read_articles(inputs, published=published, on_error=account.note_fault, options=replace(how, keep_copies=True))
    )
    with gazetteer_of(setup) as gazetteer:
        known = at_home(articles, setup, gazetteer)
        locating: dict[str, Any] = {
            "gazetteer": gazetteer,
            "countries": countries,
            "online": online,
            "model": setup.model,
            "view": view_of(setup, gazetteer),
        }
        if why:
            with opened(output) as stream:
                write_explanations(explain_places(known, **locating), stream)
            return exit_code(talk)
        located = locate_articles(talk.counted(known, what="articles"), together=TOGETHER, **locating)
        found = begun(account.running(located))
        if found is None:
            return nothing_read(talk)
        with opened(output) as stream:
            write_toponyms(found, stream)
    say_where(output, talk)
    return exit_code(talk)
