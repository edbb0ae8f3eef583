"""Bind each number of a clause to what it counts: by the word before it, after its noun, its noun, or coordination."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.coding.dates_table import load_dates
from geomap.coding.numbers import Number, find_numbers
from geomap.coding.quantities_table import Count, QuantityTable, load_quantities
from geomap.coding.wordscan import Word, plain, singular, words_of

_STRONG = re.compile(r"[.;:!?()\n—–]")
_ENDS_NOUN = frozenset(
    "in on at by with from near after when during as who that which and or for to outside across around since under"
    " inside while where because before over against into was were is are be been has have had whose but including"
    " said amid among between along behind beyond through throughout until if than each".split()
) | frozenset(
    "overnight today yesterday tonight early late monday tuesday wednesday thursday friday saturday sunday".split()
)
_AUXILIARY = frozenset("was were is are has have had been be".split())
_BE = frozenset("was were is are be been being".split())
_PREPOSITION = frozenset("in at from of on near inside outside across around aboard".split())
_MORE = frozenset("more others other another further additional".split())
_COLLECTIVE = frozenset("family crew police staff personnel people household taliban troop member other them".split())
_OF_ONE = frozenset("killed injured missing captured abducted detained released expelled".split())
_OF_PERSONS_ONLY = frozenset(("killed", "injured", "detained", "abducted"))
_NP_WORDS = 6
_FILLERS = 6
_OLDEST = 110
_YEARS = range(1900, 2101)
_SUFFERS = re.compile(r"(?:, [^,.;]{1,40},)? (?:was|has been|had been|died|perished|drowned|succumbed)\b")
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: (?:al-|el-|de |bin |van )?[A-Z][\w’'-]+){1,3}(?=,? )")


@dataclass(frozen=True, slots=True)
class Bound:
    """A number and what it counts. `first` and `last` are the indices of the words after the number and after its noun;
    `how` is before, after, noun or with (another number)."""

    number: Number
    count: Count | None
    how: str
    first: int
    last: int
    kind: str


def bind_numbers(text: str, *, clause: tuple[int, int], counts: frozenset[str]) -> tuple[tuple[Bound, ...], ...]:
    """Groups of coordinated numbers that count the same, in order of the text; only counts that are asked for."""
    table = load_quantities()
    words = words_of(text, start=clause[0], end=clause[1], key=plain)
    found = [*find_numbers(text, start=clause[0], end=clause[1]), *_single_persons(words, text, table)]
    bound = [_bind(number, text, words, table, counts) for number in sorted(found, key=lambda each: each.start)]
    linked = _coordinated([each for each in bound if each is not None], text)
    groups = _groups(linked)
    held = {group[0].count for group in groups}
    named = [_bind(number, text, words, table, counts & _OF_ONE) for number in _named_persons(text, clause)]
    groups += [(each,) for each in named if each and each.count and each.how == "after" and each.count not in held]
    return tuple(groups)


def _bind(
    number: Number, text: str, words: Sequence[Word], table: QuantityTable, counts: frozenset[str]
) -> Bound | None:
    """What one number counts; None for what is no count at all (a year, an age, a distance, a label)."""
    first = next((index for index, word in enumerate(words) if word.start >= number.end), len(words))
    before = max((index for index, word in enumerate(words) if word.end <= number.start), default=-1)
    apart = first < len(words) and bool(text[number.end : words[first].start].strip())
    last, kind = (first, "") if apart else _noun_phrase(words, first, text, table)
    if _is_no_count(number, text, words, (before, first, last), table):
        return None
    keys = [word.key for word in words[first:last]]
    allowed = counts & _OF_ONE if number.qualifier == "one" else counts
    subset = keys[-1:] == ["them"] and keys[:1] == ["of"]

    def pick(choices: Sequence[Count]) -> Count | None:
        return next((each for each in choices if each.name in allowed and _class_fits(each, kind)), None)

    cue = pick(_cue_before(words, before, number.start, text, table))
    if cue:
        return Bound(number, cue, "before", first, last, kind)
    cue = None if subset else pick(_cue_after(words, last, text, table))
    if cue:
        return Bound(number, cue, "after", first, last, kind)
    head = singular(words[last - 1].text) if last > first else ""
    cue = pick(table.nouns.get(head, ()))
    return Bound(number, cue, "noun" if cue else "", first, last, kind)


def _noun_phrase(words: Sequence[Word], first: int, text: str, table: QuantityTable) -> tuple[int, str]:
    """The index after the number's noun phrase, and the class of its noun: person, weapon, thing, other …."""
    index = first
    while index < min(len(words), first + _NP_WORDS):
        key = words[index].key
        gap = text[words[index - 1].end : words[index].start] if index > first else " "
        if key == "of":
            if index > first:
                break
            index += 1
            continue
        if gap.strip() or key in _ENDS_NOUN or key in _PREPOSITION:
            break
        if (key,) in table.after and not _is_adjective(words, index, table):
            break
        if index > first and _starts(words, index, table):
            break
        index += 1
    nouns = [singular(word.text) for word in words[first:index] if word.key not in _MORE and word.key != "of"]
    if not nouns:
        return index, ""
    for name, members in (("weapon", table.weapon), ("person", table.person)):
        if nouns[-1] in members and not (name == "weapon" and nouns[-1] == "them"):
            return index, name
    if nouns[-1] == "them":
        return index, "them"
    if nouns[-1] in table.nouns:
        return index, "counted"
    if nouns[-1] in table.thing or nouns[-1] in table.units:
        return index, "thing"
    capital = words[index - 1].text[0].isupper() and not words[index - 1].text.isupper()
    return index, "person" if capital or any(noun in table.person for noun in nouns) else "other"


def _is_adjective(words: Sequence[Word], index: int, table: QuantityTable) -> bool:
    """Whether a participle stands before a noun: "22 wounded soldiers", "12 arrested Ukrainian men"."""
    return any(singular(word.text) in table.person for word in words[index + 1 : index + 3])


def _starts(words: Sequence[Word], index: int, table: QuantityTable) -> bool:
    return any(tuple(w.key for w in words[index : index + n]) in table.after for n in range(2, table.longest_after + 1))


def _class_fits(count: Count, kind: str) -> bool:
    if count.of == "weapon":
        return kind in {"weapon", "them"} or (kind == "" and count.name == "shot_down")
    if count.of == "any":
        return kind != "weapon"
    return kind in {"person", "", "them", "counted"} or (kind == "other" and count.name in _OF_PERSONS_ONLY)


def _cue_before(words: Sequence[Word], index: int, start: int, text: str, table: QuantityTable) -> tuple[Count, ...]:
    """The counts of the words that lead up to a number, articles and the like passed over."""
    right, skipped = start, 0
    while index >= 0 and skipped <= _FILLERS:
        if text[words[index].end : right].strip(" “”\"'\n"):
            return ()
        for length in range(min(table.longest_before, index + 1), 0, -1):
            key = tuple(word.key for word in words[index - length + 1 : index + 1])
            if key in table.before and (skipped == 0 or length > 1 or key[0] not in table.fillers_before | {"with"}):
                return table.before[key]
        if words[index].key not in table.fillers_before:
            return ()
        if "," in text[words[index].end : right]:
            return ()
        right, index, skipped = words[index].start, index - 1, skipped + 1
    return ()


def _cue_after(words: Sequence[Word], index: int, text: str, table: QuantityTable) -> tuple[Count, ...]:
    """The counts of the words that follow a number's noun: past a parenthesis, a phrase of place, auxiliaries."""
    if not _phrase_at(words, index, table):
        index = _past_aside(words, index, text, table)
    skipped = 0
    while index < len(words) and skipped <= _FILLERS:
        if index > 0 and text[words[index - 1].end : words[index].start].strip(" \n'’,"):
            return ()
        if counts := _phrase_at(words, index, table):
            passive = any(word.key in _BE for word in words[max(0, index - 6) : index])
            return counts if passive or not _is_active(words, index, text, table) else ()
        if skipped == 0 and words[index].key in _PREPOSITION:
            auxiliary = _auxiliary_after(words, index, text)
            if auxiliary is None and words[index].key == "of":
                auxiliary = _past_of(words, index, text, table)
            if auxiliary is None:
                return ()
            index = auxiliary
            continue
        if words[index].key not in table.fillers_after:
            return ()
        index, skipped = index + 1, skipped + 1
    return ()


def _phrase_at(words: Sequence[Word], index: int, table: QuantityTable) -> tuple[Count, ...]:
    """The counts of the longest phrase that begins at a word, none for a participle that is an adjective there."""
    for length in range(min(table.longest_after, len(words) - index), 0, -1):
        key = tuple(word.key for word in words[index : index + length])
        if key in table.after and not (length == 1 and _is_adjective(words, index, table)):
            return table.after[key]
    return ()


def _is_active(words: Sequence[Word], index: int, text: str, table: QuantityTable) -> bool:
    """Whether a bare past form takes an object: "12 gunmen killed three", against "12 people killed in the raid"."""
    if (words[index].key,) not in table.before or index + 1 >= len(words):
        return False
    gap = text[words[index].end : words[index + 1].start]
    return not gap.strip() and words[index + 1].key not in _ENDS_NOUN


def _past_aside(words: Sequence[Word], index: int, text: str, table: QuantityTable) -> int:
    """Past ", including three children," and ", 25,", or the rest of a list ("teachers, miners and nurses marched")."""
    if not 0 < index < len(words) or not text[words[index - 1].end : words[index].start].startswith(","):
        return index
    for end in range(index, min(len(words) - 1, index + 10)):
        if "," in text[words[end].end : words[end + 1].start]:
            return end + 1
    joined = next((at for at in range(index, min(len(words), index + 5)) if words[at].key == "and"), len(words))
    ends = (at for at in range(joined + 1, min(len(words), joined + 5)) if _phrase_at(words, at, table))
    return next(ends, len(words))


def _past_of(words: Sequence[Word], index: int, text: str, table: QuantityTable) -> int | None:
    """Past "of missing men" in "mothers of missing men held up": a cue within four words."""
    for at in range(index + 1, min(len(words), index + 6)):
        if _STRONG.search(text[words[at - 1].end : words[at].start]) or words[at].key in _PREPOSITION:
            return None
        if _phrase_at(words, at, table):
            return at
    return None


def _auxiliary_after(words: Sequence[Word], index: int, text: str) -> int | None:
    """The auxiliary that follows a phrase of place ("in the village of X were …"), None where another clause begins."""
    for step in range(index + 1, min(len(words), index + 9)):
        if _STRONG.search(text[words[step - 1].end : words[step].start]) or words[step].key in {"who", "that", "which"}:
            return None
        if words[step].key in _AUXILIARY:
            return step
    return None


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
    lead = text[max(0, number.start - 24) : number.start].casefold().rstrip().rstrip(",")
    return any(lead.endswith(phrase) for phrase in table.subset)


def _single_persons(words: Sequence[Word], text: str, table: QuantityTable) -> list[Number]:
    """ "a monk", "a 19-year-old student": one person each."""
    singles = []
    for index, word in enumerate(words):
        if word.key not in {"a", "an"}:
            continue
        phrase: list[Word] = []
        for noun in words[index + 1 : index + 5]:
            end = phrase[-1].end if phrase else word.end
            if (
                noun.key in _ENDS_NOUN
                or noun.key == "of"
                or (noun.key,) in table.after
                or text[end : noun.start] != " "
            ):
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
        lends = one.count and not two.count and one.how != "after" and _class_fits(one.count, two.kind)
        if lends and _joins(one, two, text):
            bound[index] = replace(two, count=one.count, how="with")
    for index in range(len(bound) - 2, -1, -1):
        one, two = bound[index], bound[index + 1]
        lends = two.count and not one.count and two.how in {"after", "back"} and _class_fits(two.count, one.kind)
        if lends and one.kind and _joins(one, two, text):
            bound[index] = replace(one, count=two.count, how="back")
            bound[index + 1] = replace(two, how="with") if two.how == "after" else two
    return bound


@functools.cache
def _conjunction() -> re.Pattern[str]:
    return re.compile(
        r"(?: [\w’'-]+){0,6},? (?:and|as well as|along with)(?: at least| another)? $|(?: [\w’'-]+){1,4}, $"
    )


def _joins(one: Bound, two: Bound, text: str) -> bool:
    between = text[one.number.end : two.number.start].replace("\n", " ")
    if between.endswith(", ") and two.number.qualifier == "one":  # "… wounding dozens, a doctor said"
        return False
    return bool(_conjunction().fullmatch(between))


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
