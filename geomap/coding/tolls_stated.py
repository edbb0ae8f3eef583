"""Tolls that a text states by that name: "the death toll from Monday's strike climbed to 31"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from geomap.coding.numbers import Number, find_numbers

_NAMED = {
    "missing": "number of (?:those |people )?missing",
    "injured": "(?:number of (?:those |people )?|tally of )(?:injured|wounded|injuries)",
    "killed": "(?:death |casualty )?toll|body count|number of (?:those |people |civilians |bodies )?"
    "(?:dead|killed|deaths|fatalities|victims|lives lost)",
}
_OF = r"(?:,? (?:from|in|of|after|for|following|at) (?P<of>[^.;:!?]{1,90}?))?"
_ROSE = (
    r" (?:(?:has|had|have|was|is|were|now|since|later|also|already|meanwhile|reportedly|still|could|officially) ){0,3}"
    r"(?:r[oi]sen?|rises?|climb(?:ed|s)?|jump(?:ed|s)?|grew|grown|grows|increased?|increases|soar(?:ed|s)?|mounted"
    r"|mounts|g(?:one|oes) up|went up|reach(?:ed|es)?|hits?|pass(?:ed|es)|topp?(?:ed|s)|stood|stands|put|revised"
    r"|updated|raised|surpass(?:ed|es)|exceed(?:ed|s)|is|was|now)"
    r"(?: (?:up|upwards?|down|again|further|sharply|now|overnight|today|to|at(?! least)|past|on [A-Z]\w+day|late"
    r"|early))*\s"
)
_BROUGHT = r"\b(?:bringing|brought|taking|took|raising|raised|pushing|pushed|lifting|lifted|putting|put) (?:the )"
_WIDER = re.compile(
    r"\b(?:war|wars|conflict|years?|months?|campaign|offensive|decades?|invasion|genocide|pandemic|outbreak|insurgency)\b"
    r"|\b(?:since|so far) (?:this|last|the|in|\d)",
    re.IGNORECASE,
)
"""What a toll is of that no single happening brought about."""
_SUPERSEDED = re.compile(r"\b(?:earlier|initially|previously|at first)\b[^,.;]*$", re.IGNORECASE)
_JUST_BEFORE = 24
_FAR = 12
WORTH_A_LOOK = re.compile(r"\b(?:toll|body count|number of (?:\w+ )?(?:dead|killed|wounded|injured|deaths|victims))\b")


@dataclass(frozen=True, slots=True)
class Toll:
    """A stated toll: what it counts, of what as far as the text says ("Monday's strike on Sumy", `of_span`), where."""

    name: str
    number: Number
    of: str
    start: int
    end: int
    of_span: tuple[int, int] = (-1, -1)


def stated_tolls(text: str, *, start: int, end: int) -> Iterator[Toll]:
    """The tolls stated between two offsets, but those of a war, a year or a campaign, and those that were put right."""
    if not WORTH_A_LOOK.search(text, start, end):
        return
    for name, pattern in _patterns():
        for match in pattern.finditer(text, start, end):
            number = next(iter(find_numbers(text, start=match.end(), end=end)), None)
            if number is None or number.start - match.end() > _FAR:
                continue
            if text[match.end() : number.start].strip() or _WIDER.search(text, match.start(), match.end()):
                continue
            if _SUPERSEDED.search(text, max(start, match.start() - _JUST_BEFORE), match.start()):
                continue
            yield Toll(name, number, match["of"] or "", match.start(), number.end, match.span("of"))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kind = r"(?:confirmed |official |overall |provisional |total |civilian |known )?"
    return tuple(
        (name, re.compile(pattern, re.IGNORECASE))
        for name, noun in _NAMED.items()
        for pattern in (rf"\b{kind}(?:{noun}){_OF}{_ROSE}", rf"{_BROUGHT}{kind}(?:{noun}){_OF} (?:to|at|past) ")
    )
