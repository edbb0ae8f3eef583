"""Places that are named by a settlement and a noun: "the Zaporizhzhia plant" is not in the city of Zaporizhzhia."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from geomap.places.gazetteer import Gazetteer, Match
from geomap.places.view import View
from geomap.tables import check_keys, read_toml_table

_TABLE = Path(__file__).parent / "tables" / "cues_sites.toml"
_KEYS = ("nouns", "context", "patterns")
_REACH = 3
_PORTS = ("port", "harbor", "harbour")


class Named(Protocol):
    """A name in a sentence: tokens up to `last` of `view`; `key` is how a gazetteer may have it."""

    @property
    def view(self) -> View: ...
    @property
    def last(self) -> int: ...
    @property
    def key(self) -> str: ...


@dataclass(frozen=True, slots=True)
class SiteCue:
    """`nouns` after a name make it a site; where `context` is not empty, one of its words must be in the document."""

    nouns: frozenset[str]
    context: frozenset[str]
    patterns: tuple[str, ...]


@cache
def load_site_cues(path: Path = _TABLE) -> Mapping[str, tuple[SiteCue, ...]]:
    """Noun → the cues it belongs to. Raises TableError for an unknown key."""
    found: dict[str, tuple[SiteCue, ...]] = {}
    for number, row in enumerate(read_toml_table(path, allowed=("site",)).get("site", ()), start=1):
        check_keys(row, _KEYS, where=f"{path}, [[site]] {number}")
        cue = SiteCue(frozenset(row["nouns"]), frozenset(row.get("context", ())), tuple(row["patterns"]))
        for noun in sorted(cue.nouns):
            found[noun] = (*found.get(noun, ()), cue)
    return found


def site_matches(span: Named, gazetteer: Gazetteer, *, words: frozenset[str]) -> tuple[Match, ...]:
    """The sites that a name and the nouns after it may mean. `words` are the document's, in small letters."""
    view = span.view
    nouns = [view.lower(at) for at in range(span.last, span.last + _REACH)]
    cues = load_site_cues()
    for at, noun in enumerate(nouns):
        if not noun or not noun[0].isalpha():
            break
        for cue in cues.get(noun, ()):
            if cue.context and not cue.context & words:
                continue
            if noun in _PORTS and view.lower(span.last + at + 1) == "of":
                continue  # "the Odesa port of Chornomorsk"
            if at and not all(word in cues or word == "power" for word in nouns[:at]):
                continue
            if found := _sites(span.key, cue, gazetteer):
                return found
    return ()


def _sites(name: str, cue: SiteCue, gazetteer: Gazetteer) -> tuple[Match, ...]:
    for pattern in cue.patterns:
        found = tuple(m for m in gazetteer.lookup(pattern.format(name)) if m.place.precision == "site")
        if found:
            return found
    return ()
