"""Find the people of a document, so that "Paris Hilton" and, later on, "Jordan said" are not taken for places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from geomap.places.cues import Cues
from geomap.places.filters import common_words, first_names, last_names
from geomap.places.view import View

_PARTICLES = frozenset("al el de la van von der den bin ibn abu ben da di du le o' mac st. -".split())
_MAX_NAME = 5

_OPENING, _CLOSING = ('"', "“"), ('"', "”")
_NICKNAME = 4
"""Words that a nickname takes at most."""


@dataclass(frozen=True, slots=True)
class People:
    """`spans` maps a sentence to its names' (first token, last token exclusive); `surnames` are in small letters."""

    spans: Mapping[int, tuple[tuple[int, int], ...]]
    surnames: frozenset[str]

    def covers(self, sentence: int, first: int, last: int) -> bool:
        """Whether tokens `first` up to `last` lie within a person's name."""
        names = self.spans.get(sentence, ())
        at = bisect_right(names, (first, last)) if names else 0
        around = names[max(0, at - 1) : at + 1]
        return any(begin <= first and last <= end for begin, end in around)


def find_people(sentences: Iterable[View], *, cues: Cues) -> People:
    """People named by first name and surname, or by title and surname."""
    spans: dict[int, tuple[tuple[int, int], ...]] = {}
    surnames = set()
    for view in sentences:
        if names := tuple(_full_names(view, cues)):
            spans[view.index] = names
        for first, last in names:
            if last - first > 1 or view.lower(first - 1) in cues.titles:
                surnames.add(view.lowers[last - 1])
    return People(spans, frozenset(surnames))


def _full_names(view: View, cues: Cues) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(view.tokens):
        last = _titled(view, at, cues) if view.lowers[at] in cues.titles else None
        if last is not None:
            yield at + 1, last
        elif view.caps[at]:
            last = _named(view, at, cues) or _nicknamed(view, at)
            if last is not None:
                yield at, last
        at = last or at + 1


def _nicknamed(view: View, at: int) -> int | None:
    """The end of a name with a nickname in quotation marks: 'Joaquin "El Chapo" Guzman'."""
    if view.setting != "plain" or at + 1 >= len(view.tokens) or view.tokens[at + 1].text not in _OPENING:
        return None
    if view.lowers[at] not in first_names():
        return None
    for close in range(at + 3, min(at + 3 + _NICKNAME, len(view.tokens) - 1)):
        if view.tokens[close].text in _CLOSING:
            return close + 2 if view.cap(close + 1) else None
    return None


def _titled(view: View, at: int, cues: Cues) -> int | None:
    """The end of the name after a title at `at`: "Sheriff Beauregard Torres", "Gov. Huckabee"."""
    if view.setting != "plain" and view.lowers[at][-1] != ".":
        return None
    first = at + 1
    if not view.cap(first) or view.lower(first) in cues.titles:
        return None
    if not view.caps[at] and view.lowers[at] not in first_names():
        # "the mayor London elected" is rare; "mayor John Smith" is not
        return _named(view, first, cues)
    last = _run(view, first, cues)
    return last if last > first and not _is_word(view, last - 1) else None


def _named(view: View, first: int, cues: Cues) -> int | None:
    """The end of a name that opens with a first name: "Paris Hilton", "George H. Washington", "Volodymyr Zelensky"."""
    band = first_names().get(view.lowers[first])
    if band is None or _is_initial(view.lowers[first]):
        return None
    last = _run(view, first, cues)
    if last - first < 2:
        return None
    surname = view.lowers[last - 1]
    known = surname in last_names()
    if _is_word(view, last - 1) and not known:
        return None
    if view.setting != "plain" and not (known and band == "common"):
        return None
    return last


def _run(view: View, first: int, cues: Cues) -> int:
    """The end of the capitalised words from `first` on that can belong to one person's name."""
    at = first
    while at < len(view.tokens) and at - first < _MAX_NAME:
        lower = view.lowers[at]
        if lower in _PARTICLES and at > first and view.cap(at + 1):
            at += 1
            continue
        if not view.caps[at] or (at > first and _stops(view, at, cues)):
            break
        at += 1
    if view.lower(at) in cues.name_suffixes:
        at += 1
    while at > first + 1 and view.lowers[at - 1] in _PARTICLES:
        at -= 1
    return at


def _stops(view: View, at: int, cues: Cues) -> bool:
    """Words that end a person's name: "Henry County", "Jordan River", "Houston Police"."""
    lower = view.lowers[at]
    if lower in last_names() and lower not in cues.organisation and lower not in cues.suffix:
        return False
    return lower in cues.organisation or lower in cues.suffix or common_words().get(lower) == "frequent"


def _is_word(view: View, at: int) -> bool:
    return view.lowers[at] in common_words()


def _is_initial(lower: str) -> bool:
    return len(lower) <= 2 and lower.endswith(".")
