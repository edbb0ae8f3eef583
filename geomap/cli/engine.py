"""`geomap events --engine dask`: the run goes to Dask, the result to a folder."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from geomap.cli.setup import gazetteer_of, sources_of
from geomap.cli.talk import count, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geomap.cli.account import Account
    from geomap.cli.setup import Setup
    from geomap.model import Article
    from geomap.read import Options

    Command = Callable[..., int]

_SHOWN_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class Engine:
    """How a run is spread. `name` is "dask"."""

    name: str
    scheduler: str | None
    workers: int | None
    resume: bool


def spreading(command: Command) -> Command:
    """Give a command the options of the engine, as its argument `engine`: None for a run in this process."""

    @click.option(
        "--engine",
        type=click.Choice(["local", "dask"]),
        default="local",
        show_default=True,
        help="Where to run: in this process, or on Dask, with a folder of GeoParquet as the result.",
    )
    @click.option("--scheduler", metavar="ADDRESS", help="Dask scheduler, as tcp://host:8786; else one of its own.")
    @click.option("--workers", metavar="N", type=click.IntRange(min=1), help="Worker processes of Dask's own cluster.")
    @click.option("--resume", is_flag=True, help="Go on with the run in the folder that was killed.")
    @wraps(command)
    def wrapped(*, engine: str, scheduler: str | None, workers: int | None, resume: bool, **options: Any) -> int:
        from geomap.errors import UsageError

        if engine == "local" and (scheduler or workers or resume):
            raise UsageError("--scheduler, --workers and --resume belong to --engine dask")
        chosen = None if engine == "local" else Engine(engine, scheduler, workers, resume)
        return command(engine=chosen, **options)

    return wrapped


def run_engine(
    engine: Engine,
    inputs: Sequence[str],
    outputs: Sequence[str],
    *,
    how: Options,
    setup: Setup,
    account: Account,
    parameters: dict[str, Any],
) -> int:
    """Code the inputs on Dask; the exit code. Raises UsageError, InputError, OutputError."""
    from geomap.cli.run import exit_code, nothing_read
    from geomap.read import read_articles
    from geomap.scale import Asked, Stages, run

    talk = account.talk
    out = _folder(outputs)
    _refuse(setup)
    with gazetteer_of(setup) as gazetteer:  # what is wrong with it is said before any worker starts
        account.gazetteer = sources_of(gazetteer)
    stages = Stages(
        setup.gazetteer, setup.places, setup.actors, tuple(sorted(setup.countries)), setup.model, setup.admin1,
        setup.worldview,
    )  # fmt: skip
    asked = Asked(out, stages, parameters | {"gazetteer": account.gazetteer}, engine.scheduler, engine.workers,
                  resume=engine.resume, merge=setup.merge is not False)  # fmt: skip
    read = read_articles(inputs, on_error=account.note_fault, options=how)
    progress = _Progress(account, inputs)
    articles = progress.weighing(account.reading(read))
    outcome = run(articles, asked, copies=account.reports, progress=progress)
    talk.passing("")
    if not outcome.articles:
        return nothing_read(talk)
    account.events, account.unlocated = outcome.events, outcome.unlocated
    for name, why in outcome.quarantined.items():
        from geomap.errors import InputError

        account.note_fault(InputError(f"{name}: could not be coded and is left out: {why}"))
    told = f" from {outcome.reports:,} reports" if outcome.reports > outcome.events else ""
    talk.say(f"{count(outcome.events, 'event')}{told} in {count(outcome.articles, 'article')}, "
             f"{outcome.unlocated:,} of them without a place")  # fmt: skip
    talk.say(f"written: {printable(str(out))}")
    return exit_code(talk)


def _folder(outputs: Sequence[str]) -> Path:
    from geomap.errors import UsageError

    if len(outputs) != 1 or outputs[0] == "-" or Path(outputs[0]).suffix:
        raise UsageError("--engine dask writes one folder of GeoParquet; name it: -o events/")
    return Path(outputs[0])


def _refuse(setup: Setup) -> None:
    from geomap.errors import UsageError

    if setup.outlets is not None:
        raise UsageError("--outlets is for runs without --engine dask; give each article its 'home' in the data")
    if setup.geocoder is not None:
        raise UsageError("--geocoder asks one name a second and cannot be spread; leave out --engine dask")


class _Progress:
    """Says, on a terminal, how many articles are done, at what rate, and how long the rest may take."""

    def __init__(self, account: Account, inputs: Sequence[str]) -> None:
        self._talk, self._shown = account.talk, time.monotonic()
        self._read = self._handed = 0  # characters, articles
        self._bytes = sum(path.stat().st_size for given in inputs if (path := Path(given)).is_file())

    def weighing(self, articles: Iterable[Article]) -> Iterator[Article]:
        """The articles, whose length is the share of the work that has been handed out."""
        for article in articles:
            self._read += len(article.text)
            self._handed += 1
            yield article
        self._bytes = self._read  # what a file has beside its texts

    def __call__(self, coded: int, before: int, seconds: float) -> None:
        if time.monotonic() - self._shown < _SHOWN_S:
            return
        self._shown = time.monotonic()
        rate = coded / max(seconds, 1e-9)
        text = f"{coded + before:,} articles, {rate:,.1f} a second"
        if self._bytes and self._read:
            all_articles = self._handed * max(1.0, self._bytes / self._read)
            left = all_articles - coded - before
            text += f", about {_span(left / rate)} left" if rate else ""
        self._talk.passing(text)


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
