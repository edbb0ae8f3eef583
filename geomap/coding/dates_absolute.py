"""Dates in their written forms: 12 March 2025, March 12, 2025-03-12, 12/03/2025, 20 NOV 89, mid-April, since 2022."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from geomap.coding import dates_calendar as cal
from geomap.coding.dates_calendar import DateExpression
from geomap.coding.dates_numeric import both, day_of, full_year, numeric_dates
from geomap.coding.dates_table import load_dates
from geomap.model import When

_TH = r"(?:st|nd|rd|th)?"
_DAYS = rf"(?P<d>\d{{1,2}}){_TH}(?: ?(?:-|–|—|to|and|until|through) ?(?P<d2>\d{{1,2}}){_TH})?"
_DAY_BEFORE = re.compile(rf"(?<![\w.,/:–-]){_DAYS},? (?:of )?$", re.IGNORECASE)
_DAY_AFTER = re.compile(
    rf"\.? {_DAYS}(?![\d:]|[.,]\d|%| (?:people|civilians|soldiers|percent|per cent|million|kilomet|miles|villages))"
    r"(?:,? (?P<y>(?:1[4-9]|20)\d\d)\b)?",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(r"\.?,? (?:of )?(?P<y>(?:1[4-9]|20)\d\d)\b")
_SHORT_YEAR = re.compile(r"\.? (?P<y>\d\d)\b(?!:| [a-z])")
_NAMED_YEAR = re.compile(r" (?:of )?(?P<which>last|this|next) year\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:the )?(?P<part>early|mid|middle of|late|end of|beginning of|start of|early in|late in"
    r"|(?:last|final|closing) (?:week|days) of|(?:first|opening) (?:week|days) of)[- ]$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(?P<word>in|since|during|until|till|by|of|from|through|before|after|between|to|last|next|this) $", re.IGNORECASE
)
_YEAR = re.compile(
    r"\b(?P<word>in|since|during|of|by|until|from|between|before|after|through|to|and|early|mid|late|end of"
    r"|early in|late in)(?P<gap>[- ])(?:the year )?(?P<y>(?:19|20)\d\d)\b(?![-–/]\d|,\d|%)",
    re.IGNORECASE,
)
_FOUR_DIGITS = re.compile(r"\d{4}")
"""Texts without any are not searched for years: that takes ten times as long."""
_FIGURES = re.compile(r"\d[-./]\d")
"""Texts without any hold no date in figures."""
_OF_THAT = re.compile(r"(?:\b(?:the|a|an|his|her|its|their|our)|['’]s?) $", re.IGNORECASE)
_NEXT_WORD = re.compile(r" ([a-z]+(?:-[a-z]+)?)\b")
_PARTS = {
    "middle of": "mid", "end of": "late", "beginning of": "early", "start of": "early", "last week of": "late",
    "last days of": "late", "final week of": "late", "final days of": "late", "closing days of": "late",
    "first week of": "early", "first days of": "early", "opening days of": "early",
}  # fmt: skip
_FAR_OFF = 120


@dataclass(frozen=True, slots=True)
class Context:
    """What dates are read against: the text, the day that "today" is (None: unknown), and how the text is set."""

    text: str
    reference: date | None
    case: str = "mixed"
    month_first: bool | None = None


def absolute_dates(context: Context) -> Iterator[DateExpression]:
    """Every written date, in no order; some may overlap."""
    yield from _numeric(context)
    for match in _month_pattern().finditer(context.text):
        found = _with_month(match, context)
        if found is not None:
            yield found
    if not _FOUR_DIGITS.search(context.text):
        return
    for match in _YEAR.finditer(context.text):
        word = match["word"].casefold()
        part = _part_of(word)
        year = cal.year_of(int(match["y"]), part=part)
        start = match.start() if part else match.start("y")
        yield _expression(context, (start, match.end()), both(year, context.reference))


@functools.cache
def _month_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(load_dates().months, key=len, reverse=True))
    return re.compile(rf"\b({names})\b", re.IGNORECASE)


def _with_month(match: re.Match[str], context: Context) -> DateExpression | None:
    """The date that a month's name belongs to, None where it is a verb or a name ("troops may move", "march on")."""
    text, (start, end) = context.text, match.span()
    month = load_dates().months[match[1].casefold()]
    before, after = text[max(0, start - 24) : start].replace("\n", " "), text[end : end + 24].replace("\n", " ")
    capital = match[1][0].isupper() or context.case == "lower"
    days = _DAY_BEFORE.search(before)
    if days:
        start -= len(before) - days.start()
        year = _YEAR_AFTER.match(after) or (_SHORT_YEAR.match(after) if match[1].isupper() else None)
        end += year.end() if year else 0
    elif capital and (days := _DAY_AFTER.match(after)):
        year = days if days["y"] else None
        end += days.end()
    elif not capital:
        return None
    else:
        return _month_alone(match, month, context)
    named = None if year else _NAMED_YEAR.match(text, end)
    end = named.end() if named else end
    known = full_year(year["y"]) if year else _named_year(named, context.reference)
    pair = [_month_days(month, days, at) for at in _candidate_years(known, context.reference)]
    return _expression(context, (start, end), _nearest([when for when in pair if when], known, context.reference))


def _month_alone(match: re.Match[str], month: int, context: Context) -> DateExpression | None:
    """ "March 2025", "mid-April", "in June last year"; None for a month's name that nothing marks as a date."""
    text, (start, end) = context.text, match.span()
    before = text[max(0, start - 24) : start].replace("\n", " ")
    part, preposition = _PART.search(before), _PREPOSITION.search(before)
    year = _YEAR_AFTER.match(text, end)
    named = None if year else _NAMED_YEAR.match(text, end)
    if not (year or named or part or preposition or _names_deed(before, text[end : end + 24])):
        return None
    word = preposition["word"].casefold() if preposition else ""
    end = year.end() if year else named.end() if named else end
    if part:
        start -= len(before) - part.start()
    elif word in {"last", "next", "this"}:
        start -= len(before) - preposition.start() if preposition else 0
    known = full_year(year["y"]) if year else _named_year(named, context.reference)
    which = _part_of(part["part"].casefold()) if part else ""
    choices = [cal.month_of(at, month, part=which) for at in _candidate_years(known, context.reference)]
    when, ahead = _nearest(choices, known, context.reference)
    if word == "next":
        when = None
    elif word == "last":
        ahead = None
    return _expression(context, (start, end), (when, ahead))


def _names_deed(before: str, after: str) -> bool:
    """Whether a month stands before the noun of a happening: "the rebels' January assault"."""
    noun = _NEXT_WORD.match(after)
    return noun is not None and noun[1].casefold() in load_dates().anchors and _OF_THAT.search(before) is not None


def _numeric(context: Context) -> Iterator[DateExpression]:
    if _FIGURES.search(context.text):
        for start, end, pair in numeric_dates(
            context.text, reference=context.reference, month_first=context.month_first
        ):
            yield _expression(context, (start, end), pair)


def _month_days(month: int, days: re.Match[str], year: int) -> When | None:
    """The day, or the days, of a month; None where the month has no such day."""
    first = day_of(year, month, int(days["d"]))
    last = day_of(year, month, int(days["d2"])) if days["d2"] else first
    return cal.interval(first, last) if first and last and first <= last else None


def _candidate_years(known: int | None, reference: date | None) -> list[int]:
    if known is not None:
        return [known]
    return [reference.year + step for step in (-1, 0, 1)] if reference else []


def _nearest(choices: list[When], known: int | None, reference: date | None) -> tuple[When | None, When | None]:
    """The latest choice that has begun and the earliest that has not ended; one of a stated year serves as both."""
    if not choices:
        return None, None
    if known is not None or reference is None:
        return both(choices[0], reference)
    begun = [when for when in choices if when.start is not None and when.start <= reference]
    to_come = [when for when in choices if when.end is not None and when.end >= reference]
    past = cal.clip(begun[-1], last=reference) if begun else None
    return _plausible(past, to_come[0] if to_come else None, reference)


def _plausible(past: When | None, ahead: When | None, reference: date) -> tuple[When | None, When | None]:
    """Of a day without a year, only the reading that is far nearer: on 20 March, "12 March" is not next year's."""
    if not (past and ahead and past.end and ahead.start) or past.precision not in {"day", "range"}:
        return past, ahead
    back, on = (reference - past.end).days, (ahead.start - reference).days
    if max(back, on) > _FAR_OFF and max(back, on) > 4 * min(back, on):
        return (past, None) if back < on else (None, ahead)
    return past, ahead


def _named_year(match: re.Match[str] | None, reference: date | None) -> int | None:
    if match is None or reference is None:
        return None
    return reference.year + {"last": -1, "this": 0, "next": 1}[match["which"].casefold()]


def _part_of(word: str) -> str:
    part = _PARTS.get(word, word.split(" ", maxsplit=1)[0])
    return part if part in cal.PARTS else ""


def _expression(context: Context, span: tuple[int, int], pair: tuple[When | None, When | None]) -> DateExpression:
    return DateExpression(*span, context.text[slice(*span)], pair[0], "absolute", pair[1])
