"""Where learned trees, or the nearest verb, are known to give the wrong subject, so that other rules are believed."""

from __future__ import annotations

from geomap.coding.syntax import Chunk, Syntax, VerbGroup, chunk_of, group_of, has_finite_form

_JOINING = frozenset("after before since until".split())
_OBJECTS = frozenset("it them him her us".split())
_SAYING = frozenset("say tell add claim announce report state insist allege".split())
_BLAMING = frozenset("accuse blame say warn urge call vow demand describe cite claim condemn denounce pledge".split())
"""What only people and bodies do."""


def misled(syntax: Syntax, index: int, told: tuple[Chunk, ...], ruled: tuple[Chunk, ...]) -> bool:
    """Whether the tree's subject `told` is one that trees are known to take wrongly where rules give another."""
    group = group_of(syntax, index)
    if group is not None and _follows(syntax, group, told) and ruled[-1].end <= group.start:
        return True
    if group is None or in_aside(syntax, index, told, ruled) or tended(syntax, told, ruled):
        return group is not None
    at = group.start - 1
    joined = at > 0 and syntax.words[at].tag == "C" and fellow_past(syntax, at, group) >= 0
    return joined or _of_result(syntax, group, told, ruled)


def _follows(syntax: Syntax, group: VerbGroup, told: tuple[Chunk, ...]) -> bool:
    """Whether the tree takes who speaks for the subject of what is said: "shot a man, colleagues said"."""
    return told[0].start > group.head and syntax.words[group.head].lemma not in _SAYING


def described(syntax: Syntax, head: int) -> bool:
    """Whether a verb is but a participle after its noun: "trucks mounted with guns"."""
    group = group_of(syntax, head)
    return group is not None and group.passive and group.start == head


def fellow_past(syntax: Syntax, conjunction: int, group: VerbGroup) -> int:
    """The verb that "and" joins to another past what stands between; -1 where it is but the nearest.

    "Petro halted the talks, saying the group had lied, and declared an emergency": a comma before "and" ends the aside.
    "The minister said 61 people had been arrested and accused the opposition": a passive shares nothing with a verb
    that has an object.
    """
    words = syntax.words
    if group.start != group.head or group.passive or words[group.head].form not in ("d", "s"):
        return -1
    before = [one for one in syntax.groups if one.head < conjunction]
    if words[conjunction - 1].tag == ",":
        aside = next((one for one in reversed(before) if _opens_aside(syntax, one)), None)
        mains = [one for one in before if aside is not None and one.head < aside.start and has_finite_form(syntax, one)]
        return mains[-1].head if mains and words[mains[-1].head].form == words[group.head].form else -1
    if len(before) < 2 or not before[-1].passive or before[-1].start == before[-1].head:
        return -1
    says, follows = before[-2], syntax.chunk_at[group.head + 1 : group.head + 2]
    said = words[says.head].lemma in _SAYING and words[says.head].form == words[group.head].form
    return says.head if said and follows and follows[0] >= 0 else -1


def _opens_aside(syntax: Syntax, group: VerbGroup) -> bool:
    """ "…, saying that": a bare gerund after a comma."""
    bare = group.start == group.head and syntax.words[group.head].form == "g"
    return bare and group.start > 0 and syntax.words[group.start - 1].tag == ","


def _of_result(syntax: Syntax, group: VerbGroup, told: tuple[Chunk, ...], ruled: tuple[Chunk, ...]) -> bool:
    """Whether the tree hangs "…, accusing Minsk" or "…, setting fire to" on the object of the verb before it."""
    if not _opens_aside(syntax, group) or ruled[-1].end > told[0].start:
        return False
    following = group_of(syntax, told[-1].end) if told[-1].end < len(syntax.words) else None
    participle = following is not None and described(syntax, following.head)
    return participle or syntax.words[group.head].lemma in _BLAMING


def in_aside(syntax: Syntax, index: int, told: tuple[Chunk, ...], ruled: tuple[Chunk, ...]) -> bool:
    """Whether the tree takes the subject from the aside that ends right before the verb: "Cuba, which gets much of its
    fuel from there, denounced".
    """
    group = group_of(syntax, index)
    if group is None or not group.start or not has_finite_form(syntax, group):
        return False
    closing = syntax.words[group.start - 1]
    opening = {",": ",", ")": "("}.get(closing.text, "")
    at = ruled[-1].end
    opens = at < group.start - 1 and syntax.words[at].text == opening
    return opens and all(at < chunk.start < group.start for chunk in told)


def tended(syntax: Syntax, told: tuple[Chunk, ...], ruled: tuple[Chunk, ...]) -> bool:
    """Whether the tree takes the object of a participle for the subject: "Two children herding sheep died"."""
    group = group_of(syntax, told[0].start - 1) if told[0].start else None
    bare = group is not None and group.start == group.head and syntax.words[group.head].form == "g"
    at = ruled[-1].start
    return bare and ruled[-1].end == told[0].start - 1 and (not at or syntax.words[at - 1].tag != "I")


def between_after_and_it(syntax: Syntax, index: int) -> bool:
    """ "fled after the army attacked it": who stands between "after" and a verb with an object is its subject, though
    trees take it for what "after" brings."""
    words, group = syntax.words, group_of(syntax, index)
    chunk = chunk_of(syntax, group.start - 1) if group is not None and group.start else None
    if chunk is None or chunk.start == 0 or index + 1 >= len(words):
        return False
    return words[chunk.start - 1].lower in _JOINING and words[index + 1].lower in _OBJECTS
