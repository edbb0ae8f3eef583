"""Who does what, read from a learned tree. Where it does not say, the rules of `roles.py` answer.

The relations are those of Universal Dependencies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geomap.coding.words import Word
from geomap.language.records import Tree

_RELATIVE = frozenset({"who", "whom", "which", "that"})
_FINITE = ("VBD", "VBZ", "VBP")
_BARE = ("VB", "VBG", "VBN", "NN", "NNS", "JJ")
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_CHARGES = frozenset("accuse suspect convict blame charge acquit stop prevent bar ban".split())
"""Verbs whose "of" or "from" brings a deed of their object: "accused the army of shelling"."""
_DEPTH = 5
_SELF = frozenset("promise threaten vow pledge".split())
"""Verbs that promise a deed of their own subject in spite of an object."""


@dataclass(frozen=True, slots=True)
class Links:
    """A tree over the words of a `Syntax`: what each depends on (the root on itself), how, its tag, what is below."""

    heads: tuple[int, ...]
    deps: tuple[str, ...]
    tags: tuple[str, ...]
    children: tuple[tuple[int, ...], ...]


def links_of(tree: Tree, tokens: Sequence[int]) -> Links:
    """The tree over some tokens of the sentence, by number. What hung on another one hangs on that one's head."""
    place = {token: word for word, token in enumerate(tokens)}
    heads = []
    for word, token in enumerate(tokens):
        head = tree.heads[token]
        while head not in place and tree.heads[head] != head:
            head = tree.heads[head]
        heads.append(place.get(head, word))
    children: list[list[int]] = [[] for _ in tokens]
    for word, head in enumerate(heads):
        if head != word:
            children[head].append(word)
    return Links(
        tuple(heads),
        tuple(tree.deps[token] for token in tokens),
        tuple(tree.tags[token] for token in tokens),
        tuple(tuple(each) for each in children),
    )


def is_passive(links: Links, verb: int) -> bool | None:
    """Whether a verb is passive; None where the tree leaves it open."""
    below = {links.deps[child] for child in links.children[verb]}
    acting = below >= {"nsubj", "obj"}  # "police used gas against a march by nurses"
    if not below.isdisjoint(("aux:pass", "nsubj:pass") if acting else ("aux:pass", "nsubj:pass", "obl:agent")):
        return True
    if links.tags[verb] != "VBN":
        return False if links.tags[verb][:2] == "VB" else None
    if links.deps[verb] == "acl":
        return ("obj" not in below) if _has_main_verb(links, verb) else None
    if links.deps[verb] == "conj" and below.isdisjoint(("nsubj", "obj", "aux")):
        return is_passive(links, links.heads[verb])
    return None if "aux" not in below else False


def _has_main_verb(links: Links, participle: int) -> bool:
    """Whether a tree has a finite verb but for a participle: "The minister called on the parties" has no other."""
    finite = ("VBD", "VBZ", "VBP", "MD")
    return any(tag in finite for at, tag in enumerate(links.tags) if at != participle)


def subjects(links: Links, words: Sequence[Word], verb: int, *, depth: int = 0) -> tuple[int, ...]:
    """The heads of what a verb is said of, its understood subject included: "ordered his men to burn" → men."""
    if depth > _DEPTH:
        return ()
    dep, above = links.deps[verb], links.heads[verb]
    if dep == "amod":
        return ()  # taken for an adjective: the tree is wrong about all around it
    own = [child for child in links.children[verb] if links.deps[child] in _SUBJECTS]
    if own:
        return tuple(_listed(links, _antecedent(links, words, _said_of(links, words, own, verb), verb)))
    if dep == "conj":
        return subjects(links, words, _alike(links, verb, above), depth=depth + 1)
    if dep == "acl" and links.tags[verb] in ("VBG", "VBN"):
        if _marker(links, words, verb) and links.tags[above][:2] == "VB":
            return _of_charge(links, words, above, depth)
        return tuple(_listed(links, above)) if not _marker(links, words, verb) else ()
    if dep == "xcomp":
        governed = links.tags[above][:2] in ("VB", "JJ") and links.tags[verb] not in _FINITE
        return _controller(links, words, above, depth) if governed else ()
    if dep == "advcl" and links.tags[verb] == "VBG" and _goes_with(links, words, verb):
        return tuple(_listed(links, verb - 1))
    if dep in ("advcl", "obl") and links.tags[verb] in ("VBG", "VBN", "VB"):
        if words[above].lemma in _CHARGES:
            return _of_charge(links, words, above, depth)
        return subjects(links, words, above, depth=depth + 1)
    return ()


def _said_of(links: Links, words: Sequence[Word], subjects: Sequence[int], verb: int) -> int:
    """Of several subjects the last before the verb that "and" joins to none: "since the start of the year the junta
    has held", but "envoys from Egypt and the US are".
    """
    alone = [one for one in subjects if words[min(one, *links.children[one], one) - 1].tag != "C"]
    return max((one for one in alone if one < verb), default=subjects[0])


def _goes_with(links: Links, words: Sequence[Word], verb: int) -> bool:
    """Whether "with" brings a participle and its own subject: ", with Ukraine accusing Russia of …"."""
    before = verb - 1
    return before > 0 and any(
        words[child].lower == "with" for child in links.children[before] if links.deps[child] == "case"
    )


def objects(links: Links, words: Sequence[Word], verb: int) -> tuple[int, ...]:
    """The heads of the direct objects of a verb; of a relative clause that lacks one, the noun that it is about."""
    below = [child for child in links.children[verb] if links.deps[child] in ("obj", "iobj")]
    found = [_antecedent(links, words, child, verb) for child in below]
    if found:
        return tuple(one for each in found for one in _listed(links, each))
    subject = next((child for child in links.children[verb] if links.deps[child] == "nsubj"), -1)
    relative = links.deps[verb] == "acl:relcl" and subject >= 0 and words[subject].lower not in _RELATIVE
    stranded = any(links.deps[child] in ("ccomp", "xcomp", "advmod") for child in links.children[verb])
    return (links.heads[verb],) if relative and not stranded else ()


def agents(links: Links, words: Sequence[Word], verb: int, *, depth: int = 0) -> tuple[int, ...]:
    """The heads of what "by" brings to a passive, or to the passive before "and": "held by police and beaten"."""
    for child in links.children[verb]:
        by = any(words[each].lower == "by" for each in links.children[child] if links.deps[each] == "case")
        if links.deps[child] == "obl:agent" or (links.deps[child] == "obl" and by):
            return tuple(_listed(links, child))
    bare = {links.deps[child] for child in links.children[verb]}.isdisjoint((*_SUBJECTS, "obj", "aux", "aux:pass"))
    if links.deps[verb] == "conj" and bare and depth < _DEPTH and is_passive(links, links.heads[verb]):
        return agents(links, words, links.heads[verb], depth=depth + 1)
    return ()


def _alike(links: Links, verb: int, above: int) -> int:
    """The verb that a verb is joined to: of a finite one a finite one, "did not obey the order to stop and fired"."""
    if links.tags[verb] not in _FINITE:
        return above
    at = above
    while links.tags[at] in _BARE and not _is_finite(links, at) and links.heads[at] != at:
        at = links.heads[at]
    return at if links.tags[at][:2] == "VB" and _is_finite(links, at) else above


def _is_finite(links: Links, verb: int) -> bool:
    """Whether a verb has a tense, be it by an auxiliary: "did not obey"."""
    return links.tags[verb] in _FINITE or any(
        links.tags[child] in (*_FINITE, "MD") for child in links.children[verb] if links.deps[child].startswith("aux")
    )


def _listed(links: Links, noun: int) -> Iterator[int]:
    """A noun and those that are coordinated with it."""
    yield noun
    for child in links.children[noun]:
        if links.deps[child] == "conj" and links.tags[child][:1] in ("N", "P", "C"):
            yield child


def _antecedent(links: Links, words: Sequence[Word], noun: int, verb: int) -> int:
    """What a relative pronoun stands for."""
    if words[noun].lower in _RELATIVE and links.deps[verb] == "acl:relcl":
        return links.heads[verb]
    return noun


def _controller(links: Links, words: Sequence[Word], above: int, depth: int) -> tuple[int, ...]:
    """Who is to do what an infinitive says: "urged the army to", "called on the company to", "agreed to"."""
    if words[above].lemma not in _SELF and not is_passive(links, above):
        for dep in ("obj", "iobj"):
            found = next((child for child in links.children[above] if links.deps[child] == dep), -1)
            if found >= 0:
                return tuple(_listed(links, found))
    return subjects(links, words, above, depth=depth + 1)


def _of_charge(links: Links, words: Sequence[Word], above: int, depth: int) -> tuple[int, ...]:
    """Who is accused: the object of an active verb, the subject of a passive one."""
    if is_passive(links, above):
        return subjects(links, words, above, depth=depth + 1)
    return tuple(one for each in objects(links, words, above)[:1] for one in _listed(links, each))


def _marker(links: Links, words: Sequence[Word], verb: int) -> str:
    """The word that opens a clause: "of", "to", "while"."""
    return next((words[child].lower for child in links.children[verb] if links.deps[child] in ("mark", "case")), "")
