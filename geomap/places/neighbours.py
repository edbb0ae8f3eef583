"""Names that the rules doubt, where they name a town near those that the text plainly speaks of.

"Soldiers wrested back Mansila" may be about anybody. In a text about Sebba, near which there is a town of
that name, it is the town: by chance few names have a namesake within a few kilometres of a place that is talked of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from geomap.language import Doc
from geomap.model import Place
from geomap.places.context import lies_in
from geomap.places.divisions import is_town_for_water
from geomap.places.filters import common_words, first_names, last_names
from geomap.places.fold import fold
from geomap.places.gazetteer import Gazetteer
from geomap.places.name_span import NameSpan
from geomap.places.recognise import Doubted, Recognised, weigh
from geomap.places.relative import distance_km
from geomap.places.resolve import Resolved, resolve
from geomap.places.tagger import Tagger

_CHANCE = 0.6
"""How likely a doubted name near others is a place: two in three are, in the cleared corpora."""
_SURE = 0.5
"""A place less sure than this says nothing of the names near it."""
_ANCHORS = ("city", "near_city", "site", "adm2", "adm1")
_CLOSE_KM, _NEAR_KM, _AROUND_KM = 30.0, 80.0, 160.0
_CLOSE, _NEAR, _AROUND = -2.5, -2.0, -1.0
"""The rules' doubt that each of these distances outweighs."""
_A_WORD = -1.5
"""The same for a name that is also a word, and for one of a person that is not close."""
_FEW = 2
"""A name with more towns than this has one near anything."""
_SHARED = frozenset("rivers lakes mountains streets roads avenues".split())
"""What several names in a list are together, none of them a town."""


def with_neighbours(
    doc: Doc, gazetteer: Gazetteer, *, tagger: Tagger | None = None, countries: Collection[str] = ()
) -> tuple[tuple[Recognised, ...], tuple[Resolved, ...]]:
    """The toponyms of a document with those that only their neighbours make likely, and what each means."""
    found, doubted = weigh(doc, gazetteer, tagger=tagger)
    meanings = resolve(doc, found, gazetteer, countries=countries)
    nearby = list(_nearby(doubted, _anchors(found, meanings))) if doubted else []
    if not nearby:
        return found, meanings
    found = tuple(sorted((*found, *nearby), key=lambda one: one.span.start))
    return found, resolve(doc, found, gazetteer, countries=countries)


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A place that the text plainly speaks of, and by what name."""

    name: str
    place: Place


def _anchors(found: Sequence[Recognised], meanings: Sequence[Resolved]) -> list[_Anchor]:
    known: dict[str, _Anchor] = {}
    for item, meaning in zip(found, meanings, strict=True):
        if meaning.place is not None and meaning.place.precision in _ANCHORS and meaning.score >= _SURE:
            key = fold(item.span.key)
            known[key] = _Anchor(key, meaning.place)
    return list(known.values())


def _nearby(doubted: Sequence[Doubted], anchors: Sequence[_Anchor]) -> Iterator[Recognised]:
    """The doubted names that have a town near an anchor, each with no other meanings than such towns."""
    for one in doubted:
        towns = [match for match in one.span.matches if match.place.precision == "city"]
        towns = [match for match in towns if not is_town_for_water(one.span, match.place)]
        reach = 0.0 if _part_of_more(one.span) else _reach(one, few=len(towns) <= _FEW)
        key = fold(one.span.key)
        others = [other.place for other in anchors if other.name != key] if reach else []
        near = tuple(match for match in towns if any(_beside(match.place, other, reach) for other in others))
        if near:
            yield Recognised(replace(one.span, matches=near), _CHANCE)


def _beside(town: Place, other: Place, reach: float) -> bool:
    """Whether a town is as near to a place as that, or in the division that the place is."""
    if other.precision == "adm1":
        return reach >= _NEAR_KM and lies_in(town, other)
    return distance_km(town, other) <= reach


def _reach(doubted: Doubted, *, few: bool) -> float:
    """How near a town of that name must be to outweigh the doubt, in km; 0 where nothing does. `few` says that few
    towns have the name."""
    word = _has(doubted.span, common_words())
    reach = _CLOSE_KM if doubted.logit >= (_A_WORD if word else _CLOSE) else 0.0
    if word or not few:
        return reach
    personal = _has(doubted.span, first_names()) or _has(doubted.span, last_names())
    if doubted.logit >= (_A_WORD if personal else _NEAR):
        reach = _NEAR_KM
    return _AROUND_KM if doubted.logit >= _AROUND and not personal else reach


def _has(span: NameSpan, words: Collection[str]) -> bool:
    return span.last - span.first == 1 and span.view.lowers[span.first] in words


def _part_of_more(span: NameSpan) -> bool:
    """ "The Clackamas Town Center", "the Williams and Cranberry rivers": a stretch of what is named, where capitals
    tell."""
    view = span.view
    if view.setting != "plain":
        return False
    opens = span.first <= 1
    at = span.last
    while (view.cap(at) and view.lower(at) not in _SHARED) or view.lower(at) in (",", "and", "or"):
        at += 1
    if view.lower(at) in _SHARED:
        return True
    return view.cap(span.last) or (view.cap(span.first - 1) and not opens)
