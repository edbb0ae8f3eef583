"""Give every word of a sentence a coarse tag and a lemma, from closed-class lists, endings and neighbours.

Tags: N noun, P proper noun, V verb, X auxiliary, M modal, A adjective or participle before a noun, R adverb,
D determiner, O pronoun, I preposition, C conjunction, S subordinator, T infinitive "to", E negation, # number,
W time word, ' possessive ending, "," other punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from geomap.coding.bounds import bounds_number
from geomap.coding.headlinese import acts, is_headline, joins_subjects, marks_name, walks
from geomap.coding.triggers import lexicon
from geomap.coding.verbhood import adjectival, adjective_before, verb_or_noun
from geomap.coding.words import Word, auxiliary_lemmas, closed_classes, nominals, noun_lemma, sure_nouns, verb_lexicon
from geomap.language import Sentence, Setting
from geomap.language.morphology import lemmas

_OPENING, _CLOSING, _PLAIN = "“«‘", "”»", '"'
_MODALS = {"'ll": "will", "’ll": "will", "'d": "would", "’d": "would", "ca": "can", "wo": "will", "cannot": "can"}


def read_words(
    sentence: Sentence, *, setting: Setting = "plain", names: Collection[int] = frozenset()
) -> tuple[Word, ...]:
    """The words of a sentence, tagged. Quotation marks and hyphens leave only their flags.

    `names` are where the tokens begin that are known to be names: they tell where capitals do not.
    """
    raw = _raw_words(sentence)
    return tuple(_tagged(raw, setting=setting, names=names))


def _asides(sentence: Sentence) -> frozenset[int]:
    """The tokens of short brackets, "(NPA)" or "(62 miles)", which would cut a phrase in two."""
    texts = [token.text for token in sentence.tokens]
    found: set[int] = set()
    if "(" not in texts and "[" not in texts:
        return frozenset()
    for start, text in enumerate(texts):
        if text in ("(", "["):
            for end in range(start + 1, min(start + 6, len(texts))):
                if texts[end] in (")", "]"):
                    found.update(range(start, end + 1))
                    break
    return frozenset(found)


def _raw_words(sentence: Sentence) -> list[tuple[int, int, str, bool, bool]]:
    found: list[tuple[int, int, str, bool, bool]] = []
    quoted = joined = False
    aside = _asides(sentence)
    for number, token in enumerate(sentence.tokens):
        text = token.text
        if number in aside:
            continue
        if text in _OPENING or text in _CLOSING or text == _PLAIN:
            quoted = text in _OPENING or (text == _PLAIN and not quoted)
            continue
        if text == "-" and found and found[-1][1] == token.start:
            joined = True
            continue
        found.append((token.start, token.end, text, joined and bool(found) and found[-1][1] + 1 == token.start, quoted))
        joined = False
    return found


def _tagged(raw: Sequence[tuple[int, int, str, bool, bool]], *, setting: Setting, names: Collection[int]) -> list[Word]:
    found: list[Word] = []
    opening = _lead_in(raw)
    headline = is_headline(setting, raw[-1][2] if raw else "")
    for index, (start, end, text, joined, quoted) in enumerate(raw):
        before = found[opening:] if 0 < opening <= index else found
        lower = text.lower()
        following = raw[index + 1][2] if index + 1 < len(raw) else ""
        if joined and following and _doing_again(before, lower):
            lemma, tag, form = _again(lower, before, following)
            found[-1] = found[-1]._replace(tag="R")
        elif joined and following:
            lemma, tag, form = _joined(lower, text)
        else:
            after = raw[index + 2][2] if index + 2 < len(raw) else ""
            capital = marks_name(text, lower, setting, named=start in names)
            lemma, tag, form = _tag(text, lower, before, following, after, setting, capital=capital)
            if headline and text == "," and joins_subjects(before, following):
                lower, lemma, tag = "and", "and", "C"
            elif headline:
                lemma, tag, form = acts(lower, (lemma, tag, form), before, following, after)
        if tag == "N" and following == "of" and lower in nominals():
            lemma, form = nominals()[lower], "g"
        found.append(Word(start, end, text, lower, lemma, tag, form, joined, quoted))
    return found


def _lead_in(raw: Sequence[tuple[int, int, str, bool, bool]]) -> int:
    """How many tokens stand before the first word of a sentence: a bullet, an item's number, the time of a live blog,
    "Q:" or "A:".
    """
    at = 0
    while at < len(raw):
        text = raw[at][2]
        numbered = at + 1 < len(raw) and raw[at + 1][2] in (".", ")", ":")
        item = numbered and at == 0 and (text.isdigit() or text in _SPEAKERS)
        if text[0].isalnum() and not item and not _CLOCK.fullmatch(text) and text not in _ZONES:
            break
        at += 1
    return at if at < len(raw) else 0


_PROTOCOL = frozenset(["deal", "talks"])
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?:am|pm)?", re.IGNORECASE)
_ZONES = frozenset("GMT UTC BST CET CEST EST EDT EET EAT WAT IST am pm a.m. p.m.".split())
_SPEAKERS = frozenset(["Q", "A"])


_PREFIXES = frozenset("re co belly crash".split())


def _doing_again(before: Sequence[Word], lower: str) -> bool:
    """Whether a hyphen ties a verb to a prefix that leaves it one: "re-entered", "crash-landed"."""
    return bool(before) and before[-1].lower in _PREFIXES and lower in verb_lexicon()


def _again(lower: str, before: Sequence[Word], following: str) -> tuple[str, str, str]:
    """The second half of "re-entered": the verb "reenter" where the rules have it, else "enter"."""
    previous = before[-2].tag if len(before) > 1 else ""
    lemma, tag, form = _open_class(lower, before[:-1], previous, following)
    again = before[-1].lower + lemma
    return (again if again in verb_lexicon() else lemma), tag, form


def _joined(lower: str, text: str) -> tuple[str, str, str]:
    """The second half of "US-backed", "al-Shabab", "30-day"."""
    known = verb_lexicon().get(lower)
    if (known and known[1] in "dg") or lower.endswith(("ed", "ing")):
        return (known[0] if known else lower), "A", ""
    if text[:1].isupper():
        return lower, "P", ""
    closed = closed_classes().get(lower, "N")
    return noun_lemma(lower), "A" if closed == "R" else closed, ""


def _tag(
    text: str,
    lower: str,
    before: Sequence[Word],
    following: str,
    after: str,
    setting: Setting,
    *,
    capital: bool,
) -> tuple[str, str, str]:
    """Lemma, tag and verb form of a word, from itself and its neighbours; `capital`: its capital marks a name."""
    previous = before[-1].tag if before else ""
    certain = _certain(text, lower, before, previous, following, after)
    if certain is not None:
        return certain
    closed = None if lower == "march" and walks(text, before, following, setting) else closed_classes().get(lower)
    if capital and closed == "M" and previous == "P" and before[-1].text[:1].isupper():
        return lower, "P", ""
    if closed and (not capital or not before or closed in "WDXMI"):
        if text in ("US", "IT") or (setting in ("plain", "title") and text in ("IS", "WHO")):
            return lower, "P", ""
        closed = _in_context(lower, closed, previous, following)
        if closed != "A" or lower not in verb_lexicon():
            return auxiliary_lemmas().get(lower, _MODALS.get(lower, lower)), closed, ""
    if capital and previous in ("D", "#", "A") and not following[:1].isupper() and _common(lower, following):
        return noun_lemma(lower), "N", ""
    if capital and before and before[-1].tag != ",":
        return lower, ("A" if adjectival(lower) and following[:1].isalpha() else "P"), ""
    if capital and (before or (following[:1].isupper() and lower not in verb_lexicon())):
        return lower, "P", ""
    return _open_class(lower, before, previous, following)


def _common(lower: str, following: str) -> bool:
    """Whether a word is a common noun of diplomacy that protocol sets with a capital: "the Ministers", "a Memorandum
    on", not "the Treaty of Lausanne".
    """
    classes = lexicon().classes.get(noun_lemma(lower), frozenset())
    return "person" in classes or (following != "of" and not _PROTOCOL.isdisjoint(classes))


def _certain(
    text: str, lower: str, before: Sequence[Word], previous: str, following: str, after: str
) -> tuple[str, str, str] | None:
    """Marks, clitics, numbers, "to", "that" and a few words whose neighbours settle them."""
    if text[-1] in "$€£¥₹" and following[:1].isdigit():
        return "dollar", "#", ""  # "$5 million" is one phrase
    if not (text[0].isalnum() or text[0] in "'’"):
        return lower, ",", ""
    if lower in ("'s", "’s", "'", "’"):
        return _clitic(lower, previous, before)
    if text[0].isdigit():
        return lower, "W" if _CLOCK.fullmatch(text) else "#", ""
    if lower == "that":
        return lower, "S" if before and previous in "VNPOAXR," else "D", ""
    if lower in ("each", "both", "all") and following.endswith("ing"):
        return lower, "O", ""
    if bounds_number(lower, before, following, after):
        return lower, "R", ""
    if lower == "to":
        return lower, ("T" if _base_verb(following, after) else "I"), ""
    if lower == "close" and following == "to":
        return lower, "A", ""
    if text == "May" and (following[:1].isdigit() or previous == "I"):
        return lower, "W", ""
    return None


def _in_context(lower: str, closed: str, previous: str, following: str) -> str:
    """A closed-class tag, mended where the neighbours say otherwise: "his earlier call", "the military has"."""
    if closed == "R" and previous in ("D", "'", "A", "#") and following[:1].islower() and lower not in ("also", "only"):
        return "A"
    if lower in ("military", "local", "opposition") and _not_modifier(following):
        return "N"
    return closed


def _not_modifier(following: str) -> bool:
    """Whether the next word shows that a word such as "military" is the noun."""
    lower = following.lower()
    if not following[:1].isalnum() or closed_classes().get(lower) in ("X", "M", "I", "C", "S", "R", "W"):
        return True
    known = verb_lexicon().get(lower)
    return known is not None and known[1] in "sd"


def _clitic(lower: str, previous: str, before: Sequence[Word]) -> tuple[str, str, str]:
    if previous == "O" or (before and before[-1].lower in ("that", "there", "who", "it", "what")):
        return "be", "X", ""
    return lower, "'", ""


def _base_verb(following: str, after: str) -> bool:
    lower = following.lower()
    if following[:1].isupper() and following != following.upper():
        return False
    if lower in ("be", "have", "do", "get", "not"):
        return True
    known = verb_lexicon().get(lower)
    if known:
        return known[1] == "b"
    if closed_classes().get(lower) == "R" or lower.endswith("ly"):
        return bool(after) and _base_verb(after, "")
    if (
        not lower.isalpha()
        or lower in closed_classes()
        or lower.endswith(("s", "ed", "ing", "tion", "ment", "ity", "ness", "ia"))
    ):
        return False
    ends = after.lower() in closed_classes() or after[:1].isupper() or not after[:1].isalnum()
    return lower not in sure_nouns() and lower not in _GOALS and ends


_GOALS = frozenset(
    "hospital safety power death jail prison school work court war peace exile justice life office home date freedom "
    "custody mind light action place earth town market church sea land shore civilian police parliament".split()
)


_MUTE_E = re.compile(r"(?:[^su]s|[vczu]|dg|[bcdfgkpt]l|[^aeo](?:at|[iau]d|[iau]r|um|ut))\Z")
"""Stems that end in a mute e: "increas-", "evad-", "explod-", not "visit-"."""


@lru_cache(maxsize=16_384)
def _base_of(lower: str) -> str:
    """The base of a verb's form in "-ed" or "-ing" that no table knows; "" where it is none."""
    found = [lemma for lemma, kind in lemmas(lower) if kind == "VERB" and lemma != lower]
    if len(found) > 1 and found[1] == found[0] + "e" and _MUTE_E.search(found[0]):
        return found[1]
    return found[0] if found else ""


def _open_class(lower: str, before: Sequence[Word], previous: str, following: str) -> tuple[str, str, str]:
    if lower in sure_nouns():
        return noun_lemma(lower), "N", ""
    known = verb_lexicon().get(lower)
    if known is None and lower.endswith(("ed", "ing")) and len(lower) > 5:
        guess = _base_of(lower)
        known = (guess, "g" if lower.endswith("ing") else "d") if guess else None
    if known is not None:
        return verb_or_noun(lower, known, before, previous, following)
    if lower.endswith("ly") and len(lower) > 4:
        return lower, "R", ""
    if previous in ("T", "M"):
        return lower, "V", "b"
    if adjective_before(lower, following):
        return lower, "A", ""
    return noun_lemma(lower), "N", ""
