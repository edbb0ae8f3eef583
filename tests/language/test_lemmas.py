"""Lemmas of tagged words."""

from __future__ import annotations

import pytest

from geomap.language.lemmas import lemma_of


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("seized", "VBD", "seize"), ("fired", "VBN", "fire"), ("died", "VBD", "die"), ("killing", "VBG", "kill"),
        ("was", "VBD", "be"), ("n't", "RB", "not"), ("left", "VBD", "leave"), ("left", "JJ", "left"),
        ("witnesses", "NNS", "witness"), ("bodies", "NNS", "body"), ("Strikes", "NNS", "strike"), ("men", "NNS", "man"),
        ("deadliest", "JJS", "deadly"), ("bigger", "JJR", "big"), ("larger", "JJR", "large"), ("Berg", "NNP", "Berg"),
        ("created", "VBN", "create"), ("treated", "VBN", "treat"), ("provided", "VBD", "provide"),
        ("avoided", "VBD", "avoid"),
    ],
)  # fmt: skip
def test_the_tag_decides_the_lemma(word: str, tag: str, lemma: str) -> None:
    assert lemma_of(word, tag) == lemma
