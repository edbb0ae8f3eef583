"""Talk to the person at the terminal, on standard error, in single lines."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geomap.errors import InputError

Item = TypeVar("Item")

_PAUSE_S: Final = 0.2
_LONGEST: Final = 2000


@dataclass(slots=True)
class Talk:
    """What a run says: how much (`level` −1 quiet, 0 normal, 1 and more verbose), and the faults it has met."""

    level: int = 0
    faults: list[str] = field(default_factory=list)

    def note_fault(self, error: InputError) -> None:
        """Say what is wrong with an input at once, and remember it for the exit code."""
        self.faults.append(str(error))
        complain(str(error))

    def say(self, text: str) -> None:
        """A line of information, left out with --quiet."""
        if self.level >= 0:
            _line(text)

    def warn(self, text: str) -> None:
        """A line that --quiet does not leave out: something went wrong, and the run went on without it."""
        _line(f"{click.style('warning:', fg='yellow', bold=True)} {printable(text)}")

    def detail(self, text: str) -> None:
        """A line for --verbose."""
        if self.level >= 1:
            _line(text)

    def passing(self, text: str) -> None:
        """A line that the next takes the place of; on a terminal only. "" leaves an empty one."""
        if self.level >= 0 and sys.stderr.isatty():
            click.echo(f"\r{text:<79}\r", nl=False, err=True)

    def counted(self, items: Iterable[Item], *, what: str) -> Iterator[Item]:
        """The items, with a running count on a terminal."""
        if self.level < 0 or not sys.stderr.isatty():
            yield from items
            return
        shown, told = time.monotonic(), ""
        for number, item in enumerate(items, start=1):
            if time.monotonic() - shown > _PAUSE_S:
                shown, told = time.monotonic(), f"{number:,} {what} …"
                click.echo(f"\r{told}", nl=False, err=True)
            yield item
        if told:
            click.echo(f"\r{' ' * len(told)}\r", nl=False, err=True)


def complain(text: str) -> None:
    """One line on standard error that says what is wrong."""
    _line(f"{click.style('error:', fg='red', bold=True)} {printable(text)}")


def printable(text: str) -> str:
    """The text on one line; control characters, which could command a terminal, are spelt out."""
    kept = "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)
    return kept if len(kept) <= _LONGEST else f"{kept[:_LONGEST]} …"


def count(number: int, one: str, many: str | None = None) -> str:
    """ "1 article", "1,200 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def quiet_stdout() -> None:
    """Let the interpreter's last flush go nowhere: the reader of standard output has left."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _line(text: str) -> None:
    with suppress(BrokenPipeError):
        click.echo(text, err=True, color=False if os.environ.get("NO_COLOR") else None)
