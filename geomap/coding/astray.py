"""Where learned trees are known to take the wrong subject, so that the rules are believed instead."""

from __future__ import annotations

from geomap.coding.syntax import Chunk, Syntax, chunk_of, group_of, has_finite_form

_JOINING = frozenset("after before since until".split())
_OBJECTS = frozenset("it them him her us".split())


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
