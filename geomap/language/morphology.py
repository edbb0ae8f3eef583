"""English inflection, both ways, from rules and a table of irregular words.

Without a tagger every answer is a guess: `lemmas("left")` gives both "leave" and "left". Callers that match a lexicon
should inflect the lexicon's lemmas with `verb_forms` and `noun_forms` rather than reduce the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from geomap.tables import read_csv_table

_TABLES = Path(__file__).parent / "tables"
_VOWELS = "aeiou"
_SIBILANT = ("s", "x", "z", "ch", "sh")
_PREPOSITIONS = frozenset("of in to for with on at by from".split())


def verb_forms(lemma: str) -> frozenset[str]:
    """Every form of a verb, itself included; of a phrasal verb ("carry out") the first word is inflected."""
    head, _, rest = lemma.partition(" ")
    forms = _single_verb_forms(head)
    return frozenset(f"{form} {rest}" for form in forms) if rest else forms


def noun_forms(lemma: str) -> frozenset[str]:
    """Singular and plural; of a phrase the head is inflected ("prisoner of war", "car bomb")."""
    words = lemma.split(" ")
    at = next((index for index, word in enumerate(words) if index and word in _PREPOSITIONS), len(words)) - 1
    plurals = _plurals(words[at])
    return frozenset([lemma]) | {" ".join([*words[:at], plural, *words[at + 1 :]]) for plural in plurals}


def lemmas(word: str) -> tuple[tuple[str, str], ...]:
    """What a form may belong to: (lemma, "VERB" or "NOUN") pairs, irregular readings first, without repetition."""
    lower = word.lower()
    found: list[tuple[str, str]] = [(lemma, "VERB") for lemma in _irregular_verb_lemmas().get(lower, ())]
    found += [(lemma, "NOUN") for lemma in _irregular_noun_lemmas().get(lower, ())]
    found += [(lemma, "VERB") for lemma in _regular_verb_lemmas(lower)]
    found += [(lemma, "NOUN") for lemma in _regular_noun_lemmas(lower)]
    found += [(lower, "VERB"), (lower, "NOUN")]
    return tuple(dict.fromkeys(found))


@cache
def irregular_pasts() -> frozenset[str]:
    """Past forms that are no base form ("fell", "took"; not "hit"): seen alone after a noun, they are verbs."""
    table = _irregular_verbs()
    return frozenset(form for forms in table.values() for form in forms[0] if form not in table)


@cache
def _single_verb_forms(lemma: str) -> frozenset[str]:
    irregular = _irregular_verbs().get(lemma)
    if irregular is None:
        stems = _stems(lemma)
        forms = {lemma, _s_form(lemma)}
        return frozenset(forms | {stem + "ing" for stem in stems} | {_ed_form(lemma, stem) for stem in stems})
    past, participle, gerund, present = irregular
    forms = {lemma, *past, *participle, *(present or (_s_form(lemma),))}
    return frozenset(forms | (set(gerund) or {stem + "ing" for stem in _stems(lemma)}))


def _s_form(word: str) -> str:
    if word.endswith(_SIBILANT) or (word.endswith("o") and word[-2:-1] not in _VOWELS):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _stems(lemma: str) -> list[str]:
    """What "-ing" is added to. British and American doubling of a final "l" are both given."""
    if lemma.endswith("ie"):
        return [lemma[:-2] + "y"]
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return [lemma[:-1]]
    if _doubles(lemma):
        return [lemma + lemma[-1]]
    if lemma.endswith("l") and len(lemma) > 3 and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS:
        return [lemma, lemma + "l"]
    return [lemma]


def _ed_form(lemma: str, stem: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return stem + "ed"


def _doubles(word: str) -> bool:
    """One syllable, one vowel letter, one final consonant letter: "stop", "raid" does not."""
    if len(word) < 3 or word[-1] in _VOWELS + "wxy" or word[-2] not in _VOWELS:
        return False
    before = word[:-2]
    before = before.removesuffix("qu")
    return not any(letter in _VOWELS + "y" for letter in before)


def _plurals(word: str) -> tuple[str, ...]:
    irregular = _irregular_nouns().get(word)
    return irregular or (_s_form(word),)


def _regular_verb_lemmas(form: str) -> Iterator[str]:
    for candidate in _verb_candidates(form):
        if candidate != form and candidate not in _irregular_only() and form in _single_verb_forms(candidate):
            yield candidate


def _verb_candidates(form: str) -> Iterator[str]:
    if len(form) < 4:
        return
    if form.endswith(("ies", "ied")):
        short = len(form) == 4  # "died", "lies"
        yield form[:-1] if short else form[:-3] + "y"
        yield form[:-3] + "y" if short else form[:-1]
    elif form.endswith("ed"):
        yield from _undo(form[:-2])
    elif form.endswith("ing") and any(letter in _VOWELS + "y" for letter in form[:-3]):
        yield from _undo(form[:-3])
        if form.endswith("ying"):
            yield form[:-4] + "ie"
    elif form.endswith("s") and not form.endswith(("ss", "us", "is")):
        yield form[:-1]
        if form.endswith("es"):
            yield form[:-2]


def _undo(stem: str) -> Iterator[str]:
    """The lemma behind a stem, likelier first: an "e" was dropped after most endings that need one."""
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS + "sz"
    if doubled:
        yield from (stem, stem[:-1]) if stem[-1] in "lf" else (stem[:-1], stem)
        return
    yield from (stem + "e", stem) if _drops_e(stem) else (stem, stem + "e")


_SILENT = tuple(
    "at iz is ut ag ac ec uc c v u ang eng rg dg s ud id ad ir ur ib ar ok ol pt bl tl gl pl cl dl fl kl".split()
)
_SOUNDED = tuple(
    "ss eat oat ead oad oid aid air oir our ear oar ook oak oin ool oul uid vad tad lad ept apt mpt upt".split()
)


def _drops_e(stem: str) -> bool:
    """Whether a stem has more likely lost an "e": "provid", "measur", "releas"; not "load", "fear", "accept"."""
    return stem.endswith(_SILENT) and (stem.endswith("creat") or not stem.endswith(_SOUNDED))


def _regular_noun_lemmas(form: str) -> Iterator[str]:
    if len(form) < 4 or not form.endswith("s") or form.endswith(("ss", "us", "is")):
        return
    candidates = [form[:-3] + "y"] if form.endswith("ies") else [form[:-1]]
    if form.endswith("es"):
        candidates.insert(0 if form.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")) else 1, form[:-2])
    for candidate in candidates:
        if form in _plurals(candidate):
            yield candidate


@cache
def _irregular_verbs() -> dict[str, tuple[tuple[str, ...], ...]]:
    columns = ("lemma", "past", "participle", "gerund", "present", "source")
    rows = read_csv_table(_TABLES / "irregular_verbs.csv", columns=columns, required=("lemma", "past", "participle"))
    return {row["lemma"]: tuple(_cell(row[column]) for column in columns[1:5]) for row in rows}


@cache
def _irregular_nouns() -> dict[str, tuple[str, ...]]:
    rows = read_csv_table(
        _TABLES / "irregular_nouns.csv", columns=("lemma", "plural", "source"), required=("lemma", "plural")
    )
    return {row["lemma"]: _cell(row["plural"]) for row in rows}


def _cell(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


@cache
def _irregular_verb_lemmas() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for lemma in _irregular_verbs():
        for form in sorted(_single_verb_forms(lemma)):
            found.setdefault(form, []).append(lemma)
    return {form: tuple(values) for form, values in found.items()}


@cache
def _irregular_only() -> frozenset[str]:
    """Lemmas whose regular forms would be wrong, so that "find" is not read into "finded"."""
    return frozenset(_irregular_verbs())


@cache
def _irregular_noun_lemmas() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for lemma, plurals in _irregular_nouns().items():
        for plural in plurals:
            found.setdefault(plural, []).append(lemma)
    return {form: tuple(values) for form, values in found.items()}
