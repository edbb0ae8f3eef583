"""Dates reckoned from publication: today, last week, early Thursday, three days ago, in the coming weeks."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from datetime import date, timedelta

from geomap.coding import dates_calendar as cal
from geomap.coding.dates_absolute import Context
from geomap.coding.dates_calendar import Anchor, DateExpression
from geomap.coding.dates_table import WEEKDAYS, DateTable, load_dates, readings
from geomap.coding.numbers import value_of
from geomap.coding.wordscan import longest, plain, runs_from
from geomap.model import TimePrecision, When

_WEEKDAY = re.compile(
    r"\b(?:(?P<which>last|next|this past|this coming|this|past|coming|the following|the previous) )?"
    rf"(?P<day>{'|'.join(WEEKDAYS)})\b(?P<rest>['’]s)?(?: (?:of )?(?P<week>last|this|next) week\b)?",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"([\w’']+)[ -]$")
_WORD_AFTER = re.compile(r"['’]?s? ([\w’']+)")
_UNIT = re.compile(r"\b(?P<unit>hour|day|night|week|fortnight|month|year|decade)(?P<s>s?)\b(?!-)", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?:\b(?P<frame>in|over|during|within|for|throughout) (?:the (?P<side>past|last|previous|next|coming) )?)?"
    r"(?:(?:about|around|some|nearly|almost|just|only|more than|at least|barely|less than) )*"
    r"\b(?P<n>a few|several|a couple of|half a dozen|an?|\d{1,4}|[a-z]+(?:-[a-z]+)?)(?: or [a-z]+)? $",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r" (?P<word>ago(?: (?:today|(?:this|next|last) (?:week|month)))?|from now|earlier|previously|later"
    r"|afterwards?|before last|after|before|prior to|following|since"
    r"|ahead of)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\bafter (?:about |some |almost |nearly |only |just )?$", re.IGNORECASE)
_STOPPED = re.compile(r"[.,;!?]|$| (?:in|of) (?:captivity|detention|custody|prison|jail|talks)\b")
"""What shows that "after nine days" counts from the event before it, as "nine days later" does."""
_FIRST_TIME = re.compile(r"\b(?:time|first|second|third|worst|largest|biggest|deadliest|highest|lowest|once|twice) $")
_TIME = re.compile(r"['’]? time\b")
_WEEK, _MONTH, _YEAR = 7, 31, 366
_VAGUE_AMOUNT = {"a few": 3, "few": 3, "several": 4, "couple": 2, "dozen": 12}
_UNIT_DAYS = {"hour": 0, "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3650}
_MOST = 2000
_TAIL = re.compile(r"[^,.;:!?\n]{0,200}")


def relative_dates(context: Context) -> Iterator[DateExpression]:
    """Every expression reckoned from publication or from another date, in no order; some may overlap."""
    yield from _phrases(context, load_dates())
    for match in _WEEKDAY.finditer(context.text):
        found = _weekday(match, context)
        if found is not None:
            yield found
    for match in _UNIT.finditer(context.text):
        found = _counted(match, context)
        if found is not None:
            yield found


def _phrases(context: Context, table: DateTable) -> Iterator[DateExpression]:
    """Set phrases of the table: relative, discourse and feast days."""
    text, reference = context.text, context.reference
    merged = _all_phrases()
    for words in runs_from(text, table.openers, key=plain, most=table.most_words):
        hit = longest(words, 0, merged, most=table.most_words)
        if hit is None:
            continue
        key, after = hit
        span = (words[0].start, words[after - 1].end)
        if re.search(r"[^\w\s’'-]", text[slice(*span)]):
            continue
        past: When | None = None
        ahead: When | None = None
        if key in table.discourse:
            rule = table.discourse[key]
            names_event = key[-1] in {"before", "after", "of"} and re.match(
                r" (?!and\b|but\b)\w", text[span[1] : span[1] + 5]
            )
            tail = _tail(text, span[1]) if names_event else None
            relation = "after" if rule.first > 0 else "before" if rule.last < 0 else "same"
            yield _made(context, span, (None, None), "discourse", Anchor(relation, rule.first, rule.last, tail))
            continue
        if reference is not None and key in table.relative:
            past, ahead = readings(table.relative[key], reference=reference)
        elif reference is not None and key in table.holidays:
            month, day = table.holidays[key]
            days = [date(reference.year + step, month, day) for step in (-1, 0, 1)]
            past = cal.one_day(max(each for each in days if each <= reference))
            ahead = cal.one_day(min(each for each in days if each >= reference))
        yield _made(context, span, (past, ahead), "relative")


@functools.cache
def _all_phrases() -> dict[tuple[str, ...], object]:
    table = load_dates()
    return {**table.relative, **table.discourse, **table.holidays}


def _weekday(match: re.Match[str], context: Context) -> DateExpression | None:
    """A weekday, unless a name ("Black Friday", "Sunday Times", "the Friday mosque")."""
    text, table = context.text, load_dates()
    before = _WORD_BEFORE.search(text[max(0, match.start() - 20) : match.start()])
    after = _WORD_AFTER.match(text, match.end("day"))
    if before and before[1].casefold() in table.name_before:
        return None
    if after and after[1].casefold() in table.name_after:
        prayers = (
            after[1].casefold() in {"prayer", "prayers"} and before and before[1].casefold() in {"after", "during"}
        )
        following = _WORD_AFTER.match(text, after.end())
        if not prayers or (following and following[1].casefold() == "mosque"):
            return None
    which = (match["which"] or "").casefold()
    index = WEEKDAYS.index(match["day"].casefold())
    if which in {"the following", "the previous"}:
        return _made(context, match.span(), (None, None), "discourse", Anchor(f"{which.split()[1]}:{index}", 0, 0))
    if context.reference is None:
        return _made(context, match.span(), (None, None), "weekday")
    if match["week"]:
        monday = context.reference - timedelta(days=context.reference.weekday())
        weeks = {"last": -1, "this": 0, "next": 1}[match["week"].casefold()]
        day = cal.one_day(monday + timedelta(days=7 * weeks + index))
        return _made(context, match.span(), _sides(day, context.reference), "weekday")
    back = (context.reference.weekday() - index) % 7
    past = context.reference - timedelta(days=back or (7 if which in {"last", "past", "this past"} else 0))
    to_come = context.reference + timedelta(
        days=(-back) % 7 or (7 if which in {"next", "coming", "this coming"} else 0)
    )
    pair: tuple[When | None, When | None] = (cal.one_day(past), cal.one_day(to_come))
    if which in {"last", "past", "this past"}:
        pair = (pair[0], None)
    elif which in {"next", "coming", "this coming"}:
        pair = (None, pair[1])
    return _made(context, match.span(), pair, "weekday")


def _counted(match: re.Match[str], context: Context) -> DateExpression | None:
    """A number of days, weeks …: ago, from now, earlier, after something, in the past. A bare length is no date."""
    text = context.text
    head = text[max(0, match.start() - 60) : match.start()].replace("\n", " ")
    amount = _AMOUNT.search(head)
    number = _amount(amount["n"]) if amount else None
    if amount is None or number is None or number > _MOST:
        return None
    start = match.start() - len(head) + amount.start()
    unit, exact = match["unit"].casefold(), amount["n"].casefold() not in {"a few", "several", "few"}
    direction = _DIRECTION.match(text, match.end())
    if direction:
        number_start = match.start() - len(head) + amount.start("n")
        return _directed(direction, (number_start, direction.end()), (number, unit, exact), context)
    side, frame = (amount["side"] or "").casefold(), (amount["frame"] or "").casefold()
    days = timedelta(days=max(1, number * _UNIT_DAYS[unit]))
    reference = context.reference
    if _AFTER.search(text[:start]) and _STOPPED.match(text, match.end()) and not frame:
        first, last = days - timedelta(days=_slack(unit, exact=exact)), days + timedelta(days=_slack(unit, exact=exact))
        anchor = Anchor("after", first.days, last.days, None)
        return _made(context, (start, match.end()), (None, None), "discourse", anchor)
    if side:
        past = side in {"past", "last", "previous"}
        if reference is None or (not match["s"] and number == 1 and amount["n"].isdigit()):
            return None
        pair: tuple[When | None, When | None]
        pair = (When(reference - days, reference, _spread(unit, number)), None)
        if not past:
            pair = (None, When(reference, reference + days, _spread(unit, number)))
        return _made(context, (start, match.end()), pair, "relative")
    later = _TIME.match(text, match.end())
    since_then = _FIRST_TIME.search(text[max(0, start - 24) : start]) or text.startswith(" of ", match.end())
    if frame not in {"in", "within"} or since_then or (unit in {"hour", "night"} and not later):
        return None
    end = later.end() if later else match.end()
    if reference is None:
        return _made(context, (start, end), (None, None), "relative")
    ahead = When(reference, reference + days, _spread(unit, number))
    if frame == "in":
        ahead = _around(reference + days, unit, exact=exact)
    return _made(context, (start, end), (None, ahead), "relative")


def _directed(
    direction: re.Match[str], span: tuple[int, int], amount: tuple[int, str, bool], context: Context
) -> DateExpression | None:
    """An amount of time with its direction."""
    number, unit, exact = amount
    word = re.sub(r"^ago .*", "ago", direction["word"].casefold())
    sign = 1 if word in {"later", "after", "afterward", "afterwards", "following", "since", "from now"} else -1
    days = number * _UNIT_DAYS[unit]
    if word in {"ago", "from now", "before last"}:
        reference = context.reference
        if reference is None:
            return _made(context, span, (None, None), "relative")
        if unit == "hour":
            around = cal.interval(reference - timedelta(days=1 + number // 24), reference)
        else:
            around = _around(reference + sign * timedelta(days=days), unit, exact=exact)
        pair = (None, around) if sign > 0 else (cal.clip(around, last=reference), None)
        return _made(context, span, pair, "relative")
    first, last = sorted((sign * (days - _slack(unit, exact=exact)), sign * (days + _slack(unit, exact=exact))))
    names_event = word in {"after", "before", "following", "since", "prior to", "ahead of"} and re.match(
        r" (?!and\b|but\b)\w", context.text[span[1] : span[1] + 5]
    )
    if word in {"following", "since", "prior to", "ahead of"} and not names_event:
        return None
    relation = "after" if sign > 0 else "before"
    tail = _tail(context.text, span[1]) if names_event else None
    return _made(context, span, (None, None), "discourse", Anchor(relation, first, last, tail))


def _amount(words: str) -> int | None:
    word = words.casefold()
    if word in _VAGUE_AMOUNT:
        return _VAGUE_AMOUNT[word]
    return 1 if word in {"a", "an"} else value_of(word)


def _slack(unit: str, *, exact: bool) -> int:
    """Days of doubt to either side of an amount of this unit."""
    slack = {"hour": 1, "day": 0, "night": 0, "week": 3, "fortnight": 3, "month": 15, "year": 182, "decade": 1825}[unit]
    return slack if exact else max(slack, 2)


def _around(day: date, unit: str, *, exact: bool) -> When:
    """The interval that a day reckoned in a unit stands for."""
    if unit == "month":
        return cal.month_of(day.year, day.month)
    if unit in {"year", "decade"}:
        return cal.year_of(day.year)
    slack = timedelta(days=_slack(unit, exact=exact))
    return cal.interval(day - slack, day + slack, "week" if unit == "week" else "range")


def _spread(unit: str, number: int) -> TimePrecision:
    days = number * _UNIT_DAYS[unit]
    if days <= _WEEK:
        return "range"
    return "month" if days <= _MONTH else "year" if days <= _YEAR else "unknown"


def _sides(when: When, reference: date) -> tuple[When | None, When | None]:
    to_come = when.start is not None and when.start > reference
    return (None if to_come else when), (when if when.end is not None and when.end >= reference else None)


def _tail(text: str, start: int) -> tuple[int, int]:
    match = _TAIL.match(text, start)
    return (start, match.end() if match else start)


def _made(
    context: Context,
    span: tuple[int, int],
    pair: tuple[When | None, When | None],
    kind: str,
    anchor: Anchor | None = None,
) -> DateExpression:
    return DateExpression(*span, context.text[slice(*span)], pair[0], kind, pair[1], anchor)
