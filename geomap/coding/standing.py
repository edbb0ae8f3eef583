"""Names that stand where a place stands, though no gazetteer lists them: "in Dura", "stormed Najarah", "Kafr Naya".

Grammar says so (a preposition of place, "the town of", a verb whose object is a place), or the name itself does: its
last word is a kind of site ("Heart Hospital", "Panorama Checkpoint"), its first one of those that the world's place
names begin with ("Kafr", "Tal", "Mount"). What is listed with a place is one too: "in Abu Leiha and Najarah".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geomap.coding.link import distance_km
from geomap.coding.place_words import (
    ARTICLES,
    BODIES,
    BODY_KINDS,
    CALLED,
    DWELLERS,
    FAITHS,
    FOUGHT,
    GENERIC,
    HELD,
    KINDS,
    LIKE,
    LINKS,
    LOCATIVE,
    NAMED_AFTER,
    NOT_BY,
    NUMBERED,
    NUMBERED_SITES,
    OF_SUBJECTS,
    PARTICLES,
    PIECES,
    RAIDING,
    SETTLEMENTS,
    SITES,
    STRUCTURES,
    TOWARDS,
)
from geomap.coding.scene import Scene
from geomap.coding.standing_verbs import is_scene, moved, taken
from geomap.coding.syntax import Syntax, chunk_of, group_of
from geomap.coding.toponyms import DIRECTIONS, UNLISTED
from geomap.model import Mention

FARTHEST_KM = 100.0
"""A town farther away than this says no more than the country does."""
_AWAY = 10
"""Words before "south of X" within which the distance stands."""
_EXAMPLES = 6
"""Words between "villages" and "including"."""
_APPOSED = frozenset("village town hamlet settlement suburb neighbourhood neighborhood".split())
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that nothing else knows: `first` to `end` (exclusive)."""

    first: int
    end: int


def standing_names(scene: Scene, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The names of a sentence that stand as places and are none of `mentions`."""
    syntax = scene.syntax
    runs = list(_runs(scene, mentions))
    standing = [run for run in runs if _stands(syntax, run)]
    standing = _with_listed(syntax, runs, standing, _known_spans(syntax, mentions))
    for run in standing:
        start, end = syntax.words[run.first].start, syntax.words[run.end - 1].end
        yield Mention(start, end, scene.text[start:end], "literal", None, UNLISTED)


def _runs(scene: Scene, mentions: Sequence[Mention]) -> Iterator[Run]:
    syntax, words = scene.syntax, scene.syntax.words
    taken = {i for one in scene.entities for i in range(one.first, one.last + 1)}
    taken |= {i for one in mentions for i, word in enumerate(words) if word.start < one.end and one.start < word.end}
    index = 0
    while index < len(words):
        last = index
        while last < len(words) and last not in taken and (_proper(syntax, last) or _goes_on(syntax, index, last)):
            last += 1
        if last > index:
            yield Run(index, last)
        index = max(last, index + 1)


def _proper(syntax: Syntax, index: int) -> bool:
    word = syntax.words[index]
    return word.tag == "P" and word.text[:1].isupper() and not (word.text.isupper() and len(word.text) > 1)


def _goes_on(syntax: Syntax, first: int, index: int) -> bool:
    """Whether a word that is no name by itself belongs to one: "Al-Seen", "T-3 Airport", "Saba al-Bor"."""
    words = syntax.words
    word = words[index]
    if index > first and word.joined and (word.text[:1].isupper() or word.text.isdigit()):
        return True
    following = words[index + 1] if index + 1 < len(words) else None
    if index > first and words[index - 1].lower in NUMBERED_SITES and word.text.isdigit():
        return words[index - 1].text[:1].isupper()
    if following is None or not following.text[:1].isupper():
        return False
    if _ORDINAL.match(word.lower):
        return following.lower in KINDS
    return (word.lower in ARTICLES and following.joined) or (index > first and word.lower in PARTICLES)


def _stands(syntax: Syntax, run: Run) -> bool:
    words = syntax.words
    if run.end - run.first == 1 and words[run.first].lower in BODIES | PIECES | FAITHS | KINDS:
        return False
    if _is_body(syntax, run):
        return False
    at = _before(syntax, run.first)
    before = words[at].lower if at >= 0 else ""
    noun = _kind_after(syntax, run.end)
    chunk = chunk_of(syntax, run.first)
    alone = chunk is None or chunk.end <= run.end
    if _introduced(syntax, at) or _after_its_kind(syntax, run) or _by_verb(syntax, at, run):
        return True
    if noun and (at < 0 or words[at].tag in ("V", "'", ",") or before in LOCATIVE or before in TOWARDS):
        return True
    if _names_a_kind(syntax, run) and alone and before not in NOT_BY:
        return True
    owner = run.end < len(words) and words[run.end].lower in ("'", "’s", "'s")
    return before in LOCATIVE and alone and not owner


def _is_body(syntax: Syntax, run: Run) -> bool:
    """Whether the name's own words say that it is a body or a faith, or one of a number."""
    names = [word.lower for word in syntax.words[run.first : run.end]]
    if len(names) > 1 and (names[-1] in BODY_KINDS or names[0] in NUMBERED):
        return True
    return all(name in FAITHS for name in names)


def _before(syntax: Syntax, first: int) -> int:
    """The index of the word before a name, articles, adjectives and days left out; -1 where it opens the sentence."""
    at = first - 1
    while at >= 0 and syntax.words[at].tag in ("D", "A", "W"):
        at -= 1
    return at


def _by_verb(syntax: Syntax, at: int, run: Run) -> bool:
    span = at, run.first, run.end
    return taken(syntax, *span) or moved(syntax, *span) or is_scene(syntax, run.end)


def _introduced(syntax: Syntax, at: int) -> bool:
    """ "the town of X", "residents of X", "a place called X", "the battle for X"."""
    words = syntax.words
    if at < 1:
        return False
    before, noun = words[at].lower, words[at - 1].lemma
    if before == "of" and noun in HELD and words[at + 1].tag == "D":
        return False
    if before == "of" and words[at - 1].lower in DIRECTIONS:
        away = distance_km([word.lower for word in words[max(0, at - _AWAY) : at]])
        return away is None or away <= FARTHEST_KM
    if before == "of":
        return noun in SETTLEMENTS - OF_SUBJECTS or noun in DWELLERS or noun in FOUGHT
    if before in CALLED:
        return noun in SETTLEMENTS or noun == "place"
    return before == "for" and noun in FOUGHT


def _kind_after(syntax: Syntax, end: int) -> bool:
    """Whether a noun after a name says what kind of place it is: "X district", "X refugee camp"."""
    words = syntax.words
    if end >= len(words):
        return False
    kinds = SETTLEMENTS | SITES | STRUCTURES
    if words[end].lemma in kinds:
        return True
    following = words[end + 1].lemma if end + 1 < len(words) and words[end].tag in ("N", "A") else ""
    return following in kinds


def _after_its_kind(syntax: Syntax, run: Run) -> bool:
    """ "the river X", "the hamlet X", "another village, X, …"."""
    before = syntax.words[run.first - 1] if run.first else None
    if before is not None and before.tag == "," and run.first > 1:
        noun, after = syntax.words[run.first - 2], syntax.words[run.end : run.end + 1]
        closed = not after or after[0].tag in (",", ".") or after[0].text in ").;"
        return closed and noun.lemma in _APPOSED and noun.lower == noun.lemma
    return before is not None and before.tag == "N" and before.lower in NAMED_AFTER


def _names_a_kind(syntax: Syntax, run: Run) -> bool:
    """ "Panorama Checkpoint", "Kafr Naya": the name's own words say that it is a place."""
    words = syntax.words
    if run.end - run.first < 2:
        return False
    if words[run.first].lower in NUMBERED_SITES and words[run.first + 1].text.isdigit():
        return True
    return words[run.end - 1].lower in KINDS or words[run.first].lower in GENERIC


def _known_spans(syntax: Syntax, mentions: Sequence[Mention]) -> list[Run]:
    """Where the toponyms that are spoken of as places stand."""
    found = []
    for one in mentions:
        inside = [i for i, word in enumerate(syntax.words) if word.start < one.end and one.start < word.end]
        if inside and one.role == "literal":
            found.append(Run(inside[0], inside[-1] + 1))
    return found


def _with_listed(syntax: Syntax, runs: Sequence[Run], standing: Sequence[Run], known: Sequence[Run]) -> list[Run]:
    """The names that stand, and those that are listed with one: "in Gaya and Zang", "Shaffa and Zang villages"."""
    found = set(standing)
    for listed in _lists(syntax, sorted([*runs, *known], key=lambda one: one.first)):
        after = syntax.words[listed[-1].end] if listed[-1].end < len(syntax.words) else None
        said = after is not None and after.lemma in SETTLEMENTS and after.lower != after.lemma
        subject = after is not None and (after.tag == "X" or syntax.group_at[listed[-1].end] >= 0)
        if said or _opened(syntax, listed):
            found |= set(listed)
        elif listed[0] in found or (listed[0] in known and _scenic(syntax, listed[0])):
            plain = listed[: -1 if subject else None]
            found |= {run for run in plain if listed[0] in found or run.end - run.first == 1}
    return sorted((run for run in found if run in runs), key=lambda one: one.first)


def _lists(syntax: Syntax, runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs of names with nothing but commas and a conjunction between them, the conjunction before the last."""
    at = 0
    while at < len(runs):
        listed, joined = [runs[at]], False
        while at + len(listed) < len(runs) and not joined:
            gap = syntax.words[listed[-1].end : runs[at + len(listed)].first]
            if not gap or len(gap) > 3 or any(word.lower not in LINKS for word in gap):
                break
            joined = any(word.tag == "C" for word in gap)
            listed.append(runs[at + len(listed)])
        if joined:
            yield listed
        at += len(listed)


def _scenic(syntax: Syntax, run: Run) -> bool:
    at = _before(syntax, run.first)
    return at >= 0 and (syntax.words[at].lower in LOCATIVE or _introduced(syntax, at))


def _opened(syntax: Syntax, listed: Sequence[Run]) -> bool:
    """ "three villages -- X, Y and Z", "the villages of X and Y", "villages such as X and Y", "attacked X and Y in Z":
    what opens a list of names makes places of them."""
    words = syntax.words
    at = listed[0].first - 1
    if at >= 1 and words[at].lower == "of":
        return words[at - 1].lemma in SETTLEMENTS and words[at - 1].lower != words[at - 1].lemma
    if at >= 2 and words[at].lower in LIKE:
        return any(w.lemma in SETTLEMENTS and w.lower != w.lemma for w in words[max(0, at - _EXAMPLES) : at])
    while at >= 0 and (words[at].tag in (",", "D") or words[at].text[:1] in "-–—:"):
        at -= 1
    if 0 <= at < listed[0].first - 1 and words[at].lemma in SETTLEMENTS and words[at].lower != words[at].lemma:
        return True
    return _raided(syntax, listed)


def _raided(syntax: Syntax, listed: Sequence[Run]) -> bool:
    """ "attacked Gaya and Zang in Z": each a bare name, and the text goes on to say where they lie."""
    words, at = syntax.words, _before(syntax, listed[0].first)
    following = words[listed[-1].end].lower if listed[-1].end < len(words) else ""
    verb = at >= 0 and group_of(syntax, at) is not None and words[at].lemma in RAIDING
    return verb and following in ("in", "near", "outside") and all(run.end - run.first == 1 for run in listed)
