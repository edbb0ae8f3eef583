"""A stretch of text that may be a toponym."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geomap.places.gazetteer import Match
from geomap.places.view import View

SpanKind = Literal["name", "people", "street", "unknown"]
"""name: in the gazetteer. people: a demonym or adjective in it. street, unknown: made a place by a cue word only."""


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Tokens `first` up to `last` of sentence `view`. `matches` are the gazetteer's, for `key`.

    `cue` is the class a cue word gives ("Clarke County" → "adm2"); `cue_last` is the end with a small-letter cue word
    after the name ("Krasnodar region"), equal to `last` without one.
    """

    view: View
    first: int
    last: int
    kind: SpanKind
    key: str
    matches: tuple[Match, ...] = ()
    cue: str | None = None
    cue_last: int = 0

    @property
    def start(self) -> int:
        return self.view.tokens[self.first].start

    @property
    def end(self) -> int:
        return self.view.tokens[self.last - 1].end
