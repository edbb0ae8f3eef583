"""Which of the date expressions around it dates an event, by tense, clause and paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geomap.coding import dates_calendar as cal
from geomap.coding.dates_anchored import Other, resolve
from geomap.coding.dates_calendar import DateExpression
from geomap.coding.dates_clause import below, of_likeness, of_something_else, of_the_count, of_what_is_said, old
from geomap.coding.dates_cost import AT_ONCE, ELSEWHERE_COST, cost_of
from geomap.coding.dates_covered import period_of
from geomap.coding.ordered import between, paragraph_start, sentence_start
from geomap.model import Span, When

if TYPE_CHECKING:
    from geomap.language import Doc

AHEAD = frozenset(("planned",))
"""Statuses whose date lies ahead."""

TIMELESS = frozenset(("ongoing", "historical"))
"""Statuses that get no date unless an expression gives one."""

_OFFERS = frozenset(("proposed", "promised"))
_SPEECH = re.compile(
    r"\b(?:said|says|told (?:\w+ ){0,4}?\w+|announced|reported|confirmed|added|stated|wrote|posted|tweeted|declared"
    r"|acknowledged|according to [\w ]{1,40}|statement|report|interview|press conference|briefing|spokes\w+)"
    r"(?: (?:in|at|to|late|early|by|a|an|his|her|the|its|statement|interview|reporters|journalists))*"
    r"(?: on| late| early)*\s$",
    re.IGNORECASE,
)
_SPEECH_WORD = re.compile(
    r"(?:said|says|told|announced|reported|confirmed|added|stated|wrote|posted|declared|acknowledged)$", re.IGNORECASE
)
_PERFECT = re.compile(
    r"\b(?:have|has|['’]ve)(?: (?:also|already|since|previously|recently|\w+ly))? (?:been )?$", re.IGNORECASE
)
_PLUPERFECT = re.compile(r"\bhad(?: (?:also|already|previously|earlier|\w+ly))? (?:been )?$", re.IGNORECASE)
_CONTRAST = re.compile(r"\b(?:although|though|while|whereas|but|even as)\b|;", re.IGNORECASE)
_PUT_OFF = re.compile(r"\b(?:postponed|put off|delayed|deferred|pushed back|rescheduled)(?: late| early)?(?: on)? $")
_AHEAD_COST = 130
_MOST_COST = 190


@dataclass(frozen=True, slots=True)
class _Asked:
    """An event whose date is asked for, with what is known of the others."""

    doc: Doc
    index: int
    trigger: Span
    status: str
    event_type: str
    others: Sequence[Other]
    reference: date | None

    @property
    def text(self) -> str:
        return self.doc.article.text

    @property
    def stretch(self) -> tuple[int, int]:
        """Where the sentence begins and ends."""
        sentence = self.doc.sentences[self.index]
        return sentence.start, sentence.end


def choose(
    doc: Doc,
    *,
    sentence_index: int,
    trigger: Span,
    status: str,
    expressions: Sequence[DateExpression],
    others: Sequence[Other],
    reference: date | None,
    event_type: str = "",
) -> When | None:
    """The date of an event; see `dates.date_of`."""
    asked = _Asked(doc, sentence_index, trigger, status, event_type, others, reference)
    text = asked.text
    inside = between(expressions, *asked.stretch, start=_offset)
    counted = [each for each in inside if of_the_count(text, asked.stretch, trigger, each)]
    inside = [each for each in inside if each not in counted]
    if status not in AHEAD | TIMELESS and (before := _before_topic(text, trigger, asked.stretch, inside)):
        return before
    rivals = [span for span, _ in between(others, *asked.stretch, start=_told_at) if span != trigger]
    days = [each for each in inside if each.anchor is None and each.when is not None and each.when.precision == "day"]
    spoken: list[tuple[int, When]] = []
    scored: list[tuple[int, When]] = []
    for found in inside:
        when = _meant(asked, found, days)
        if when is None or (status not in AHEAD and _to_come(when, reference)):
            continue
        if status in AHEAD and _PUT_OFF.search(text[max(asked.stretch[0], found.start - 24) : found.start]):
            continue  # the day of the decision, not the day that was put off
        cost = _cost(asked, found, rivals)
        if _is_spoken(text, found, trigger, start=asked.stretch[0]) and when.precision in {"day", "range"}:
            spoken.append((cost, when))
        elif cost <= _MOST_COST:
            scored.append((cost, when))
    if scored:
        return min(scored, key=lambda pair: pair[0])[1]
    if spoken and status not in AHEAD | TIMELESS:
        return _reported(min(spoken, key=lambda pair: pair[0])[1])
    period = period_of(text, expressions) if status not in AHEAD | TIMELESS | _OFFERS else None
    by_then = [each.when.end for each in counted if each.when is not None and each.when.end is not None]
    told = _inherited(asked, expressions) or (When(None, min(by_then), "unknown") if by_then else None)
    return told or period or _default(status, reference)


def _to_come(when: When, reference: date | None) -> bool:
    """Whether a time lies ahead of the news, so that nothing told as done was then: "freed him after 40 days"."""
    return reference is not None and when.start is not None and when.start > reference


def _meant(asked: _Asked, found: DateExpression, days: Sequence[DateExpression]) -> When | None:
    """What an expression of the sentence means for the event, None where it says nothing of it."""
    when = _reading(found, asked.status) or _announced(asked.text, asked.trigger, found, asked.status)
    if when is not None or found.anchor is None:
        return when
    day = _beside(found, days)
    if day is not None and not found.anchor.holds(asked.trigger.start):
        return None  # "on Tuesday, two days after the raid": Tuesday it is
    when = resolve(
        found,
        text=asked.text,
        sentence=asked.stretch,
        trigger=asked.trigger,
        others=asked.others,
        reference=asked.reference,
        main=day,
    )
    return when or (found.fallback if asked.status not in AHEAD else None)


def _cost(asked: _Asked, found: DateExpression, rivals: Sequence[Span]) -> int:
    """What speaks against an expression of the sentence as the date of the event."""
    if found.kind == "discourse" and found.anchor is not None and found.anchor.holds(asked.trigger.start):
        return 0
    start, end = asked.stretch
    cost = cost_of(asked.text, asked.trigger, found, start=start, end=end, rivals=rivals)
    if asked.status in AHEAD:
        return cost
    if (
        below(asked.doc, asked.index, asked.trigger, found, reference=asked.reference)
        or of_what_is_said(asked.event_type, asked.trigger, found, reference=asked.reference)
        or of_likeness(asked.text, asked.trigger, found)
        or of_something_else(asked.text, asked.trigger, found, reference=asked.reference)
    ):
        cost += ELSEWHERE_COST
    if found.looks_ahead and found.ahead is not None and found.kind != "discourse":
        cost += _AHEAD_COST
    return cost


def _beside(found: DateExpression, days: Sequence[DateExpression]) -> When | None:
    """The day that the clause says itself which an expression with an event of its own belongs to: the last before it,
    else the first after what names that event. "On Tuesday, two days after …"; "two days after …, on Tuesday"."""
    tail = found.anchor.tail if found.anchor is not None else None
    if tail is None:
        return None
    before = [each for each in days if each.end <= found.start]
    after = [each for each in days if 0 <= each.start - tail[1] <= AT_ONCE]
    return before[-1].when if before else after[0].when if after else None


def _reading(found: DateExpression, status: str) -> When | None:
    """The reading of an expression that fits the status. A promise or a threat is of the day that it was made."""
    if found.kind == "dateline":
        return None
    return found.ahead if status in AHEAD else found.when


def _announced(text: str, trigger: Span, found: DateExpression, status: str) -> When | None:
    """The day that a proposal names for itself ("a strike for 20 February"): it follows the trigger at once."""
    if status not in {"proposed", "promised"} or found.kind == "until" or not 0 <= found.start - trigger.end <= AT_ONCE:
        return None
    return found.ahead if text[trigger.end : found.start].strip() in {"for", "on", "in", "from"} else None


def _is_spoken(text: str, found: DateExpression, trigger: Span, *, start: int) -> bool:
    """Whether an expression dates the telling ("police said on Tuesday") rather than what is told."""
    verb = telling(text, found, start=start)
    return verb is not None and not (verb <= trigger.start < found.start) and not _SPEECH_WORD.search(trigger.text)


def telling(text: str, found: DateExpression, *, start: int) -> int | None:
    """Where the words of saying begin that an expression belongs to ("police said on Tuesday"), None without them."""
    first = max(start, found.start - 60)
    match = _SPEECH.search(text[first : found.start].replace("\n", " "))
    return first + match.start() if match else None


def _reported(when: When) -> When:
    """What is reported on a day happened on it or the day before."""
    if when.precision != "day" or when.start is None:
        return when
    return cal.interval(when.start - timedelta(days=1), when.end)


def _before_topic(text: str, trigger: Span, sentence: tuple[int, int], found: Sequence[DateExpression]) -> When | None:
    """A perfect set against a dated clause ("Wednesday's call …, although they have met") lies before that day."""
    if not _PERFECT.search(text[max(sentence[0], trigger.start - 30) : trigger.start]):
        return None
    for each in found:
        first, last = sorted(((each.start, each.end), (trigger.start, trigger.end)))
        day = each.when if each.when is not None and each.when.precision == "day" else None
        if day is not None and _CONTRAST.search(text[first[1] : last[0]]):
            return When(None, day.end, "unknown")
    return None


def _inherited(asked: _Asked, expressions: Sequence[DateExpression]) -> When | None:
    """The day that the paragraph was telling of before this sentence, for what goes on in the same breath."""
    doc, trigger, status, reference = asked.doc, asked.trigger, asked.status, asked.reference
    if status in AHEAD | TIMELESS:
        return None
    text, sentence = asked.text, doc.sentences[asked.index]
    if _PERFECT.search(text[max(sentence.start, trigger.start - 30) : trigger.start]):
        return None  # "has refused": the state of things now, not what went on then
    # What stands offered now need not have been offered when the rest of the paragraph was.
    first = sentence.start if status in _OFFERS else paragraph_start(doc, sentence.start)
    last = doc.sentences[asked.index - 1].start if asked.index else sentence.start

    def fits(start: int, when: When) -> bool:
        if asked.event_type.startswith("VRB.") and old(when, reference):
            return False  # what is said is news, whatever the paragraph goes back to
        return when.precision in {"day", "range"} or (when.precision == "month" and last <= start < sentence.start)

    told = [
        next(_told_before(asked.others, (first, sentence.end), trigger=trigger, reference=reference, fits=fits), None),
        next(_spoken_before(doc, expressions, (first, sentence.start), trigger=trigger, fits=fits), None),
    ]
    days = [each for each in told if each is not None]
    if not days:
        return None
    when = max(days, key=lambda pair: pair[0])[1]
    if _PLUPERFECT.search(text[max(sentence.start, trigger.start - 30) : trigger.start]):
        return When(None, when.end, "unknown")
    return when


def _told_before(
    others: Sequence[Other],
    stretch: tuple[int, int],
    *,
    trigger: Span,
    reference: date | None,
    fits: Callable[[int, When], bool],
) -> Iterator[tuple[int, When]]:
    """The dates of the events of a stretch, the last first."""
    for span, when in reversed(between(others, *stretch, start=_told_at)):
        past = reference is None or when.end is None or when.end <= reference
        if span != trigger and past and fits(span.start, when):
            yield span.start, when


def _spoken_before(
    doc: Doc,
    expressions: Sequence[DateExpression],
    stretch: tuple[int, int],
    *,
    trigger: Span,
    fits: Callable[[int, When], bool],
) -> Iterator[tuple[int, When]]:
    """The days that a stretch speaks of, the last first, but those of the telling."""
    for found in reversed(between(expressions, *stretch, start=_offset)):
        named = found.kind in {"weekday", "relative", "absolute", "discourse"} and not found.looks_ahead
        if found.when is None or not named or not fits(found.start, found.when):
            continue
        if not _is_spoken(doc.article.text, found, trigger, start=sentence_start(doc, found.start)):
            yield found.start, found.when


def _offset(found: DateExpression) -> int:
    return found.start


def _told_at(other: Other) -> int:
    return other[0].start


def _default(status: str, reference: date | None) -> When | None:
    """Without a word on time: what is told as done lies before publication, what is planned after it."""
    if reference is None or status in TIMELESS:
        return None
    return When(reference, None, "unknown") if status in AHEAD else When(None, reference, "unknown")
