"""What depends on what: the words that govern a verb or noun, the verb that a noun is subject of, the clause around
a word.
"""

from __future__ import annotations

from collections.abc import Iterator

from geomap.coding.roles import CONTROL, subject_of, verb_before
from geomap.coding.syntax import Syntax, VerbGroup, chunk_of, group_of
from geomap.coding.words import Word

_SAYING = frozenset("say tell report confirm announce claim add".split())


def governors(syntax: Syntax, index: int) -> Iterator[int]:
    """The words that a verb or noun depends on, nearest first: "indicated openness to a ceasefire" → openness,
    indicated.
    """
    seen = {index}
    while True:
        index = _governor(syntax, index)
        if index < 0 or index in seen:
            return
        seen.add(index)
        yield index


def predicate_of(syntax: Syntax, index: int) -> VerbGroup | None:
    """The verb group that a noun is the subject of: "the ceasefire was rejected"."""
    chunk = chunk_of(syntax, index)
    if chunk is None:
        return None
    words = syntax.words
    at = chunk.end
    while at < len(words) and at < chunk.end + 14:
        word = words[at]
        group = group_of(syntax, at)
        if group is not None and not (group.passive and group.start == group.head):
            subject = subject_of(syntax, group.head)
            spans = bool(subject) and subject[0].start <= chunk.start
            return group if spans and not group.infinitive else None
        if word.tag in ("S", ",") and not (word.tag == "," and _closing_comma(syntax, at)):
            return None
        at += 1
    return None


def clause_of(syntax: Syntax, index: int) -> tuple[int, int]:
    """The words (start, exclusive end) of the clause around a word: bounded by subordinators, semicolons, and commas
    that
    a verb follows."""
    words = syntax.words
    start = end = index
    while start > 0 and not _boundary(syntax, start - 1):
        start -= 1
    while end + 1 < len(words) and not _boundary(syntax, end + 1):
        end += 1
    return start, end + 1


def _boundary(syntax: Syntax, at: int) -> bool:
    word = syntax.words[at]
    if word.tag == "S" and word.lower not in ("as", "than", "after", "before", "since", "until"):
        return True
    if word.tag == "S":
        return _verb_soon(syntax, at)
    if word.lower in (";", ":", "—", "–", "--"):
        return True
    if _among_names(syntax, at) or _among_counted(syntax, at):
        return False
    if word.tag == ",":
        return _verb_soon(syntax, at)
    if word.tag != "C" or word.lower not in ("but", "and", "or") or _between_numbers(syntax, at):
        return False
    return _verb_soon(syntax, at)


def _among_names(syntax: Syntax, at: int) -> bool:
    """ "Shelling in Kupiansk, Vovchansk and Chasiv Yar killed four": a list before the first verb, no new clause."""
    words = syntax.words
    listed = words[at].lower in (",", "and", "or") and 0 < at < len(words) - 1
    return (
        listed
        and words[at - 1].tag == words[at + 1].tag == "P"
        and not any(group.head < at for group in syntax.groups)
        and any(word.tag == "I" for word in words[:at])
    )


def _among_counted(syntax: Syntax, at: int) -> bool:
    """ "Three men, a boy and four women were killed": a list of counted subjects, no new clause; but what a verb has
    for its object ends where "and four women were hurt" begins.
    """
    words, left = syntax.words, chunk_of(syntax, at - 1) if at else None
    right = chunk_of(syntax, at + 1) if at + 1 < len(words) else None
    if left is None or right is None or right.start != at + 1 or not _counted(words[right.start]):
        return False
    while _counted(words[left.start]):
        before = left.start - 1
        if before < 0 or syntax.group_at[before] >= 0:
            return before < 0 or words[before].lemma in _SAYING
        earlier = chunk_of(syntax, before - 1) if words[before].tag in (",", "C") and before else None
        if earlier is None:
            return words[before].tag in ("S", ",")
        left = earlier
    return False


def _counted(word: Word) -> bool:
    return word.tag == "#" or word.lower in ("a", "an")


def _between_numbers(syntax: Syntax, at: int) -> bool:
    """ "between 20 and 25": one number."""
    words = syntax.words
    return 0 < at < len(words) - 1 and words[at - 1].tag == "#" and words[at + 1].tag == "#"


def _verb_soon(syntax: Syntax, at: int) -> bool:
    """Whether a subject and a verb, or a verb, follow at once."""
    for index in range(at + 1, min(at + 7, len(syntax.words))):
        if syntax.group_at[index] >= 0:
            return True
        if syntax.words[index].tag in (",", "S"):
            return False
    return False


def _closing_comma(syntax: Syntax, at: int) -> bool:
    words = syntax.words
    return any(words[i].tag == "," for i in range(at + 1, min(at + 12, len(words)))) or any(
        words[i].tag == "," for i in range(max(0, at - 12), at)
    )


def _governor(syntax: Syntax, index: int) -> int:
    """The word that the phrase of a word depends on, or -1."""
    words = syntax.words
    group = group_of(syntax, index)
    chunk = chunk_of(syntax, index)
    if group is not None:
        start = group.start
    elif chunk is None:
        return -1
    elif index < chunk.head and not _possessive_between(syntax, index, chunk.head):
        return chunk.head
    else:
        start = chunk.start
    at = start - 1
    while at >= 0 and words[at].tag == "R":
        at -= 1
    if at < 0 or syntax.group_at[at] >= 0:
        return at
    if words[at].tag == "I":
        return _attachment(syntax, at)
    if words[at].tag in ("C", ",") and at > 0:
        return _coordinate(syntax, at, group)
    return _of_infinitive(syntax, at) if group is not None and group.infinitive else -1


def _coordinate(syntax: Syntax, mark: int, group: VerbGroup | None) -> int:
    """What the phrase before a comma or a conjunction depends on: its fellow depends on the same."""
    if group is None:
        previous = chunk_of(syntax, mark - 1)
        return _governor(syntax, previous.head) if previous is not None else -1
    if group.infinitive or syntax.words[mark].tag == "C":
        verb = verb_before(syntax, mark)
        return _governor(syntax, verb) if verb >= 0 else -1
    return -1


def _of_infinitive(syntax: Syntax, at: int) -> int:
    """What an infinitive depends on: "urged Israel to", "a plan to", "ready to"."""
    chunk = chunk_of(syntax, at)
    if chunk is not None:
        verb = chunk.start - 1
        return verb if chunk.start and syntax.words[verb].lemma in CONTROL else chunk.head
    return at if syntax.words[at].tag in ("A", "V", "X") else -1


def _attachment(syntax: Syntax, preposition: int) -> int:
    at = preposition - 1
    words = syntax.words
    while at >= 0 and (words[at].tag in ("R", ",", "W") or (words[at].tag == "I" and words[at + 1].tag == "W")):
        at -= 1
    if at < 0:
        return -1
    if syntax.group_at[at] >= 0:
        return at
    chunk = chunk_of(syntax, at)
    if chunk is None:
        return at if syntax.words[at].tag in ("A", "V") else -1
    if chunk.start and syntax.words[chunk.start - 1].lemma in (
        "accuse",
        "blame",
        "suspect",
        "convict",
        "stop",
        "prevent",
    ):
        return chunk.start - 1
    return chunk.head


def _possessive_between(syntax: Syntax, start: int, end: int) -> bool:
    return any(syntax.words[i].tag == "'" for i in range(start, end))
