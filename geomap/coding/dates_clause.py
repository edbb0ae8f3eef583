"""Whether a date expression stands in a clause below the one that tells an event, by the sentence's tree.

"Unions threatened to strike from Monday" was no Monday's threat, nor "condemned the raid carried out on 3 January" a
condemnation of January. Without a tree nothing is said. The relations are those of Universal Dependencies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geomap.coding.dates_calendar import DateExpression
from geomap.coding.dates_table import load_dates
from geomap.coding.tolls_stated import stated_tolls
from geomap.model import Span, When

if TYPE_CHECKING:
    from geomap.language import Doc
    from geomap.language.records import Token, Tree

_DESCRIBING = frozenset(("acl", "acl:relcl"))
_APART = frozenset("since after before until till if unless because although though".split())
"""What opens a clause that tells of another time, as "when" and "while" do not."""
_SAID = "VRB."
_FRESH = timedelta(days=3)
"""What is said is news for so long: an older day beside words of blame is that of the deed."""
_BRIEF = 25
"""Characters within which an expression still follows the verb: "accused Greece on 3 May of"."""
_TO_DO = re.compile(r"\bto [a-z]+$", re.IGNORECASE)
_OWNER = re.compile(r"['’]s\b")
_OCCASION = re.compile(r"\b(?:at|during|in)(?: the)? $", re.IGNORECASE)
_OWNED = 30
"""Characters between a possessor and the noun it dates."""
_LIKENED = re.compile(r"\b(?:as|like) (?:it|they|he|she|we) (?:did|had|have|has)\b[^,;]*$", re.IGNORECASE)
_INFLECTED = re.compile(r"(?:s|es|d|ed|ing)?$")


def below(doc: Doc, sentence_index: int, trigger: Span, found: DateExpression, *, reference: date | None) -> bool:
    """Whether the expression dates a clause below the trigger, and not the trigger itself."""
    if doc.trees is None:
        return False
    tokens, tree = doc.sentences[sentence_index].tokens, doc.trees.of(sentence_index)
    date_at, told_at = _top(tokens, tree, found.start, found.end), _top(tokens, tree, trigger.start, trigger.end)
    path = _path(tree, date_at, told_at)
    if not path:
        return False
    past = old(found.when, reference)
    own = {at for at, token in enumerate(tokens) if trigger.start < token.end and token.start < trigger.end}
    return any(
        tokens[at].start < found.start and _shuts(tokens, tree, at, old=past, described=tree.heads[at] in own)
        for at in path
    )


def of_what_is_said(event_type: str, trigger: Span, found: DateExpression, *, reference: date | None) -> bool:
    """Whether an expression behind words of blame or demand is of the deed they are about: what is said is news, and
    what is threatened is to come ("threatened to attack Goma on Sunday").
    """
    if event_type.startswith(_SAID) and found.start > trigger.end and _TO_DO.search(trigger.text):
        return True
    return event_type.startswith(_SAID) and found.start - trigger.end > _BRIEF and old(found.when, reference)


def of_something_else(text: str, trigger: Span, found: DateExpression, *, reference: date | None) -> bool:
    """Whether an expression is an old possessor of what the event is about: "marched against last year's law", not "at
    last year's summit", where the event was."""
    owner = _OWNER.match(text, found.end - 2) is not None or _OWNER.match(text, found.end) is not None
    if not owner or 0 <= trigger.start - found.end <= _OWNED or not old(found.when, reference):
        return False
    return _OCCASION.search(text[max(0, found.start - _OWNED) : found.start]) is None


def of_likeness(text: str, trigger: Span, found: DateExpression) -> bool:
    """Whether an expression dates what a deed is likened to: "would strike the base, as it did in June"."""
    return found.start > trigger.end and _LIKENED.search(text, trigger.end, found.start) is not None


def of_the_count(text: str, stretch: tuple[int, int], trigger: Span, found: DateExpression) -> bool:
    """Whether an expression says when a toll rose, not when that came about which it is the toll of: "the toll from
    Monday's blast rose to 31 on Wednesday"."""
    tolls = stated_tolls(text, start=stretch[0], end=stretch[1])
    return any(
        toll.of_span[0] <= trigger.start < toll.of_span[1] and not toll.of_span[0] <= found.start < toll.of_span[1]
        for toll in tolls
    )


def _top(tokens: Sequence[Token], tree: Tree, start: int, end: int) -> int:
    """The word of a stretch that all its others hang on; -1 where it holds none."""
    inside = [at for at, token in enumerate(tokens) if start < token.end and token.start < end]
    out = [at for at in inside if tree.heads[at] not in inside or tree.heads[at] == at]
    return min(out, key=lambda at: len(_path(tree, at, -1)), default=-1)


def _path(tree: Tree, start: int, goal: int) -> list[int]:
    """The words from one up to another that it hangs on, without that; to the root for -1. Empty where it does not."""
    path: list[int] = []
    at = start
    while at >= 0 and at != goal:
        path.append(at)
        if tree.heads[at] == at:
            return path if goal < 0 else []
        at = tree.heads[at]
    return path


def _shuts(tokens: Sequence[Token], tree: Tree, at: int, *, old: bool, described: bool) -> bool:
    """Whether a word heads a clause with a time of its own.

    What describes a noun has one only where it is not the day's news ("hit a bus that carried mourners on Friday"), and
    not where it describes what the event is told by ("the bomb that killed seven in 2019").
    """
    dep = tree.deps[at]
    if dep in _DESCRIBING:
        return old and not described
    if dep == "advcl":
        return any(
            tree.heads[child] == at and tree.deps[child] == "mark" and token.text.casefold() in _APART
            for child, token in enumerate(tokens)
        )
    if dep == "ccomp":
        return True
    return dep == "xcomp" and _speaks(tokens[tree.heads[at]].text.casefold())


def _speaks(word: str) -> bool:
    """Whether a verb is of words rather than deeds: what it brings has its own time."""
    return any(
        word.startswith(stem) and _INFLECTED.fullmatch(word, len(stem)) is not None for stem in load_dates().words
    )


def old(when: When | None, reference: date | None) -> bool:
    """Whether a time is no longer the news of the day of reference."""
    if reference is None or when is None or when.end is None:
        return False
    return when.precision in {"month", "year"} or when.end < reference - _FRESH
