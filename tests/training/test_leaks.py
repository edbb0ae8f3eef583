"""Nothing that is measured on has been trained on."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.clusters import normal, read_text
from training.manifest import cleared
from training.treebank import read_trees

pytest.importorskip("scipy")
pytestmark = [pytest.mark.corpora, pytest.mark.slow]


def opening(words: list[str]) -> str:
    """The letters of a sentence's beginning: the same however it is cut into words."""
    return "".join(filter(str.isalnum, "".join(words)))[:60]


@pytest.mark.parametrize("part", ["dev", "test"])
def test_no_long_sentence_of_the_held_out_treebanks_is_in_the_text_of_the_word_vectors(
    corpora_root: Path, part: str
) -> None:
    paths = cleared(corpora_root, use="syntax", part=part)
    trees = [tree for path in paths for tree in read_trees(path)]
    held_out = {opening([normal(word) for word in tree.words]) for tree in trees if len(tree.words) >= 12}
    seen = {opening(words) for words in read_text(cleared(corpora_root, use="text"))}
    assert len(held_out) > 500
    assert len(held_out & seen) <= len(held_out) // 200  # stock phrases and boilerplate
