"""Shallow syntax of a sentence: tags, noun chunks, verb groups, and who governs whom.

Rules and closed-class lists stand in for a parser. Everything that codes events asks this module and nothing else about
grammar, so that a trained parser can take its place: it has to fill a `Syntax`, and `roles.py` reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from geomap.coding.learned import Links, is_passive, links_of
from geomap.coding.tagger import read_words
from geomap.coding.verbhood import PARTICIPLE_SAME, PAST_SAME
from geomap.coding.voice import joined_passive, never_active, never_passive, reduced_passive, time_at
from geomap.coding.words import Word
from geomap.language.headings import setting_of
from geomap.language.records import Case, Sentence, Tree


@dataclass(frozen=True, slots=True)
class Chunk:
    """A noun phrase without what follows its head: words `start` to `end` (exclusive), `head` the index of its last
    noun.
    """

    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries: words `start` to `head` (inclusive)."""

    start: int
    head: int
    passive: bool
    modal: str
    negated: bool
    perfect: bool
    progressive: bool
    infinitive: bool


@dataclass(frozen=True, slots=True)
class Syntax:
    """A sentence as words, chunks and verb groups. `chunk_at` and `group_at` give the index of a word's own, or -1."""

    sentence: Sentence
    words: tuple[Word, ...]
    chunks: tuple[Chunk, ...]
    groups: tuple[VerbGroup, ...]
    chunk_at: tuple[int, ...]
    group_at: tuple[int, ...]
    links: Links | None = None
    subjects: dict[tuple[int, int], tuple[Chunk, ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """What `roles.subject_of` has found so far: it is asked of each verb many times over."""


def analyse(sentence: Sentence, *, case: Case = "mixed", names: Iterable[tuple[int, int]] = ()) -> Syntax:
    """The syntax of one sentence, by rules alone, in a text of that `case`. `names` are the bounds of names in it."""
    words = read_words(sentence, setting=setting_of(sentence.tokens, case), names=_starts(sentence, names))
    groups = _groups(words)
    group_at = [-1] * len(words)
    for number, group in enumerate(groups):
        for index in range(group.start, group.head + 1):
            group_at[index] = number
    chunks = _chunks(words, group_at)
    chunk_at = [-1] * len(words)
    for number, chunk in enumerate(chunks):
        for index in range(chunk.start, chunk.end):
            chunk_at[index] = number
    return Syntax(sentence, words, chunks, groups, tuple(chunk_at), tuple(group_at))


def _starts(sentence: Sentence, names: Iterable[tuple[int, int]]) -> frozenset[int]:
    bounds = list(names)
    return frozenset(
        token.start for token in sentence.tokens if any(start <= token.start < end for start, end in bounds)
    )


def with_tree(syntax: Syntax, tree: Tree) -> Syntax:
    """The same words, chunks and verb groups; who does what, and in which voice, is as a learned tree says."""
    number = {token.start: index for index, token in enumerate(syntax.sentence.tokens)}
    links = links_of(tree, [number[word.start] for word in syntax.words])
    return replace(syntax, groups=_voiced(syntax.words, syntax.groups, links), links=links)


def group_of(syntax: Syntax, index: int) -> VerbGroup | None:
    """The verb group of a word."""
    number = syntax.group_at[index]
    return syntax.groups[number] if number >= 0 else None


def chunk_of(syntax: Syntax, index: int) -> Chunk | None:
    """The noun chunk of a word."""
    number = syntax.chunk_at[index]
    return syntax.chunks[number] if number >= 0 else None


def has_auxiliary(syntax: Syntax, group: VerbGroup) -> bool:
    """Whether a verb group has an auxiliary or a modal."""
    return any(syntax.words[i].tag in ("X", "M") for i in range(group.start, group.head))


def has_finite_form(syntax: Syntax, group: VerbGroup) -> bool:
    """Whether a verb group is no infinitive and no bare gerund."""
    return not group.infinitive and (syntax.words[group.head].form != "g" or has_auxiliary(syntax, group))


def _voiced(words: Sequence[Word], groups: Sequence[VerbGroup], links: Links) -> tuple[VerbGroup, ...]:
    """Verb groups, active and passive as the tree says where it says so."""
    told = [is_passive(links, group.head) for group in groups]
    return tuple(
        group
        if voice is None or voice == group.passive or not _may_be(voice, words, group, links)
        else replace(group, passive=voice)
        for group, voice in zip(groups, told, strict=True)
    )


def _may_be(passive: bool, words: Sequence[Word], group: VerbGroup, links: Links) -> bool:
    """Whether a verb can stand in the voice that a tree gives it."""
    if passive:
        return not never_passive(words, group.start, group.head)
    return links.deps[group.head] == "acl:relcl" or not never_active(words, group.start, group.head)


def _groups(words: Sequence[Word]) -> tuple[VerbGroup, ...]:
    found: list[VerbGroup] = []
    last = -1
    for head, word in enumerate(words):
        if word.tag != "V" and not (word.tag == "X" and _main(words, head)):
            continue
        start = head
        while start - 1 > last and words[start - 1].tag in "XMRET" and words[start - 1].tag:
            start -= 1
        while start < head and words[start].tag == "R":
            start += 1
        found.append(_group(words, start, head))
        last = head
    return tuple(found)


def _main(words: Sequence[Word], index: int) -> bool:
    """Whether an auxiliary is the only verb of its group."""
    for word in words[index + 1 :]:
        if word.tag in ("V", "X"):
            return False
        if word.tag not in ("R", "E", "T"):
            return True
    return True


def _group(words: Sequence[Word], start: int, head: int) -> VerbGroup:
    before = words[start:head]
    auxiliaries = [word.lemma for word in before if word.tag == "X"]
    last = auxiliaries[-1] if auxiliaries else ""
    form = words[head].form
    participle = form == "d" or words[head].lower in PAST_SAME | PARTICIPLE_SAME
    passive = participle and last in ("be", "get")
    if not auxiliaries and form == "d" and words[head].tag == "V":
        passive = reduced_passive(words, head) or joined_passive(words, head)
    return VerbGroup(
        start=start,
        head=head,
        passive=passive,
        modal=next((word.lemma for word in before if word.tag == "M"), ""),
        negated=any(word.tag == "E" for word in before),
        perfect="have" in auxiliaries,
        progressive=form == "g",
        infinitive=any(word.tag == "T" for word in before) and before[0].tag not in ("X", "M"),
    )


def _chunks(words: Sequence[Word], group_at: Sequence[int]) -> tuple[Chunk, ...]:
    found: list[Chunk] = []
    index = 0
    while index < len(words):
        dated = words[index].tag == "W" and index + 1 < len(words) and words[index + 1].tag == "'"
        if group_at[index] >= 0 or not (dated or words[index].tag in ("D", "A", "N", "P", "#", "O", "'")):
            index += 1
            continue
        end = _chunk_end(words, group_at, index)
        head = next((i for i in range(end - 1, index - 1, -1) if words[i].tag in ("N", "P", "O", "#")), end - 1)
        found.append(Chunk(index, end, head))
        index = end
    return tuple(found)


def _chunk_end(words: Sequence[Word], group_at: Sequence[int], start: int) -> int:
    if words[start].tag == "O":
        return start + 1
    end = start + 1
    noun = words[start].tag in ("N", "P", "#")
    while end < len(words) and group_at[end] < 0:
        tag = words[end].tag
        counted = words[end - 1].tag == "#" and words[end].lower in ("more", "other", "such")
        if tag == "D" and words[end - 1].tag != "D" and not counted:
            break
        if tag == "O" and noun:
            break
        if noun and words[end].lower in ("last", "this", "next") and time_at(words, end + 1):
            break  # "the minister last week ..."
        if tag == "#" and words[end - 1].tag == "N" and not words[end].joined:
            break
        if tag in ("D", "A", "N", "P", "#", "'"):
            noun = noun or tag in ("N", "P", "#")
            end += 1
        elif tag == "R" and end + 1 < len(words) and words[end + 1].tag in ("A", "#") and group_at[end + 1] < 0:
            end += 1
        else:
            break
    return end
