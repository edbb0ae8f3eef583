"""How many were killed, injured, released, launched …: the numbers of a clause, bound to what they count.

A count is its lowest reading ("10 to 15" is 10, "dozens" 12: ACLED takes the most conservative estimate). What else
the text says stands beside it: `killed_max` is the upper end of a range, `killed_qualifier` the text's reservation
("at least", "more than", "up to", "nearly", "about"; "vague" for a word like "dozens"). "No casualties" is killed 0
and injured 0.

Names: killed, injured, casualties (of both kinds in one number), missing, captured, abducted, detained, released,
displaced, launched, shot_down, protesters, troops, sanctioned, expelled (`tables/quantities.toml`); prisoners_each and
prisoners_total of an exchange; condition of the released; ceasefire_days, ceasefire_hours, duration_hours,
duration_minutes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geomap.coding.numbers import TENS, UNITS, find_numbers, value_of
from geomap.coding.quantities_bind import Bound, bind_numbers
from geomap.coding.quantities_table import load_quantities

if TYPE_CHECKING:
    from geomap.language import Doc

Pairs = tuple[tuple[str, int | str], ...]

_TOLLED = ("BAT.", "STR.", "EXP.", "VAC.", "DEM.", "HAZ.", "CRM.")
_TOLL_SENTENCE = re.compile(
    r"(?:[A-Z][^.;]{0,40} (?:crowd|turnout) "
    r"|(?:Police|Officials|Authorities|Rescuers|Medics|Doctors|Witnesses|Hospital)[^.;,]{0,30}"
    r" (?:said|put|reported|counted|confirmed) "
    r"|At least|More than|Some|About|Nearly|Another|A total of|In all,|Altogether|No casualties|There (?:were|was) no"
    r"|[A-Z][^.;]{0,40} (?:shot down|intercepted|downed) "
    r"|Nobody|No one|The (?:death )?toll|The dead|The (?:attack|strike|blast|raid|explosion|bombing|shelling|ambush"
    r"|assault|clash|clashes|fighting|quake|earthquake|storm|flood|floods|fire|crash)\b[^.]{0,60}"
    r"\b(?:killed|left|claimed|injured|wounded)\b|(?:[A-Z][a-z]+(?:-[a-z]+)?|\d[\d,]*) (?:[\w-]+ ){0,3}"
    r"(?:(?:was|were|have been|had been) (?:killed|injured|wounded|hurt)|died))"
)
_NONE_HURT = re.compile(
    r"\b(?:(?:no|without(?: any)?) (?P<thing>casualties|victims|deaths|fatalities|injuries)"
    r"|(?:nobody|no one|no-one|none)(?: else)? (?:was|were|is|has been|had been)(?: reported(?:ly)?)? "
    r"(?P<what>killed|hurt|injured|harmed|wounded))\b",
    re.IGNORECASE,
)
_CEASEFIRE = re.compile(
    r"\b(?P<n>\d+|[a-z]+)[- ](?P<unit>day|hour|week|month)s?[- ](?:\w+ ){0,2}?"
    r"(?:ceasefire|cease-fire|truce|pause|halt|moratorium|armistice|lull)\b",
    re.IGNORECASE,
)
_CEASEFIRE_FOR = re.compile(
    r"\b(?:ceasefire|cease-fire|truce|pause|armistice)\b[^.;,]{0,30}?\b(?:of|for|lasting) (?P<n>\d+|[a-z]+) "
    r"(?P<unit>day|hour|week|month)s?\b",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"\b(?P<n>\d+|[a-z]+)-(?P<unit>minute|hour|day)(?:-long)?\b|\b(?P<one>hour)-long\b"
    r"|\b(?:for|after|lasted|lasting|took|offline for|down for) "
    r"(?:almost |nearly |about |around |more than |some |over )?(?P<n2>\d+|[a-z]+) (?P<unit2>minute|hour)s?\b",
    re.IGNORECASE,
)
_HOURS = {"hour": 1, "day": 24, "week": 168, "month": 720}
_EACH = re.compile(r"\b(?:each|both sides?|from each side|apiece|per side)\b", re.IGNORECASE)
_WORDS = rf"(?:{'|'.join(TENS)})-(?:{'|'.join(UNITS[1:10])})|" + "|".join((*UNITS, *TENS))
_FOR = re.compile(
    rf"\b(?P<one>\d[\d,]*|{_WORDS})(?: [A-Za-z’'-]+){{0,7}}?[- ](?:in exchange )?for[- ]"
    rf"(?P<two>\d[\d,]*|{_WORDS})\b",
    re.IGNORECASE,
)
_EXCHANGED = re.compile(
    r"\b(?:exchang|swap|trad|releas|free|freed|hand|return|repatriat)\w*|\bprisoners?\b|\bcaptives?\b", re.IGNORECASE
)
_DAY_OF_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? $")
_PRISONERS = re.compile(
    r"(?: (?:[A-Za-z’'-]+ ){0,3}?(?:prisoners?|captives?|detainees?|soldiers?|people|hostages?|fighters?|POWs?"
    r"|servicemen|troops|bodies|inmates)\b| each\b|[.,;]|$)"
)
_CONDITION = re.compile(
    r"\b(?P<words>(?:(?:severely|seriously|gravely|critically|badly|lightly) )?"
    r"(?:wounded|injured|ill|sick|disabled))\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"(?:,| and|,? in which|,? that) (?:killing|wounding|injuring|leaving|causing|claiming|displacing|forcing|beheading"
    r"|destroying|driving|capturing|killed|left|wounded|injured|drawing)\b",
    re.IGNORECASE,
)
_NEW_CLAUSE = re.compile(r"[;:]|, (?:while|but)\b|\bwhile\b", re.IGNORECASE)
_HARM = frozenset(("killed", "injured", "displaced", "missing"))
_TALKS = ("DIP.CALL", "DIP.MEET", "COE.CYBER")
_TRUCES = ("DEE.CEASEFIRE", "DIP.AGREE", "DIP.CONCEDE", "DIP.SIGN")


def quantities_of(doc: Doc, *, sentence_index: int, clause: tuple[int, int], event_type: str) -> Pairs:
    """(name, value) pairs in order of name for what a clause says of an event of this type.

    Where the clause of a violent event or a disaster gives no toll, a next sentence that opens with one is read too.
    """
    text = doc.article.text
    found = _counts(text, clause, event_type)
    if event_type.startswith(_TOLLED) and not _HARM & found.keys():
        found |= _counts(text, _consequence(doc, sentence_index, clause), event_type)
    unsure = found.get("protesters_qualifier") == "vague"
    if event_type.startswith(_TOLLED) and (unsure or not {"killed", "injured"} & found.keys()):
        following = _next_toll(doc, sentence_index, event_type)
        if unsure and "protesters" in following:
            found = {name: value for name, value in found.items() if not name.startswith("protesters")}
        found = following | found
    found |= _special(doc, sentence_index, clause, event_type, found)
    return tuple(sorted(found.items()))


def fatalities(quantities: Sequence[tuple[str, int | str]]) -> int | None:
    """The count of the killed, None where the text gives none (which is not zero)."""
    return next((value for name, value in quantities if name == "killed" and isinstance(value, int)), None)


def counts_of(event_type: str) -> frozenset[str]:
    """The counts that an event of this type may carry."""
    return frozenset(count.name for count in load_quantities().counts if event_type.startswith(count.types))


def _counts(text: str, clause: tuple[int, int], event_type: str) -> dict[str, int | str]:
    found: dict[str, int | str] = {}
    allowed = counts_of(event_type)
    for group in bind_numbers(text, clause=clause, counts=allowed) if allowed else ():
        name = group[0].count.name if group[0].count else ""
        total, held = sum(each.number.low for each in group), found.get(name)
        if isinstance(held, int) and name == "protesters":  # each side counts its own crowd
            found |= {name: min(held, total), f"{name}_max": max(held, total)}
        elif not isinstance(held, int) or total > held:
            found |= _with_reserve(name, group)
    none = _NONE_HURT.search(text, *clause)
    if none and event_type.startswith(_TOLLED):
        for name in _unhurt(none):
            found.setdefault(name, 0)
    return found


def _with_reserve(name: str, group: Sequence[Bound]) -> dict[str, int | str]:
    """The count of a group of coordinated numbers, with the upper end and the reservation where there is one."""
    low, high = sum(each.number.low for each in group), sum(each.number.high for each in group)
    qualifiers = [each.number.qualifier for each in group if each.number.qualifier not in {"", "one"}]
    found: dict[str, int | str] = {name: low}
    if high > low:
        found[f"{name}_max"] = high
    if qualifiers:
        found[f"{name}_qualifier"] = qualifiers[0]
    return found


def _unhurt(match: re.Match[str]) -> tuple[str, ...]:
    said = (match["thing"] or match["what"]).casefold()
    if said in {"deaths", "fatalities", "killed"}:
        return ("killed",)
    return ("injured",) if said == "injuries" else ("injured", "killed")


def _consequence(doc: Doc, sentence_index: int, clause: tuple[int, int]) -> tuple[int, int]:
    """The ", killing 34 and wounding …" that follows a clause in its sentence; an empty stretch without one."""
    end = doc.sentences[sentence_index].end
    match = _RESULT.search(doc.article.text, clause[1], end)
    if match is None or _NEW_CLAUSE.search(doc.article.text, clause[1], match.start()):
        return (clause[1], clause[1])
    stop = _NEW_CLAUSE.search(doc.article.text, match.end(), end)
    return (match.start(), stop.start() if stop else end)


def _next_toll(doc: Doc, sentence_index: int, event_type: str) -> dict[str, int | str]:
    """The toll that the next sentence opens with, of the same paragraph or the next."""
    sentence = doc.sentences[sentence_index]
    for following in doc.sentences[sentence_index + 1 : sentence_index + 2]:
        if following.heading or following.paragraph - sentence.paragraph > 1:
            return {}
        if _TOLL_SENTENCE.match(doc.article.text, following.start):
            counts = _counts(doc.article.text, (following.start, following.end), event_type)
            tolls = ("killed", "injured", "missing", "captured", "protesters", "casualties", "shot_down")
            return {name: value for name, value in counts.items() if name.startswith(tolls)}
    return {}


def _special(
    doc: Doc, sentence_index: int, clause: tuple[int, int], event_type: str, found: dict[str, int | str]
) -> dict[str, int | str]:
    """Exchanges, conditions, truces and lengths of time."""
    text = doc.article.text
    special: dict[str, int | str] = {}
    if event_type == "DEE.POWSWAP":
        sentence = doc.sentences[sentence_index]
        special |= _exchange(text, clause) or _exchange(text, (sentence.start, sentence.end))
        for name in ("released", "captured") if special else ():
            found.pop(name, None)
    if event_type == "DEE.RELEASE" and "released" in found and (condition := _CONDITION.search(text, *clause)):
        special["condition"] = condition["words"].casefold()
    if event_type in _TRUCES and (truce := _CEASEFIRE.search(text, *clause) or _CEASEFIRE_FOR.search(text, *clause)):
        hours = (_number(truce["n"]) or 0) * _HOURS[truce["unit"].casefold()]
        if hours:
            special |= {"ceasefire_days": hours // 24} if hours % 24 == 0 else {"ceasefire_hours": hours}
    if event_type in _TALKS and (length := _LENGTH.search(text, *clause)):
        special |= _duration(length)
    return special


def _duration(match: re.Match[str]) -> dict[str, int | str]:
    if match["one"]:
        return {"duration_hours": 1}
    unit = (match["unit"] or match["unit2"]).casefold()
    number = _number(match["n"] or match["n2"])
    if number is None or unit == "day":
        return {}
    if unit == "hour":
        return {"duration_hours": number}
    return {"duration_hours": number // 60} if number % 60 == 0 else {"duration_minutes": number}


def _exchange(text: str, clause: tuple[int, int]) -> dict[str, int | str]:
    """Numbers of an exchange: "each releasing 175", "175 each" (total twice that), "30 for 20", "exchanged 318"."""
    stretch = text[slice(*clause)]
    traded = _FOR.search(stretch)
    if traded:
        one, two = _number(traded["one"]), _number(traded["two"])
        if one and two:
            return {"prisoners_total": 2 * one, "prisoners_each": one} if one == two else {"prisoners_total": one + two}
    numbers = [
        number
        for number in find_numbers(text, start=clause[0], end=clause[1])
        if _PRISONERS.match(text[number.end : clause[1]]) and not _DAY_OF_MONTH.search(text[: number.start][-12:])
    ]
    if not numbers or not _EXCHANGED.search(stretch):
        return {}
    first = numbers[0]
    near = text[max(clause[0], first.start - 60) : min(clause[1], first.end + 60)]
    if _EACH.search(near):
        return {"prisoners_each": first.low, "prisoners_total": 2 * first.low}
    return {"prisoners_total": first.low}


def _number(word: str) -> int | None:
    return 1 if word.casefold() in {"a", "an"} else value_of(word)
