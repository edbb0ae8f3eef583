"""The parts that need spaCy: training runs that can be killed, and weights packed small."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from geomap.language.packing import unpack
from training import loop, syntax
from training.pack import pack
from training.treebank import Tree
from training.words import make_doc, word_spans

pytestmark = pytest.mark.slow


def tree(text: str, heads: tuple[int, ...], deps: tuple[str, ...], pos: tuple[str, ...]) -> Tree:
    spans = tuple(word_spans(text))
    words = tuple(text[start:end].lower() for start, end in spans)
    return Tree("one", text, spans, words, pos, pos, ("",) * len(spans), heads, deps)


TREES = [
    tree("Guards left Berg", (1, 1, 1), ("nsubj", "ROOT", "obj"), ("NOUN", "VERB", "PROPN")),
    tree("Troops shelled towns", (1, 1, 1), ("nsubj", "ROOT", "obj"), ("NOUN", "VERB", "NOUN")),
    tree("Berg fell", (1, 1), ("nsubj", "ROOT"), ("PROPN", "VERB")),
] * 12


def train(out: Path, epochs: int, *, stop: int | None = None) -> dict[str, object]:
    """Train to `epochs`, or only as far as epoch `stop` of such a run."""
    from thinc.api import fix_random_seed

    fix_random_seed(3)
    nlp = syntax.build(width=16, depth=1, hidden=16)
    parser: Any = nlp.get_pipe("parser")
    parser.cfg["min_action_freq"] = 1
    optimizer = nlp.initialize(lambda: [syntax.example(nlp, [each]) for each in TREES])
    size = sum(len(each.spans) for each in TREES)

    class StoppedError(Exception):
        pass

    def examples(epoch: int) -> list[Any]:
        if epoch == stop:
            raise StoppedError
        return [syntax.example(nlp, [each]) for each in TREES]

    def score() -> tuple[float, dict[str, float]]:
        found = syntax.score(nlp, TREES[:3])
        return found["las"] + 0.001, found

    try:
        return loop.run(nlp, optimizer, loop.Task(examples, score, size, epochs, 0.0), out)
    except StoppedError:
        return {}


def weights(history: dict[str, object]) -> object:
    return [epoch["losses"] for epoch in history["history"]]  # type: ignore[attr-defined]


def test_a_killed_run_goes_on_as_if_nothing_had_happened(tmp_path: Path) -> None:
    whole = train(tmp_path / "whole", 3)
    assert train(tmp_path / "cut", 3, stop=1) == {}
    taken_up = train(tmp_path / "cut", 3)
    assert weights(taken_up) == weights(whole)


def test_packing_keeps_what_the_pipeline_says(tmp_path: Path) -> None:
    import spacy

    train(tmp_path, 2)
    nlp = spacy.load(tmp_path / "best")
    packed = pack(nlp)
    again = unpack(packed)
    assert "trainable_lemmatizer" not in again.pipe_names
    for each in TREES[:3]:
        before, after = (pipe(make_doc(pipe.vocab, each.text, each.spans)) for pipe in (nlp, again))
        assert [(token.pos_, token.dep_, token.head.i) for token in before] == [
            (token.pos_, token.dep_, token.head.i) for token in after
        ]
    assert len(packed) < sum(path.stat().st_size for path in (tmp_path / "best").rglob("*") if path.is_file()) / 2


def test_vectors_are_found_in_any_case_after_a_pipeline_was_saved(tmp_path: Path) -> None:
    import numpy as np
    import spacy
    from spacy.attrs import NORM

    from training.vectors import add_vectors, load

    table = np.eye(2, 5, dtype=np.float16)
    np.savez(tmp_path / "vectors.npz", words=np.array(["berg", "river"]), vectors=table)
    nlp = spacy.blank("en")
    add_vectors(nlp, tmp_path / "vectors.npz")
    nlp.to_disk(tmp_path / "saved")
    vectors = load(tmp_path / "saved").vocab.vectors
    words = make_doc(nlp.vocab, "Berg BERG river valley", word_spans("Berg BERG river valley"))
    assert [vectors.find(key=int(key)) for key in words.to_array(NORM)] == [0, 0, 1, -1]
    assert (vectors.data == table.astype(np.float32)).all()


def test_a_saved_recogniser_labels_the_words_of_a_sentence(tmp_path: Path) -> None:
    from geomap.language import parse
    from geomap.model import Article
    from geomap.places.gazetteer import open_gazetteer
    from geomap.places.word_features import gazetteer_knowledge
    from training.entities import Entity, Sample
    from training.measure import ner_labeller
    from training.recogniser import build, example

    text = "Guards left Paris"
    sample = Sample(text, tuple(word_spans(text)), (Entity(12, 17, "LOC"),), "one")
    with open_gazetteer() as gazetteer:
        know = gazetteer_knowledge(gazetteer, {})
        nlp = build(16, 1, None)
        optimizer = nlp.initialize(lambda: [example(nlp, sample, text, know)])
        for _ in range(30):
            nlp.update([example(nlp, sample, text, know)], sgd=optimizer)
        nlp.to_disk(tmp_path)
        sentences = parse(Article("a", text)).sentences
        assert ner_labeller(tmp_path, know)(sentences) == [["O", "O", "B-LOC"]]
