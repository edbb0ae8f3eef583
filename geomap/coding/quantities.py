"""How many were killed, injured, released, launched …: the numbers of a clause, bound to what they count.

A count is its lowest reading ("10 to 15" is 10, "dozens" 12: ACLED takes the most conservative estimate). What else
the text says stands beside it: `killed_max` is the upper end of a range, `killed_qualifier` the text's reservation
("at least", "more than", "up to", "nearly", "about"; "vague" for a word like "dozens"). "No casualties" is killed 0
and injured 0.

Names: killed, injured, casualties (of both kinds in one number), missing, captured, abducted, detained, released,
displaced, launched, shot_down, protesters, troops, sanctioned, expelled (`tables/quantities.toml`), of several kinds of
weapon each by itself (launched_drones, launched_missiles); prisoners_each and prisoners_total of an exchange; condition
of the released; ceasefire_days, ceasefire_hours, duration_hours, duration_minutes.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from geomap.coding.numbers import TENS, UNITS, find_numbers, value_of
from geomap.coding.quantities_bind import Bound, bind_numbers
from geomap.coding.quantities_table import load_quantities
from geomap.coding.quantities_tolls import joined_tolls, next_toll, toll_stretches
from geomap.coding.tolls_stated import stated_tolls

if TYPE_CHECKING:
    from geomap.language import Doc

Pairs = tuple[tuple[str, int | str], ...]

_TOLLED = ("BAT.", "STR.", "EXP.", "VAC.", "DEM.", "HAZ.", "CRM.")
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
_ELSEWHERE = re.compile(
    r"\b(?:[Aa]nother|[Oo]thers?|separate(?:ly)?|elsewhere"
    r"|(?:in|near|at|on|from|outside) (?:the )?(?:[a-z]+ (?:[a-z]+ )?of )?[A-Z])"
)
_SCENE = re.compile(r"\b(?:in|near|at|on|outside) (?:the )?(?:[a-z]+ ){0,3}?([A-Z][\w’'-]+)")
_CALENDAR = frozenset((*day_name, *month_name))
_TOLLS = ("killed", "injured", "missing", "captured", "protesters", "casualties", "shot_down")
_HARM = frozenset(("killed", "injured", "displaced", "missing"))
_WEAPONS = {
    "drones": "drone uav shahed quadcopter kamikaze", "missiles": "missile", "rockets": "rocket",
    "shells": "shell mortar", "bombs": "bomb", "grenades": "grenade", "aircraft": "aircraft helicopter jet warplane",
}  # fmt: skip
_KIND_OF_WEAPON = {noun: kind for kind, nouns in _WEAPONS.items() for noun in nouns.split()}
_TALKS = ("DIP.CALL", "DIP.MEET", "COE.CYBER")
_TRUCES = ("DEE.CEASEFIRE", "DIP.AGREE", "DIP.CONCEDE", "DIP.SIGN")


def quantities_of(doc: Doc, *, sentence_index: int, clause: tuple[int, int], event_type: str) -> Pairs:
    """(name, value) pairs in order of name for what a clause says of an event of this type.

    Where the clause of a violent event, a protest or a disaster gives no toll, it is looked for in what its sentence
    says of the consequence, and in a next sentence that opens with one.
    """
    text = doc.article.text
    found = _counts(text, clause, event_type)
    if event_type.startswith(_TOLLED):
        for stretch in joined_tolls(doc, sentence_index, clause):
            found = _counts(text, stretch, event_type) | found
        for stretch in toll_stretches(doc, sentence_index, clause):
            of_a_noun = event_type == "DEM.PEACEFUL" and text[slice(*stretch)].lstrip(" ,").startswith("that")
            if not _HARM & found.keys() and not of_a_noun:  # "marched to mark the fire that killed ten"
                found = _counts(text, stretch, event_type) | found
        following = next_toll(doc, sentence_index)
        if following and _wants_toll(found, text[slice(*following)], told=_sentence(doc, sentence_index)):
            found = _completed(found, _counts(text, following, event_type))
    found |= _special(doc, sentence_index, clause, event_type, found)
    return tuple(sorted(found.items()))


def _sentence(doc: Doc, index: int) -> str:
    return doc.article.text[doc.sentences[index].start : doc.sentences[index].end]


def _wants_toll(found: dict[str, int | str], following: str, *, told: str) -> bool:
    """Whether a sentence that opens with a toll is of the event that the sentence `told` tells: after a toll only where
    it names no place at all, else where it names none that `told` does not."""
    if found.get("protesters_qualifier") == "vague":
        return True
    tolls = {"killed", "injured"} & found.keys()
    if tolls:
        return len(tolls) == 1 and not _ELSEWHERE.search(following)
    return all(place in told or place in _CALENDAR for place in _SCENE.findall(following))


def _completed(found: dict[str, int | str], later: dict[str, int | str]) -> dict[str, int | str]:
    """The counts with those of a later sentence; a figure for the crowd takes the place of "thousands"."""
    tolls = {name: value for name, value in later.items() if name.startswith(_TOLLS)}
    if found.get("protesters_qualifier") == "vague" and "protesters" in tolls:
        found = {name: value for name, value in found.items() if not name.startswith("protesters")}
    return tolls | found


def fatalities(quantities: Sequence[tuple[str, int | str]]) -> int | None:
    """The count of the killed, None where the text gives none (which is not zero)."""
    return next((value for name, value in quantities if name == "killed" and isinstance(value, int)), None)


def counts_of(event_type: str) -> frozenset[str]:
    """The counts that an event of this type may carry."""
    return frozenset(count.name for count in load_quantities().counts if event_type.startswith(count.types))


def _counts(text: str, clause: tuple[int, int], event_type: str) -> dict[str, int | str]:
    found: dict[str, int | str] = {}
    allowed = counts_of(event_type)
    bound = bind_numbers(text, clause=clause, counts=allowed) if allowed else ()
    for name, group in (named for whole in bound for named in _by_weapon(whole)):
        total, held = sum(each.number.low for each in group), found.get(name)
        if isinstance(held, int) and name == "protesters":  # each side counts its own crowd
            found |= {name: min(held, total), f"{name}_max": max(held, total)}
        elif not isinstance(held, int) or total > held:
            found |= _with_reserve(name, group)
    for toll in stated_tolls(text, start=clause[0], end=clause[1]):
        if toll.name in allowed:
            found[toll.name] = max(toll.number.low, _as_number(found.get(toll.name)))
    none = _NONE_HURT.search(text, *clause)
    if none and event_type.startswith(_TOLLED):
        for name in _unhurt(none):
            found.setdefault(name, 0)
    return found


def _as_number(value: int | str | None) -> int:
    return value if isinstance(value, int) else 0


def _by_weapon(group: tuple[Bound, ...]) -> Iterator[tuple[str, tuple[Bound, ...]]]:
    """A group with the name of its count; of several kinds of weapon, each by itself: 61 drones and 7 missiles are no
    68 of anything."""
    name = group[0].count.name if group[0].count else ""
    kinds = [_KIND_OF_WEAPON.get(each.noun, "") for each in group]
    if "" in kinds or len(set(kinds)) < 2:
        yield name, group
        return
    for kind in dict.fromkeys(kinds):
        yield f"{name}_{kind}", tuple(each for each, its in zip(group, kinds, strict=True) if its == kind)


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
