"""Headlines in title case with small letters where plain text would have them: "Israel strikes Beirut suburb".

A capital is a matter of style where the word is mostly written small and belongs to no name: no longer name that the
gazetteer has ("South Sudan", "the Red Sea"), no country or people ("Turkey"), no noun that makes a name of the one
before ("Rapides Parish").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geomap.language import Doc
from geomap.language.morphology import lemmas
from geomap.places.cues import load_cues
from geomap.places.filters import common_words
from geomap.places.gazetteer import Gazetteer
from geomap.places.prominence import prominence, well_known
from geomap.places.view import View, name_ends, name_starts, views

_NAMING = frozenset(["adm1", "adm2", "water", "land", "street"])
"""The kinds of places whose noun is part of the name."""
_ALONE = frozenset(["country", "adjective", "demonym"])


def plain_views(doc: Doc, gazetteer: Gazetteer) -> tuple[View, ...]:
    """A view of every sentence of a document, headlines in title case as plain text."""
    return tuple(truecased(view, gazetteer) if view.setting == "title" else view for view in views(doc))


def truecased(view: View, gazetteer: Gazetteer) -> View:
    """A headline as a plain sentence; `styled` tells that it was none."""
    styled = [cap and _mostly_small(view, at, gazetteer) for at, cap in enumerate(view.caps)]
    for at in list(_of_names(view, styled, gazetteer)):
        styled[at] = False
    tokens = tuple(
        token._replace(text=token.text.lower()) if small else token
        for token, small in zip(view.tokens, styled, strict=True)
    )
    caps = tuple(cap and not small for cap, small in zip(view.caps, styled, strict=True))
    return replace(view, tokens=tokens, caps=caps, setting="plain", styled=True)


def _mostly_small(view: View, at: int, gazetteer: Gazetteer) -> bool:
    """Whether a word is mostly written small, or a form of one that is ("robberies", but not "Sagaing")."""
    text, lower = view.tokens[at].text, view.lowers[at]
    if not text[1:].islower() or lower in common_words():
        return text[1:].islower()
    inflected = any(lemma in common_words() for lemma, _ in lemmas(lower))
    return inflected and not well_known(gazetteer.lookup(text))


def _of_names(view: View, styled: Sequence[bool], gazetteer: Gazetteer) -> Iterator[int]:
    """The words of a headline that are parts of names, though they are mostly written small."""
    suffix, beyond = load_cues().suffix, 0
    for first in name_starts(view):
        if first < beyond:
            continue
        ends = name_ends(view, first, max_words=gazetteer.max_words)
        last = next((end for end in ends if _named(view, first, end, styled, gazetteer)), first)
        yield from range(first, last)
        beyond = last
        cue = max(last, first + 1)
        naming = view.cap(cue) and not view.cap(cue + 1) and suffix.get(view.lowers[cue]) in _NAMING
        if naming and (last > first or not styled[first]):
            yield cue


def _named(view: View, first: int, end: int, styled: Sequence[bool], gazetteer: Gazetteer) -> bool:
    """Whether words are a name of the gazetteer; where all are mostly written small, one that is known for it."""
    matches = gazetteer.lookup(view.slice(first, end))
    if end - first == 1:
        return prominence(matches) in _ALONE
    if not matches or (view.lowers[end - 1] == "state" and view.cap(end)):
        return False
    by_kind = view.lowers[end - 1] in load_cues().suffix or view.lowers[first] in load_cues().prefix
    return not all(styled[first:end]) or well_known(matches) or by_kind
