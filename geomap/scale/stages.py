"""What a worker needs to code articles, opened once for each process that does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.coding import Coder
    from geomap.model import Article, Event
    from geomap.places.gazetteer import Gazetteer


_ALONE = Lock()
"""A worker may have several threads; spaCy's pipelines are for one."""


@dataclass(frozen=True, slots=True)
class Stages:
    """Which gazetteer, places, actors, countries and model; None and () for the embedded. Goes to workers by name."""

    gazetteer: Path | None = None
    places: Path | None = None
    actors: Path | None = None
    countries: tuple[str, ...] = ()
    model: str | None = None

    def code(self, article: Article) -> tuple[Event, ...]:
        """The events of one article, as the pipeline finds them."""
        from geomap.pipeline import code_articles

        with _ALONE:
            gazetteer, coder = _opened(self, self._stamps())
            coded: Iterator[tuple[Article, tuple[Event, ...]]] = code_articles(
                [article], gazetteer=gazetteer, coder=coder, countries=self.countries, model=self.model
            )
            return next(coded)[1]

    def absolute(self) -> Stages:
        """The same for processes that work in another folder."""
        here = {name: path and path.absolute() for name in _FILES if (path := getattr(self, name)) is not None}
        return replace(self, **here)

    def _stamps(self) -> tuple[int, ...]:
        """Tells whether a file is still the one that was opened: workers outlive runs."""
        return tuple(path.stat().st_mtime_ns for name in _FILES if (path := getattr(self, name)) is not None)


_FILES = ("gazetteer", "places", "actors")


@lru_cache(maxsize=2)
def _opened(stages: Stages, stamps: tuple[int, ...]) -> tuple[Gazetteer, Coder]:  # noqa: ARG001 (part of the key)
    """The gazetteer, which all processes map into memory from the same file, and the coder."""
    from geomap.coding import load_coder
    from geomap.places.gazetteer import open_gazetteer
    from geomap.places.overlay import Overlay, read_places

    below = open_gazetteer(stages.gazetteer)
    gazetteer = below if stages.places is None else Overlay(below, read_places(stages.places))
    return gazetteer, load_coder(actors=stages.actors)
