"""Whom a verb is said of where "and" or a relative clause parts it from the verb before: "The army took Homs and troops
fled", "The soldier who killed the general was arrested".
"""

from __future__ import annotations

from geomap.coding.phrases import noun_phrase_ending
from geomap.coding.syntax import Chunk, Syntax, VerbGroup, chunk_of, group_of, has_auxiliary

_RELATIVE = frozenset(["who", "which", "that"])
_FINITE = ("VBD", "VBZ", "VBP")
_SAYING = frozenset("say tell report announce add claim confirm believe think know hear fear hope suggest".split())
_OBJECTS = frozenset("D P O #".split())
_REACH = 8


def own_subject(syntax: Syntax, index: int, found: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """The subject of a finite verb that has a clause of its own, of those `found` before it; () where they stand.

    "Israel struck Damascus and Turkey condemned it": Turkey alone; "the man who shot the general in Juba was held": the
    man.
    """
    group = group_of(syntax, index)
    if group is None or not found or not _is_finite(syntax, group):
        return ()
    joined = _is_joined(syntax, found[-1])
    before = _finite_before(syntax, _mark(syntax, found[-1]) if joined else found[0].start)
    if before is None or _says(syntax, before, found[0]):
        return ()
    antecedent = _antecedent(syntax, before)
    if antecedent:
        outer = _finite_before(syntax, antecedent[0].start) if joined else None
        return antecedent if outer is None else found[-1:]
    return found[-1:] if joined else ()


def opens_clause(syntax: Syntax, chunk: Chunk) -> bool:
    """Whether a chunk that "and" joins to another is the subject of the verb after it."""
    if not _is_joined(syntax, chunk):
        return False
    for at in range(chunk.end, min(chunk.end + _REACH, len(syntax.words))):
        group = group_of(syntax, at)
        if group is not None:
            found = noun_phrase_ending(syntax, group.start - 1)
            return bool(found) and found[-1] == chunk and own_subject(syntax, group.head, found) == (chunk,)
        if syntax.words[at].tag in (",", "S", "C"):
            return False
    return False


def _mark(syntax: Syntax, chunk: Chunk) -> int:
    """Where "and" or ", and" before a chunk stands."""
    at = chunk.start - 1
    return at - 1 if syntax.words[at - 1].tag == "," else at


def _is_joined(syntax: Syntax, chunk: Chunk) -> bool:
    return chunk.start > 1 and syntax.words[chunk.start - 1].lower in ("and", "but")


def _is_finite(syntax: Syntax, group: VerbGroup) -> bool:
    """Whether a verb has a tense: no infinitive, no participle that but describes the noun before it."""
    if group.infinitive:
        return False
    if has_auxiliary(syntax, group) or syntax.words[group.head].tag == "X":
        return True
    if group.passive or syntax.words[group.head].form == "g":
        return False
    if syntax.links is not None and syntax.links.tags[group.head] in _FINITE:
        return True
    return group.head + 1 < len(syntax.words) and syntax.words[group.head + 1].tag in _OBJECTS


def _finite_before(syntax: Syntax, at: int) -> VerbGroup | None:
    """The finite verb of the clause that a word is in, before it."""
    for index in range(at - 1, -1, -1):
        group = group_of(syntax, index)
        word = syntax.words[index]
        if group is None and (word.tag in (",", "S") or word.lower in ";:—–"):
            return None
        if group is not None and group.head == index and _is_finite(syntax, group):
            return group
    return None


def _antecedent(syntax: Syntax, group: VerbGroup) -> tuple[Chunk, ...]:
    """The noun that a relative clause says more of, if a verb is that of one without another subject."""
    at = group.start - 1
    while at > 0 and syntax.words[at].tag == "R":
        at -= 1
    if at < 1 or syntax.words[at].lower not in _RELATIVE or chunk_of(syntax, at - 1) is None:
        return ()
    return noun_phrase_ending(syntax, at - 1)


def _says(syntax: Syntax, group: VerbGroup, chunk: Chunk) -> bool:
    """Whether all that follows is what a verb says: "said Damascus and Tehran condemned it"."""
    between = syntax.words[group.head + 1 : chunk.start]
    return syntax.words[group.head].lemma in _SAYING and all(word.tag in ("W", "R", "I") for word in between)
