"""Dates that hang on an event: "during his earlier call with", "following these talks", "a day after the raid".

An expression of this kind has an `Anchor`; `resolve` turns it into days once the dates of the other events are known.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from datetime import date

from geomap.coding import dates_calendar as cal
from geomap.coding.dates_absolute import Context
from geomap.coding.dates_calendar import Anchor, DateExpression
from geomap.coding.dates_table import WEEKDAYS, load_dates
from geomap.coding.wordscan import singular
from geomap.model import Span, When

Other = tuple[Span, When]
"""The trigger of another event, and when that was."""

_RELATIONS = {
    "during": "same", "at": "same", "in": "same", "amid": "same", "throughout": "same", "on the sidelines of": "same",
    "after": "after", "following": "after", "since": "after", "in the wake of": "after", "in response to": "after",
    "in retaliation for": "after", "within hours of": "after",
    "before": "before", "ahead of": "before", "prior to": "before", "on the eve of": "before",
}  # fmt: skip
_DEFINITE = frozenset("the this that these those his her their its our my earlier previous such both".split())
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_NAME_STOP = frozenset(
    "The A An This That These Those He She They It His Her Their Its During After Before Following Despite On In At But"
    " And However Meanwhile Although While When As For From With By President Prime Minister Foreign US".split()
)
_ENDS_PHRASE = (
    r"to|by|against|of|for|on|with|from|that|who|which|has|have|had|was|were|is|are|will|\w+[a-z]ed(?= \w+ \w)"
)
_DEMONSTRATIVE = re.compile(r"(?:these|this|those|that|the) ", re.IGNORECASE)
_WEEK = 7
_FAR = 400
"""Characters between an expression and an event that it may still mean without saying a name."""


@functools.cache
def _pattern() -> re.Pattern[str]:
    relations = "|".join(sorted(_RELATIONS, key=len, reverse=True))
    nouns = "|".join(sorted((re.escape(noun) for noun in load_dates().anchors), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<relation>{relations}) (?P<np>[\w’'-]+ (?:(?!(?:{relations}|{_ENDS_PHRASE})\b)[\w’'-]+ ){{0,4}}?)"
        rf"(?P<noun>{nouns})(?:s|es)?\b",
        re.IGNORECASE,
    )


def anchored_dates(context: Context) -> Iterator[DateExpression]:
    """Expressions that name the event they hang on with a definite noun phrase."""
    for match in _pattern().finditer(context.text):
        if not _is_definite(match["np"]):
            continue
        relation = _RELATIONS[match["relation"].casefold()]
        if match["relation"].casefold() == "in" and not _says_when(match["np"]):
            continue
        end = _phrase_end(context.text, match.end())
        first, last = {"same": (0, 0), "after": (0, None), "before": (None, 0)}[relation]
        anchor = Anchor(relation, first, last, (match.start("np"), end))
        yield DateExpression(match.start(), match.end(), match[0], None, "anchored", None, anchor)


def _is_definite(phrase: str) -> bool:
    words = phrase.split()
    return words[0].casefold() in _DEFINITE or any(re.search(r"['’]s?$", word) for word in words)


def _says_when(phrase: str) -> bool:
    """Whether "in the … talks" tells when rather than where or how."""
    return bool(re.search(r"\b(earlier|previous|last|same|these|this)\b", phrase, re.IGNORECASE))


def _phrase_end(text: str, start: int) -> int:
    """The end of what a preposition adds to the noun ("call with Trump"), up to the next comma or stop."""
    match = re.match(
        r"(?: (?:with|between|by|of|on|in|against|to|at|and) [^,.;:!?\n]{0,60})?", text[start : start + 80]
    )
    return start + (match.end() if match else 0)


def resolve(
    expression: DateExpression,
    *,
    text: str,
    sentence: tuple[int, int],
    trigger: Span,
    others: Sequence[Other],
    reference: date | None,
    main: When | None = None,
) -> When | None:
    """When the event with this trigger was, by an expression that hangs on another event; None where that is not known.

    Where the trigger stands inside the phrase that names the anchor ("a day after Trump's call"), the relation is
    turned round: the event is the anchor of what the main clause tells, whose own day is `main` where it says one.
    """
    anchor = expression.anchor
    if anchor is None:
        return None
    inside = anchor.holds(trigger.start)
    if inside and trigger.start < expression.end and expression.kind == "anchored":
        return None  # the noun itself: "during his call" does not date the call
    if inside:
        main = main or _main_clause(expression, trigger=trigger, others=others)
        if main is None or anchor.first is None or anchor.last is None:
            return None
        return cal.shift(main, -anchor.last, -anchor.first)
    known = _named_anchor(expression, text=text, sentence=sentence, trigger=trigger, others=others)
    return apply(anchor, known, reference=reference) if known else None


def apply(anchor: Anchor, known: When, *, reference: date | None) -> When | None:
    """The days that stand in the anchor's relation to a known interval. Nothing told as past lies after publication."""
    relation, _, weekday = anchor.relation.partition(":")
    if weekday:
        return _next_weekday(int(weekday), relation, known)
    moved = cal.shift(known, anchor.first, anchor.last)
    if anchor.relation == "after" and anchor.last is None:
        if reference is None or (known.end is not None and known.end > reference):
            return When(known.start, None, "unknown")
        close = known.start is not None and (reference - known.start).days <= _WEEK
        return cal.interval(known.start, reference, "range" if close else "unknown")
    if anchor.relation == "before" and anchor.first is None:
        return When(None, known.end, "unknown")
    return moved


def _next_weekday(index: int, relation: str, known: When) -> When | None:
    base = known.start if relation == "previous" else known.end
    if base is None or index >= len(WEEKDAYS):
        return None
    step = (index - base.weekday()) % 7 or 7
    when = cal.one_day(base)
    return cal.shift(when, step, step) if relation == "following" else cal.shift(when, step - 7 or -7, step - 7 or -7)


def _main_clause(expression: DateExpression, *, trigger: Span, others: Sequence[Other]) -> When | None:
    """The date of the event that the expression's own clause tells: the nearest one before it, else any other."""
    before = [(span.start, when) for span, when in others if span.start < expression.start and span != trigger]
    return max(before, key=lambda pair: pair[0])[1] if before else None


def _named_anchor(
    expression: DateExpression, *, text: str, sentence: tuple[int, int], trigger: Span, others: Sequence[Other]
) -> When | None:
    """The date of the event that the expression names: the one whose trigger stands in its phrase.

    Else that of the same family which shares most names with the sentence; of equals the nearest before it.
    """
    anchor = expression.anchor
    if anchor is None or anchor.tail is None:
        return None
    first, last = anchor.tail
    # A dated mention inside the phrase wins; without one the noun refers to an event told elsewhere.
    held = [when for span, when in others if first <= span.start < last and span != trigger]
    if held:
        return held[0]
    families = _families(text[first:last])
    here = _names(text[sentence[0] : sentence[1]])
    scored = []
    for span, when in others:
        if span == trigger or not families & _families(span.text) or first <= span.start < last:
            continue
        shared = len(here & _names(text[max(0, span.start - 90) : span.end + 90]))
        distance = abs(span.start - expression.start)
        if shared or distance <= _FAR or _DEMONSTRATIVE.match(text, first):
            scored.append((shared, -(span.start > expression.start), -distance, span.start, when))
    return max(scored, key=lambda entry: entry[:4])[4] if scored else None


def _families(phrase: str) -> frozenset[str]:
    """The families of events that the words of a phrase may name."""
    anchors, words = load_dates().anchors, phrase.split()
    found: frozenset[str] = frozenset()
    for word in words:
        key = re.sub(r"[^\w-]", "", word).casefold()
        found |= anchors.get(key, frozenset()) | anchors.get(singular(key), frozenset())
    return found | _VERB_FAMILIES.get(words[0].casefold(), frozenset()) if words else found


_VERB_FAMILIES = {
    "met": frozenset(("meeting",)), "meet": frozenset(("meeting",)), "visited": frozenset(("meeting",)),
    "visit": frozenset(("meeting",)), "spoke": frozenset(("call", "meeting")), "phoned": frozenset(("call",)),
    "called": frozenset(("call",)), "telephoned": frozenset(("call",)), "signed": frozenset(("agreement",)),
    "struck": frozenset(("attack",)), "hit": frozenset(("attack",)), "attacked": frozenset(("attack",)),
    "bombed": frozenset(("attack",)), "shelled": frozenset(("attack",)), "killed": frozenset(("attack",)),
    "raided": frozenset(("attack",)), "stormed": frozenset(("attack",)), "arrested": frozenset(("arrest",)),
    "marched": frozenset(("protest",)), "rallied": frozenset(("protest",)), "captured": frozenset(("attack",)),
    "discussed": frozenset(("call", "meeting")), "launched": frozenset(("attack",)),
}  # fmt: skip
"""Triggers that are verbs, and the family of nouns that refer back to them."""


def _names(stretch: str) -> frozenset[str]:
    return frozenset(re.sub(r"['’]s?$", "", name) for name in _NAME.findall(stretch)) - _NAME_STOP
