"""The sentences that we wrote for the type model: enough of each code, none twice, none from a development set."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from geomap.coding.ontology import ontology
from geomap.coding.triggers import NONE
from training.told import HERE, codes_of

RUN = 7
"""Words in a row that no sentence of ours may share with a development set."""


@pytest.fixture(scope="module")
def sentences() -> dict[str, list[str]]:
    with (HERE / "data" / "sentences.toml").open("rb") as file:
        return {code: lines.strip().split("\n") for code, lines in tomllib.load(file).items()}


def runs(text: str) -> set[tuple[str, ...]]:
    words = [word.strip(".,;:'\"").lower() for word in text.split()]
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def test_every_code_has_fifteen_sentences_and_none_comes_twice(sentences: dict[str, list[str]]) -> None:
    assert set(sentences) == {*ontology(), NONE}
    assert all(len(lines) >= 15 for lines in sentences.values())
    assert max(Counter(line for lines in sentences.values() for line in lines).values()) == 1


def test_corpus_events_stand_for_the_codes_that_the_ontology_maps_to_them() -> None:
    assert codes_of({"type": "SANCTION"}) == {"SAN.SANCTION"}
    assert "COE.ARREST" in codes_of({"code": "173"})
    assert codes_of({"type": "FIGHT"}) == frozenset()


@pytest.mark.corpora
@pytest.mark.parametrize("name", ["case2021-dev", "plover-plv-train", "india-police"])
def test_no_sentence_repeats_a_development_set(sentences: dict[str, list[str]], corpora_root: Path, name: str) -> None:
    ours = {run for lines in sentences.values() for line in lines for run in runs(line)}
    rows = (corpora_root / "gold" / "events" / f"{name}.jsonl").read_text(encoding="utf-8")
    for line in filter(None, rows.split("\n")):
        assert ours.isdisjoint(runs(json.loads(line)["text"]))
