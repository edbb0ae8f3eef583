"""What the words of a sentence say that it is about: a game, a market, a kitchen; and whether it is in earnest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from geomap.coding.subjects_table import SETTLED, SURE, SubjectTable, load_subjects
from geomap.coding.syntax import Syntax
from geomap.coding.words import Word, closed_classes

_ARMED = frozenset("rebel force stateforce group explosive drone artillery aircraft".split())
"""Classes of words that speak of arms and of those who bear them."""
_REACH = 4
"""Words between what hurts and who was hurt."""
_DASHES = frozenset("–-—")
LEANING = 2
_SCORED = 2
"""What a score ("4–0") says for a game."""
_WAS = frozenset("was were been".split())
_OF_GAMES = frozenset("video computer board strategy mobile card arcade".split())
_NUMBERED = frozenset("first second third fourth fifth final last opening closing next".split())
PARTS = frozenset("act part scene chapter level mission quest".split())


@dataclass(frozen=True, slots=True)
class Company:
    """What the words of a sentence say of it: its `subjects`; whether it is in `earnest` (speaks of arms or of those
    who bear them) or `grave` (of bombs, gunmen, people hurt); where it speaks of works; whether of games.
    `leaning`: what a likely word or two weak ones are of.
    """

    subjects: frozenset[str]
    earnest: bool
    grave: bool
    works: tuple[int, ...]
    games: bool
    leaning: frozenset[str] = frozenset()


NOBODY = Company(frozenset(), False, False, (), False)
"""That of a sentence which nobody asks about."""


def company_of(syntax: Syntax, classes: Sequence[frozenset[str]]) -> Company:
    """What a sentence is about."""
    table = load_subjects()
    pairs = [f"{one.lower}_{two.lower}" for one, two in pairwise(syntax.words)]
    known, points = table.points, {"sport": _SCORED} if _scored(syntax.words) else {}
    told = [((word.lower, word.lemma), word.tag == "P") for word in syntax.words]
    for forms, name in (*told, *(((pair,), False) for pair in pairs)):
        if forms[0] not in known and forms[-1] not in known:
            continue  # most words
        for subject, worth in points_of(forms, table).items():
            if worth >= SURE or not name:  # "the West Bank" is no bank
                points[subject] = points.get(subject, 0) + worth
    grave = _grave(syntax, pairs, table)
    said = {form for word in syntax.words for form in _forms(word)}
    return Company(
        frozenset(subject for subject, total in points.items() if total >= SETTLED),
        grave or _armed(syntax, classes),
        grave,
        tuple(i for i, word in enumerate(syntax.words) if _is_work(syntax.words, i, table)),
        not table.games.isdisjoint(said) or not table.games.isdisjoint(pairs),
        frozenset(subject for subject, total in points.items() if total >= LEANING),
    )


def points_of(forms: Sequence[str], table: SubjectTable) -> dict[str, int]:
    """What the forms of one word add to each subject."""
    best: dict[str, int] = {}
    for form in forms:
        for subject, worth in table.points.get(form, {}).items():
            best[subject] = max(worth, best.get(subject, 0))
    return best


def _forms(word: Word) -> tuple[str, ...]:
    return (word.lower, word.lemma) if word.lower != word.lemma else (word.lower,)


def _is_work(words: Sequence[Word], index: int, table: SubjectTable) -> bool:
    """Whether a word names a work or a part of one: "the novel", "the third act", "Act Three"."""
    if words[index].lemma in PARTS:
        following = words[index + 1].lower if index + 1 < len(words) else ""
        return (
            following.isdigit()
            or closed_classes().get(following) == "#"
            or (index > 0 and words[index - 1].lower in _NUMBERED)
        )
    if words[index].lemma == "game":
        return index > 0 and words[index - 1].lower in _OF_GAMES
    return not table.works.isdisjoint(_forms(words[index])) and words[index].tag in ("N", "P", "A")


def _scored(words: Sequence[Word]) -> bool:
    """Whether a sentence gives a score: "4–0"."""
    return any(
        one.text.isdigit() and two.text.isdigit() and len(one.text) < 3 and len(two.text) < 3
        for one, dash, two in zip(words, words[1:], words[2:], strict=False)
        if dash.text in _DASHES
    )


def _armed(syntax: Syntax, classes: Sequence[frozenset[str]]) -> bool:
    """Whether a sentence speaks of arms or of those who bear them."""
    return any(_noun(syntax, index) and not _ARMED.isdisjoint(each) for index, each in enumerate(classes))


def _noun(syntax: Syntax, index: int) -> bool:
    """Whether a word stands as a noun: "bomb them with lime" is a verb, whatever the tagger says."""
    following = syntax.words[index + 1].tag if index + 1 < len(syntax.words) else ""
    return syntax.words[index].tag in ("N", "P") and following not in ("D", "O")


def _grave(syntax: Syntax, pairs: Sequence[str], table: SubjectTable) -> bool:
    """Whether a sentence speaks of bombs and gunmen, or of people hurt or carried off."""
    words = syntax.words
    return not table.earnest.isdisjoint(pairs) or any(
        word.lower in table.seized
        or (word.lower in table.earnest and _noun(syntax, index))
        or _hurts(words, index, table)
        for index, word in enumerate(words)
    )


def _hurts(words: Sequence[Word], index: int, table: SubjectTable) -> bool:
    """ "killed nine people", "was wounded": people, and no hopes or dreams."""
    if words[index].lower not in table.hurt:
        return False
    before, after = words[max(0, index - _REACH) : index], words[index + 1 : index + 1 + _REACH]
    passive = any(each.lower in _WAS for each in before)
    return passive or any(each.tag == "#" or each.lower in table.people for each in (*before, *after))
