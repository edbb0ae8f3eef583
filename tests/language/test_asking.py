"""Stages side by side: one parse for all, and what one stage does is its own affair."""

from __future__ import annotations

import pytest

from geomap.language import Asking, Doc, alone, parse, together, wanted
from geomap.language.pipelines import Pipeline
from geomap.language.records import Sentence, Tree
from geomap.model import Article

TEXTS = ("Troops left. Rebels came.", "The envoys met in Karsa.", "Nobody spoke.")


def doc(text: str, model: str = "default") -> Doc:
    return parse(Article("a", text), model=model)


def roots(read: Doc, *asked: tuple[int, ...]) -> Asking[list[str]]:
    """The roots of the sentences, asked for in so many turns."""
    found = []
    for numbers in asked:
        yield wanted(read, numbers)
        if read.trees is None:
            continue
        for number in numbers:
            tree = read.trees.of(number)
            found += [read.sentences[number].tokens[at].text for at, dep in enumerate(tree.deps) if dep == "ROOT"]
    return found


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many sentences each parse from here on is of."""
    counts: list[int] = []
    real = Pipeline.parse

    def counting(pipeline: Pipeline, sentences: list[Sentence]) -> list[Tree]:
        counts.append(len(sentences))
        return real(pipeline, sentences)

    monkeypatch.setattr(Pipeline, "parse", counting)
    return counts


def test_the_sentences_of_all_stages_are_parsed_in_one_go_and_once(parses: list[int]) -> None:
    first, second, third = (doc(text) for text in TEXTS)
    stages = [roots(first, (1,), (0, 1)), roots(second, (0, 0)), roots(third)]
    assert [made.result() for made in together(stages)] == [["came", "left", "came"], ["met", "met"], []]
    assert parses == [2, 1]
    assert alone(roots(first, (0, 1))) == ["left", "came"]
    assert parses == [2, 1]


def test_a_document_without_trees_is_not_parsed(parses: list[int]) -> None:
    assert alone(roots(doc(TEXTS[0], "rules"), (0, 1))) == []
    assert not parses


def test_a_stage_that_fails_stops_no_other() -> None:
    def failing(read: Doc) -> Asking[list[str]]:
        yield wanted(read, [0])
        raise ValueError("a stage broke")

    read = doc(TEXTS[0])
    broken, whole = together([failing(read), roots(read, (0,))])
    assert whole.result() == ["left"]
    with pytest.raises(ValueError, match="a stage broke"):
        broken.result()


def test_a_sentence_that_cannot_be_parsed_stops_no_other_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Pipeline.parse

    def choking(pipeline: Pipeline, sentences: list[Sentence]) -> list[Tree]:
        if any(sentence.tokens[0].text == "Rebels" for sentence in sentences):
            raise MemoryError("too much")
        return real(pipeline, sentences)

    monkeypatch.setattr(Pipeline, "parse", choking)
    broken, whole = together([roots(doc(TEXTS[0]), (0, 1)), roots(doc(TEXTS[1]), (0,))])
    assert whole.result() == ["met"]
    with pytest.raises(MemoryError, match="too much"):
        broken.result()
