"""Bind each number of a clause to what it counts: by the word before it, after its noun, its noun, or coordination."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.coding.dates_table import load_dates
from geomap.coding.numbers import Number, find_numbers
from geomap.coding.quantities_cues import ENDS_NOUN, class_fits, cue_after, cue_before, noun_phrase
from geomap.coding.quantities_table import Count, QuantityTable, load_quantities
from geomap.coding.wordscan import Word, plain, singular, words_of

_COLLECTIVE = frozenset("family crew police staff personnel people household taliban troop member other them".split())
_SPEAKS = frozenset("said says told tells say reported added confirmed announced".split())
_OF_NAMED = frozenset(("killed", "injured", "detained"))
_OF_ONE = frozenset("killed injured missing captured abducted detained released expelled".split())
_CONJUNCTION = re.compile(
    r"(?: [\w’'-]+){0,6},? (?:and|as well as|along with)(?: at least| another| his| her| their| the)? $", re.IGNORECASE
)
_LINK = re.compile(r"(?:,|,? and|,? as well as)(?: (?:another|his|her|their|the))? ")
"""What stands between two members of a list of people."""
_OF_AGE = re.compile(r"([a-z]+) (?:of|aged) (?:[\w-]+ and )?$")
_GROUPS = frozenset("people family household gang crew staff personnel police troop member other victim".split())
"""Persons by the number, whom "of" counts."""
_OLDEST = 110
_YEARS = range(1900, 2101)
_SUFFERS = re.compile(r"(?:, [^,.;]{1,40},)? (?:was|has been|had been|died|perished|drowned|succumbed)\b")
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: (?:al-|el-|de |bin |van )?[A-Z][\w’'-]+){1,3}(?=,? )")


@dataclass(frozen=True, slots=True)
class Bound:
    """A number and what it counts. `first` and `last` are the indices of the words after the number and after its noun,
    in the singular; `how` is before, after, noun or with (another number)."""

    number: Number
    count: Count | None
    how: str
    first: int
    last: int
    kind: str
    noun: str = ""


def bind_numbers(text: str, *, clause: tuple[int, int], counts: frozenset[str]) -> tuple[tuple[Bound, ...], ...]:
    """Groups of coordinated numbers that count the same, in order of the text; only counts that are asked for."""
    table = load_quantities()
    words = words_of(text, start=clause[0], end=clause[1], key=plain)
    found = [*find_numbers(text, start=clause[0], end=clause[1]), *_single_persons(words, text, table)]
    bound = [_bind(number, text, words, table, counts) for number in sorted(found, key=lambda each: each.start)]
    linked = _summed(_coordinated([each for each in bound if each is not None], text), words, text)
    groups = _groups(linked)
    held = {group[0].count for group in groups}
    named = [_bind(number, text, words, table, counts & _OF_NAMED) for number in _named_persons(text, clause)]
    groups += [(each,) for each in named if each and each.count and each.how == "after" and each.count not in held]
    return tuple(groups)


def _bind(
    number: Number, text: str, words: Sequence[Word], table: QuantityTable, counts: frozenset[str]
) -> Bound | None:
    """What one number counts; None for what is no count at all (a year, an age, a distance, a label)."""
    first = next((index for index, word in enumerate(words) if word.start >= number.end), len(words))
    before = max((index for index, word in enumerate(words) if word.end <= number.start), default=-1)
    apart = first < len(words) and bool(text[number.end : words[first].start].strip())
    last, kind = (first, "") if apart else noun_phrase(words, first, text, table)
    if _is_no_count(number, text, words, (before, first, last), table):
        return None
    if last < len(words) and words[last].key in _SPEAKS and kind in {"person", "other"}:
        return None  # "two traders told reporters"
    keys = [word.key for word in words[first:last]]
    allowed = counts & _OF_ONE if number.qualifier == "one" else counts
    subset = keys[-1:] == ["them"] and keys[:1] == ["of"]

    def pick(choices: Sequence[Count]) -> Count | None:
        return next((each for each in choices if each.name in allowed and class_fits(each, kind)), None)

    head = singular(words[last - 1].text) if last > first else ""
    cue = pick(cue_before(words, before, number.start, text, table))
    if cue:
        return Bound(number, cue, "before", first, last, kind, head)
    cue = None if subset else pick(cue_after(words, last, text, table))
    if cue:
        return Bound(number, cue, "after", first, last, kind, head)
    cue = pick(table.nouns.get(head, ()))
    return Bound(number, cue, "noun" if cue else "", first, last, kind, head)


def _is_no_count(
    number: Number, text: str, words: Sequence[Word], at: tuple[int, int, int], table: QuantityTable
) -> bool:
    """A year, a date, an age, a unit's amount, a label, a part of a word."""
    before, first, last = at
    previous = words[before].key if before >= 0 else ""
    following = words[first].key if first < len(words) else ""
    has_noun = last > first and any(singular(word.text) in table.person for word in words[first:last])
    if text[number.end : number.end + 1] in {"-", "‑", "’", "'", "/"} or text[number.end : number.end + 2] == " %":
        return True
    if number.low == number.high and number.low == 1 and previous in {"no", "every", "any"}:
        return True
    adjacent = first < len(words) and not text[number.end : words[first].start].strip()
    if adjacent and singular(following) in table.units and not has_noun and (following,) not in table.after:
        return True
    if previous in table.labels and number.qualifier == "":
        return True
    months = load_dates().months
    digits = text[number.start : number.end].isdigit()
    if digits and number.low <= 31 and (previous in months or (adjacent and following in months)):
        return True
    if digits and number.low in _YEARS and (not has_noun or previous in {"in", "since", "of", "by", "until", "from"}):
        return True
    age = text[: number.start].endswith(", ") and text[number.end : number.end + 1] in {",", "."}
    if digits and age and number.low < _OLDEST and before >= 0 and words[before].text[0].isupper():
        return True
    if not has_noun and number.low < _OLDEST and _is_age(text[: number.start], table):
        return True
    lead = text[max(0, number.start - 24) : number.start].casefold().rstrip().rstrip(",")
    return any(lead.endswith(phrase) for phrase in table.subset)


def _is_age(text: str, table: QuantityTable) -> bool:
    """ "A man of 60", "two men of 30 and 45", but not "a crew of 60": what a text ends with."""
    found = _OF_AGE.search(text)
    if found is None:
        return False
    person = singular(found[1])
    return person in table.person and person not in _GROUPS


def _single_persons(words: Sequence[Word], text: str, table: QuantityTable) -> list[Number]:
    """ "a monk", "a 19-year-old student": one person each."""
    singles = []
    for index, word in enumerate(words):
        if word.key not in {"a", "an"}:
            continue
        phrase: list[Word] = []
        for noun in words[index + 1 : index + 5]:
            end = phrase[-1].end if phrase else word.end
            if noun.key in ENDS_NOUN or noun.key == "of" or (noun.key,) in table.after or text[end : noun.start] != " ":
                break
            phrase.append(noun)
        head = phrase[-1].key if phrase else ""
        if head in table.person and head not in _COLLECTIVE and singular(head) == head:
            singles.append(Number(word.start, word.end, 1, 1, "one"))
    return singles


def _named_persons(text: str, clause: tuple[int, int]) -> list[Number]:
    names = _NAME.finditer(text, clause[0], clause[1])
    return [Number(m.start(), m.end(), 1, 1, "one") for m in names if _SUFFERS.match(text, m.end())]


def _coordinated(bound: list[Bound], text: str) -> list[Bound]:
    """Give a number the cue of one it is coordinated with: "five soldiers and two civilians were killed"."""
    for index in range(1, len(bound)):
        one, two = bound[index - 1], bound[index]
        lends = one.count and not two.count and one.how != "after" and class_fits(one.count, two.kind)
        if lends and (_joins(one, two, text) or (_listed(one, two, text) and _closes(bound, index, text))):
            bound[index] = replace(two, count=one.count, how="with")
    for index in range(len(bound) - 2, -1, -1):
        one, two = bound[index], bound[index + 1]
        lends = two.count and not one.count and two.how in {"after", "back"} and class_fits(two.count, one.kind)
        listed = two.how == "back" and _listed(one, two, text)
        if lends and one.kind and (listed or _joins(one, two, text)):
            bound[index] = replace(one, count=two.count, how="back")
            bound[index + 1] = replace(two, how="with")
    return bound


def _summed(bound: list[Bound], words: Sequence[Word], text: str) -> list[Bound]:
    """Join numbers that one cue after a list counts all: "three men, two women and a child were killed" are six."""
    for index in range(1, len(bound)):
        one, two = bound[index - 1], bound[index]
        same = one.count is not None and one.count == two.count and {one.how, two.how} <= {"after", "back", "with"}
        if not same or two.how == "with" or one.last == one.first:
            continue
        if _LINK.fullmatch(text[words[one.last - 1].end : two.number.start].replace("\n", " ")):
            bound[index] = replace(two, how="with")
    return bound


def _closes(bound: Sequence[Bound], index: int, text: str) -> bool:
    """Whether the list that a number stands in ends with "and": "three nurses, two cooks, a guard and a clerk"."""
    while index + 1 < len(bound) and _listed(bound[index], bound[index + 1], text):
        index += 1
    return index + 1 < len(bound) and _joins(bound[index], bound[index + 1], text)


def _joins(one: Bound, two: Bound, text: str) -> bool:
    return bool(_CONJUNCTION.fullmatch(text[one.number.end : two.number.start].replace("\n", " ")))


def _listed(one: Bound, two: Bound, text: str) -> bool:
    return bool(re.fullmatch(r"(?: [\w’'-]+){1,4}, ", text[one.number.end : two.number.start].replace("\n", " ")))


def _groups(bound: Sequence[Bound]) -> list[tuple[Bound, ...]]:
    groups: list[tuple[Bound, ...]] = []
    for each in bound:
        if each.count is None:
            continue
        if each.how == "with" and groups and groups[-1][0].count == each.count:
            groups[-1] = (*groups[-1], each)
        else:
            groups.append((each,))
    return groups
