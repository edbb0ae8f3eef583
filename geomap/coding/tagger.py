"""Give every word of a sentence a coarse tag and a lemma, from closed-class lists, endings and neighbours.

Tags: N noun, P proper noun, V verb, X auxiliary, M modal, A adjective or participle before a noun, R adverb,
D determiner, O pronoun, I preposition, C conjunction, S subordinator, T infinitive "to", E negation, # number,
W time word, ' possessive ending, "," other punctuation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from geomap.coding.ontology import TABLES
from geomap.coding.triggers import trigger_verbs
from geomap.language import Case, Sentence
from geomap.language.morphology import lemmas, verb_forms
from geomap.tables import read_toml_table


@dataclass(frozen=True, slots=True)
class Word:
    """A token without its quotes and hyphens. `form` of a verb: b base, s, d past or participle, g "-ing".

    `joined`: a hyphen ties it to the word before. `quoted`: it stands inside quotation marks.
    """

    start: int
    end: int
    text: str
    lower: str
    lemma: str
    tag: str
    form: str
    joined: bool
    quoted: bool


_OPENING, _CLOSING, _PLAIN = "“«‘", "”»", "\""
_ADJECTIVE = ("al", "ous", "ive", "ful", "ic", "ish", "less", "ible", "able", "ary", "ern", "ese", "ian")
_AUXILIARIES = {
    "be": "am is are was were been being ’s 's ’re 're ’m 'm be",
    "have": "have has had having ’ve 've",
    "do": "do does did",
    "get": "get gets got getting",
}
_MODALS = {"'ll": "will", "’ll": "will", "'d": "would", "’d": "would", "ca": "can", "wo": "will", "cannot": "can"}


@cache
def _closed() -> dict[str, str]:
    tags = read_toml_table(TABLES / "syntax.toml", allowed=("tags", "nouns", "verbs"))["tags"]
    return {word: tag for tag in reversed(list(tags)) for word in tags[tag].split()}


@cache
def _nouns() -> frozenset[str]:
    return frozenset(read_toml_table(TABLES / "syntax.toml")["nouns"]["words"].split())


@cache
def verb_lexicon() -> dict[str, tuple[str, str]]:
    """Form of a known verb → (lemma, form letter)."""
    found: dict[str, tuple[str, str]] = {}
    common = read_toml_table(TABLES / "syntax.toml")["verbs"]["words"].split()
    for lemma in dict.fromkeys([*common, *sorted(trigger_verbs())]):
        for form in sorted(verb_forms(lemma)):
            letter = _letter(form, lemma)
            if form not in found or letter == "b":
                found[form] = (lemma, letter)
    return found


def _letter(form: str, lemma: str) -> str:
    if form == lemma:
        return "b"
    if form.endswith("ing"):
        return "g"
    if form.endswith("s") and not lemma.endswith("s") or form.endswith("es"):
        return "s"
    return "d"


@cache
def _auxiliary_lemmas() -> dict[str, str]:
    return {form: lemma for lemma, forms in _AUXILIARIES.items() for form in forms.split()}


def read_words(sentence: Sentence, *, case: Case = "mixed") -> tuple[Word, ...]:
    """The words of a sentence, tagged. Quotation marks and hyphens leave only their flags."""
    raw = _raw_words(sentence)
    return tuple(_tagged(raw, case=case))


def _asides(sentence: Sentence) -> frozenset[int]:
    """The tokens of short brackets, "(NPA)" or "(62 miles)", which would cut a phrase in two."""
    texts = [token.text for token in sentence.tokens]
    found: set[int] = set()
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


def _tagged(raw: Sequence[tuple[int, int, str, bool, bool]], *, case: Case) -> list[Word]:
    found: list[Word] = []
    for index, (start, end, text, joined, quoted) in enumerate(raw):
        lower = text.lower()
        following = raw[index + 1][2] if index + 1 < len(raw) else ""
        if joined and following:
            lemma, tag, form = _joined(lower, text)
        else:
            lemma, tag, form = _tag(text, lower, found, following, raw[index + 2][2] if index + 2 < len(raw) else "", case)
        found.append(Word(start, end, text, lower, lemma, tag, form, joined, quoted))
    return found


def _joined(lower: str, text: str) -> tuple[str, str, str]:
    """The second half of "US-backed", "al-Shabab", "30-day"."""
    known = verb_lexicon().get(lower)
    if known and known[1] in "dg" or lower.endswith(("ed", "ing")):
        return (known[0] if known else lower), "A", ""
    if text[:1].isupper():
        return lower, "P", ""
    closed = _closed().get(lower, "N")
    return _noun_lemma(lower), "A" if closed == "R" else closed, ""


def _tag(
    text: str, lower: str, before: Sequence[Word], following: str, after: str, case: Case
) -> tuple[str, str, str]:
    previous = before[-1].tag if before else ""
    first = text[0]
    if not (first.isalnum() or first in "'’"):
        return lower, ",", ""
    if lower in ("'s", "’s", "'", "’"):
        return _clitic(lower, previous, before, following)
    if first.isdigit():
        return lower, "#", ""
    if lower == "that":
        return lower, ("S" if before and previous in "VNPOAXR," else "D"), ""
    if lower in ("each", "both", "all") and following.endswith("ing"):
        return lower, "O", ""
    if lower == "to":
        return lower, ("T" if _base_verb(following, after) else "I"), ""
    if lower == "close" and following == "to":
        return lower, "A", ""
    if lower == "may" and text == "May" and (following[:1].isdigit() or previous == "I"):
        return lower, "W", ""
    capital = case == "mixed" and first.isupper()
    closed = _closed().get(lower)
    if capital and closed == "M" and previous == "P" and before[-1].text[:1].isupper():
        return lower, "P", ""
    if closed and (not capital or not before or closed in "WDXMI"):
        if text == "US" or text == "IT":
            return lower, "P", ""
        if closed == "R" and previous in ("D", "'", "A", "#") and following[:1].islower() and lower not in ("also", "only"):
            closed = "A"
        if lower in ("military", "local", "opposition", "dead") and _not_modifier(following):
            closed = "N" if lower != "dead" else "A"
        if not (closed == "A" and lower in verb_lexicon()):
            return _auxiliary_lemmas().get(lower, _MODALS.get(lower, lower)), closed, ""
    if capital and before and before[-1].tag != ",":
        return lower, ("A" if _adjectival(lower) and following[:1].isalpha() and before else "P"), ""
    if capital and before:
        return lower, "P", ""
    if capital and following[:1].isupper() and lower not in verb_lexicon():
        return lower, "P", ""
    return _open_class(lower, before, previous, following, after)


def _not_modifier(following: str) -> bool:
    """Whether the next word shows that a word such as "military" is the noun."""
    lower = following.lower()
    if not following[:1].isalnum() or _closed().get(lower) in ("X", "M", "I", "C", "S", "R", "W"):
        return True
    known = verb_lexicon().get(lower)
    return known is not None and known[1] in "sd"


def _adjectival(lower: str) -> bool:
    return lower.endswith(("ian", "ish", "ese", "eli", "aqi", "udi", "emeni")) and len(lower) > 5


def _clitic(lower: str, previous: str, before: Sequence[Word], following: str) -> tuple[str, str, str]:
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
    if _closed().get(lower) == "R" or lower.endswith("ly"):
        return bool(after) and _base_verb(after, "")
    if not lower.isalpha() or lower in _closed() or lower.endswith(("s", "ed", "ing", "tion", "ment", "ity", "ness", "ia")):
        return False
    ends = after.lower() in _closed() or after[:1].isupper() or not after[:1].isalnum()
    return lower not in _nouns() and lower not in _GOALS and ends


_GOALS = frozenset(
    "hospital safety power death jail prison school work court war peace exile justice life office home date freedom "
    "custody mind light action place earth town market church sea land shore civilian police parliament".split()
)


def _open_class(
    lower: str, before: Sequence[Word], previous: str, following: str, after: str
) -> tuple[str, str, str]:
    if lower in _nouns():
        return _noun_lemma(lower), "N", ""
    known = verb_lexicon().get(lower)
    if known is None and lower.endswith(("ed", "ing")) and len(lower) > 5:
        guess = next((lemma for lemma, kind in lemmas(lower) if kind == "VERB" and lemma != lower), "")
        known = (guess, "g" if lower.endswith("ing") else "d") if guess else None
    if known is not None:
        return _verb_or_noun(lower, known, before, previous, following)
    if lower.endswith("ly") and len(lower) > 4:
        return lower, "R", ""
    if previous in ("T", "M"):
        return lower, "V", "b"
    if lower.endswith(_ADJECTIVE) and following[:1].isalpha() and following.lower() not in _closed():
        return lower, "A", ""
    return _noun_lemma(lower), "N", ""


def _verb_or_noun(
    lower: str, known: tuple[str, str], before: Sequence[Word], previous: str, following: str
) -> tuple[str, str, str]:
    lemma, form = known
    decide = {"g": _is_gerund_verb, "d": _is_past_verb, "b": _is_base_verb, "s": _is_s_verb}[form]
    tag = decide(lower, before, previous, following)
    if tag == "V":
        return lemma, "V", form
    return (lemma if tag == "A" else _noun_lemma(lower)), tag, form if tag == "A" else ""


def _starts_object(word: str) -> bool:
    """Whether the next word could begin an object or a clause."""
    return bool(word) and (word[0].isdigit() or word[0].isupper() or _closed().get(word.lower()) in ("D", "O", "#", "S", "T", "W"))


def _is_gerund_verb(lower: str, before: Sequence[Word], previous: str, following: str) -> str:
    if previous in ("X", "M", "T", "R", "I", "V", "O", "S"):
        after = _closed().get(following.lower())
        noun_like = previous == "I" and (after in ("C", "I") or not following[:1].isalpha()) and lower in _GERUND_NOUNS
        return "N" if noun_like or (previous == "V" and lower in _GERUND_NOUNS and not _starts_object(following)) else "V"
    if not before or previous in ("D", "A", "'", "#"):
        if not before and _starts_object(following) and lower not in ("shelling", "fighting"):
            return "V"
        plain = following.isalpha() and following.lower() not in _closed() and following.islower()
        return "A" if plain and before and lower not in _GERUND_NOUNS else "N"
    if previous in ("N", "P"):
        return "N" if lower in _GERUND_NOUNS and not _starts_object(following) else "V"
    return "V"


_GERUND_NOUNS = frozenset(
    "shelling bombing fighting killing shooting meeting bombardment looting stabbing kidnapping hearing training building "
    "gathering uprising rioting hacking trafficking smuggling poisoning beheading flooding sinking crossing briefing ruling "
    "understanding warning drilling bearing holding landing lightning mining patrolling negotiating".split()
)


def _is_past_verb(lower: str, before: Sequence[Word], previous: str, following: str) -> str:
    if lower in ("left", "felt", "cost", "hurt", "shed", "spread", "hit", "set", "put", "cut", "broadcast", "split"):
        if previous in ("D", "A", "'"):
            return "N"
        return "V"
    lowercase = following.isalpha() and following.islower() and following not in _closed()
    if lowercase and (previous in ("D", "#", "A", "'", "I", "") or lower in ("renewed", "increased", "continued")):
        return "A"
    named = following.isalpha() and following.lower() not in _closed() and (following.islower() or _adjectival(following.lower()))
    if named and (previous in ("D", "#") or (previous == "R" and len(before) > 1 and before[-2].tag in ("D", "#", "A", "'", "I"))):
        return "A"
    return "V"


def _is_base_verb(lower: str, before: Sequence[Word], previous: str, following: str) -> str:
    if previous in ("T", "M"):
        return "V"
    if previous in ("R", "E") and len(before) > 1 and before[-2].tag in ("T", "M", "X", "O"):
        return "V"
    if lower in _PAST_SAME and previous not in ("D", "A", "'", "#"):
        return "V" if _starts_object(following) or previous in ("N", "P", "O", "X", ")") else "N"
    if previous in ("D", "A", "'", "#", "I", "", "W", "C", ",", "V"):
        if previous == "C" and len(before) > 2 and any(w.tag in ("T", "M") for w in before[-6:-1]):
            return "V"
        return "N"
    if previous in ("O", "S"):
        if previous == "S" and before[-1].lower not in ("who", "which", "that"):
            return "N"
        return "V" if before[-1].lower not in ("it", "he", "she", "his") or lower in _PAST_SAME else "N"
    if previous in ("N", "P") and (_plural(before[-1]) or (len(before) > 2 and before[-2].tag == "C")):
        return "V" if following.islower() or following[:1].isalnum() else "N"
    return "N"


_PAST_SAME = frozenset("hit set put cut hurt shut burst cast spread quit beat let shed split broadcast".split())


def _plural(word: Word) -> bool:
    return (word.lower.endswith("s") and not word.lower.endswith("ss")) or word.lower in ("police", "people", "troops", "men", "women")


def _is_s_verb(lower: str, before: Sequence[Word], previous: str, following: str) -> str:
    if lower in ("says", "wants", "agrees", "vows", "warns", "tells", "urges", "denies", "accuses", "rejects", "kills", "insists", "believes"):
        return "V"
    if previous in ("D", "A", "'", "#", "I", "", "V", "T"):
        return "N"
    if previous in ("O", "S") and before[-1].lower in ("he", "she", "it", "which", "that", "who"):
        return "V"
    if previous == "R" and len(before) > 1 and before[-2].tag in ("N", "P", "O"):
        return "V" if _starts_object(following) else "N"
    if previous == "P" and not before[-1].lower.endswith(("ian", "ish", "ese", "eli", "aqi")):
        return "V" if _starts_object(following) else "N"
    return "N"


def _noun_lemma(lower: str) -> str:
    if not lower.endswith("s") or len(lower) < 4:
        irregular = {"men": "man", "women": "woman", "gunmen": "gunman", "policemen": "policeman", "children": "child"}
        return irregular.get(lower, lower.removesuffix("men") + "man" if lower.endswith("men") else lower)
    if lower.endswith(("ss", "us", "is")):
        return lower
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    if lower.endswith(("shes", "ches", "xes", "sses")):
        return lower[:-2]
    return lower[:-1]
