"""What a worker needs to code articles, opened once for each process that does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from geomap.coding import Coder
    from geomap.language import Asking
    from geomap.model import Article, Event
    from geomap.places.boundaries import Outlines
    from geomap.places.gazetteer import Gazetteer
    from geomap.places.worldview import Worldview

Made = TypeVar("Made")

_ALONE = Lock()
"""A worker may have several threads; spaCy's pipelines are for one."""


@dataclass(frozen=True, slots=True)
class Stages:
    """Which gazetteer, places, actors, countries, model, boundaries and view of disputed areas; None and () for the
    embedded. Goes to workers by name.
    """

    gazetteer: Path | None = None
    places: Path | None = None
    actors: Path | None = None
    countries: tuple[str, ...] = ()
    model: str | None = None
    admin1: Path | None = None
    worldview: str | None = None

    def code(
        self, articles: Sequence[Article], *, at_once: int = 1, working_on: Callable[[Article], None] = lambda _: None
    ) -> list[Future[tuple[Event, ...]]]:
        """The events of each article, as the pipeline finds them, or what prevented it.

        The sentences of so many articles are parsed together. `working_on` is told each time one is taken up.
        """
        from geomap.pipeline import attempted

        with _ALONE:
            stage = self.stage()

            def told(article: Article) -> Asking[tuple[Event, ...]]:
                return _telling(stage(article), lambda: working_on(article))

            return [made for _, made in attempted(articles, told, at_once=at_once)]

    def stage(self) -> Callable[[Article], Asking[tuple[Event, ...]]]:
        """What finds the events of an article."""
        from geomap.pipeline import article_coder

        gazetteer, coder, view = _opened(self, self._stamps())
        return article_coder(gazetteer=gazetteer, coder=coder, countries=self.countries, model=self.model, view=view)

    def outlines(self) -> Outlines:
        """The outlines of areas, with the user's boundaries and as the view has them."""
        return _outlined(self, self._stamps())

    def absolute(self) -> Stages:
        """The same for processes that work in another folder."""
        here = {name: path and path.absolute() for name in _FILES if (path := getattr(self, name)) is not None}
        return replace(self, **here)

    def _stamps(self) -> tuple[int, ...]:
        """Tells whether a file is still the one that was opened: workers outlive runs."""
        return tuple(path.stat().st_mtime_ns for name in _FILES if (path := getattr(self, name)) is not None)


def _telling(stage: Asking[Made], working: Callable[[], None]) -> Asking[Made]:
    """The stage, which tells each time it goes on."""
    while True:
        working()
        try:
            wanted = next(stage)
        except StopIteration as ended:
            made: Made = ended.value
            return made
        yield wanted


_FILES = ("gazetteer", "places", "actors", "admin1")


@lru_cache(maxsize=2)
def _opened(stages: Stages, stamps: tuple[int, ...]) -> tuple[Gazetteer, Coder, Worldview | None]:  # noqa: ARG001 (key)
    """The gazetteer, which all processes map into memory from the same file, the coder, and the view."""
    from geomap.coding import load_coder
    from geomap.places.gazetteer import open_gazetteer
    from geomap.places.overlay import Overlay, read_places
    from geomap.places.shapes import open_shapes
    from geomap.places.wanted import chosen_view

    below = open_gazetteer(stages.gazetteer)
    gazetteer = below if stages.places is None else Overlay(below, read_places(stages.places))
    with open_shapes() as shapes:
        view = chosen_view(stages.worldview, gazetteer=gazetteer, shapes=shapes)
    return gazetteer, load_coder(actors=stages.actors), view


@lru_cache(maxsize=2)
def _outlined(stages: Stages, stamps: tuple[int, ...]) -> Outlines:
    from geomap.places.shapes import open_shapes
    from geomap.places.wanted import chosen_outlines

    gazetteer, _, view = _opened(stages, stamps)
    return chosen_outlines(open_shapes(), gazetteer=gazetteer, admin1=stages.admin1, view=view)
