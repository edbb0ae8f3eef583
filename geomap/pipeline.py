"""The stages in a row: articles in, places or events out."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from geomap.model import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from contextlib import AbstractContextManager

    import geopandas

    from geomap.coding import Coder
    from geomap.language import Asking, Doc
    from geomap.model import Event, Mention
    from geomap.places.boundaries import Outlines
    from geomap.places.explain import Explanation
    from geomap.places.gazetteer import Gazetteer
    from geomap.places.online import Online
    from geomap.places.worldview import Worldview

TOGETHER = 20
"""Articles whose sentences are parsed together where nobody waits for the first: one alone has too few to parse."""
_CHARACTERS = 200_000
"""Of long articles fewer are taken together: all are in memory."""

Made = TypeVar("Made")


def locate_articles(
    articles: Iterable[Article],
    *,
    gazetteer: Gazetteer,
    countries: Collection[str] = (),
    online: Online | None = None,
    model: str | None = None,
    view: Worldview | None = None,
    together: int = 1,
) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
    """read → language → places: each article with its toponyms, resolved where the text allows it.

    Names are likelier to mean places in `countries` (ISO alpha-3); `online` is asked for those the gazetteer lacks.
    `model` names the spaCy pipeline that parses in place of the embedded one; "rules" parses nothing. `view` says which
    country places in disputed areas are given. So many articles are taken `together`, which costs less and gives the
    same.
    """
    from geomap.language import DEFAULT, parse
    from geomap.places.remember import remembering

    places = remembering(gazetteer)

    def stage(article: Article) -> Asking[tuple[Mention, ...]]:
        doc = parse(article, model=model or DEFAULT)
        return (yield from _locating(doc, gazetteer=places, countries=countries, online=online, view=view))

    return _made(articles, stage, at_once=together)


def located(
    doc: Doc,
    *,
    gazetteer: Gazetteer,
    countries: Collection[str] = (),
    online: Online | None = None,
    view: Worldview | None = None,
) -> tuple[Mention, ...]:
    """The toponyms of one parsed article, as `locate_articles` gives them."""
    from geomap.language import alone

    return alone(_locating(doc, gazetteer=gazetteer, countries=countries, online=online, view=view))


def _locating(
    doc: Doc, *, gazetteer: Gazetteer, countries: Collection[str], online: Online | None, view: Worldview | None
) -> Asking[tuple[Mention, ...]]:
    from geomap.places import finding_mentions
    from geomap.places.related import with_relations

    mentions = yield from finding_mentions(doc, gazetteer, countries=countries)
    answered = mentions if online is None else online.answered(mentions)
    related = with_relations(doc, answered, gazetteer=gazetteer)
    return related if view is None else view.mentions(related)


def explain_places(
    articles: Article | str | Iterable[Article | str],
    *,
    gazetteer: Gazetteer | None = None,
    countries: Iterable[str] = (),
    online: Online | None = None,
    model: str | None = None,
    view: Worldview | None = None,
) -> Iterator[tuple[Article, tuple[Explanation, ...]]]:
    """Each article (or plain text) with why its names mean what `locate_articles` and `find_places` say that they mean.

    The gazetteer is the embedded one by default; `countries` are any ISO 3166-1 codes, or names. Raises UsageError for
    one that is none.
    """
    from geomap.language import DEFAULT, parse
    from geomap.places.countries import alpha3_codes
    from geomap.places.explain import explain
    from geomap.places.remember import remembering

    likely = alpha3_codes(countries)
    with _opened(gazetteer) as opened:
        places = remembering(opened)
        for article in _articles(articles):
            doc = parse(article, model=model or DEFAULT)
            mentions = located(doc, gazetteer=places, countries=likely, online=online, view=view)
            yield article, explain(doc, places, countries=likely, mentions=mentions)


def code_articles(
    articles: Iterable[Article],
    *,
    gazetteer: Gazetteer,
    coder: Coder,
    countries: Collection[str] = (),
    online: Online | None = None,
    model: str | None = None,
    view: Worldview | None = None,
    together: int = 1,
) -> Iterator[tuple[Article, tuple[Event, ...]]]:
    """read → language → places → coding: each article with its events, in order of offset.

    Names are likelier to mean places in `countries` (ISO alpha-3); `online` is asked for those the gazetteer lacks.
    `model` names the spaCy pipeline that parses in place of the embedded one; "rules" parses nothing. `view` says which
    country places in disputed areas are given. So many articles are taken `together`, which costs less and gives the
    same.
    """
    stage = article_coder(gazetteer=gazetteer, coder=coder, countries=countries, online=online, model=model, view=view)
    return _made(articles, stage, at_once=together)


def article_coder(
    *,
    gazetteer: Gazetteer,
    coder: Coder,
    countries: Collection[str] = (),
    online: Online | None = None,
    model: str | None = None,
    view: Worldview | None = None,
) -> Callable[[Article], Asking[tuple[Event, ...]]]:
    """The stage that finds the events of an article; the rest as for `code_articles`, which runs it on many."""
    from geomap.coding import coding_article
    from geomap.language import DEFAULT, parse
    from geomap.places import finding_mentions
    from geomap.places.remember import remembering

    places = remembering(gazetteer)

    def stage(article: Article) -> Asking[tuple[Event, ...]]:
        doc = parse(article, model=model or DEFAULT)
        mentions = yield from finding_mentions(doc, places, countries=countries)
        if online is not None:
            mentions = online.answered(mentions)
        events = yield from coding_article(doc, mentions, coder=coder, gazetteer=places)
        return events if view is None else view.events(events)

    return stage


def attempted(
    articles: Iterable[Article], stage: Callable[[Article], Asking[Made]], *, at_once: int
) -> Iterator[tuple[Article, Future[Made]]]:
    """Each article with what a stage makes of it, or with what stopped the stage; so many articles at once, or fewer
    long ones.
    """
    from geomap.language import together

    for batch in _batches(articles, at_once):
        yield from zip(batch, together([stage(article) for article in batch]), strict=True)


def _made(
    articles: Iterable[Article], stage: Callable[[Article], Asking[Made]], *, at_once: int
) -> Iterator[tuple[Article, Made]]:
    """Each article with what a stage makes of it; what stops a stage is raised when its article's turn comes."""
    return ((article, made.result()) for article, made in attempted(articles, stage, at_once=at_once))


def _batches(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    """The articles, so many at a time, fewer of long ones. Where reading breaks off, what was read comes first."""
    waiting: list[Article] = []
    try:
        for article in articles:
            waiting.append(article)
            if len(waiting) >= size or sum(len(each.text) for each in waiting) >= _CHARACTERS:
                yield waiting
                waiting = []
    except Exception:
        if waiting:
            yield waiting
        raise
    if waiting:
        yield waiting


def merge_articles(events: Iterable[Event]) -> list[Event]:
    """The events of several articles, each happening once, by article and offset whatever the order they came in."""
    from geomap.coding import merge_across

    return list(merge_across(events))


def find_places(
    article: Article | str, *, gazetteer: Gazetteer | None = None, countries: Iterable[str] = ()
) -> tuple[Mention, ...]:
    """The toponyms of an article, or of a text, in order of offset. `explain_places` says why they mean what they do.

    `gazetteer` is the embedded one by default; open it once (`geomap.places.gazetteer.open_gazetteer`) for many calls.
    Names are likelier to mean places in `countries` (any ISO 3166-1 code, or name). Raises UsageError for one that is
    none.
    """
    from geomap.places.countries import alpha3_codes

    with _opened(gazetteer) as places:
        found = locate_articles(_articles(article), gazetteer=places, countries=alpha3_codes(countries))
        ((_, mentions),) = found
    return mentions


def code_events(
    articles: Article | str | Iterable[Article | str],
    *,
    gazetteer: Gazetteer | None = None,
    coder: Coder | None = None,
    shapes: Outlines | None = None,
    merge: bool = True,
    countries: Iterable[str] = (),
    model: str | None = None,
    admin1: str | Path | None = None,
    worldview: str | None = None,
) -> geopandas.GeoDataFrame:
    """The events of one or more articles (or plain texts) as a GeoDataFrame in EPSG:4326, a row an event.

    The columns are those of `geomap.frame.COLUMNS`; events without a place have the geometry None. Gazetteer, coder and
    shapes are the embedded ones by default. A plain text has no date of publication, so "on Tuesday" stays undated.
    Reports of one happening in several articles become one event, unless `merge` is false: the column `reports` counts
    the articles that tell of it, copies that `read_articles` left out among them, and `supporting` holds the others'
    sentences. Names are likelier to mean places in `countries` (any ISO 3166-1 code, or name).
    `model` names an installed spaCy pipeline that parses in place of the embedded one; "rules" parses nothing.
    `admin1` is a file of boundaries (geoBoundaries, GADM) that replace the approximate areas of first-level divisions;
    `worldview` says whose view of disputed areas is taken ("un", "de-facto", or a country), see the records of design.
    """
    from geomap.coding import load_coder
    from geomap.places.countries import alpha3_codes
    from geomap.places.shapes import open_shapes
    from geomap.places.wanted import chosen_outlines, chosen_view

    likely, with_tables = alpha3_codes(countries), coder or load_coder()
    with _opened(gazetteer) as places, open_shapes() if shapes is None else nullcontext(shapes) as embedded:
        view = chosen_view(worldview, gazetteer=places, shapes=embedded)
        outlines = chosen_outlines(
            embedded, admin1=None if admin1 is None else Path(admin1), view=view, gazetteer=places
        )
        coded = list(
            code_articles(
                _articles(articles),
                gazetteer=places,
                coder=with_tables,
                countries=likely,
                model=model,
                view=view,
                together=TOGETHER,
            )
        )
        return _framed(articles, coded, merge=merge, outlines=outlines)


def _framed(
    articles: object, coded: Sequence[tuple[Article, tuple[Event, ...]]], *, merge: bool, outlines: Outlines
) -> geopandas.GeoDataFrame:
    from geomap.frame import to_frame

    told = [event for _, found in coded for event in found]
    events = merge_articles(told) if merge and len(coded) > 1 else told
    journal = getattr(articles, "journal", None)
    reports = journal.reports if journal is not None else None
    return to_frame(events, [article for article, _ in coded], shapes=outlines, reports=reports)


def _opened(gazetteer: Gazetteer | None) -> AbstractContextManager[Gazetteer]:
    from geomap.places.gazetteer import open_gazetteer

    return open_gazetteer() if gazetteer is None else nullcontext(gazetteer)


def _articles(given: Article | str | Iterable[Article | str]) -> Iterator[Article]:
    """The articles; plain texts are named "text", "text-2" …."""
    several = [given] if isinstance(given, Article | str) else given
    texts = 0
    for one in several:
        if isinstance(one, Article):
            yield one
            continue
        texts += 1
        yield Article("text" if texts == 1 else f"text-{texts}", one)
