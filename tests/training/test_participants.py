"""The hand-annotated sentences are whole."""

from __future__ import annotations

from pathlib import Path

from training.participants import read_cases
from training.words import word_spans

SENTENCES = Path(__file__).parents[1] / "data" / "participants.tsv"


def test_there_are_enough_sentences_and_each_holds_what_is_annotated_in_it() -> None:
    cases = list(read_cases(SENTENCES))
    assert len(cases) >= 60
    for sentence, trigger, actor, target in cases:
        words = [sentence[start:end] for start, end in word_spans(sentence)]
        assert words.count(trigger) == 1, sentence
        assert {actor, target} - {"-"} <= set(words), sentence
