"""Options that several commands share."""

from __future__ import annotations

from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.cli.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[..., int]

INPUTS = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
PUBLISHED = click.option(
    "--published",
    metavar="DATE",
    help='Day on which the one article was published (ISO 8601); "on Tuesday" is counted from it.',
)
_READING = ("follow", "allow_private", "text_column", "any_language", "keep_copies")

LAYERS = click.option(
    "--layers",
    "layers_dir",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of layer files to lay over the shipped ones, by file name.",
)


def reading(command: Command) -> Command:
    """Give a command the options of reading, as its argument `how` (`geomap.read.Options`), and an `account`."""

    @click.option("--follow", is_flag=True, help="Fetch the pages that the entries of a feed link to.")
    @click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
    @click.option("--text-column", metavar="NAME", help="Column of a table that holds the articles' text.")
    @click.option("--any-language", is_flag=True, help="Read texts that are not English too.")
    @click.option("--keep-copies", is_flag=True, help="Code copies of an article too, instead of counting them.")
    @click.option(
        "--report",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Write what was read, left out and found, and how long it took, as JSON.",
    )
    @wraps(command)
    def wrapped(*, report: Path | None, talk: Talk, **options: Any) -> int:
        from geomap.cli.account import Account
        from geomap.read import Options
        from geomap.store.atomic import check_target

        if report is not None:
            check_target(report)
        chosen = {name: options.pop(name) for name in _READING}
        account = Account(talk)
        code = command(how=Options(**chosen), account=account, talk=talk, **options)
        account.say_copies()
        account.say_cut()
        if report is not None:
            plain = {name: value for name, value in options.items() if isinstance(value, str | tuple | int | None)}
            account.write(report, command=click.get_current_context().info_name or "", parameters=plain | chosen)
        return code

    return wrapped


def talking(command: Command) -> Command:
    """Give a command -q, -v and --debug, and a `Talk` that follows them as its argument `talk`."""

    @click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
    @click.option("-v", "--verbose", count=True, help="Say more.")
    @click.option("--debug", is_flag=True, help="Show the traceback of a fault.")
    @wraps(command)
    def wrapped(*, quiet: bool, verbose: int, debug: bool, **options: Any) -> int:  # noqa: ARG001 (main looks for --debug itself)
        return command(talk=Talk(level=-1 if quiet else verbose), **options)

    return wrapped
