"""What the tagger knows of words: closed classes, nouns that look like verbs, the forms of known verbs
(tables/syntax.toml).
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from geomap.coding.ontology import TABLES
from geomap.coding.triggers import trigger_verbs
from geomap.language.morphology import lemmas, verb_forms
from geomap.tables import read_toml_table


class Word(NamedTuple):
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


_AUXILIARIES = {
    "be": "am is are was were been being ’s 's ’re 're ’m 'm be",
    "have": "have has had having ’ve 've",
    "do": "do does did",
    "get": "get gets got getting",
}

_ON_US = frozenset("buses minibuses gases viruses campuses bonuses choruses".split())
"""Plurals of nouns in -s that do not double it: "houses" is none of these."""


@cache
def closed_classes() -> dict[str, str]:
    tags = read_toml_table(TABLES / "syntax.toml", allowed=("tags", "nouns", "nominals", "verbs"))["tags"]
    return {word: tag for tag in reversed(list(tags)) for word in tags[tag].split()}


@cache
def sure_nouns() -> frozenset[str]:
    return frozenset(read_toml_table(TABLES / "syntax.toml")["nouns"]["words"].split())


@cache
def nominals() -> dict[str, str]:
    """Noun of a deed whose "of" brings what it is done to → its verb: "delivery" → "deliver"."""
    pairs = read_toml_table(TABLES / "syntax.toml")["nominals"]["words"].split()
    return dict(pair.split(":") for pair in pairs)


@cache
def verb_lexicon() -> dict[str, tuple[str, str]]:
    """Form of a known verb → (lemma, form letter)."""
    found: dict[str, tuple[str, str]] = {}
    common = read_toml_table(TABLES / "syntax.toml")["verbs"]["words"].split()
    extra = (verb for verb in sorted(trigger_verbs()) if not _inflected(verb))
    for lemma in dict.fromkeys([*common, *extra]):
        for form in sorted(verb_forms(lemma)):
            letter = _letter(form, lemma)
            if form not in found or letter == "b":
                found[form] = (lemma, letter)
    return found


def _inflected(word: str) -> bool:
    """Whether a word is a form of another verb: rules may list "sent" beside "send"."""
    lemma, kind = lemmas(word)[0]
    return kind == "VERB" and lemma != word


def _letter(form: str, lemma: str) -> str:
    if form == lemma:
        return "b"
    if form.endswith("ing"):
        return "g"
    if (form.endswith("s") and not lemma.endswith("s")) or form.endswith("es"):
        return "s"
    return "d"


@cache
def auxiliary_lemmas() -> dict[str, str]:
    return {form: lemma for lemma, forms in _AUXILIARIES.items() for form in forms.split()}


@lru_cache(maxsize=16_384)
def noun_lemma(lower: str) -> str:
    if not lower.endswith("s") or len(lower) < 4:
        irregular = {"men": "man", "women": "woman", "gunmen": "gunman", "policemen": "policeman", "children": "child"}
        return irregular.get(lower, lower.removesuffix("men") + "man" if lower.endswith("men") else lower)
    if lower.endswith(("ss", "us", "is")):
        return lower[:-1] if lower.endswith("jihadis") else lower
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    if lower.endswith(("shes", "ches", "xes", "sses")) or lower in _ON_US:
        return lower[:-2]
    return lower[:-1]
