"""What geomap map, geomap events and geomap places share: articles through the stages, and what is said of it."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.cli.output import STDOUT
from geomap.cli.setup import Setup, at_home, coder_of, gazetteer_of, online_of, shapes_of, sources_of, view_of
from geomap.cli.talk import Talk, count, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import geopandas

    from geomap.cli.account import Account
    from geomap.model import Article, Event
    from geomap.read import Options


class Tally:
    """Counts what passes by."""

    def __init__(self) -> None:
        self.articles = self.events = self.unlocated = self.undated = self.reports = 0

    def add(self, article: Article, found: Sequence[Event]) -> None:
        """Count an article and its events."""
        self.articles += 1
        self.undated += article.published is None
        self.events += len(found)
        self.unlocated += sum(event.location is None for event in found)

    def recount(self, events: Sequence[Event]) -> None:
        """Count events after the reports of several articles were merged."""
        self.reports, self.events = max(self.reports, self.events), len(events)
        self.unlocated = sum(event.location is None for event in events)

    def summary(self, *, empty: str) -> str:
        """One line."""
        told = f" from {self.reports:,} reports" if self.reports > self.events else ""
        text = f"{count(self.events, 'event')}{told} in {count(self.articles, 'article')}"
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


def coded_articles(
    inputs: Iterable[str], *, published: str | None, how: Options, setup: Setup, account: Account, tally: Tally
) -> Iterator[tuple[Article, tuple[Event, ...]]]:
    """Each article that can be read, with its events; faults and counts go to `account` and `tally`."""
    from geomap.pipeline import TOGETHER, code_articles
    from geomap.read import read_articles

    talk = account.talk
    read = read_articles(inputs, published=published, on_error=account.note_fault, options=how)
    online, coder = online_of(setup, talk=talk), coder_of(setup)
    with gazetteer_of(setup) as gazetteer:
        account.gazetteer = sources_of(gazetteer) + (f"; geocoder {setup.geocoder}" if setup.geocoder else "")
        articles = talk.counted(at_home(account.reading(read), setup, gazetteer), what="articles")
        coded = code_articles(
            articles,
            gazetteer=gazetteer,
            coder=coder,
            countries=setup.countries,
            online=online,
            model=setup.model,
            view=view_of(setup, gazetteer),
            together=TOGETHER,
        )
        for article, found in account.running(coded):
            tally.add(article, found)
            account.events, account.unlocated = tally.events, tally.unlocated
            talk.detail(f"{printable(article.doc_id)}: {count(len(found), 'event')}")
            yield article, found


def once(make: Callable[..., Any]) -> Callable[..., Any]:
    """The function, run at its first call only; later calls give what that gave."""
    made: list[Any] = []

    def called(*arguments: Any) -> Any:
        if not made:
            made.append(make(*arguments))
        return made[0]

    return called


def begun(items: Iterator[Any]) -> Iterator[Any] | None:
    """The items, once there is a first one; None where there is none."""
    for first in items:
        return chain([first], items)
    return None


def merged(found: Sequence[Event], *, setup: Setup, account: Account, tally: Tally) -> Sequence[Event]:
    """The events, each happening once however many articles tell of it; as they are with --no-merge."""
    if setup.merge is False or tally.articles < 2:
        return found
    from geomap.pipeline import merge_articles

    events = merge_articles(found)
    tally.recount(events)
    account.events, account.unlocated = tally.events, tally.unlocated
    return events


def framed(
    found: Sequence[Event], articles: Sequence[Article], *, setup: Setup, account: Account
) -> geopandas.GeoDataFrame:
    """The events as a frame."""
    from geomap.frame import to_frame

    with shapes_of(setup, tell=account.talk.say) as shapes:
        return to_frame(found, articles, shapes=shapes, reports=account.reports())


def joined(
    frame: geopandas.GeoDataFrame, others: Sequence[geopandas.GeoDataFrame], layers_dir: Path | None
) -> geopandas.GeoDataFrame:
    """The frame, with those of event sets below it."""
    if not others:
        return frame
    from geomap.store.event_sets import joined as one_below_the_other

    return layered(one_below_the_other([frame, *others]), layers_dir)


def layered(frame: geopandas.GeoDataFrame, layers_dir: Path | None) -> geopandas.GeoDataFrame:
    """The frame, sorted into the layers of a folder where one is given."""
    from geomap.layers import assign_layers, load_layers

    return frame if layers_dir is None else assign_layers(frame, load_layers(layers_dir))


def parameters_of(published: str | None, layers_dir: Path | None, *, setup: Setup, account: Account) -> dict[str, Any]:
    """What the run was asked for, as the metadata of an output has it."""
    from geomap.places.boundaries import source_of

    made = {
        "published": published,
        "layers": "shipped" if layers_dir is None else "with an overlay",
        **setup.parameters(),
        **({"outlines": source_of(setup.admin1)} if setup.admin1 else {}),
    }
    return made | ({"gazetteer": account.gazetteer} if account.gazetteer else {})


def say_where(output: str, talk: Talk) -> None:
    """Say which file was written."""
    if output != STDOUT:
        talk.say(f"written: {printable(output)}")


def nothing_read(talk: Talk) -> int:
    """Say that there was nothing to work on; the exit code."""
    if len(talk.faults) > 1:  # a single fault has said it all
        talk.say("no article could be read; nothing was written")
    return 1


def exit_code(talk: Talk) -> int:
    """0, or 1 with a line of summary where an input was at fault."""
    if talk.faults:
        talk.say(f"{count(len(talk.faults), 'fault')} in the input (see above); the rest was done")
        return 1
    return 0
