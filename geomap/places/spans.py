"""Stretches of text that may be toponyms: names the gazetteer has, and names that a cue word makes a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from geomap.places.cues import Cues
from geomap.places.filters import common_words, first_names, last_names
from geomap.places.gazetteer import Gazetteer, Match
from geomap.places.introduced import calls_village, introduced_end, nation_at, noun_end
from geomap.places.prominence import well_known
from geomap.places.shared_cues import shared_cue, shared_noun
from geomap.places.sites import site_matches
from geomap.places.view import View, name_ends, name_starts

SpanKind = Literal["name", "people", "street", "unknown"]
"""name: in the gazetteer. people: a demonym or adjective in it. street, unknown: made a place by a cue word only."""

_POSTAL_WORDS = frozenset("in or me hi ok oh pa la ma id de al co mo ia as".split())
_CUED = {"adm1": ("adm1", "area"), "settlement": ("city",)}
_CUED_TOP = {"adm1": 8, "settlement": 2}
_DIVISION_OF = frozenset(
    "region province oblast governorate state prefecture county district city town village".split()
)
_UNSETTLED = frozenset(["settlement", "facility"])
_NAMED_BY_CUE = frozenset(["adm2", "water", "land", "area"])
_PREFIX_ALONE = frozenset("lake mount mt. river cape loch lough wadi fort ft. camp port jabal jebel".split())
_LAND_OF_WATER = frozenset(["valley", "basin", "delta"])
"""What lies along a water and is named after it: "the Euphrates River Valley" is no river."""
_PUBLIC_LAND = frozenset(["forest", "park", "preserve", "monument", "grassland", "seashore"])
_NOT_STREETS = frozenset(
    "district supreme high superior county circuit appeals federal municipal magistrate probate".split()
)


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


def spans(view: View, gazetteer: Gazetteer, *, cues: Cues, coined: frozenset[str] = frozenset()) -> Iterator[NameSpan]:
    """The candidate toponyms of a sentence, left to right, without overlap.

    `coined` are names that the gazetteer lacks but the document introduces as places ("the village of Nuli").
    """
    at = 0
    for first in name_starts(view):
        if first < at:
            continue
        found = _shared(view, first, gazetteer, cues) or _cued(view, first, gazetteer, cues)
        found = _known(view, first, gazetteer, cues) if found is None else found
        little = found is not None and (calls_village(view, first) or not well_known(found.matches))
        if found is None or (found.kind == "name" and view.cap(found.last) and little):
            # "the town of Beled Weyne" is not in Beled
            longer = _introduced(view, first, gazetteer, cues, coined)
            found = longer if found is None or (longer is not None and longer.last > found.last) else found
        if found is not None:
            yield found
            at = found.last


def _introduced(view: View, first: int, gazetteer: Gazetteer, cues: Cues, coined: frozenset[str]) -> NameSpan | None:
    last = introduced_end(view, first, gazetteer, cues=cues, coined=coined)
    return None if last is None else NameSpan(view, first, last, "unknown", view.slice(first, last), (), None, last)


def _shared(view: View, first: int, gazetteer: Gazetteer, cues: Cues) -> NameSpan | None:
    """ "Clarke" in "Clarke and Fulton counties", where the gazetteer has Clarke County."""
    if not view.caps[first]:
        return None
    for last in range(first + 1, min(first + 4, len(view.tokens))):
        if (noun := shared_noun(view, last, cues)) and cues.suffix[noun] == "adm2":
            key = f"{view.slice(first, last)} {noun}"
            matches = tuple(m for m in gazetteer.lookup(key) if m.place.precision == "adm2")
            return NameSpan(view, first, last, "name", key, matches, "adm2", last) if matches else None
    return None


def _known(view: View, first: int, gazetteer: Gazetteer, cues: Cues) -> NameSpan | None:
    for last in name_ends(view, first, max_words=gazetteer.max_words):
        text = view.slice(first, last)
        if not gazetteer.contains(text) or _has_article(view, first, last, gazetteer):
            continue
        matches = usable(text, gazetteer.lookup(text), view=view, first=first)
        if matches and matches[0].kind in ("demonym", "adjective") and noun_end(view, first, gazetteer, cues=cues):
            break  # "the Syrian desert" is no adjective of Syria's
        if matches and not (last > first + 1 and _borrows(view, last, matches, cues)):
            found = _with_cue(view, first, last, text, matches, cues, nation=nation_at(view, first - 3, gazetteer))
            site = found.kind == "name" and site_matches(found, gazetteer, words=frozenset(view.lowers))
            return replace(found, cue="site") if site else found
    end = noun_end(view, first, gazetteer, cues=cues)
    return named_span(view, first, end, gazetteer, cues) if end else None


def named_span(view: View, first: int, last: int, gazetteer: Gazetteer, cues: Cues) -> NameSpan | None:
    """Tokens `first` up to `last` as a name of the gazetteer, with the cue beside it; None if it is none."""
    text = view.slice(first, last)
    listed = gazetteer.lookup(text)
    short = tuple(match for match in listed if match.kind == "abbreviation")
    matches = usable(text, listed, view=view, first=first) or short or listed
    nation = nation_at(view, first - 3, gazetteer)
    return _with_cue(view, first, last, text, matches, cues, nation=nation) if matches else None


def _has_article(view: View, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """ "The United States" is no longer name than "United States"; "The Hague" is."""
    return view.lowers[first] == "the" and last - first > 1 and gazetteer.contains(view.slice(first + 1, last))


def _borrows(view: View, last: int, matches: tuple[Match, ...], cues: Cues) -> bool:
    """Whether the last word belongs to what follows: "Dublin City Manager", "Georgia State Ethics Commission"."""
    word = view.lowers[last - 1]
    if word not in ("city", "state", "county", "town") or not view.cap(last) or view.setting != "plain":
        return False
    return word == "state" or view.lowers[last] in cues.organisation or all(match.kind != "name" for match in matches)


def usable(text: str, matches: tuple[Match, ...], *, view: View, first: int) -> tuple[Match, ...]:
    """The matches whose spelling fits: abbreviations need their own capitals and, if they are words, their setting."""
    kept = tuple(match for match in matches if match.kind != "abbreviation" or _abbreviates(text, match, view, first))
    short = text.replace(".", "")
    if view.setting in ("upper", "lower") and common_words().get(text.lower()) == "frequent":
        return ()
    abbreviated = any(match.kind == "abbreviation" for match in kept)
    if not abbreviated and len(short) <= 3 and (short.isupper() or len(short) < 3):
        return ()  # "IBM" and "Of" are somewhere the names of hamlets
    return kept


def _abbreviates(text: str, match: Match, view: View, first: int) -> bool:
    bare, own = text.replace(".", "").replace(" ", ""), match.name.replace(".", "").replace(" ", "")
    dotted = "." in text
    if view.setting == "upper":
        if bare.upper() != own.upper() or (not dotted and bare.lower() in common_words()):
            return False
    elif bare != own:
        return False
    if match.place.precision != "adm1":
        return True
    after_place = view.lower(first - 1) in (",", "(") and view.cap(first - 2)
    if dotted and (text.count(".") > 1 or after_place):
        return True
    if not dotted and bare.isupper() and len(bare) == 2:
        return after_place or (view.cap(first - 1) and bare.lower() not in _POSTAL_WORDS)
    return after_place or (dotted and view.cap(first - 1))


def _with_cue(
    view: View, first: int, last: int, text: str, matches: tuple[Match, ...], cues: Cues, *, nation: bool
) -> NameSpan:
    people = matches[0].kind in ("demonym", "adjective")
    if people:
        return NameSpan(view, first, last, "people", text, matches, None, last)
    if shared := shared_cue(view, last, cues):
        return NameSpan(view, first, last, "name", text, matches, shared, last)
    kind = cues.suffix.get(view.lower(last))
    if (
        kind in ("adm1", "settlement")
        and not any(match.place.precision in _CUED[kind] for match in matches[: _CUED_TOP[kind]])
        and (kind != "adm1" or matches[0].place.precision != "city")
    ):
        kind = None  # "no U.S. city" is not the town of Us
    if kind in ("adm1", "adm2", "water", "land", "facility", "area", "settlement") and not view.cap(last):
        return NameSpan(view, first, last, "name", text, matches, kind, last + 1)
    called = view.lower(first - 1) == "of" and view.lower(first - 2) in _DIVISION_OF
    if called and (nation or not view.cap(first - 3)):
        return NameSpan(view, first, last, "name", text, matches, cues.suffix[view.lower(first - 2)], last)
    inner = next((kind for at in range(first, last) if (kind := cues.suffix.get(view.lowers[at])) and at > first), None)
    return NameSpan(view, first, last, "name", text, matches, inner or _prefix(view, first, last, cues), last)


def _prefix(view: View, first: int, last: int, cues: Cues) -> str | None:
    kind = cues.prefix.get(view.lowers[first]) if last - first > 1 else None
    return kind if kind in ("water", "land", "adm2") else None


def _cued(view: View, first: int, gazetteer: Gazetteer, cues: Cues) -> NameSpan | None:
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


def _splits_name(view: View, first: int, begin: int, at: int, gazetteer: Gazetteer) -> bool:
    """Whether a well known name begins before token `begin` and ends after it, before the cue word at `at`."""
    return any(well_known(gazetteer.lookup(view.slice(k, at))) for k in range(first, begin) if at - k > 1)


def _public_land(view: View, at: int) -> bool:
    """ "Monongahela National Forest"."""
    return view.lowers[at] in ("national", "state", "regional", "provincial") and view.lower(at + 1) in _PUBLIC_LAND


def _suffixed_span(view: View, first: int, at: int, kind: str, gazetteer: Gazetteer, cues: Cues) -> NameSpan | None:
    begin = first + 1 if _opens_sentence_word(view, first) and at > first + 1 else first
    if view.lowers[first] in cues.titles | cues.organisation and at > first + 1:
        return None
    begin = next((k for k in range(begin, at) if gazetteer.contains(view.slice(k, at + 1))), begin)
    owned = begin > first and view.lowers[begin - 1] in ("'s", "’s")
    if owned or _splits_name(view, first, begin, at, gazetteer):
        return None  # "Kabul's Green Zone": the owner is a name of its own; "Middle East Branch" is no East Branch
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
