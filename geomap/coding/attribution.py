"""Who says so: the source that a sentence names for an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.coding.dependence import governors
from geomap.coding.roles import subject_of
from geomap.coding.status import subject_text
from geomap.coding.syntax import Chunk, Syntax, chunk_of, group_of
from geomap.coding.words import Word

_SAY = frozenset(
    "say tell inform report state confirm announce claim allege add note insist maintain clarify explain reveal "
    "acknowledge warn argue deny stress emphasise emphasize declare accuse assert write detail describe highlight "
    "hail quote charge denounce estimate believe boast brag".split()
)

_WHERE_SAID = 10
"""Words that may say where and when something was said: "said in an interview with state television that"."""


@dataclass(frozen=True, slots=True)
class Source:
    """The source in the article's words, its chunks, and the lemma of the verb that brings it ("according" for that
    phrase).
    """

    text: str
    chunks: tuple[Chunk, ...]
    verb: str
    direct: bool
    at: int = -1


def source_of(syntax: Syntax, text: str, head: int) -> Source | None:
    """The source of what the word at `head` says, or None where the article speaks for itself."""
    return (
        _governing(syntax, text, head)
        or _according(syntax, text)
        or _before(syntax, text, head)
        or _after(syntax, text, head)
    )


def _governing(syntax: Syntax, text: str, head: int) -> Source | None:
    """ "officials reported a drone strike", "accusing Russia of targeting hospitals"."""
    for index in governors(syntax, head):
        lemma = syntax.words[index].lemma
        group = group_of(syntax, index)
        if group is not None and lemma in _SAY and not group.passive:
            return _source(syntax, text, index, lemma, direct=True)
    return None


def _before(syntax: Syntax, text: str, head: int) -> Source | None:
    """ "The ministry said that ...": the last verb of saying before the event that a clause follows."""
    for group in reversed(syntax.groups):
        if group.head >= head or syntax.words[group.head].lemma not in _SAY or group.passive:
            continue
        if _in_closed_aside(syntax, group.start, head):
            continue
        between = syntax.words[group.head + 1 : head]
        if _opens_clause(between) and not any(
            word.lower in (";", "while", "but", "although", "after") for word in between
        ):
            found = _source(syntax, text, group.head, syntax.words[group.head].lemma, direct=False)
            if found is not None:
                return found
    return None


def _in_closed_aside(syntax: Syntax, start: int, head: int) -> bool:
    """ "Vucic, who has accused the West of a plot, apologised": what is said in an aside is over where that ends."""
    words = syntax.words
    opened = start >= 2 and words[start - 1].lower in ("who", "which") and words[start - 2].tag == ","
    return opened and any(
        words[i].tag == "," and i + 1 < len(words) and syntax.group_at[i + 1] >= 0 for i in range(start, head)
    )


def _opens_clause(between: Sequence[Word]) -> bool:
    """Whether the words behind a verb of saying open what is said: "said it had", "said in a statement that it had"."""
    if not between:
        return False
    if between[0].tag in ("S", "D", "N", "P", "O", "A", "#", "T", "W", "R"):
        return True
    dated = len(between) > 2 and between[1].tag == "W"
    return between[0].tag == "I" and (dated or any(word.lower == "that" for word in between[:_WHERE_SAID]))


def _after(syntax: Syntax, text: str, head: int) -> Source | None:
    """ "..., police said on Monday.": a verb of saying that ends the sentence."""
    for group in reversed(syntax.groups):
        if group.head <= head or any(word.lower == ";" for word in syntax.words[head : group.head]):
            return None
        if syntax.words[group.head].lemma not in _SAY or group.passive or group.infinitive:
            continue
        chunks = subject_of(syntax, group.head)
        start = chunks[0].start if chunks else group.head
        if start and syntax.words[start - 1].tag == ",":
            return _source(syntax, text, group.head, syntax.words[group.head].lemma, direct=False)
    return None


def _according(syntax: Syntax, text: str) -> Source | None:
    words = syntax.words
    for index, word in enumerate(words[:-2]):
        if word.lower == "according" and words[index + 1].lower == "to":
            chunk = chunk_of(syntax, index + 2)
            if chunk is not None:
                first = chunk.start + (words[chunk.start].tag == "D")
                return Source(
                    text[words[min(first, chunk.head)].start : words[chunk.end - 1].end], (chunk,), "according", False
                )
    return None


def _source(syntax: Syntax, text: str, index: int, lemma: str, *, direct: bool) -> Source | None:
    group = group_of(syntax, index)
    if group is None or (group.start and syntax.words[group.start - 1].tag == "D"):  # "an estimated 300 people"
        return None
    name = subject_text(syntax, text, group)
    return Source(name, subject_of(syntax, index), lemma, direct, index) if name else None
