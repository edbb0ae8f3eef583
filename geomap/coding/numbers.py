"""Numbers as news English writes them: "1,200", "2.5 million", "twenty-two", "dozens", "at least 40", "10 to 15".

Vague words read as ACLED reads them, the most conservative estimate: tens 10, dozens 12, hundreds 100 (ACLED,
"Fatalities: uses and limitations of ACLED data", 2024); "scores", which ACLED does not fix, likewise as one score, 20.
"Several" and "many" are no numbers.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = {
    "hundred": 100, "thousand": 1_000, "lakh": 100_000, "million": 1_000_000, "crore": 10_000_000,
    "billion": 1_000_000_000,
}  # fmt: skip
_PARTS = {"half a": 2, "half": 2, "a quarter of a": 4, "quarter of a": 4}
"""Parts of a scale word, by what it is divided by: "half a million", "a quarter of a million"."""
_GROUPED = r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}\b)+|\d{1,3}(?:\.000)+"
"""Thousands as they are set apart: "200,000", "200 000", "200.000"."""
_APART = re.compile(r"[,\s]|\.(?=000\b)")
VAGUE = {
    "tens of thousands": 10_000, "hundreds of thousands": 100_000, "dozens": 12, "tens": 10, "scores": 20,
    "hundreds": 100, "thousands": 1_000, "millions": 1_000_000,
}  # fmt: skip

QUALIFIERS = {
    "at least": "at least", "no fewer than": "at least", "no less than": "at least", "a minimum of": "at least",
    "more than": "more than", "over": "more than", "upwards of": "more than", "in excess of": "more than",
    "up to": "up to", "as many as": "up to", "at most": "up to", "fewer than": "fewer than", "less than": "fewer than",
    "under": "fewer than", "nearly": "nearly", "almost": "nearly", "close to": "nearly", "about": "about",
    "around": "about", "some": "about", "roughly": "about", "approximately": "about", "an estimated": "about",
}  # fmt: skip
"""What stands before a number, and the flag it leaves."""


_PARTICLE_VERB = re.compile(r"\b(?:hand|turn|took|tak|giv|ran|push|spill|knock)(?:s|e|ed|en|ing)? over$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text; offsets cover the qualifier. `low` and `high` differ for a range ("10 to 15") only.

    `qualifier` is one of the values of QUALIFIERS, "vague" for a word like "dozens", or "" for an exact figure.
    """

    start: int
    end: int
    low: int
    high: int
    qualifier: str = ""


@functools.cache
def _small() -> dict[str, int]:
    words = {word: value for value, word in enumerate(UNITS)}
    words |= {word: 10 * value for value, word in enumerate(TENS, start=2)}
    return words


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    small = "|".join(sorted(_small(), key=lambda word: (-len(word), word)))
    tens = "|".join(TENS)
    units = "|".join(UNITS[1:10])
    scale = "|".join(SCALES)
    digits = rf"{_GROUPED}|\d+(?:\.\d+)?"
    base = rf"(?:(?:{tens})[- ](?:{units})|{small}|a(?:n)?(?= (?:{scale}|dozen)\b))"
    scaled = rf"{base}(?:[ -](?:{scale}))+"  # only after a scale word does a number go on
    words = rf"(?:{scaled}(?: (?:and )?{scaled})*(?: (?:and )?{base})?|{base})"
    figure = rf"(?:{digits})(?: (?:{scale}))?|(?:{words})(?: dozen)?|a couple of|half a dozen"
    figure = rf"(?:{'|'.join(_PARTS)}) (?:{'|'.join(list(SCALES)[1:])})|{figure}"
    vague = "|".join(sorted(VAGUE, key=len, reverse=True))
    qualifier = "|".join(sorted(QUALIFIERS, key=len, reverse=True))
    whole = re.compile(
        rf"(?<![\w.,$€£-])(?<!\d:)(?:(?P<q>{qualifier}) )?"
        rf"(?:(?:between |from )?(?P<low>(?>{figure}))(?: ?[-–—] ?| to | and | or )(?P<high>(?>{figure}))"
        rf"|(?P<one>(?>{figure}))|(?P<vague>{vague})(?: of)?)(?![\w%])(?![.,:]\d)",
        re.IGNORECASE,
    )
    return whole, re.compile(rf"({digits})(?: ({scale}))?$", re.IGNORECASE)


def value_of(words: str) -> int | None:
    """The integer that `words` spell ("1,200", "2.5 million", "one hundred and two", "half a dozen"), or None."""
    text = words.casefold().strip()
    digits = _patterns()[1].match(text)
    if digits:
        return round(float(_APART.sub("", digits[1])) * SCALES.get(digits[2] or "", 1))
    if text == "half a dozen":
        return 6
    part, _, scale = text.rpartition(" ")
    if part in _PARTS and scale in SCALES:
        return SCALES[scale] // _PARTS[part]
    if text == "a couple of":
        return 2
    total, current = 0, 0
    for word in re.split(r"[ -]+", text):
        if word in _small():
            current += _small()[word]
        elif word in ("a", "an"):
            current += 1
        elif word == "dozen":
            current = max(1, current) * 12
        elif word == "hundred":
            current = max(1, current) * 100
        elif word in SCALES:
            total, current = total + max(1, current) * SCALES[word], 0
        elif word != "and":
            return None
    return total + current


_CLOCK = re.compile(r":\d\d|[\s-]years?[\s-]old|\s{0,2}(?:[ap]\.m\.|[ap]m\b|o['’]clock)", re.IGNORECASE)
"""What makes a number an hour or an age: "around 5 p.m.", "four year-old"."""


def find_numbers(text: str, *, start: int = 0, end: int | None = None) -> tuple[Number, ...]:
    """The numbers between two offsets of `text`, in order, none overlapping.

    "between 10 and 15" and "10-15" are one number with a range; "five and six" without "between" stay two.
    """
    stop = len(text) if end is None else end
    found: list[Number] = []
    position = start
    whole = _patterns()[0]
    while match := whole.search(text, position, stop):
        number, position = _read(match, text)
        if number is not None:
            found.append(number)
    return tuple(found)


def _scaled_alike(low: int, words: str, high: str) -> int:
    """ "Between ten and fifteen thousand": the lower end shares the scale of the upper one."""
    scale = SCALES.get(high.casefold().replace("-", " ").split()[-1], 1)
    own = words.casefold().replace("-", " ").split()[-1] in SCALES
    return low if own or scale == 1 or low >= scale else low * scale


def _read(match: re.Match[str], text: str) -> tuple[Number | None, int]:
    """The number of a match, and where to look next."""
    qualifier, begin = QUALIFIERS.get((match["q"] or "").casefold(), ""), match.start()
    if qualifier and _PARTICLE_VERB.search(text, max(0, begin - 12), match.end("q")):  # "handed over 104 men"
        qualifier, begin = "", match.end("q") + 1
    if match["vague"]:
        value = VAGUE[match["vague"].casefold()]
        return Number(begin, match.end("vague"), value, value, qualifier or "vague"), match.end("vague")
    first = match["one"] or match["low"]
    low, first_end = value_of(first), match.end("one") if match["one"] else match.end("low")
    if low is None or _CLOCK.match(text, first_end):
        return None, first_end
    if match["high"]:
        high = value_of(match["high"])
        low = _scaled_alike(low, match["low"], match["high"])
        joint = text[match.end("low") : match.start("high")].strip().casefold()
        opened = text[match.start() : match.start("low")].casefold().endswith(("between ", "from "))
        if high is not None and high > low and (joint != "and" or opened):
            return Number(begin, match.end("high"), low, high, qualifier), match.end("high")
        low = value_of(match["low"]) or 0
    return Number(begin, first_end, low, low, qualifier), first_end
