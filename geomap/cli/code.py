"""geomap map, geomap events, geomap places."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.cli.options import INPUTS, LAYERS, PUBLISHED, reading, talking
from geomap.cli.output import STDOUT, made_folder, opened, write_one, write_page
from geomap.cli.talk import Talk, count, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import geopandas

    from geomap.cli.account import Account
    from geomap.model import Article, Event
    from geomap.places.gazetteer import Gazetteer
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
@LAYERS
@click.option("--title", help="Title of the map.")
@click.option("--lang", default="en", show_default=True, help="Language of the map's own texts: ar, en, es, fr, uk.")
@talking
@reading
def map_(
    *,
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    mapping: Path | None,
    published: str | None,
    how: Options,
    account: Account,
    layers_dir: Path | None,
    title: str | None,
    lang: str,
    talk: Talk,
) -> int:
    """Draw the events of articles and of event sets (ACLED, UCDP GED, GDELT, GeoJSON …)."""
    from geomap.cli.sets import divided, frames_of, targets
    from geomap.layers import load_layers
    from geomap.map import check_language, to_map

    check_language(lang)
    layers = load_layers(layers_dir)
    written = targets(outputs)
    articles, sets = divided(inputs, mapping=mapping)
    tally = Tally()
    coded = list(_coded(articles, published=published, how=how, account=account, tally=tally)) if articles else []
    frames = frames_of(sets, mapping=mapping, talk=talk, on_error=account.note_fault) if sets else []
    if not coded and not frames:
        return _nothing_read(talk)
    frame = _merged(_frame(coded, reports=account.reports(), layers_dir=layers_dir), frames, layers_dir=layers_dir)
    page = to_map(frame, layers=layers, title=title, lang=lang)
    parameters = _parameters(published, layers_dir, account)
    told = []
    for name, kind in written:
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
    if coded:
        talk.say(tally.summary(empty="the map is empty" if len(frame) == 0 else "the event sets are drawn"))
    code = _code(talk)
    for line in told:
        talk.say(printable(line))
    return code


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
@LAYERS
@talking
@reading
def events(
    *,
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    published: str | None,
    how: Options,
    account: Account,
    layers_dir: Path | None,
    talk: Talk,
) -> int:
    """Code who did what to whom, where and when: GeoJSON on standard output, or a file."""
    from geomap.layers import load_layers
    from geomap.store import Context, split_output, writer_of

    targets = [split_output(output) for output in outputs]
    tally = Tally()
    coded = _begun(_coded(inputs, published=published, how=how, account=account, tally=tally))
    if coded is None:
        return _nothing_read(talk)
    context = Context(
        to_frame=lambda found, articles: _layered(_framed(found, articles, account.reports()), layers_dir),
        parameters=_parameters(published, layers_dir, account),
        layers=load_layers(layers_dir) if any(kind == "kml" for _, kind in targets) else (),
    )
    several: Any = coded if len(targets) == 1 else list(coded)
    for name, kind in targets:
        with opened(name) as stream:
            writer_of(kind)(several, stream, context=context)
    talk.say(tally.summary(empty="the result is empty"))
    for name, _ in targets:
        _say_where(name, talk)
    return _code(talk)


@click.command("places", epilog="Example:  geomap places article.txt -o places.jsonl")
@INPUTS
@click.option(
    "-o", "--output", metavar="FILE", default=STDOUT, help="Where to write (.jsonl); standard output by default."
)
@PUBLISHED
@click.option("--places", "added", metavar="FILE", type=click.Path(path_type=Path),
              help="Places of your own that win over namesakes: CSV or GeoJSON.")  # fmt: skip
@click.option("--explain", "why", is_flag=True, help="Say why each name means what it does, instead of the records.")
@talking
@reading
def places(
    *,
    inputs: tuple[str, ...],
    output: str,
    published: str | None,
    added: Path | None,
    why: bool,
    how: Options,
    account: Account,
    talk: Talk,
) -> int:
    """Find and resolve every toponym: JSON Lines, one article a line."""
    from geomap.cli.explained import write_explanations
    from geomap.errors import UsageError
    from geomap.pipeline import locate_articles
    from geomap.places.gazetteer import open_gazetteer
    from geomap.places.overlay import Overlay, read_places
    from geomap.read import read_articles
    from geomap.store import write_toponyms

    if output != STDOUT and not why and Path(output).suffix.lower() not in {".jsonl", ".ndjson"}:
        raise UsageError(f"{output}: places are written as JSON Lines; name the file with .jsonl")
    articles = account.reading(
        read_articles(inputs, published=published, on_error=account.note_fault, options=replace(how, keep_copies=True))
    )
    own = () if added is None else read_places(added)
    with open_gazetteer() as opened_file:
        gazetteer = Overlay(opened_file, own) if own else opened_file
        if why:
            with opened(output) as stream:
                write_explanations(articles, gazetteer, stream)
            return _code(talk)
        located = locate_articles(talk.counted(articles, what="articles"), gazetteer=gazetteer)
        found = _begun(account.running(located))
        if found is None:
            return _nothing_read(talk)
        with opened(output) as stream:
            write_toponyms(found, stream)
    _say_where(output, talk)
    return _code(talk)


class Tally:
    """Counts what passes by."""

    def __init__(self) -> None:
        self.articles = self.events = self.unlocated = self.undated = 0

    def add(self, article: Article, found: Sequence[Event]) -> None:
        """Count an article and its events."""
        self.articles += 1
        self.undated += article.published is None
        self.events += len(found)
        self.unlocated += sum(event.location is None for event in found)

    def summary(self, *, empty: str) -> str:
        """One line."""
        text = f"{count(self.events, 'event')} in {count(self.articles, 'article')}"
        if not self.events:
            text = f"no events found in {count(self.articles, 'article')}; {empty}"
        elif self.unlocated:
            text += f", {self.unlocated:,} of them without a place"
        if self.undated and self.events:
            alone = self.articles == 1
            which = "it has" if alone else f"{count(self.undated, 'article has', 'articles have')}"
            remedy = "--published gives it one" if alone else "'published' in a .jsonl gives one"
            text += f"; {which} no date of publication, so days like 'Tuesday' stay open ({remedy})"
        return text


def _coded(
    inputs: Iterable[str], *, published: str | None, how: Options, account: Account, tally: Tally
) -> Iterator[tuple[Article, tuple[Event, ...]]]:
    from geomap.coding import load_coder
    from geomap.pipeline import code_articles
    from geomap.places.gazetteer import open_gazetteer
    from geomap.read import read_articles

    talk = account.talk
    read = read_articles(inputs, published=published, on_error=account.note_fault, options=how)
    with open_gazetteer() as gazetteer:
        account.gazetteer = _named(gazetteer)
        articles = talk.counted(account.reading(read), what="articles")
        for article, found in account.running(code_articles(articles, gazetteer=gazetteer, coder=load_coder())):
            tally.add(article, found)
            account.events, account.unlocated = tally.events, tally.unlocated
            talk.detail(f"{printable(article.doc_id)}: {count(len(found), 'event')}")
            yield article, found


def _named(gazetteer: Gazetteer) -> str:
    """Sources and versions of a gazetteer that tells them; "" for one that does not."""
    sources = getattr(gazetteer, "info", {}).get("sources", ())
    return "; ".join(f"{source.get('name', '')} {source.get('version', '')}".strip() for source in sources)


def _begun(items: Iterator[Any]) -> Iterator[Any] | None:
    """The items, once there is a first one; None where there is none."""
    for first in items:
        return chain([first], items)
    return None


def _frame(
    coded: Sequence[tuple[Article, tuple[Event, ...]]], *, reports: Mapping[str, int], layers_dir: Path | None
) -> geopandas.GeoDataFrame:
    found = [event for _, several in coded for event in several]
    return _layered(_framed(found, [article for article, _ in coded], reports), layers_dir)


def _merged(
    frame: geopandas.GeoDataFrame, others: Sequence[geopandas.GeoDataFrame], *, layers_dir: Path | None
) -> geopandas.GeoDataFrame:
    if not others:
        return frame
    from geomap.store.event_sets import joined

    return _layered(joined([frame, *others]), layers_dir)


def _framed(found: Sequence[Event], articles: Sequence[Article], reports: Mapping[str, int]) -> geopandas.GeoDataFrame:
    from geomap.frame import to_frame
    from geomap.places.shapes import open_shapes

    with open_shapes() as shapes:
        return to_frame(found, articles, shapes=shapes, reports=reports)


def _layered(frame: geopandas.GeoDataFrame, layers_dir: Path | None) -> geopandas.GeoDataFrame:
    from geomap.layers import assign_layers, load_layers

    return frame if layers_dir is None else assign_layers(frame, load_layers(layers_dir))


def _parameters(published: str | None, layers_dir: Path | None, account: Account) -> dict[str, Any]:
    made = {"published": published, "layers": "shipped" if layers_dir is None else "with an overlay"}
    return made | ({"gazetteer": account.gazetteer} if account.gazetteer else {})


def _say_where(output: str, talk: Talk) -> None:
    if output != STDOUT:
        talk.say(f"written: {printable(output)}")


def _nothing_read(talk: Talk) -> int:
    if len(talk.faults) > 1:  # a single fault has said it all
        talk.say("no article could be read; nothing was written")
    return 1


def _code(talk: Talk) -> int:
    if talk.faults:
        talk.say(f"{count(len(talk.faults), 'fault')} in the input (see above); the rest was done")
        return 1
    return 0
