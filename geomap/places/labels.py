"""The name that a line of a bulletin opens with: "* Tammun - roadside charge …", "31 Jan, Kitchanga: …"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geomap.places.filters import CALENDAR
from geomap.places.view import View

_BULLETS = frozenset("* - – — • ▪ ● · ( ) . , [ ] :".split())
_DAYS = CALENDAR | frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun gmt utc local on".split()
)
_DASHES = frozenset(["-", "–", "—", "--"])
_KINDS = frozenset(
    "camp checkpoint village town city district township province region junction crossing base area hospital market "
    "road highway governorate county airport port oblast suburb ward commune".split()
)
"""Words in small letters that a name may end with."""
_MOST = 5
_LINES = 3
"""Lines that open with a name, from which on a document is laid out by them."""


@dataclass(frozen=True, slots=True)
class Label:
    """The tokens of a name, `first` to `last` (exclusive), and `end`, where the noun after it ends; `listed` where a
    bullet, an hour or a day stands before it, `filed` where it is set as a dateline: "TORA, Sudan -"."""

    first: int
    last: int
    end: int
    listed: bool
    filed: bool


def labels(views: Sequence[View]) -> Mapping[int, Label]:
    """The labels of a document's lines, by sentence; none where it is not laid out so."""
    found = {}
    paragraph = -1
    for view in views:
        label = None if view.sentence.heading else label_of(view)
        if label is not None and (label.listed or view.sentence.paragraph != paragraph or _opens_text_line(view)):
            found[view.index] = label
        paragraph = view.sentence.paragraph
    return found if len(found) >= _LINES else {}


def _opens_text_line(view: View) -> bool:
    return view.text[: view.sentence.start].rstrip(" \t").endswith("\n")


def label_of(view: View) -> Label | None:
    """The name that opens a line, or None: a run of capitals before a colon or a dash that stands apart."""
    first = 0
    while first < len(view.tokens) and _before_name(view, first):
        first += 1
    last = first
    while view.cap(last) or (last > first and view.glued(last) and view.lower(last) in ("-", "'", "’")):
        last += 1
    if not 0 < last - first <= _MOST or view.tokens[first].text.isdigit():
        return None
    end = last + (view.lower(last) in _KINDS)
    filed = all(token.text.isupper() for token in view.tokens[first:last])
    if filed and view.lower(end) == "," and view.cap(end + 1):
        end += 2  # the country
        while view.cap(end):
            end += 1
    at = _over_day(view, end)
    apart = view.lower(at) == ":" or (view.lower(at) in _DASHES and not view.glued(at) and not view.glued(at + 1))
    return Label(first, last, end, first > 0, filed) if apart and at + 1 < len(view.tokens) else None


def _over_day(view: View, at: int) -> int:
    """The token after what stands in brackets and after a day: "Latakia (Syria): …", "Latakia, March 15: …"."""
    if view.lower(at) == "(":
        closing = next((i for i in range(at, min(at + _MOST, len(view.tokens))) if view.lowers[i] == ")"), at - 1)
        at = closing + 1
    if view.lower(at) != "," or not view.lower(at + 1) or not _of_day(view, at + 1):
        return at
    at += 1
    while at < len(view.tokens) and _of_day(view, at):
        at += 1
    return at


def _of_day(view: View, at: int) -> bool:
    return view.lowers[at].rstrip(".") in _DAYS or view.lowers[at][:1].isdigit()


def _before_name(view: View, at: int) -> bool:
    return view.lowers[at] in _BULLETS or _of_day(view, at)
