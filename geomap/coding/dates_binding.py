"""Which of the date expressions around it dates an event, by tense, clause and paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geomap.coding import dates_calendar as cal
from geomap.coding.dates_anchored import Other, resolve
from geomap.coding.dates_calendar import DateExpression
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
_BOUNDARY = re.compile(
    r"[;:—–]|,(?!\d)|\b(?:while|who|which|whose|where|when|that|after|before|because|although|though|but|as|and|with|since"
    r"|until|if|unless|amid|following)\b",
    re.IGNORECASE,
)
_PERFECT = re.compile(
    r"\b(?:have|has|['’]ve)(?: (?:also|already|since|previously|recently|\w+ly))? (?:been )?$", re.IGNORECASE
)
_PLUPERFECT = re.compile(r"\bhad(?: (?:also|already|previously|earlier|\w+ly))? (?:been )?$", re.IGNORECASE)
_CONTRAST = re.compile(r"\b(?:although|though|while|whereas|but|even as)\b|;", re.IGNORECASE)
_RELATIVE_NEXT = re.compile(r"(?: [\w’'-]+){0,3}?,? (?:which|who|that|where)\b")
_RELATIVE_OPEN = re.compile(r",? (?:which|who|whose|where)\b(?:[^,;:]|,(?=\d))*$", re.IGNORECASE)
_DATES_A_NOUN = re.compile(
    r"\b(?:dat(?:es|ed|ing) (?:from|back to|to)|(?:signed|born|founded|established|elected|built|introduced|adopted) in"
    r"|the coup of|the war of)(?: early| late| mid)? $",
    re.IGNORECASE,
)
_MODIFIER = re.compile(r"['’]s")
_MODIFIED = re.compile(r"\b(?:the|its|a|an|his|her|their) $", re.IGNORECASE)
_PARENTHESIS = re.compile(r",(?!\d)(?:[^,;:]|,(?=\d)){1,80},(?!\d)")
_STOP = re.compile(r"[;:—]\s|, (?:and|but|while) ")
_COVERS = re.compile(
    r"\b(?:reporting period|period covered|period under review|covering(?: the (?:period|week))?|coverage)"
    r"(?: (?:of|from|is))?\s*[:–—-]?\s*$",
    re.IGNORECASE,
)
_BULLETIN_HEAD = 600
"""Characters within which a bulletin says what period it covers."""
_OPENING = 25
_HEAD_REACH = 30
_AT_ONCE = 8
_BOUNDARY_COST = 30
_OTHER_TRIGGER_COST = 60
_ELSEWHERE_COST = 200
_AHEAD_COST = 130
_MOST_COST = 190


def choose(
    doc: Doc,
    *,
    sentence_index: int,
    trigger: Span,
    status: str,
    expressions: Sequence[DateExpression],
    others: Sequence[Other],
    reference: date | None,
) -> When | None:
    """The date of an event; see `dates.date_of`."""
    sentence = doc.sentences[sentence_index]
    text = doc.article.text
    inside = between(expressions, sentence.start, sentence.end, start=_offset)
    if status not in AHEAD | TIMELESS and (
        before := _before_topic(text, trigger, (sentence.start, sentence.end), inside)
    ):
        return before
    near = between(others, sentence.start, sentence.end, start=_told_at)
    rivals = [span for span, _ in near if span != trigger]
    spoken: list[tuple[int, When]] = []
    scored: list[tuple[int, When]] = []
    for found in inside:
        when = _reading(found, status) or _announced(text, trigger, found, status)
        if when is None and found.anchor is not None:
            where = (sentence.start, sentence.end)
            when = resolve(found, text=text, sentence=where, trigger=trigger, others=others, reference=reference)
            when = when or (found.fallback if status not in AHEAD else None)
        if when is None:
            continue
        cost = _cost(text, trigger, found, start=sentence.start, end=sentence.end, rivals=rivals)
        if found.looks_ahead and status not in AHEAD and found.ahead is not None and found.kind != "discourse":
            cost += _AHEAD_COST
        if _is_spoken(text, found, trigger, start=sentence.start) and when.precision in {"day", "range"}:
            spoken.append((cost, when))
        elif cost <= _MOST_COST:
            scored.append((cost, when))
    if scored:
        return min(scored, key=lambda pair: pair[0])[1]
    if spoken and status not in AHEAD | TIMELESS:
        return _reported(min(spoken, key=lambda pair: pair[0])[1])
    inherited = _inherited(
        doc, sentence_index, trigger, status=status, expressions=expressions, others=others, reference=reference
    )
    period = _period(text, expressions) if status not in AHEAD | TIMELESS | _OFFERS else None
    return inherited or period or _default(status, reference)


def _period(text: str, expressions: Sequence[DateExpression]) -> When | None:
    """The days that a bulletin says it covers ("Reporting period: 5-11 May"): its undated events fall within them."""
    for found in expressions:
        if found.start > _BULLETIN_HEAD:
            return None
        if found.when is not None and _COVERS.search(text[max(0, found.start - 40) : found.start]):
            return found.when
    return None


def _reading(found: DateExpression, status: str) -> When | None:
    """The reading of an expression that fits the status. A promise or a threat is of the day that it was made."""
    if found.kind == "dateline":
        return None
    return found.ahead if status in AHEAD else found.when


def _announced(text: str, trigger: Span, found: DateExpression, status: str) -> When | None:
    """The day that a proposal names for itself ("a strike for 20 February"): it follows the trigger at once."""
    if (
        status not in {"proposed", "promised"}
        or found.kind == "until"
        or not 0 <= found.start - trigger.end <= _AT_ONCE
    ):
        return None
    return found.ahead if text[trigger.end : found.start].strip() in {"for", "on", "in", "from"} else None


def _cost(text: str, trigger: Span, found: DateExpression, *, start: int, end: int, rivals: Sequence[Span]) -> int:
    """How far an expression is from a trigger: characters, and a price for each clause boundary and rival between."""
    if found.start <= trigger.start < found.end:
        return 0
    first, last = sorted(((trigger.start, trigger.end), (found.start, found.end)))
    between = text[first[1] : last[0]]
    cost = len(between) // 2 + _price(text, trigger, found, start=start, end=end)
    if _opens_clause(text, found, start=start) and trigger.start > found.end:
        return 10 + 5 * len(_BOUNDARY.findall(between)) + cost - len(between) // 2
    nearer = any(
        first[1] <= span.start < last[0] and abs(span.start - found.start) < abs(trigger.start - found.start)
        for span in rivals
    )
    headed = _RELATIVE_NEXT.match(text, trigger.end)  # the trigger is a noun that a relative clause tells more of
    if headed and found.start > trigger.end:
        between = text[headed.end() : found.start] if headed.end() <= found.start else ""
    crossings = len(_BOUNDARY.findall(_PARENTHESIS.sub(" ", between)))
    return cost + _BOUNDARY_COST * crossings + _OTHER_TRIGGER_COST * nearer


def _opens_clause(text: str, found: DateExpression, *, start: int) -> bool:
    """Whether an expression opens its sentence or what follows a colon ("On Monday, …"): it holds for all of it."""
    colon = max((match.end() for match in _STOP.finditer(text, start, found.start)), default=start)
    return found.start - colon <= _OPENING and text[found.end : found.end + 1] == ","


def _price(text: str, trigger: Span, found: DateExpression, *, start: int, end: int) -> int:
    """What speaks against an expression whatever its distance: it dates a noun, or stands in another clause."""
    price = 0 if found.anchor is None else 10
    own = 0 <= found.start - trigger.end <= _AT_ONCE  # "was signed in 1923": the participle is the trigger itself
    if not own and _DATES_A_NOUN.search(text[max(start, found.start - 30) : found.start]):
        price += _ELSEWHERE_COST
    if _MODIFIER.match(text, found.end - 2) or _MODIFIED.search(text[max(start, found.start - 6) : found.start]):
        # "Monday's raid", "the March 3 raid": it dates that noun
        price += 0 if 0 <= trigger.start - found.end <= _HEAD_REACH else _OTHER_TRIGGER_COST
    clause = _relative_clause(text, found, start=start, end=end)
    heads = clause and 0 <= clause[0] - trigger.end <= _HEAD_REACH
    if clause and not heads and not clause[0] <= trigger.start < clause[1]:
        price += _ELSEWHERE_COST
    if _RELATIVE_NEXT.match(text, trigger.end) and found.end <= trigger.start:
        price += _OTHER_TRIGGER_COST
    return price


def _relative_clause(text: str, found: DateExpression, *, start: int, end: int) -> tuple[int, int] | None:
    """Where the ", which … ," clause round an expression begins and ends, None where it stands in none."""
    opening = _RELATIVE_OPEN.search(text[start : found.start])
    if opening is None:
        return None
    comma = re.compile(r",(?!\d)").search(text, found.end, end)
    return start + opening.start(), comma.start() if comma else end


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


def _inherited(
    doc: Doc,
    sentence_index: int,
    trigger: Span,
    *,
    status: str,
    expressions: Sequence[DateExpression],
    others: Sequence[Other],
    reference: date | None,
) -> When | None:
    """The day that the paragraph was telling of before this sentence, for what goes on in the same breath."""
    if status in AHEAD | TIMELESS:
        return None
    text, sentence = doc.article.text, doc.sentences[sentence_index]
    if _PERFECT.search(text[max(sentence.start, trigger.start - 30) : trigger.start]):
        return None  # "has refused": the state of things now, not what went on then
    # What stands offered now need not have been offered when the rest of the paragraph was.
    first = sentence.start if status in _OFFERS else paragraph_start(doc, sentence.start)
    last = doc.sentences[sentence_index - 1].start if sentence_index else sentence.start

    def fits(start: int, when: When) -> bool:
        return when.precision in {"day", "range"} or (when.precision == "month" and last <= start < sentence.start)

    told = [
        next(_told_before(others, (first, sentence.end), trigger=trigger, reference=reference, fits=fits), None),
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
