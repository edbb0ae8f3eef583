"""The words round a number that say what it counts: its noun phrase, what leads up to it, what follows it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.coding.quantities_table import Count, QuantityTable
from geomap.coding.wordscan import Word, singular

_STRONG = re.compile(r"[.;:!?()\n—–]")
ENDS_NOUN = frozenset(
    "in on at by with from near after when during as who that which and or for to outside across around since under"
    " inside while where because before over against into was were is are be been has have had whose but including"
    " said told says tells added amid among between along behind beyond through throughout until if than each".split()
) | frozenset(
    "overnight today yesterday tonight early late monday tuesday wednesday thursday friday saturday sunday".split()
)
_AUXILIARY = frozenset("was were is are has have had been be".split())
_BE = frozenset("was were is are be been being".split())
_PREPOSITION = frozenset("in at from of on near inside outside across around aboard".split())
_MORE = frozenset("more others other another further additional".split())
_OF_PERSONS_ONLY = frozenset(("killed", "injured", "detained", "abducted"))
_NP_WORDS = 6
_FILLERS = 6


def noun_phrase(words: Sequence[Word], first: int, text: str, table: QuantityTable) -> tuple[int, str]:
    """The index after the number's noun phrase, and the class of its noun: person, weapon, thing, other …."""
    index = first
    while index < min(len(words), first + _NP_WORDS):
        key = words[index].key
        gap = text[words[index - 1].end : words[index].start] if index > first else " "
        if (gap == " (" and words[index].text.isupper()) or gap.startswith(")"):  # an abbreviation
            gap = " "
        if key == "of":
            if index > first:
                break
            index += 1
            continue
        if gap.strip() or key in ENDS_NOUN or key in _PREPOSITION:
            break
        if (key,) in table.after and not _is_adjective(words, index, table):
            break
        if index > first and _starts(words, index, table):
            break
        index += 1
    return index, _class_of(words[first:index], table)


def _class_of(phrase: Sequence[Word], table: QuantityTable) -> str:
    """The class of a noun phrase by its last noun; a capitalised word that no table knows is a people ("12 Fulani")."""
    nouns = [singular(word.text) for word in phrase if word.key not in _MORE and word.key != "of"]
    if not nouns:
        return ""
    head, last = nouns[-1], phrase[-1].text
    classes = {"them": {"them"}, "weapon": table.weapon, "person": table.person, "counted": table.nouns.keys()}
    for name, members in classes.items():
        if head in members:
            return name
    if head in table.thing or head in table.units:
        return "thing"
    if head.endswith("ing") and any(noun in table.weapon for noun in nouns):  # "three drones flying towards"
        return "weapon"
    capital = last[0].isupper() and not last.isupper()
    return "person" if capital or any(noun in table.person for noun in nouns) else "other"


def _is_adjective(words: Sequence[Word], index: int, table: QuantityTable) -> bool:
    """Whether a participle stands before a noun: "22 wounded soldiers", "12 arrested Ukrainian men"."""
    for at in range(index + 1, min(len(words), index + 3)):
        if words[at].start - words[at - 1].end > 1:  # more than a space between: "were killed, police said"
            return False
        if singular(words[at].text) in table.person:
            return True
    return False


def _starts(words: Sequence[Word], index: int, table: QuantityTable) -> bool:
    return any(tuple(w.key for w in words[index : index + n]) in table.after for n in range(2, table.longest_after + 1))


def class_fits(count: Count, kind: str) -> bool:
    if count.of == "weapon":
        return kind in {"weapon", "them"} or (kind == "" and count.name == "shot_down")
    if count.of == "any":
        return kind != "weapon"
    return kind in {"person", "", "them", "counted"} or (kind == "other" and count.name in _OF_PERSONS_ONLY)


def cue_before(words: Sequence[Word], index: int, start: int, text: str, table: QuantityTable) -> tuple[Count, ...]:
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


def cue_after(words: Sequence[Word], index: int, text: str, table: QuantityTable) -> tuple[Count, ...]:
    """The counts of the words that follow a number's noun: past a parenthesis, a phrase of place, auxiliaries."""
    if not _phrase_at(words, index, table):
        index = _past_aside(words, index, text, table)
    skipped = 0
    while index < len(words) and skipped <= _FILLERS:
        if index > 0 and text[words[index - 1].end : words[index].start].strip(" \n'’,)"):
            return ()
        if counts := _phrase_at(words, index, table):
            passive = any(word.key in _BE for word in words[max(0, index - 6) : index])
            return counts if passive or not _is_active(words, index, text, table) else ()
        if skipped == 0 and words[index].key in _PREPOSITION | {"including"}:
            auxiliary = _auxiliary_after(words, index, text)
            if auxiliary is None and words[index].key == "of":
                auxiliary = _past_of(words, index, text, table)
            if auxiliary is None:
                return ()
            index = auxiliary
            continue
        if words[index].key not in table.fillers_after and not words[index].key.endswith("ly"):
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
    return not gap.strip() and words[index + 1].key not in ENDS_NOUN


def _past_aside(words: Sequence[Word], index: int, text: str, table: QuantityTable) -> int:
    """Past ", including three children," and ", 25,", or the rest of a list ("teachers, miners and nurses marched")."""
    if not 0 < index < len(words):
        return index
    gap = text[words[index - 1].end : words[index].start]
    if gap == " (":
        closing = (at for at in range(index + 1, len(words)) if ")" in text[words[at - 1].end : words[at].start])
        return next(closing, len(words))
    if not gap.startswith(","):
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
