"""English inflection, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.language.morphology import lemmas, noun_forms, verb_forms

WORDS = st.from_regex(r"[bdfglmnprt]([aeo][bdfgklmnprt]){1,2}(e|y|ch)?", fullmatch=True)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("attack", {"attack", "attacks", "attacked", "attacking"}),
        ("seize", {"seize", "seizes", "seized", "seizing"}),
        ("stop", {"stop", "stops", "stopped", "stopping"}),
        ("raid", {"raid", "raids", "raided", "raiding"}),
        ("carry", {"carry", "carries", "carried", "carrying"}),
        ("shoot", {"shoot", "shoots", "shot", "shooting"}),
        ("flee", {"flee", "flees", "fled", "fleeing"}),
        ("die", {"die", "dies", "died", "dying"}),
        ("commit", {"commit", "commits", "committed", "committing"}),
        ("veto", {"veto", "vetoes", "vetoed", "vetoing"}),
        ("carry out", {"carry out", "carries out", "carried out", "carrying out"}),
    ],
)
def test_verbs_inflect(lemma: str, forms: set[str]) -> None:
    assert verb_forms(lemma) == forms


@pytest.mark.parametrize(
    ("lemma", "plural"),
    [
        ("city", "cities"),
        ("gunman", "gunmen"),
        ("church", "churches"),
        ("crisis", "crises"),
        ("convoy", "convoys"),
        ("prisoner of war", "prisoners of war"),
        ("car bomb", "car bombs"),
    ],
)
def test_nouns_inflect_their_head(lemma: str, plural: str) -> None:
    assert noun_forms(lemma) == {lemma, plural}


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("struck", ("strike", "VERB")),
        ("killed", ("kill", "VERB")),
        ("hitting", ("hit", "VERB")),
        ("agreed", ("agree", "VERB")),
        ("released", ("release", "VERB")),
        ("talks", ("talk", "NOUN")),
        ("women", ("woman", "NOUN")),
        ("territories", ("territory", "NOUN")),
    ],
)
def test_forms_are_led_back_to_their_lemma(form: str, lemma: tuple[str, str]) -> None:
    assert lemma in lemmas(form)


def test_irregular_forms_come_first_and_regular_ones_are_not_invented_for_them() -> None:
    assert lemmas("fought")[0] == ("fight", "VERB")
    assert ("find", "VERB") not in lemmas("finded")


@given(WORDS)
def test_every_form_of_a_verb_leads_back_to_it(word: str) -> None:
    assert all((word, "VERB") in lemmas(form) for form in verb_forms(word))


@given(WORDS)
def test_every_form_of_a_noun_leads_back_to_it(word: str) -> None:
    assert all((word, "NOUN") in lemmas(form) for form in noun_forms(word))


def test_lemmas_are_not_repeated() -> None:
    for word in ("attacks", "left", "bases", "lives"):
        assert len(lemmas(word)) == len(set(lemmas(word)))
