"""Names whose cue word has a capital: "Neches River", "Rapides Parish", "Villanova Drive", "Lake Vermont"."""

from __future__ import annotations

from geomap.places.cues import Cues
from geomap.places.filters import common_words, first_names, last_names
from geomap.places.gazetteer import Gazetteer
from geomap.places.name_span import NameSpan
from geomap.places.prominence import well_known
from geomap.places.view import View

_UNSETTLED = frozenset(["settlement", "facility"])
_NAMED_BY_CUE = frozenset(["adm2", "water", "land", "area"])
_PREFIX_ALONE = frozenset("lake mount mt. river cape loch lough wadi fort ft. camp port jabal jebel".split())
_LAND_OF_WATER = frozenset(["valley", "basin", "delta"])
"""What lies along a water and is named after it: "the Euphrates River Valley" is no river."""
_PUBLIC_LAND = frozenset(["forest", "park", "preserve", "monument", "grassland", "seashore"])
_NOT_STREETS = frozenset(
    "district supreme high superior county circuit appeals federal municipal magistrate probate".split()
)


def cued_span(view: View, first: int, gazetteer: Gazetteer, cues: Cues) -> NameSpan | None:
    """ "Neches River", "Rapides Parish", "Villanova Drive", "Lake Vermont": the cue word has a capital too."""
    if view.setting in ("upper", "lower") or not view.caps[first]:
        return None
    found = _numbered_road(view, first, cues)
    found = _suffixed(view, first, gazetteer, cues) if found is None else found
    return _prefixed(view, first, gazetteer, cues) if found is None else found


def _numbered_road(view: View, first: int, cues: Cues) -> NameSpan | None:
    """ "County Road 35", "Interstate 75", "FM 645"."""
    at = first + 1 if view.lowers[first] in ("county", "state", "u.s.") and view.cap(first + 1) else first
    if view.lowers[at] not in cues.street_before or not view.lower(at + 1)[:1].isdigit():
        return None
    text = view.slice(first, at + 2)
    return NameSpan(view, first, at + 2, "street", text, (), "street", at + 2)


def _suffixed(view: View, first: int, gazetteer: Gazetteer, cues: Cues) -> NameSpan | None:
    if view.lowers[first] in cues.suffix and view.lowers[first] not in cues.prefix:
        return None
    for at in range(first + 1, min(first + 4, len(view.tokens))):
        if not view.caps[at]:
            if view.lowers[at] not in ("’", "'", "'s", "’s") and not view.lowers[at][0].isdigit():
                return None
            continue
        kind = cues.suffix.get(view.lowers[at])
        if kind is None:
            if view.lowers[at] in cues.organisation and not _public_land(view, at):
                return None
            continue
        return _suffixed_span(view, first, at, kind, gazetteer, cues)
    return None


def _is_another(view: View, first: int, begin: int, at: int, gazetteer: Gazetteer) -> bool:
    """Whether what stands before a name that begins at `begin` is a name of its own: "Kabul's Green Zone", "the Russian
    Kursk Oblast"; or one that goes on into it: "Middle East Branch" is no East Branch.
    """
    if view.lowers[begin - 1] in ("'s", "’s") or well_known(gazetteer.lookup(view.slice(first, begin))):
        return True
    return any(well_known(gazetteer.lookup(view.slice(k, at))) for k in range(first, begin) if at - k > 1)


def _public_land(view: View, at: int) -> bool:
    """ "Monongahela National Forest"."""
    return view.lowers[at] in ("national", "state", "regional", "provincial") and view.lower(at + 1) in _PUBLIC_LAND


def _suffixed_span(view: View, first: int, at: int, kind: str, gazetteer: Gazetteer, cues: Cues) -> NameSpan | None:
    begin = first + 1 if _opens_sentence_word(view, first) and at > first + 1 else first
    if view.lowers[first] in cues.titles | cues.organisation and at > first + 1:
        return None
    begin = next((k for k in range(begin, at) if gazetteer.contains(view.slice(k, at + 1))), begin)
    if begin > first and _is_another(view, first, begin, at, gazetteer):
        return None
    text = view.slice(begin, at + 1)
    if kind == "street":
        if view.lowers[at - 1] in _NOT_STREETS or view.lower(begin - 1)[:1].isdigit() or view.cap(begin - 1):
            return None
        return NameSpan(view, begin, at + 1, "street", text, (), "street", at + 1)
    matches = tuple(match for match in gazetteer.lookup(text) if match.kind not in ("demonym", "adjective"))
    if kind == "water" and view.lower(at + 1) in _LAND_OF_WATER and view.cap(at + 1) and not view.cap(at + 2):
        return NameSpan(view, begin, at + 2, "unknown", view.slice(begin, at + 2), (), "land", at + 2)
    if kind == "adm1" and view.cap(at + 1) and view.setting == "plain":
        return None  # "Georgia State Ethics Commission"
    if kind in _UNSETTLED:
        return NameSpan(view, begin, at + 1, "name", text, matches, kind, at + 1) if matches else None
    if matches:
        return NameSpan(view, begin, at + 1, "name", text, matches, kind, at + 1)
    base = view.slice(begin, at)
    if kind == "adm1":
        inner = gazetteer.lookup(base)
        if any(match.place.precision == "adm1" for match in inner):
            return NameSpan(view, begin, at + 1, "name", base, inner, kind, at + 1)
        return None
    if kind in _NAMED_BY_CUE and _names_unknown(view, begin, at, base):
        return NameSpan(view, begin, at + 1, "unknown", text, (), kind, at + 1)
    return None


def _names_unknown(view: View, begin: int, at: int, base: str) -> bool:
    """Whether "Rapides Parish" names a place: not "Angela Hill", "The Sea" or "the Finance Department"."""
    word = view.lowers[at]
    if any(char.isdigit() for char in base):
        return False  # "10th Mountain Division"
    if view.lowers[at - 1] in ("national", "state"):
        return word in _PUBLIC_LAND and at - begin > 1
    if word in ("district", "department", "area", "borough", "commune", "front", "zone"):
        return False
    if word in ("coast", "border", "pass", "strip", "bank") and view.cap(at + 1):
        return False  # "the Philippine Coast Guard"
    if word in ("county", "parish", "township", "river"):
        return common_words().get(base.lower()) != "frequent"
    if view.lowers[begin] in first_names() and word in last_names():
        return False
    return base.lower() not in common_words()


def _prefixed(view: View, first: int, gazetteer: Gazetteer, cues: Cues) -> NameSpan | None:
    lower = view.lowers[first]
    kind = cues.prefix.get(lower) or cues.prefix.get(f"{lower} {view.lower(first + 1)}")
    step = 1 if lower in cues.prefix else 2
    named = first + step
    if kind is None or not view.cap(named) or common_words().get(view.lowers[named]) in ("frequent", "usual"):
        return None
    if any(
        gazetteer.contains(view.slice(first, last)) for last in range(named + 1, min(named + 3, len(view.tokens) + 1))
    ):
        return None
    if step == 1 and lower not in _PREFIX_ALONE:
        return None
    last = named + 1
    return NameSpan(view, first, last, "unknown", view.slice(first, last), (), kind, last)


def _opens_sentence_word(view: View, at: int) -> bool:
    """ "The Red River": an opening word that is a word, and no part of the name."""
    return view.lowers[at] in ("the", "a", "an", "this", "that", "in", "on", "at", "near", "from", "and", "but")
