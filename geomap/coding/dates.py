"""When an event was: the date expressions of a text, and the one that dates an event.

Expressions are rules with a precision, not guesses: what cannot be resolved stays None. Without a publication date
(`Article.published`, or a full date in the dateline) relative expressions stay unresolved.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.coding import dates_calendar as cal
from geomap.coding.dates_absolute import Context, absolute_dates
from geomap.coding.dates_anchored import anchored_dates, apply
from geomap.coding.dates_binding import choose, telling
from geomap.coding.dates_calendar import DateExpression, time_precision
from geomap.coding.dates_relative import relative_dates
from geomap.coding.dates_table import load_dates
from geomap.coding.ordered import apart, paragraph_start, sentence_start
from geomap.model import Span, When

if TYPE_CHECKING:
    from geomap.language import Doc

__all__ = ["DateExpression", "date_of", "find_dates", "reference_day", "time_precision"]

_JOINT = re.compile(
    r"\s?(?:to|through|until|till|into|and|[-–—])\s(?:the )?(?:early |late )?(?:on )?|[-–—]", re.IGNORECASE
)
_MARKER = re.compile(
    r"\b(?P<word>since|until|till|by|before|from|between|starting|beginning)(?: the)?(?: early| late| mid-| around)? $",
    re.IGNORECASE,
)
_APPOSED = re.compile(r",? \(?(?:the )?|, ")
_NEAR_PUBLICATION = 7
_OPENING = 120
_MONTH = 31
_GAP = len(", (the ")
_PART_OF_DAY = frozenset(("in the early hours", "during the night", "this morning"))
_WIRE_BEFORE = re.compile(r"\s*[A-Z][\w .'’()/-]{1,60}, ")
_WIRE_AFTER = re.compile(r"(?:, [A-Z]{2,12})? ?(?:\([A-Z][^)\n]{1,30}\)|--|[—–-] )")
_WITHIN = re.compile(r"within (hours|days|weeks)")
_FUTURE = re.compile(
    r"\b(?:will|shall|won't|(?:is|are|was|were) (?:due|set|expected|scheduled|planned|likely|slated|to)|going to"
    r"|plans? to|planned for|scheduled for|due to|set to|later)\b[^.;:]*$",
    re.IGNORECASE,
)


def reference_day(doc: Doc) -> date | None:
    """The day that the text's "today" is: the dateline's where it has one near publication, else publication."""
    opening = doc.dateline.text if doc.dateline else doc.article.text[:_OPENING]
    return _filed(opening, doc.article.published, dateline=doc.dateline is not None)


@lru_cache(maxsize=64)  # every event of an article asks
def _filed(opening: str, published: date | None, *, dateline: bool) -> date | None:
    for found in absolute_dates(Context(opening, published)):
        day = found.when.start if found.when and found.when.precision == "day" else None
        if day is None or not (dateline or _is_wire(opening, found, start=0)):
            continue
        if published is None or 0 <= (published - day).days <= _NEAR_PUBLICATION:
            return day
    return published


def find_dates(doc: Doc) -> tuple[DateExpression, ...]:
    """The date expressions of the article, in order of offset, none overlapping.

    Those that hang on the date last spoken of ("the next day") are resolved here; those that hang on an event are
    resolved by `date_of`, which knows the events.
    """
    outlet = " ".join(filter(None, (doc.dateline.text if doc.dateline else "", doc.article.source))).casefold()
    context = Context(
        doc.article.text,
        reference_day(doc),
        getattr(doc, "case", "mixed"),
        any(place in outlet for place in load_dates().month_first) or (False if doc.dateline else None),
    )
    atoms = _apart([*absolute_dates(context), *relative_dates(context)])
    dated = [_marked(expression, context) for expression in _joined(atoms, context)]
    anchored = _clear(anchored_dates(context), dated)
    ordered = sorted([*dated, *anchored], key=lambda found: (found.start, found.end))
    return tuple(_in_discourse(ordered, doc, context))


def date_of(
    doc: Doc,
    *,
    sentence_index: int,
    trigger: Span,
    status: str,
    expressions: tuple[DateExpression, ...],
    others: Sequence[tuple[Span, When]] = (),
    event_type: str = "",
) -> When | None:
    """The date of the event whose trigger this is, None where nothing says.

    `others` are the triggers of other events with their dates: what "a day after Trump's call" and "during the talks"
    hang on. An event told as past that has no date expression lies before publication: an open start, an end at
    publication, precision unknown; one planned without a date lies after it. States and background get None. What is
    said (`event_type` VRB) is news: an old day beside it is that of what it is about.
    """
    return choose(
        doc,
        sentence_index=sentence_index,
        trigger=trigger,
        status=status,
        expressions=expressions,
        others=others,
        reference=reference_day(doc),
        event_type=event_type,
    )


def _apart(found: Iterable[DateExpression]) -> list[DateExpression]:
    """The longest of overlapping expressions, in order of offset."""
    longest = sorted(found, key=lambda each: (each.start - each.end, each.start, each.kind))
    return sorted(apart(longest), key=lambda each: each.start)


def _clear(found: Iterable[DateExpression], taken: Sequence[DateExpression]) -> list[DateExpression]:
    """Those that overlap none of `taken`, which are in order and apart; they may overlap each other."""
    kept = []
    for each in found:
        at = bisect_left(taken, each.end, key=lambda other: other.start)
        if at == 0 or taken[at - 1].end <= each.start:
            kept.append(each)
    return kept


def _joined(atoms: Sequence[DateExpression], context: Context) -> list[DateExpression]:
    """Neighbours made one: "Tuesday, 4 March", "from Friday to Sunday", "March 30 to April 2"."""
    joined: list[DateExpression] = []
    for atom in atoms:
        last = joined[-1] if joined else None
        union = _union(last, atom, context) if last else None
        if last and union:
            joined[-1] = union
        else:
            joined.append(atom)
    return joined


def _union(one: DateExpression, two: DateExpression, context: Context) -> DateExpression | None:
    gap = context.text[one.end : two.start]
    span = (one.start, two.end)
    text = context.text[slice(*span)]
    if {one.kind, two.kind} == {"weekday", "absolute"} and len(gap) <= _GAP and _APPOSED.fullmatch(gap):
        dated = one if one.kind == "absolute" else two
        return replace(dated, start=span[0], end=span[1], text=text)
    if one.kind == "relative" and one.text.casefold() == "overnight" and re.fullmatch(r" (?:into|to|on|from)? ?", gap):
        pair = [cal.shift(when, -1, 0) if when and "in" in gap else when for when in (two.when, two.ahead)]
        return replace(two, start=span[0], end=span[1], text=text, when=pair[0], ahead=pair[1])
    if one.text.casefold() in _PART_OF_DAY and re.fullmatch(r" (?:of |on )(?:the )?", gap):
        return replace(two, start=span[0], end=span[1], text=text)
    if not _JOINT.fullmatch(re.sub(r"^ (?:morning|afternoon|evening|night)", "", gap).replace("\n", " ")):
        return None
    if "and" in gap and one.kind != two.kind:
        return None
    pair = [_span(first, second) for first, second in ((one.when, two.when), (one.ahead, two.ahead))]
    if pair == [None, None]:
        return None
    return DateExpression(*span, text, pair[0], one.kind, pair[1])


def _span(one: When | None, two: When | None) -> When | None:
    """From the start of one interval to the end of the other; a year taken over from the second where that mends it."""
    if one is None or two is None or one.start is None or two.end is None:
        return None
    start = one.start
    if start > two.end:
        year = two.end.year - ((start.month, start.day) > (two.end.month, two.end.day))
        try:
            start = start.replace(year=year)
        except ValueError:  # 29 February of a common year
            return None
    return cal.interval(start, two.end, "range" if (two.end - start).days <= _MONTH else "unknown")


def _marked(expression: DateExpression, context: Context) -> DateExpression:
    """What "since", "until", "by" and "before" make of a date."""
    match = _MARKER.search(context.text[max(0, expression.start - 24) : expression.start].replace("\n", " "))
    word = match["word"].casefold() if match else ""
    past, ahead, reference = expression.when, expression.ahead, context.reference
    if expression.anchor or word not in {"since", "until", "till", "by", "before"}:
        return expression
    if word == "since":
        begun = past is not None and (reference is None or _begun(past, reference))
        precision = "range" if past and past.precision == "day" else past.precision if past else "unknown"
        since = cal.interval(past.start, reference, precision) if past and begun else None
        return replace(expression, when=since, ahead=None, kind="since")
    target = ahead or past
    if target is None or target.end is None:
        return expression
    limit = reference if ahead is not None and reference and reference <= target.end else None
    until = cal.interval(limit, target.end, "range") if limit else When(None, target.end, "unknown")
    return replace(expression, when=None if ahead else until, ahead=until if ahead else None, kind="until")


def _begun(when: When, reference: date) -> bool:
    return when.start is not None and when.start <= reference


def _in_discourse(found: Sequence[DateExpression], doc: Doc, context: Context) -> list[DateExpression]:
    """Mark what speaks of the future and what is dateline, and resolve "the next day" against the date spoken of."""
    resolved: list[DateExpression] = []
    spoken: list[tuple[int, When]] = []
    latest: When | None = None
    coarse: tuple[int, When] | None = None
    for expression in found:
        start = sentence_start(doc, expression.start)
        last = _last_spoken(spoken, latest, paragraph=paragraph_start(doc, expression.start))
        if (
            expression.kind == "discourse"
            and _in_weeks(expression)
            and coarse
            and coarse[0] >= paragraph_start(doc, expression.start)
        ):
            last = coarse[1]
        now = _resolved(expression, last, context)
        inside = doc.dateline is not None and doc.dateline.start <= now.start < doc.dateline.end
        if inside or _is_wire(context.text, now, start=start):
            now = replace(now, kind="dateline")
        now = replace(now, looks_ahead=bool(_FUTURE.search(context.text[start : now.start])))
        day = now.ahead if now.looks_ahead else now.when
        told = now.kind not in {"until", "dateline"} and telling(context.text, now, start=start) is None
        if day and told and day.precision in {"day", "range"}:
            spoken.append((now.start, day))
            latest = day if latest is None or (day.start or date.min) > (latest.start or date.min) else latest
            coarse = None
        elif day and told and day.precision in {"month", "year"}:
            coarse = (now.start, day)
        resolved.append(now)
    return resolved


def _in_weeks(expression: DateExpression) -> bool:
    """Whether an expression counts in weeks or more, so that it may hang on a month: "in June 2024 … a month later"."""
    days = expression.anchor.first if expression.anchor else None
    return days is not None and abs(days) >= _NEAR_PUBLICATION


def _is_wire(text: str, found: DateExpression, *, start: int) -> bool:
    """Whether a date stands in an agency's opening: "Tehran, March 15, IRNA -", "CARACAS, 27 OCT 89 (DPA) --"."""
    return found.kind == "absolute" and bool(
        _WIRE_BEFORE.fullmatch(text[start : found.start]) and _WIRE_AFTER.match(text, found.end)
    )


def _resolved(expression: DateExpression, last: When | None, context: Context) -> DateExpression:
    """The expression with its reading from the date last spoken of, where it hangs on that."""
    if last is None:
        return expression
    within = _WITHIN.fullmatch(expression.text.casefold())
    if within and expression.when is None:
        days = {"hours": 1, "days": 7, "weeks": 31}[within[1]]
        moved = cal.shift(last, 0, days)
        return replace(expression, when=moved if context.reference is None else cal.clip(moved, last=context.reference))
    anchor = expression.anchor
    if expression.kind != "discourse" or anchor is None:
        return expression
    moved_by = apply(anchor, last, reference=context.reference)
    return replace(expression, when=moved_by) if anchor.tail is None else replace(expression, fallback=moved_by)


def _last_spoken(spoken: Sequence[tuple[int, When]], latest: When | None, *, paragraph: int) -> When | None:
    """The day last spoken of in the paragraph; before its first, the latest day of the story so far."""
    return spoken[-1][1] if spoken and spoken[-1][0] >= paragraph else latest
