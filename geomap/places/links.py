"""Pairs of toponyms of which one lies in the other, as the text says: "Gary, Indiana", "Iran's Kermanshah province"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from geomap.places.cues import load_cues
from geomap.places.name_span import NameSpan
from geomap.places.shared_cues import shared_cue

LinkKind = Literal["comma", "phrase"]
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeastern northwestern southeastern"
    " southwestern northeast northwest southeast southwest the rural upstate nearby".split()
)
_SETTLEMENTS = frozenset(
    "city town village province district region county state port capital suburb governorate oblast raion township"
    " territory subdistrict area neighbourhood neighborhood camp refugee".split()
)
_SMALL = frozenset(["of", "the", "in"]) | _DIRECTIONS | _SETTLEMENTS
_MAX_GAP = 6


@dataclass(frozen=True, slots=True)
class Link:
    """Toponym `inner` (an index) lies in toponym `outer`; "comma" is surer than "phrase".

    "Washington, New York and Boston" may be a list, so it counts as a phrase.
    """

    inner: int
    outer: int
    kind: LinkKind


def links(spans: Sequence[NameSpan]) -> tuple[Link, ...]:
    """The links between neighbouring toponyms of a document."""
    return tuple(_links(spans))


def _links(spans: Sequence[NameSpan]) -> Iterator[Link]:
    for at in range(len(spans) - 1):
        one, other = spans[at], spans[at + 1]
        gap = other.first - one.last
        if one.view is not other.view or not 0 <= gap <= _MAX_GAP:
            continue
        between = one.view.lowers[one.last : other.first]
        if shared_cue(one.view, one.last, load_cues()) and between[1:] == (",",):
            between = between[1:]  # "Clarke and Fulton counties, Georgia"
        if between in ((",",), ("(",), ()):
            listed = other.view.lower(other.last) in ("and", "or")
            yield Link(at, at + 1, "phrase" if listed else "comma")
        elif between and (between[0] in ("in", "of", ",") or between[0] in _SETTLEMENTS) and _in_phrase(between):
            yield Link(at, at + 1, "phrase")
        if _owner_phrase(between) and (one.kind == "people" or between[:1] in (("'s",), ("’s",))):
            yield Link(at + 1, at, "phrase")


def _in_phrase(between: tuple[str, ...]) -> bool:
    """ "Mosul in northern Iraq", "the Karrada district of Baghdad", "Wadi Barada, in Syria"."""
    return any(word in ("in", "of") for word in between) and all(word in _SMALL | {","} for word in between)


def _owner_phrase(between: tuple[str, ...]) -> bool:
    """ "Iran's Kermanshah", "the Syrian city of Homs", "Ukraine's eastern Donbas"."""
    return all(word in _SMALL or word in ("'s", "’s") for word in between)
