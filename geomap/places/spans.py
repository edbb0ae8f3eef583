"""Stretches of text that may be toponyms: names the gazetteer has, and names that a cue word makes a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from geomap.places.cued import cued_span
from geomap.places.cues import Cues
from geomap.places.filters import common_words
from geomap.places.gazetteer import Gazetteer, Match
from geomap.places.introduced import calls_village, introduced_end, nation_at, noun_end
from geomap.places.name_span import NameSpan
from geomap.places.prominence import well_known
from geomap.places.shared_cues import shared_cue, shared_name, shared_noun
from geomap.places.sites import site_matches
from geomap.places.view import View, name_ends, name_starts

_POSTAL_WORDS = frozenset("in or me hi ok oh pa la ma id de al co mo ia as".split())
_CUED = {"adm1": ("adm1", "area"), "settlement": ("city",)}
_CUED_TOP = {"adm1": 8, "settlement": 2}
_DIVISION_OF = frozenset(
    "region province oblast governorate state prefecture county district city town village".split()
)


def spans(view: View, gazetteer: Gazetteer, *, cues: Cues, coined: frozenset[str] = frozenset()) -> Iterator[NameSpan]:
    """The candidate toponyms of a sentence, left to right, without overlap.

    `coined` are names that the gazetteer lacks but the document introduces as places ("the village of Nuli").
    """
    at = 0
    for first in name_starts(view):
        if first < at:
            continue
        found = _shared(view, first, gazetteer, cues) or cued_span(view, first, gazetteer, cues)
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
    """ "Clarke" in "Clarke and Fulton counties", where the gazetteer has Clarke County; "North" beside "South Kivu"."""
    if not view.caps[first]:
        return None
    if key := shared_name(view, first, cues):
        matches = tuple(match for match in gazetteer.lookup(key) if match.kind == "name")
        return NameSpan(view, first, first + 1, "name", key, matches, None, first + 1) if matches else None
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
    """ "The United States" is no longer name than "United States"; "The Hague" is, with a capital."""
    if view.lowers[first] != "the" or last - first < 2 or not gazetteer.contains(view.slice(first + 1, last)):
        return False
    matches = gazetteer.lookup(view.slice(first, last))
    return not (matches and matches[0].place.name.startswith("The ") and view.caps[first])


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
    if (
        view.setting in ("upper", "lower")
        and common_words().get(text.lower()) == "frequent"
        and not _no_word(view, first)
    ):
        return ()
    abbreviated = any(match.kind == "abbreviation" for match in kept)
    filed = view.dateline and first == 0 and len(short) == 3  # "LEH, Sept 24 (PTI)" is a town
    if not abbreviated and not filed and len(short) <= 3 and (short.isupper() or len(short) < 3):
        return ()  # "IBM" and "Of" are somewhere the names of hamlets
    return kept


def _no_word(view: View, first: int) -> bool:
    """Whether "US" in capitals is the country."""
    return view.setting == "upper" and view.lowers[first] == "us" and view.caps[first]


def _abbreviates(text: str, match: Match, view: View, first: int) -> bool:
    bare, own = text.replace(".", "").replace(" ", ""), match.name.replace(".", "").replace(" ", "")
    dotted = "." in text
    if view.setting == "upper":
        if bare.upper() != own.upper():
            return False
        if not dotted and bare.lower() in common_words() and not _no_word(view, first):
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
