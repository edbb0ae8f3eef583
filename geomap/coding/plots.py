"""The plots of works, which are full of gunmen: what a novel tells, what a film shows, what happens in an episode.

"The exhibition shows how bombers destroyed the city", "The second act, in which the rebels storm the palace", "Three
actors play soldiers who have taken hostages": the grammar around the work says that it is its matter.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.coding.company import PARTS
from geomap.coding.match import doers, objects
from geomap.coding.roles import subject_of
from geomap.coding.subjects_table import SubjectTable
from geomap.coding.syntax import Chunk, Syntax, VerbGroup, chunk_of, group_of

_SEEING = frozenset("see watch".split())
_INSIDE = frozenset("in on".split())
_ABOUT = frozenset(["about", "of"])
_FRONT = 3
_PRESENT = frozenset("is are has have being be".split())
_FIGURES = frozenset("hero heroine protagonist antihero villain narrator".split())
_ACTING = frozenset(["play", "portray"])


def depicted(syntax: Syntax, head: int, works: Sequence[int], table: SubjectTable) -> bool:
    """ "The exhibition shows how bombers destroyed the city", "In Sunday's episode gunmen storm the embassy", "viewers
    watched the president being shot in the finale": what a work tells, shows, or has in it.
    """
    words = syntax.words
    own = group_of(syntax, head)
    opening = _names(syntax, syntax.chunks[:1])
    for group in syntax.groups:
        verb = words[group.head].lemma
        if group.head >= head or (verb not in table.shows and verb not in _SEEING):
            continue
        subjects = _names(syntax, subject_of(syntax, group.head)) | opening
        beside = group.start > 1 and group.start - 1 in works and words[group.start - 2].tag in ("D", "A", "'")
        if verb in table.shows and (beside or subjects & table.works):
            return True
        if subjects & table.lookers and own is not None and own is not group:
            return True
    if any(
        _of_matter(syntax, at, head) or _shows(syntax, at, head, table) or _in_which(syntax, at, head) for at in works
    ):
        return True
    inside = words[0].lower in _INSIDE and any(_opens(syntax, at) for at in works)
    inside = inside or _numbered(syntax, works[0]) or any(_of_this(syntax, at) for at in works)
    inside = inside or any(_within(syntax, at, head) for at in works)
    told = [own] if own is not None else syntax.groups
    return (inside or bool(opening & table.plots)) and all(untimed(syntax, group) for group in told)


def acted(syntax: Syntax, head: int) -> bool:
    """ "Three actors play soldiers who have taken hostages", "she plays a pilot who is shot": what a part does."""
    words = syntax.words
    for group in syntax.groups:
        at = group.head
        if at >= head or words[at].lemma not in _ACTING:
            continue
        parts = objects(syntax, at, at)
        after = parts[0].end if parts else at + 1
        return after < head and words[after].lower in ("who", "whose")
    return False


def _shows(syntax: Syntax, at: int, head: int, table: SubjectTable) -> bool:
    """ "The film shows how": what no tagger takes for a noun before "how"."""
    words = syntax.words
    if not 0 < at < head - 2 or words[at - 1].tag not in ("D", "A", "'"):
        return False
    return words[at + 1].lemma in table.shows and words[at + 2].lower in ("how", "that", "what", "when", "as")


def _in_which(syntax: Syntax, at: int, head: int) -> bool:
    """ "The second act, in which the rebels storm the palace": the first verb of what a work has in it."""
    words = syntax.words
    start = at + 2 if at + 1 < len(words) and words[at + 1].tag == "," else at + 1
    opened = [word.lower for word in words[start : start + 2]]
    if opened != ["in", "which"] and opened[:1] != ["where"]:
        return False
    first = next((i for i in range(start, len(words)) if syntax.group_at[i] >= 0), -1)
    return start < head and first >= 0 and (syntax.group_at[first] == syntax.group_at[head] or head < first)


def _of_matter(syntax: Syntax, at: int, head: int) -> bool:
    """ "a book about a fox who robs a bank": the matter of a work, told in its own phrase."""
    words = syntax.words
    if at + 1 >= head or words[at + 1].lower not in _ABOUT:
        return False
    between = range(at + 2, head)
    if words[at + 1].lower == "of" and not any(words[i].lower == "who" for i in between):
        return False
    verbs = [i for i in between if syntax.group_at[i] >= 0 and syntax.group_at[i] != syntax.group_at[head]]
    return not verbs and (
        group_of(syntax, head) is None or any(words[i].lower in ("who", "whose", "that") for i in between)
    )


def _numbered(syntax: Syntax, at: int) -> bool:
    """ "Season two opens with", "In Act Three": a part by its number, at the front."""
    words = syntax.words
    return at <= 1 and at + 1 < len(words) and words[at].text[:1].isupper() and words[at].lemma in PARTS


def _of_this(syntax: Syntax, at: int) -> bool:
    """ "A soldier deserts in this quiet debut": how critics tell a plot."""
    chunk = chunk_of(syntax, at)
    return chunk is not None and chunk.start > 0 and syntax.words[chunk.start].lower == "this"


def _within(syntax: Syntax, at: int, head: int) -> bool:
    """ "The burglar in the puppet show gets away": a figure of the work. "The hero of the novel is shot"."""
    work, words = chunk_of(syntax, at), syntax.words
    if work is None or work.head != at or work.start < 2 or words[work.start - 1].lower not in ("in", "of"):
        return False
    if words[work.start - 1].lower == "of":
        return words[work.start - 2].lemma in _FIGURES
    who = [chunk_of(syntax, head)] if group_of(syntax, head) is None else doers(syntax, head)
    return any(one is not None and one.end == work.start - 1 for one in who)


def _names(syntax: Syntax, chunks: Sequence[Chunk]) -> set[str]:
    """The nouns that phrases with an article or more end with, in all their forms."""
    heads = [syntax.words[chunk.head] for chunk in chunks if _with_article(syntax, chunk)]
    return {form for word in heads for form in (word.lower, word.lemma)}


def _with_article(syntax: Syntax, chunk: Chunk) -> bool:
    """ "The film shows", not "film shows the van", which is of a camera in the street."""
    return chunk.end - chunk.start > 1 or syntax.words[chunk.head].lower != syntax.words[chunk.head].lemma


def _opens(syntax: Syntax, at: int) -> bool:
    """Whether a work is what the sentence opens with: "In his latest thriller, …", "In the final level the player"."""
    chunk = chunk_of(syntax, at)
    verb = syntax.groups[0].start if syntax.groups else len(syntax.words)
    return chunk is not None and chunk.start <= _FRONT and at < verb


def untimed(syntax: Syntax, group: VerbGroup) -> bool:
    """Whether a verb stands in the present, as plots are told, or under a modal: "must bomb"."""
    if group.passive:
        return syntax.words[group.start].lower in _PRESENT
    return bool(group.modal) or group.infinitive or syntax.words[group.head].form in ("s", "b", "g")
