"""The tagger's conditional random field: its chances, its likeliest labels, and the scores that features add up to."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.places.crf import Field, label, label_all, read_field
from geomap.places.tagger import WEIGHTS, _unpacked, embedded_clusters
from geomap.places.word_features import Knowledge, features, gazetteer_knowledge, spaces_of
from geomap.places.word_scores import Scorer
from tests.places.small_gazetteer import small_gazetteer

NUMBERS = st.floats(-6, 6)
WORDS = st.lists(
    st.text(min_size=1, max_size=6).filter(lambda word: not word.isspace())
    | st.sampled_from(["Aleppo", "Paris", "soldiers", "1,200", "(", "U.S."]),
    min_size=1,
    max_size=12,
)


@cache
def field() -> Field:
    return read_field(_unpacked(WEIGHTS / "tagger.crfsuite.zz"))


@cache
def knowledge() -> Knowledge:
    return gazetteer_knowledge(small_gazetteer(), embedded_clusters())


@cache
def scorer() -> Scorer:
    return Scorer(field(), knowledge())


@given(st.data())
def test_chances_and_labels_are_those_of_all_runs_weighed(data: st.DataObject) -> None:
    count, labels = data.draw(st.integers(1, 5)), ("O", "B", "I")
    rows = st.lists(NUMBERS, min_size=3, max_size=3)
    scores = np.array(data.draw(st.lists(rows, min_size=count, max_size=count)))
    steps = np.array(data.draw(st.lists(rows, min_size=3, max_size=3)))
    weighed = {
        run: sum(scores[at, one] for at, one in enumerate(run)) + sum(steps[one, two] for one, two in pairwise(run))
        for run in product(range(3), repeat=count)
    }
    whole = sum(map(math.exp, weighed.values()))
    said = label(scores, Field({}, labels, scores, steps))
    for at, one in product(range(count), range(3)):
        chance = sum(math.exp(weight) for run, weight in weighed.items() if run[at] == one) / whole
        assert said.chances[at, one] == pytest.approx(chance, abs=1e-9)
    told = weighed[tuple(labels.index(each) for each in said.labels)]
    assert told == pytest.approx(max(weighed.values()), abs=1e-9)


@settings(max_examples=50)
@given(st.lists(st.integers(0, 40), max_size=8), st.integers(0, 2**32 - 1))
def test_sentences_taken_together_keep_their_own_chances(lengths: list[int], seed: int) -> None:
    chance, labels = np.random.default_rng(seed), ("O", "B", "I")
    steps = chance.normal(size=(3, 3))
    sentences = [chance.normal(scale=3, size=(length, 3)) for length in lengths]
    model = Field({}, labels, steps, steps)
    for scores, said in zip(sentences, label_all(sentences, model), strict=True):
        alone = label(scores, model)
        assert said.labels == alone.labels
        assert np.allclose(said.chances, alone.chances, atol=1e-12)


def test_a_long_sentence_keeps_its_chances() -> None:
    scores = np.tile([[30.0, -30.0], [-30.0, 30.0]], (2000, 1))
    said = label(scores, Field({}, ("A", "B"), scores, np.array([[-20.0, 0.0], [0.0, -20.0]])))
    assert said.labels == ("A", "B") * 2000
    assert np.allclose(said.chances.sum(axis=1), 1)


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_the_scores_of_a_sentence_are_its_features_added_up(sentences: list[list[str]]) -> None:
    weights, numbers = field().weights, field().attributes
    for words in sentences:
        spaces = [True] * (len(words) - 1) + [False]
        rows = features(words, spaces, knowledge())
        added = [
            sum((weights[numbers[name]] for name in row if name in numbers), np.zeros(weights.shape[1])) for row in rows
        ]
        assert np.allclose(scorer()(words, spaces), added, atol=1e-9)


def test_a_scorer_that_has_no_more_room_forgets_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geomap.places.word_scores._ROOM", 400)
    small, sentences = Scorer(field(), knowledge()), [[f"Word{n}", "of", f"Town{n}"] for n in range(60)]
    for words in sentences:
        spaces = [True, True, False]
        assert np.allclose(small(words, spaces), scorer()(words, spaces))


@pytest.mark.parametrize("model", [b"", b"lCRF", b"x" * 4000])
def test_bytes_that_are_no_model_are_refused(model: bytes) -> None:
    with pytest.raises(ValueError, match="no crfsuite model"):
        read_field(model)


def test_crfsuite_says_the_same() -> None:
    model = pytest.importorskip("pycrfsuite").Tagger()
    weights = _unpacked(WEIGHTS / "tagger.crfsuite.zz")  # read in place: they must live as long as the model
    model.open_inmemory(weights)
    for text in ("John Vanter of the Vanter Institute flew to Vanterby , Ohio .", "Shells hit Aleppo", "ALL OF PARIS"):
        words = text.split()
        spaces = spaces_of([(at, at + 1) for at in range(0, 2 * len(words), 2)])
        tags = model.tag(features(words, spaces, knowledge()))
        said = label(scorer()(words, spaces), field())
        assert list(said.labels) == tags
        chances = [[model.marginal(name, at) for name in field().labels] for at in range(len(words))]
        assert np.allclose(said.chances, chances, atol=1e-9)
