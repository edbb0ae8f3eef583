"""What a sentence says of the role of a toponym: named pieces of evidence for the linear classifier of `role_model`.

From the words around the name, from the tree of its sentence (the relation of the name to its governor, the governor's
governor, prepositions and articles), from the kind of place, and the rules' own answer. Words count by their lemma, by
the clusters that they are in, so that "wheat" speaks for "barley", and by the lists of role cues.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from geomap.language import Tree
from geomap.language.lemmas import lemma_of
from geomap.model import Place
from geomap.places.cues import load_cues
from geomap.places.filters import CALENDAR
from geomap.places.name_span import NameSpan
from geomap.places.role_cues import AUXILIARIES, FUNCTION_WORDS, load_role_cues
from geomap.places.roles import Judgement, noun_phrase
from geomap.places.view import View

Clusters = Mapping[str, tuple[str, ...]]

_POSSESSIVES = frozenset(["'s", "’s", "'", "’"])
_BE = frozenset("is are was were be been being".split())
_IN_NAME = frozenset(["flat", "appos", "conj", "list"])
_MODIFIES = frozenset(["compound", "amod", "nmod:poss", "nmod:unmarked", "nmod:npmod"])
_CONTENT = frozenset(["VERB", "NOUN", "ADJ", "PROPN", "AUX"])
_CHAIN = 8


@dataclass(frozen=True, slots=True)
class _Seat:
    """Where a name sits in the tree: its head word, the word that governs it, and how, past coordination."""

    head: int
    governor: int
    relation: str
    coordinate: bool


def word_evidence(span: NameSpan, place: Place | None, *, rule: Judgement, clusters: Clusters) -> frozenset[str]:
    """What the words around the toponym `span` say, which means `place` and to which the rules give a role."""
    view, kind = span.view, _kind(place)
    said = f"rule {rule.role}"
    setting = "heading" if view.sentence.heading or view.styled else view.setting
    found = {said, f"{said}, {rule.ground}", f"{said}, {kind}", f"rule {rule.ground}, {kind}", f"kind {kind}"}
    found.add(f"in a {setting}: {said}")
    if span.first == 0:
        found.add(f"opens, {kind}")
    found.update(_beside(view, span, kind, clusters))
    return frozenset(found)


def tree_evidence(span: NameSpan, place: Place | None, *, tree: Tree, clusters: Clusters) -> frozenset[str]:
    """What the tree of the sentence says: what governs the name, how, and what governs that."""
    return frozenset(_in_tree(span, _kind(place), tree, clusters))


def _kind(place: Place | None) -> str:
    if place is None:
        return "unknown"
    if place.feature == "PPLC":
        return "capital"
    return "country" if place.precision in ("country", "multi_country") else place.precision


def _beside(view: View, span: NameSpan, kind: str, clusters: Clusters) -> Iterator[str]:
    """The words right before and after the name."""
    before, after = view.lower(span.first - 1), view.lower(span.last)
    yield f"before it {_seen(before)}"
    yield f"after it {_seen(after)}"
    yield f"between {_seen(before)} and {_seen(after)}"
    if after in _POSSESSIVES:
        yield f"owns, {kind}"
        yield from _phrase("owns", noun_phrase(view, span.last + 1), clusters)
    elif after and after[0].isalpha() and after not in FUNCTION_WORDS:
        yield from _phrase("before", noun_phrase(view, span.last), clusters)
    yield from _helped(view, span.last, clusters)
    for where, word in (("before it", before), ("after it", after)):
        if word and word not in FUNCTION_WORDS and word[0].isalpha():
            yield from _named(where, word, clusters)
    if view.setting == "plain":
        if view.cap(span.last) and after not in CALENDAR:
            yield "a capital after"
        if view.cap(span.first - 1) and before not in CALENDAR:
            yield f"a capital before, {'in a title' if before in load_cues().titles else 'in a name'}"
    if after == "-" and view.glued(span.last):
        yield f"hyphen {view.lower(span.last + 1)}"
        yield "hyphen"


def _phrase(what: str, words: Sequence[str], clusters: Clusters) -> Iterator[str]:
    """The noun phrase that a name owns or opens: its last word, and what lists its words are on."""
    if words:
        yield from _named(f"{what} a phrase of", words[-1], clusters)
    for word in words[:-1]:
        for name in _lists().get(word, ()):
            yield f"{what} a phrase with one of {name}"


def _helped(view: View, at: int, clusters: Clusters) -> Iterator[str]:
    """The verb after auxiliaries and adverbs: "Greece has been hit"."""
    verb = at
    while verb < len(view.tokens) and (view.lowers[verb] in AUXILIARIES or view.lowers[verb].endswith("ly")):
        verb += 1
    if verb > at and view.lower(verb)[:1].isalpha():
        helpers = view.lowers[at:verb]
        voice = "passive" if not _BE.isdisjoint(helpers) and view.lowers[verb][-1] != "g" else "active"
        yield f"{voice} verb, {_seen(view.lowers[verb])}"
        if view.lowers[verb] not in FUNCTION_WORDS:
            yield from _named(f"{voice} verb", view.lowers[verb], clusters)


def _seen(word: str) -> str:
    """A function word or mark itself; of other words only what they look like."""
    if not word:
        return "nothing"
    if word in FUNCTION_WORDS or not word[0].isalnum() or word in _POSSESSIVES:
        return word
    return "a number" if word[0].isdigit() else "a word"


def _in_tree(span: NameSpan, kind: str, tree: Tree, clusters: Clusters) -> Iterator[str]:
    seat = _seat(span, tree)
    relation = seat.relation
    case = _case(span.view, tree, seat)
    yield f"is {relation}"
    yield f"is {relation}, {kind}"
    yield f"is {relation} {case}"
    yield f"is {relation} {case}, {kind}"
    if seat.coordinate:
        yield f"coordinate, {relation}"
    if seat.governor == seat.head:
        return
    word = _lemma(span.view, tree, seat.governor)
    yield f"{relation} {case} of a {tree.pos[seat.governor]}"
    yield from _named(f"{relation} {case} of", word, clusters)
    yield from _named(f"{_family(relation)} of", word, clusters)
    if relation in _MODIFIES and span.view.cap(seat.governor) and span.view.setting == "plain":
        yield "modifies a name"
    yield from _around(span, seat, tree, clusters)


def _around(span: NameSpan, seat: _Seat, tree: Tree, clusters: Clusters) -> Iterator[str]:
    """The governor's own governor, and its objects and subjects beside the name."""
    above = tree.heads[seat.governor]
    up = _plain(tree.deps[seat.governor])
    yield f"{seat.relation} below {up}"
    if above != seat.governor and tree.pos[above] in _CONTENT:
        yield from _named(f"{_family(seat.relation)} below {up} of", _lemma(span.view, tree, above), clusters)
    if seat.relation.startswith(("nsubj", "obj", "obl", "iobj")):
        for word, (head, dep) in enumerate(zip(tree.heads, tree.deps, strict=True)):
            if head == seat.governor and word != seat.head and _plain(dep) in ("nsubj", "obj", "ccomp", "xcomp", "cop"):
                yield f"{_family(seat.relation)} beside {_plain(dep)}"
                if _plain(dep) in ("obj", "nsubj") and tree.pos[word] == "NOUN":
                    yield from _named(
                        f"{_family(seat.relation)} beside {_plain(dep)}", _lemma(span.view, tree, word), clusters
                    )


def _seat(span: NameSpan, tree: Tree) -> _Seat:
    inside = range(span.first, min(span.last, len(tree.heads)))
    head = next((at for at in inside if tree.heads[at] not in inside or tree.heads[at] == at), span.first)
    at, coordinate = head, False
    for _ in range(_CHAIN):
        relation = tree.deps[at]
        if _plain(relation) not in _IN_NAME or tree.heads[at] == at:
            break
        coordinate = coordinate or _plain(relation) == "conj"
        if tree.pos[tree.heads[at]] not in ("PROPN", "NOUN", "X"):
            break
        at = tree.heads[at]
    return _Seat(at, tree.heads[at], tree.deps[at], coordinate)


def _case(view: View, tree: Tree, seat: _Seat) -> str:
    """The preposition that goes with the name; "bare" without one."""
    below = zip(tree.heads, tree.deps, strict=True)
    own = (view.lower(at) for at, (head, dep) in enumerate(below) if head == seat.head and dep == "case")
    return next((word for word in own if word not in _POSSESSIVES), "bare")


def _lemma(view: View, tree: Tree, at: int) -> str:
    return lemma_of(view.tokens[at].text, tree.tags[at]).lower()


def _plain(relation: str) -> str:
    return relation.partition(":")[0]


def _family(relation: str) -> str:
    """Relations that say the same of a role."""
    return "modifier" if relation in _MODIFIES else _plain(relation)


def _named(what: str, word: str, clusters: Clusters) -> Iterator[str]:
    """A word by itself, its clusters, and the lists that it is on."""
    yield f"{what} {word}"
    for size, number in zip("ab", clusters.get(word, ()), strict=False):
        yield f"{what} {size}{number}"
    for name in _lists().get(word, ()):
        yield f"{what} one of {name}"


@cache
def _lists() -> Mapping[str, tuple[str, ...]]:
    """Word → the lists of cue words that it is on."""
    cues, known = load_role_cues(), load_cues()
    listed = {
        "acts": cues.acts, "still": cues.still, "addressed": cues.addressed, "suffered": cues.suffered,
        "official": cues.official, "relation": cues.relation, "location": cues.location, "land": cues.land,
        "folk": cues.folk, "organisation": known.organisation, "titles": known.titles,
    }  # fmt: skip
    found: dict[str, tuple[str, ...]] = {}
    for name, words in listed.items():
        for word in words:
            found[word] = (*found.get(word, ()), name)
    return found
