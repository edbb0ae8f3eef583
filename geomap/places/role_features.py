"""What the words around a toponym say of its role: named features for the linear classifier of `roles_learned`.

Words are given with the clusters that they are in, so that "grain" speaks for "wheat". Training and run time share this
module.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geomap.model import Place
from geomap.places.filters import CALENDAR, common_words, finite_verbs
from geomap.places.spans import NameSpan
from geomap.places.view import View

Clusters = Mapping[str, tuple[str, ...]]

_POSSESSIVES = frozenset(["'s", "’s", "'", "’"])
_ARTICLES = frozenset("the a an its their his her our my this that these those".split())
_HELPERS = frozenset(
    "has have had will would could should may might must can cannot did does do is are was were be been being not n't"
    " also already still now then never again recently repeatedly reportedly both all once itself".split()
)
_STOPS = frozenset(
    "and or but as in on at to of for from with by than that which who whom whose where when while after before since"
    " until if because although about over under between into through against near he she it they we is are was were"
    " has have had will would can could may might must did does do said says".split()
)
_REACH = 5


def role_features(span: NameSpan, place: Place | None, clusters: Clusters) -> Iterator[str]:
    """The features of a toponym that means `place`, by name."""
    view, kind = span.view, _kind(place)
    yield "bias"
    yield f"place {kind}"
    if span.first == 0 and not view.sentence.heading:
        yield "opens the sentence"
    if view.sentence.heading or view.setting == "title":
        yield f"in a heading, {kind}"
    if view.dateline:
        yield "in the dateline"
    yield from _after(view, span.last, kind, clusters)
    yield from _before(view, span.first, kind, clusters)


def _kind(place: Place | None) -> str:
    if place is None:
        return "unknown"
    if place.feature == "PPLC":
        return "capital"
    return "country" if place.precision in ("country", "multi_country") else place.precision


def _after(view: View, at: int, kind: str, clusters: Clusters) -> Iterator[str]:
    """Possessions, nouns that the name modifies, and the verb that it is the subject of."""
    after = view.lower(at)
    if after in _POSSESSIVES:
        yield f"owns, {kind}"
        yield from _named("owns", _head(view, at + 1), clusters)
        if view.cap(at + 1):
            yield "owns a name"
        return
    if not after or not after[0].isalpha():
        yield f"before {after or 'the end'}"
        if after == ",":
            yield "before a comma and a capital" if view.cap(at + 1) else "before a comma"
        return
    if view.cap(at) and view.setting == "plain" and after not in CALENDAR:
        yield f"before a capital, {kind}"
        yield from _named("capital after", after, clusters)
        return
    verb = at
    while view.lower(verb) in _HELPERS or view.lower(verb).endswith("ly"):
        verb += 1
    helped = verb > at
    word = view.lower(verb)
    if after in _STOPS and not helped:
        yield f"before {after}"
        return
    yield from _named("helped verb" if helped else "after", word, clusters)
    yield f"{'helped' if helped else 'next'}: {_form(word)}, {kind}"
    if not helped and not word.endswith("ed") and word not in finite_verbs():
        yield from _named("modifies", _head(view, at), clusters)


def _before(view: View, first: int, kind: str, clusters: Clusters) -> Iterator[str]:
    """The preposition or verb that governs the name, and what governs the preposition."""
    at = first - 1
    article = view.lower(at) in _ARTICLES
    if article:
        yield f"with {view.lower(at)}"
        at -= 1
    while at >= 0 and (view.lowers[at] in (",", "and", "or") or view.caps[at]) and first - at <= 2 * _REACH:
        if view.lowers[at] in ("and", ",") and at and not view.caps[at - 1]:
            break
        if at == first - 1 - article and view.caps[at] and view.setting == "plain":
            yield f"after a capital, {kind}"
            yield from _named("capital before", view.lowers[at], clusters)
        at -= 1
    if at < 0:
        yield "nothing before"
        return
    word = view.lowers[at]
    yield f"after {word}" if word in _STOPS else f"after {_form(word)}"
    yield from _named("before", word, clusters)
    if word in _STOPS:
        yield f"after {word}, {kind}"
        yield from _named(f"{word}: governed by", view.lower(at - 1), clusters)


def _head(view: View, at: int) -> str:
    """The last word of the noun phrase that goes on at token `at`."""
    last = ""
    for word in view.lowers[at : at + _REACH]:
        if not word[0].isalpha() or word in _STOPS or (last and word in finite_verbs()):
            break
        last = word
    return last


def _form(word: str) -> str:
    if word in finite_verbs():
        return "a finite verb"
    for ending in ("ing", "ed", "s"):
        if word.endswith(ending):
            return f"a word in -{ending}"
    return "a word" if word in common_words() else "a rare word"


def _named(what: str, word: str, clusters: Clusters) -> Iterator[str]:
    if not word:
        return
    yield f"{what} {word}"
    for size, number in zip("ab", clusters.get(word, ()), strict=False):
        yield f"{what} {size}{number}"
