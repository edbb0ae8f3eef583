"""What the grammar of headlines has of its own: no articles, a comma for "and", the present for what happened.

"Russia, Ukraine Swap Prisoners"; "Army Shells Market". The tagger asks where a sentence is set as a headline.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.coding.triggers import lexicon
from geomap.coding.verbhood import NEVER_NOUNS, is_plural
from geomap.coding.words import Word, closed_classes, noun_lemma, verb_lexicon
from geomap.language import Setting
from geomap.places.filters import common_words

Tagged = tuple[str, str, str]
"""Lemma, tag and verb form of a word."""
_ENDS = frozenset(".!?")
_OPEN = ("I", "X", "M", "C", "S", "R", "T")


def is_headline(setting: Setting, last: str) -> bool:
    """Whether a sentence that is set so and ends with such a token is a headline."""
    return setting in ("title", "upper") and last not in _ENDS


def joins_subjects(before: Sequence[Word], following: str) -> bool:
    """Whether a comma stands for "and" between the subjects of a headline: nothing but names and nouns is before it."""
    return bool(before) and following[:1].isupper() and all(word.tag in ("N", "P", "A") for word in before)


def acts(lower: str, tagged: Tagged, before: Sequence[Word], following: str, after: str) -> Tagged:
    """The tag of a word of a headline that may be a plural or a verb in "-s".

    After a singular noun it is the verb where a noun follows, and no other verb: "Army Shells Market". It is the
    plural where the next word is a verb with its object: "Israel Strikes Kill Five".
    """
    known = verb_lexicon().get(lower)
    if known is None or known[1] != "s" or not before or lower in NEVER_NOUNS:
        return tagged
    verb = verb_lexicon().get(following.lower())
    if tagged[1] == "V" and before[-1].tag in ("N", "P"):
        another = verb is not None and verb[1] == "b" and _opens_object(after)
        return (noun_lemma(lower), "N", "") if another else tagged
    if tagged[1] != "N" or before[-1].tag != "N" or is_plural(before[-1]) or any(word.tag == "V" for word in before):
        return tagged
    return (known[0], "V", "s") if verb is None and _opens_object(following) else tagged


def _opens_object(word: str) -> bool:
    return word[:1].isalnum() and closed_classes().get(word.lower()) not in _OPEN


def marks_name(text: str, lower: str, setting: Setting, *, named: bool) -> bool:
    """Whether a word's capital marks a name: in a headline in title case, where it is no word mostly written small; in
    capitals, or without any, where it is known to be one.
    """
    if setting == "plain":
        return text[0].isupper()
    if named or setting != "title" or not text[1:].islower():
        return named or (setting == "title" and text[0].isupper())
    known, lemma = common_words(), noun_lemma(lower)
    small = lower in known or lemma in known or lemma in lexicon().classes
    return text[0].isupper() and not small and lower not in verb_lexicon() and lower not in closed_classes()


def walks(text: str, before: Sequence[Word], following: str, setting: Setting) -> bool:
    """Whether "march" is the walk, not the month: by its small letter, or where capitals say nothing, by a day beside
    the month.
    """
    if setting in ("plain", "lower"):
        return text == "march" and setting == "plain"
    last = before[-1] if before else None
    return not following[:1].isdigit() and last is not None and last.tag != "I" and not last.text[:1].isdigit()
