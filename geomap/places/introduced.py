"""Places that the gazetteer lacks but the text introduces: "the village of Nuli", "near Prisi", "Lanexa, Virginia"."""

from __future__ import annotations

import re

from geomap.places.cues import Cues
from geomap.places.filters import CALENDAR, common_words, first_names
from geomap.places.gazetteer import Gazetteer
from geomap.places.shared_cues import is_taken
from geomap.places.view import View, name_ends

_PLURALS = frozenset(["villages", "towns", "cities", "districts", "settlements", "hamlets", "communities"])
_KINDS_AFTER = frozenset(
    "village district township governorate province oblast raion neighborhood regency subdistrict municipality commune "
    "woreda upazila tehsil prefecture".split()
)
_VILLAGES = frozenset("village hamlet settlement town community commune".split())
_NEAR = frozenset(["near", "outside", "in"])
_FROM = frozenset(["in", "of", "from", "at", "near", "outside", "to"])
_ENDS = frozenset([",", ".", ";", ":", "", *"and but as since while during before in on when where after".split()])
_MAX_WORDS = 3


def introduced_end(view: View, first: int, gazetteer: Gazetteer, *, cues: Cues, coined: frozenset[str]) -> int | None:
    """Where the unknown place name that begins at `first` ends (exclusive), or None where nothing introduces one."""
    if view.setting in ("upper", "lower") or not view.caps[first]:
        return None
    called = view.lower(first - 1) == "of" and view.lower(first - 2) in cues.of_nouns
    taken = is_taken(view, first, cues)
    last = _name_end(view, first, cues, called=called, taken=taken)
    if last is None:
        return None
    if view.slice(first, last) in coined:
        return last
    return last if view.setting == "plain" and _is_introduced(view, first, last, gazetteer, cues) else None


def calls_village(view: View, first: int) -> bool:
    """Whether the text says of what begins at `first` that it is a village or a town: "Goma Novo" is then no city."""
    return view.lower(first - 1) == "of" and view.lower(first - 2) in _VILLAGES


def _name_end(view: View, first: int, cues: Cues, *, called: bool, taken: bool) -> int | None:
    """The end of the run of capitalised words at `first`, if they look like no words, people or organisations.

    `called` says that "the village of" or the like stands before: then it may well look like a person. `taken`: a verb
    does that takes towns, then several words may be words ("shelled Zelene Hai").
    """
    last = first
    while last < len(view.tokens) and last - first < 2 * _MAX_WORDS and (view.cap(last) or _joins(view, last)):
        last += 1
    names = [view.lowers[at] for at in range(first, last) if view.lowers[at] != "-"]
    if not names or len(names) > _MAX_WORDS or view.lower(last - 1) == "-":
        return None
    worded = common_words() if len(names) == 1 or not (called or taken) else frozenset()
    if any(name in worded or name in cues.titles or name in cues.organisation for name in names):
        return None
    if CALENDAR.intersection(names) or not all(_is_word(name) and len(name) > (1 if called else 2) for name in names):
        return None
    return None if names[0] in first_names() and len(names) > 1 and not called else last


def _is_word(name: str) -> bool:
    """Letters, with apostrophes among them: "Ba'idn", "Ma’arrat"."""
    return all(part.isalpha() for part in re.split("['’ʼ]", name))


def _joins(view: View, at: int) -> bool:
    return view.lowers[at] == "-" and view.glued(at) and view.glued(at + 1) and at + 1 < len(view.tokens)


def _is_introduced(view: View, first: int, last: int, gazetteer: Gazetteer, cues: Cues) -> bool:
    before, second = view.lower(first - 1), view.lower(first - 2)
    if before == "of" and (second in cues.of_nouns or second in _PLURALS):
        return True
    if is_taken(view, first, cues):
        return view.lower(last) in _ENDS
    if before == "and" and view.cap(first - 2):
        return any(view.lower(at) == "of" and view.lower(at - 1) in _PLURALS for at in range(first - 6, first - 2))
    if before in _NEAR:
        return view.lower(last) in _ENDS
    if view.lower(last) in _KINDS_AFTER | _PLURALS and not view.cap(last):
        return not _whose(view, first, last, gazetteer)
    dateline = first == 0 and view.sentence.heading and view.tokens[0].text.isupper()
    return (before in _FROM or dateline) and view.lower(last) == "," and _region_at(view, last + 1, gazetteer)


def _whose(view: View, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """Whether the name says whose it is: "the Yazidi village of Ba'idn", not "the Nuli village of X district"."""
    if view.lower(last) != "village" or view.lower(last + 1) != "of" or view.lower(first - 1) not in ("the", "a", "an"):
        return False
    return view.lower(last + 3) not in _KINDS_AFTER and not _region_at(view, last + 2, gazetteer)


def nation_at(view: View, at: int, gazetteer: Gazetteer) -> bool:
    """Whether a word says of which nation: "Mexican" in "the Mexican state of Guanajuato"."""
    if not view.cap(at):
        return False
    matches = gazetteer.lookup(view.tokens[at].text)
    return bool(matches) and matches[0].place.precision == "country" and matches[0].kind != "alternate"


def noun_end(view: View, first: int, gazetteer: Gazetteer, *, cues: Cues) -> int | None:
    """Where a name ends that the gazetteer has only with its noun, written small: "Rwenzori mountains"."""
    last = first
    while view.cap(last) and last - first < _MAX_WORDS:
        last += 1
    if view.setting != "plain" or last == first or cues.suffix.get(view.lower(last)) not in ("water", "land"):
        return None
    return last + 1 if gazetteer.contains(view.slice(first, last + 1)) else None


def _region_at(view: View, first: int, gazetteer: Gazetteer) -> bool:
    """Whether a country or first-level division is named at `first`."""
    for last in name_ends(view, first, max_words=3) if view.cap(first) else ():
        matches = gazetteer.lookup(view.slice(first, last))
        if matches:
            return matches[0].place.precision in ("country", "adm1") and matches[0].kind not in ("demonym", "adjective")
    return False
