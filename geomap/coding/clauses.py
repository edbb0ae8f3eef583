"""Whether two hits of a sentence tell two happenings: clauses of their own, asides, each its scene or its time."""

from __future__ import annotations

from geomap.coding.dependence import clause_of
from geomap.coding.finding import Finding
from geomap.coding.roles import subject_of
from geomap.coding.syntax import Syntax, chunk_of, group_of

VIOLENT = ("STR", "EXP", "BAT", "VAC")
_PARTING = frozenset("while ; but whereas meanwhile although though whereupon".split())
_ASIDES = frozenset("where who whose".split())
_WHICH = frozenset(["which"])
_UPON = frozenset("on of in at against near outside".split())
"""What joins a blow to where it fell, or on whom."""
_REACH = 10
"""Words after a noun among which its place is named."""
_WHEN = frozenset("ago later earlier yesterday today tomorrow overnight".split())


def _in_aside(syntax: Syntax, first: int, second: int, opening: frozenset[str] = _ASIDES) -> bool:
    """Whether the verb at `first` stands in an aside before the one at `second`: "In Gao, where soldiers have fought
    rebels since 2021, five fishermen were killed".
    """
    words = syntax.words
    opened = next((i for i in range(first, max(-1, first - 8), -1) if words[i].lower in opening), -1)
    if opened < 1 or words[opened - 1].tag != ",":
        return False
    return any(words[i].tag == "," for i in range(first, second))


def _dated(syntax: Syntax, clause: tuple[int, int]) -> bool:
    """Whether a clause (its first word, and the one after its last) says when."""
    words = syntax.words
    return any(words[i].tag == "W" or words[i].lower in _WHEN for i in range(*clause))


def apart(one: Finding, other: Finding) -> bool:
    """Whether two hits stand in clauses of their own, joined by "while" or a semicolon, or by "and", each with its
    scene.
    """
    syntax = one.scene.syntax
    first, second = sorted((one.hit.head, other.hit.head))
    left, right = clause_of(syntax, first), clause_of(syntax, second)
    if left == right:
        return False
    between = {syntax.words[i].lower for i in range(first, second)}
    if between & _PARTING or _in_aside(syntax, first, second):
        return True
    peaceful = one.code[:3] not in VIOLENT and other.code[:3] not in VIOLENT
    if peaceful and _in_aside(syntax, first, second, _WHICH):
        return True  # "Peru, which deported 30 in May, has closed the border"; "which killed six" is part of a blow
    if "," in between and _dated(syntax, left) and _dated(syntax, right):
        return True
    if between & {"after", "before"} and _has_scene(one, left) and _has_scene(one, right):
        return True
    if "and" not in between:
        return False
    if "also" in between or any(
        syntax.words[i].lower == "and" and syntax.words[i + 1].lower == "that" for i in range(first, second)
    ):
        return True
    if peaceful:
        subjects = [subject_of(syntax, index) for index in (first, second)]
        if all(subjects) and subjects[0] != subjects[1]:
            return True
    return _has_scene(one, left) and _has_scene(one, right)


def _has_scene(one: Finding, clause: tuple[int, int]) -> bool:
    return any("place" in one.classes[i] for i in range(*clause))


def each_its_own(one: Finding, other: Finding) -> bool:
    """Whether two nouns that "and" joins name two happenings, each with where it fell or on whom: "artillery on the
    launch area and an air strike on a squad".
    """
    syntax = one.scene.syntax
    if one.code == other.code or any(group_of(syntax, each.hit.head) is not None for each in (one, other)):
        return False
    first, second = sorted((one.hit.head, other.hit.head))
    joined = next((i for i in range(first + 1, second) if syntax.words[i].lower in ("and", "as")), -1)
    return joined > 0 and _upon(syntax, first) and _upon(syntax, second)


def _upon(syntax: Syntax, head: int) -> bool:
    chunk = chunk_of(syntax, head)
    end = chunk.end if chunk is not None else head + 1
    return end < len(syntax.words) and syntax.words[end].lower in _UPON


def anchored_noun(one: Finding) -> bool:
    """Whether a definite noun says at once where it was: "the shelling of the hospital in Omdurman"."""
    syntax = one.scene.syntax
    chunk = chunk_of(syntax, one.hit.head)
    if chunk is None or group_of(syntax, one.hit.head) is not None:
        return False
    done_by = syntax.words[chunk.end].lower == "by" if chunk.end < len(syntax.words) else False
    if not (_upon(syntax, one.hit.head) or done_by) or syntax.words[chunk.start].lower != "the":
        return False
    near = range(chunk.end, min(chunk.end + (2 * _REACH if done_by else _REACH), clause_of(syntax, one.hit.head)[1]))
    return any("place" in one.classes[i] or syntax.words[i].tag == "W" for i in near)
