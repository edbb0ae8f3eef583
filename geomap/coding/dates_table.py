"""The words of time, from `tables/dates.toml`, checked on load."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast, get_args

from geomap.coding import dates_calendar as cal
from geomap.coding.wordscan import phrase_key, plain
from geomap.errors import TableError
from geomap.model import TimePrecision, When
from geomap.tables import check_keys, read_toml_table

TABLE = Path(__file__).with_name("tables") / "dates.toml"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS = ("day", "weekend", "week", "month", "year")
CUTS = ("", "past", "ahead", "both")
_TOP = ("months", "relative", "discourse", "holidays", "weekday_guards", "locale", "speech", "anchors")
_RULE = ("phrases", "unit", "first", "last", "cut", "part", "precision")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """How far a phrase reaches from the reference: units `first` to `last`, cut there, or a part of a unit."""

    unit: str
    first: int
    last: int
    cut: str = ""
    part: str = ""
    precision: TimePrecision | None = None


@dataclass(frozen=True, slots=True)
class DateTable:
    """The loaded table. Phrases are word keys; `anchors` leads from a noun to the families of events it may name.

    `words` are stems of verbs of words.
    """

    months: Mapping[str, int]
    relative: Mapping[Key, Rule]
    discourse: Mapping[Key, Rule]
    holidays: Mapping[Key, tuple[int, int]]
    openers: frozenset[str]
    most_words: int
    name_before: frozenset[str]
    name_after: frozenset[str]
    month_first: tuple[str, ...]
    words: tuple[str, ...]
    anchors: Mapping[str, frozenset[str]]


@functools.cache
def load_dates(path: Path = TABLE) -> DateTable:
    """The table of date words. Raises TableError."""
    table = read_toml_table(path, allowed=_TOP)
    relative = _rules(table["relative"], where=f"{path} [[relative]]")
    discourse = _rules(table["discourse"], where=f"{path} [[discourse]]")
    holidays = {phrase_key(name, key=plain): (month, day) for name, (month, day) in table["holidays"].items()}
    phrases = [*relative, *discourse, *holidays]
    anchors: dict[str, frozenset[str]] = {}
    for family, nouns in table["anchors"].items():
        for noun in nouns:
            anchors[noun] = anchors.get(noun, frozenset()) | {family}
    return DateTable(
        months=MappingProxyType(table["months"]),
        relative=MappingProxyType(relative),
        discourse=MappingProxyType(discourse),
        holidays=MappingProxyType(holidays),
        openers=frozenset(phrase[0] for phrase in phrases),
        most_words=max(map(len, phrases)),
        name_before=frozenset(table["weekday_guards"]["before"]),
        name_after=frozenset(table["weekday_guards"]["after"]),
        month_first=tuple(table["locale"]["month_first"]),
        words=tuple(table["speech"]["verbs"]),
        anchors=MappingProxyType(anchors),
    )


def _rules(entries: Sequence[Mapping[str, Any]], *, where: str) -> dict[Key, Rule]:
    rules: dict[Key, Rule] = {}
    for entry in entries:
        check_keys(entry, _RULE, where=where)
        unit, cut, part = entry.get("unit", "day"), entry.get("cut", ""), entry.get("part", "")
        check_keys([unit], UNITS, where=where, what="unit")
        check_keys([cut], CUTS, where=where, what="cut")
        check_keys([part], ["", *cal.PARTS], where=where, what="part")
        precision = entry.get("precision")
        check_keys([precision] if precision else [], get_args(TimePrecision), where=where, what="precision")
        if entry["first"] > entry["last"]:
            raise TableError(f"{where}: '{entry['phrases'][0]}' begins after it ends; swap first and last")
        rule = Rule(unit, entry["first"], entry["last"], cut, part, cast("TimePrecision | None", precision))
        for phrase in entry["phrases"]:
            if rules.setdefault(phrase_key(phrase, key=plain), rule) is not rule:
                raise TableError(f"{where}: '{phrase}' stands in two rules; delete one of the two")
    return rules


def readings(rule: Rule, *, reference: date) -> tuple[When | None, When | None]:
    """What a phrase means of the past and of the future, from the day of reference."""
    whole = _reach(rule, reference)
    if rule.precision:
        whole = When(whole.start, whole.end, rule.precision)
    past, ahead = cal.clip(whole, last=reference), cal.clip(whole, first=reference)
    if rule.cut in {"past", "ahead"}:
        return (past, None) if rule.cut == "past" else (None, ahead)
    if rule.cut == "both":
        if rule.unit == "weekend":  # before Saturday the last one is meant, or the one to come
            past = past or cal.shift(whole, -7, -7)
        return past, ahead
    if whole.start is not None and whole.start > reference:
        return None, whole
    return whole, whole if whole.end is not None and whole.end >= reference else None


def _reach(rule: Rule, reference: date) -> When:
    """The units `first` to `last` from the reference."""
    if rule.unit == "month":
        month = cal.add_months(reference.replace(day=1), rule.first)
        return cal.month_of(month.year, month.month, part=rule.part)
    if rule.unit == "year":
        first, last = (cal.year_of(reference.year + years, part=rule.part) for years in (rule.first, rule.last))
        return When(first.start, last.end, first.precision)
    if rule.unit == "day":
        return cal.interval(reference + timedelta(days=rule.first), reference + timedelta(days=rule.last))
    whole = cal.week_of(reference) if rule.unit == "week" else cal.weekend_of(reference)
    moved = cal.shift(whole, 7 * rule.first, 7 * rule.last)
    return When(moved.start, moved.end, whole.precision)
