"""What a worker needs to code articles, opened once for each process that does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.coding import Coder
    from geomap.model import Article, Event
    from geomap.places.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Stages:
    """Which gazetteer, places, actors and countries; None and () for the embedded data. Goes to workers by name."""

    gazetteer: Path | None = None
    places: Path | None = None
    actors: Path | None = None
    countries: tuple[str, ...] = ()

    def code(self, article: Article) -> tuple[Event, ...]:
        """The events of one article, as the pipeline finds them."""
        from geomap.pipeline import code_articles

        gazetteer, coder = _opened(self)
        coded: Iterator[tuple[Article, tuple[Event, ...]]] = code_articles(
            [article], gazetteer=gazetteer, coder=coder, countries=self.countries
        )
        return next(coded)[1]


@cache
def _opened(stages: Stages) -> tuple[Gazetteer, Coder]:
    """The gazetteer, which all processes map into memory from the same file, and the coder."""
    from geomap.coding import load_coder
    from geomap.places.gazetteer import open_gazetteer
    from geomap.places.overlay import Overlay, read_places

    below = open_gazetteer(stages.gazetteer)
    gazetteer = below if stages.places is None else Overlay(below, read_places(stages.places))
    return gazetteer, load_coder(actors=stages.actors)
