"""The lemma of a word whose tag is known."""

from __future__ import annotations

from functools import cache

from geomap.language.morphology import lemmas

_FORMS = {
    "be": "am is are was were been being be 's ’s 're ’re 'm ’m",
    "have": "have has had having 've ’ve",
    "do": "do does did done doing",
    "will": "will 'll ’ll wo",
    "would": "would 'd ’d",
    "can": "can ca",
    "not": "n't n’t not",
}
_PRONOUNS = {
    "I": "i me", "he": "he him", "she": "she", "we": "we us 's ’s", "they": "they them", "this": "this these",
    "that": "that those", "a": "a an",
}  # fmt: skip
_POSITIVES = {"better": "good", "best": "good", "worse": "bad", "worst": "bad"}


def lemma_of(word: str, tag: str) -> str:
    """The dictionary form of `word`, told its Penn Treebank tag. Proper names keep their form; unknown tags too."""
    lower = word.lower()
    if tag in ("NNP", "NNPS"):
        return word
    if tag == "MD" or tag[:2] == "VB" or tag == "RB":
        return _closed(lower) or (_of_kind(lower, "VERB") if tag[0] == "V" else lower)
    if tag in ("PRP", "DT"):
        return _pronouns().get(lower, lower)
    if tag == "NNS":
        return _of_kind(lower, "NOUN")
    if tag in ("JJR", "JJS", "RBR", "RBS"):
        return _positive(lower, "est" if tag[2] == "S" else "er")
    return lower


def _of_kind(lower: str, wanted: str) -> str:
    return next((lemma for lemma, kind in lemmas(lower) if kind == wanted), lower)


def _positive(lower: str, ending: str) -> str:
    """ "larger", "biggest", "heavier"."""
    stem = lower.removesuffix(ending)
    if lower in _POSITIVES or stem == lower or len(stem) < 2:
        return _POSITIVES.get(lower, lower)
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in "bdgmnpt":
        return stem[:-1]
    silent = stem.endswith(("rg", "s", "v", "c", "bl", "pl", "id", "at", "af", "fre", "rs", "nut"))
    return stem + "e" if silent else stem


def _closed(lower: str) -> str:
    return _by_form().get(lower, "")


@cache
def _by_form() -> dict[str, str]:
    return {form: lemma for lemma, forms in _FORMS.items() for form in forms.split()}


@cache
def _pronouns() -> dict[str, str]:
    return {form: lemma for lemma, forms in _PRONOUNS.items() for form in forms.split()}
