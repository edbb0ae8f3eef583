"""A cue word in the plural belongs to every name of the list before it: "the Kursk and Belgorod regions"."""

from __future__ import annotations

from geomap.places.cues import Cues
from geomap.places.view import View

DIVISIONS = ("adm1", "adm2")
_JOINS = frozenset(["and", "or", ",", "&"])
_HYPHENS = frozenset(["-", "–", "'", "’"])
_WITHIN = _JOINS | _HYPHENS
_REACH = 12
_COME = frozenset(["come", "comes", "came", "coming"])
_PASSIVE = _COME | frozenset("is are was were be been being has have had will would could remains remained".split())
_ADVERBS = frozenset("again also once since twice still".split())
_AUXILIARIES = 3
_REACH_WEAPON = 4
_WHOSE = frozenset(["of", "by", "with", "for", "from", "like"])
"""After these a name is no subject: "the tanks of Smith were shelled"."""


def shared_cue(view: View, last: int, cues: Cues) -> str | None:
    """The class of division that a plural noun gives to each name of a list before it, or None."""
    noun = shared_noun(view, last, cues)
    return cues.suffix[noun] if noun else None


def shared_noun(view: View, last: int, cues: Cues) -> str | None:
    """The noun of division, in the singular, that a list of names shares, or None.

    `last` is the token after one of the names: "Kursk" and "Belgorod" in "the Kursk and Belgorod regions".
    """
    for at in range(last, min(last + _REACH, len(view.tokens))):
        word = view.lowers[at]
        noun = _singular(word)
        if word not in cues.suffix and cues.suffix.get(noun) in DIVISIONS:
            return noun if _joined(view, last, at) else None
        if word not in _WITHIN and not view.caps[at]:
            return None
    return None


def _joined(view: View, last: int, noun: int) -> bool:
    """Whether a list stands before the noun: a name follows the one that ends at `last`, or comes before it."""
    if last < noun:
        return view.lowers[last] in _JOINS
    at = last - 1
    while view.cap(at) or view.lower(at) in _HYPHENS:
        at -= 1
    return view.lower(at) in _JOINS and view.cap(at - 1)


def shared_name(view: View, first: int, cues: Cues) -> str | None:
    """The name that the direction at `first` has with another one: "North Kivu" in "North and South Kivu"."""
    other = first + 2
    if not (view.cap(first) and view.cap(other) and view.cap(other + 1)) or view.lower(first + 1) not in ("and", "or"):
        return None
    if view.lowers[first] not in cues.direction or view.lowers[other] not in cues.direction:
        return None
    return f"{view.tokens[first].text} {view.tokens[other + 1].text}"


def is_taken(view: View, first: int, cues: Cues) -> bool:
    """Whether the name at `first` is what a verb that takes towns takes, also in a list: "shelled Sake and Mutaho",
    "rockets hit Sderot"."""
    at = first - 1
    if view.lower(at) == "and" or (view.lower(at) == "," and _goes_on(view, first)):
        while first - at < _REACH and (view.cap(at) or view.lower(at) in ("and", ",")):
            at -= 1
    return view.lower(at) in cues.siege or (view.lower(at) in cues.hits and view.lower(at - 1) in cues.missiles)


def is_besieged(view: View, first: int, last: int, cues: Cues) -> bool:
    """Whether a name, which goes no further, is what a noun says is done to: "the shelling of Idlib"."""
    return view.lower(first - 1) == "of" and view.lower(first - 2) in cues.sieges and not view.cap(last)


def suffers(view: View, first: int, last: int, cues: Cues) -> bool:
    """Whether the name from `first` to `last` (exclusive) undergoes what towns do: "Idlib was shelled"."""
    if view.lower(first - 1) in _WHOSE:
        return False
    at = last
    while view.lower(at) in _PASSIVE and at - last < _AUXILIARIES:
        at += 1
    if at == last:
        return False
    at += view.lower(at).endswith("ly") or view.lower(at) in _ADVERBS
    if view.lower(at) == "under":
        falling = cues.sieges if view.lower(at - 1) not in _COME else cues.sieges | cues.missiles
        return any(view.lower(at + step) in falling for step in (1, 2, 3))
    if view.lower(at) in cues.struck and view.lower(at + 1) == "by":
        return any(view.lower(at + step) in cues.missiles for step in range(2, 2 + _REACH_WEAPON))
    return view.lower(at) in cues.suffered


def _goes_on(view: View, at: int) -> bool:
    """Whether a list goes on to its last name: "… Mutaho and Sake"."""
    while view.cap(at) or (view.lower(at) == "," and view.cap(at + 1)):
        at += 1
    return view.lower(at) == "and" and view.cap(at + 1)


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
