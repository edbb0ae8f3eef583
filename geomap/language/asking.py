"""Stages that stop where they need trees, so that the sentences of several articles are parsed in one go.

A stage is a generator: it yields which trees it will ask for and goes on once they are there. What it makes is what it
returns. `alone` runs one, `together` runs several side by side; the trees are the same.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from geomap.language.pipelines import prepare
from geomap.language.records import Doc, Trees

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The sentences of a document, by number, whose trees are about to be asked for."""

    trees: Trees | None
    sentences: tuple[int, ...]


Asking: TypeAlias = Generator[Wanted, None, Made]
"""A stage under way."""


def wanted(doc: Doc, sentences: Iterable[int]) -> Wanted:
    """The trees of a document's sentences. Where it has none, nothing is parsed."""
    return Wanted(doc.trees, tuple(sentences))


def alone(stage: Asking[Made]) -> Made:
    """What one stage makes."""
    (made,) = together([stage])
    return made.result()


def together(stages: Sequence[Asking[Made]]) -> list[Future[Made]]:
    """What each of several stages makes, or the exception that stopped it."""
    made: list[Future[Made]] = [Future() for _ in stages]
    going = list(zip(stages, made, strict=True))
    while going:
        asked = [(stage, one, wants) for stage, one in going if (wants := _step(stage, one)) is not None]
        try:
            _parse(wants for _, _, wants in asked)
        except Exception:  # noqa: BLE001  # one of them cannot be parsed, and it stops no other
            asked = [each for each in asked if _parsed(each[1], each[2])]
        going = [(stage, one) for stage, one, _ in asked]
    return made


def _parse(asked: Iterable[Wanted]) -> None:
    prepare((each.trees, each.sentences) for each in asked if each.trees is not None)


def _parsed(made: Future[Made], wants: Wanted) -> bool:
    """Whether what one stage wants can be parsed; the stage ends where it cannot."""
    try:
        _parse([wants])
    except Exception as error:  # noqa: BLE001  # raised again by whoever asks for what the stage made
        made.set_exception(error)
        return False
    return True


def _step(stage: Asking[Made], made: Future[Made]) -> Wanted | None:
    """What a stage wants next; None where it has ended."""
    try:
        return next(stage)
    except StopIteration as ended:
        made.set_result(ended.value)
    except Exception as error:  # noqa: BLE001  # raised again by whoever asks for what the stage made
        made.set_exception(error)
    return None
