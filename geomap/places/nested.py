"""Names within names: "Aleppo" in "Aleppo University Hospital", "Denver" in "Denver International Airport".

Both spans are given, on one line of the output: a toponym tells the longer name that it stands in (`within`), and a
site the toponym in its name (`part`). The longer name is a site or an organisation by its noun
(`tables/cues_nested.toml`). A site that the gazetteer lacks falls back to the place it is named after, at that place's
precision, flagged as such; an organisation has no place.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from geomap.model import NameWithin, Outer, OuterKind, Place
from geomap.places.cues import load_cues
from geomap.places.filters import CALENDAR, common_words
from geomap.places.gazetteer import Gazetteer
from geomap.places.name_span import NameSpan
from geomap.places.relative import distance_km
from geomap.places.role_cues import FUNCTION_WORDS
from geomap.places.view import View
from geomap.tables import check_keys, read_toml_table

_TABLE = Path(__file__).parent / "tables" / "cues_nested.toml"
_KINDS: tuple[OuterKind, ...] = ("site", "organisation")
_LINKS = frozenset(["of", "for", "and", "the"])
_REACH = 6
"""A longer name goes on for no more words than this on either side."""
NEAR_KM = 60.0
"""A site is named after a settlement no further away than this: beyond it the words are a namesake's."""


@cache
def nested_nouns(path: Path = _TABLE) -> Mapping[str, OuterKind]:
    """Noun in small letters → the kind of longer name that it ends. Raises TableError for an unknown key."""
    table = read_toml_table(path, allowed=(*_KINDS, "modifiers"))
    found: dict[str, OuterKind] = {}
    for kind in reversed(_KINDS):
        check_keys(table.get(kind, {}), ("nouns",), where=f"{path}, [{kind}]")
        found |= dict.fromkeys(table[kind]["nouns"], kind)
    return found


@cache
def nested_modifiers(path: Path = _TABLE) -> frozenset[str]:
    """Words that stand between a toponym and such a noun. Raises TableError for an unknown key."""
    table = read_toml_table(path, allowed=(*_KINDS, "modifiers"))["modifiers"]
    check_keys(table, ("words",), where=f"{path}, [modifiers]")
    return frozenset(table["words"])


def bounds_around(span: NameSpan) -> tuple[int, int, OuterKind] | None:
    """The longer name that a toponym stands in: its first token, the one after its last, and of what it is the name."""
    view = span.view
    if span.kind == "street":
        return None
    if view.setting != "plain" or view.styled:
        return _by_nouns(view, span)
    return _before_of(view, span) or _after(view, span)


def outer_of(span: NameSpan, place: Place | None, gazetteer: Gazetteer) -> Outer | None:
    """The longer name that a toponym which means `place` stands in; None where it stands alone."""
    view = span.view
    around = None if place is None or place.precision == "site" else bounds_around(span)
    if around is None:
        return None
    first, last, kind = around
    name = view.slice(first, last)
    start, end = view.tokens[first].start, view.tokens[last - 1].end
    if kind == "organisation":
        return Outer(start, end, name, kind, None, known=False)
    site = next((match.place for match in gazetteer.lookup(name) if match.place.precision == "site"), None)
    named_after = None if span.kind == "people" else place  # the Indonesian Hospital is not in Indonesia
    return Outer(start, end, name, kind, site or named_after, known=site is not None)


def part_of(site: Place | None, span: NameSpan, gazetteer: Gazetteer) -> NameWithin | None:
    """The settlement or division in the name of a site, near which, or in which, the site lies: the longest, from the
    left. GeoNames has some campuses as towns ("University of Texas").
    """
    view = span.view
    of = view.lower(span.first + 1) == "of"
    campus = of and site is not None and site.precision == "city" and view.lowers[span.first] in nested_nouns()
    if site is None or not (campus or site.precision == "site") or span.last - span.first < 2:
        return None
    division = gazetteer.admin1_of(site)
    opens = span.first + 2 if of else span.first
    for last in range(span.last - (opens == span.first), opens, -1):
        name = view.slice(opens, last)
        near = [
            match.place
            for match in gazetteer.lookup(name)
            if match.kind not in ("demonym", "adjective", "abbreviation")
            and (match.place == division or _is_near(match.place, site))
        ]
        if near:
            return NameWithin(view.tokens[opens].start, view.tokens[last - 1].end, name, near[0])
    return None


def _is_near(place: Place, site: Place) -> bool:
    return place.precision in ("city", "adm2") and distance_km(site, place) <= NEAR_KM


def _after(view: View, span: NameSpan) -> tuple[int, int, OuterKind] | None:
    """ "Kyiv School of Economics": capitals run on over small links to, or past, a noun that names a kind of thing."""
    last, kind = span.last, None
    while last - span.last < _REACH and view.cap(_past_links(view, last)):
        at = _past_links(view, last)
        if view.lowers[at] in CALENDAR or (at > last and kind is None):
            break  # "Kyiv and Kharkiv", "Basra Tuesday"
        if at > last and view.lowers[last] == "and":
            break
        kind = nested_nouns().get(view.lowers[at], kind)
        last = at + 1
    return None if kind is None else (_left(view, span.first), last, kind)


def _by_nouns(view: View, span: NameSpan) -> tuple[int, int, OuterKind] | None:
    """The longer name where capitals tell nothing ("ALEPPO UNIVERSITY HOSPITAL WAS HIT"): it ends with its noun, and
    what stands between is a noun of the table or a word that such names are made with.
    """
    first, last, kind = _noun_before_of(view, span) or (span.first, span.last, None)
    for at in range(span.last, min(span.last + _REACH, len(view.tokens))):
        word = view.lowers[at]
        if word in nested_nouns():
            last, kind = at + 1, nested_nouns()[word]
        elif word not in nested_modifiers():
            break
    return None if kind is None else (first, last, kind)


def _noun_before_of(view: View, span: NameSpan) -> tuple[int, int, OuterKind] | None:
    """ "CENTRAL BANK OF GHANA", "MINISTRY OF DEFENCE OF UKRAINE"."""
    at = span.first - (3 if view.lower(span.first - 1) == "the" else 2)
    if view.lower(at + 1) != "of":
        return None
    if view.lower(at) not in nested_nouns() and view.lower(at - 1) == "of":
        at -= 2
    kind = nested_nouns().get(view.lower(at))
    if kind is None:
        return None
    first = at
    while view.lower(first - 1) in nested_modifiers() or view.lower(first - 1) in nested_nouns():
        first -= 1
    return first, span.last, kind


def _past_links(view: View, at: int) -> int:
    while view.lower(at) in _LINKS and view.lower(at) and not view.cap(at):
        at += 1
    return at


def _before_of(view: View, span: NameSpan) -> tuple[int, int, OuterKind] | None:
    """ "Port of Mombasa", "Ministry of Defence of Ukraine", "University of Nairobi Hospital"."""
    at = span.first - (2 if view.lower(span.first - 1) == "the" else 1)
    if view.lower(at) != "of":
        return None
    first = _left(view, at)
    nouns = [kind for word in view.lowers[first:at] if (kind := nested_nouns().get(word))]
    if not nouns:
        return None
    following = _after(view, span)
    return first, following[1] if following else span.last, following[2] if following else nouns[0]


def _left(view: View, at: int) -> int:
    """Where the capitals before token `at` begin, over "of" and "and" between them."""
    first = at
    while at - first < _REACH and first > 0:
        step = 1 if view.cap(first - 1) else 2 if view.lower(first - 1) in ("of", "for") and view.cap(first - 2) else 0
        if not step or not _may_name(view, first - step):
            break
        first -= step
    return first


def _may_name(view: View, at: int) -> bool:
    """Not "On" or "Police" at the head of a sentence, nor a day, nor a title: their capitals are not a name's."""
    word = view.lowers[at]
    opens = at == 0 and (word in FUNCTION_WORDS or common_words().get(word) in ("frequent", "usual"))
    named = word in nested_nouns() or not opens
    return named and word not in CALENDAR and word not in load_cues().titles
