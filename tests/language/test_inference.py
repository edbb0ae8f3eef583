"""Parsing by hand gives what spaCy gives, on one thread, whatever is parsed beside a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from threadpoolctl import ThreadpoolController, threadpool_info

from geomap.language import forward, layers
from geomap.language.doc import parse
from geomap.language.embedding import WordVectors
from geomap.language.forward import BATCH, Forward
from geomap.language.inference import by_numpy, by_spacy
from geomap.language.packing import unpack
from geomap.language.pipelines import WEIGHTS
from geomap.language.records import Sentence
from geomap.model import Article

SENTENCES = (
    "Rebels shelled the village of Karsa overnight.",
    "The minister, who arrived on Monday, said talks would resume.",
    "Was the bridge destroyed by a drone?",
    "No.",
    "Whoever it was that the envoys had been told to meet, nobody in Vantel's ministry could say on Tuesday.",
)


def unpacked() -> Any:
    return unpack((WEIGHTS / "syntax.zz").read_bytes())


def sentences(texts: Sequence[str]) -> list[Sentence]:
    """Each text as one sentence; none is a heading."""
    return [sentence for text in texts for sentence in parse(Article("a", text)).sentences]


def test_the_weights_by_hand_say_what_spacy_says() -> None:
    many = sentences(SENTENCES * (BATCH // 2))
    by_hand = by_numpy(unpacked())(many)
    assert by_hand == by_spacy(unpacked(), without=["ner"])(many)
    assert {dep for tree in by_hand for dep in tree.deps} > {"nsubj", "ROOT", "obl:agent"}


def test_a_sentence_has_one_tree_whatever_is_parsed_beside_it() -> None:
    reader = Forward(unpacked())
    words = [[token.text for token in sentence.tokens] for sentence in sentences(SENTENCES)]
    together = reader(words)
    assert reader(words[::-1])[::-1] == together
    assert [reader([each])[0] for each in words] == together
    assert reader([]) == []


def test_the_scores_of_a_word_are_the_same_to_the_last_digit_in_any_batch() -> None:
    reader = Forward(unpacked())
    words = [[token.text for token in sentence.tokens] for sentence in sentences(SENTENCES)]
    alone = np.vstack([reader._seen(each, [len(each)]) for each in words])
    joined = [word for each in words for word in each]
    assert np.array_equal(alone, reader._seen(joined, [len(each) for each in words]))


def test_products_run_on_one_thread_and_others_keep_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, product = Forward(unpacked()), layers.product
    seen: list[int] = []

    def spying(*rows: Any) -> Any:
        seen.extend(one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas")
        return product(*rows)

    monkeypatch.setattr(forward, "product", spying)
    with ThreadpoolController().limit(limits=2, user_api="blas"):
        reader([["Troops", "left", "."]])
        after = {one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"}
    assert set(seen) == {1}
    assert after == {2}


def test_a_word_has_the_same_vector_whatever_words_it_was_first_met_with() -> None:
    nlp = unpacked()
    embed = nlp.get_pipe("tok2vec").model.layers[0]
    crowd = [f"{stem}{end}" for stem in ("kell", "troop", "vant") for end in ("s", "ed", "ing", "er", "ist")]
    alone, among = WordVectors(embed, nlp.vocab), WordVectors(embed, nlp.vocab)
    among(crowd)
    assert np.array_equal(alone(["troops", "kelled"]), among(["troops", "kelled"]))


def test_words_are_forgotten_when_there_is_no_more_room(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = unpacked()
    embed = nlp.get_pipe("tok2vec").model.layers[0]
    roomy = WordVectors(embed, nlp.vocab)
    monkeypatch.setattr("geomap.language.embedding._ROOM", 3)
    narrow = WordVectors(embed, nlp.vocab)
    for words in (
        ["troops", "left"],
        ["rebels", "left", "Karsa"],
        ["troops", "and", "rebels", "left", "Karsa"],
        ["and"],
    ):
        assert np.array_equal(narrow(words), roomy(words))
