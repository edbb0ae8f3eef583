"""Corpora with different conventions come out under one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.entities import Entity, Names, Sample, aligned, bio_spans, completed, normalise, read_samples
from training.words import word_spans

POLITIES = frozenset(["Latvia", "Riga", "US"])
PLAIN = frozenset(["Latvia", "US"])
PEOPLES = frozenset(["Latvian", "Latvians"])
NAMES = Names(POLITIES.__contains__, PEOPLES.__contains__, PLAIN.__contains__)


def labelled(text: str, *found: tuple[str, str]) -> list[tuple[str, str]]:
    entities = [Entity(text.index(name), text.index(name) + len(name), label) for name, label in found]
    return [(text[each.start : each.end], each.label) for each in normalise(text, entities, NAMES)]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("Latvia sent a note", ("Latvia", "ORG"), [("Latvia", "LOC")]),
        ("The Latvians sang", ("Latvians", "PER"), [("Latvians", "NORP")]),
        ("Foreign Secretary Anna Ozola spoke", ("Foreign Secretary Anna Ozola", "PER"), [("Anna Ozola", "PER")]),
        ("They came", ("They", "ORG"), []),
        ("at Lima Base, Peru, today", ("Lima Base, Peru", "LOC"), [("Lima Base", "LOC"), ("Peru", "LOC")]),
        ("thanks @ riga_fan for it", ("riga_fan", "PER"), []),
        ("in the Netherlands now", ("the Netherlands", "LOC"), [("Netherlands", "LOC")]),
        ("see The Hague now", ("The Hague", "LOC"), [("The Hague", "LOC")]),
    ],
)
def test_conventions_are_made_one(text: str, found: tuple[str, str], expected: list[tuple[str, str]]) -> None:
    assert labelled(text, found) == expected


def test_countries_that_a_corpus_left_out_are_added_but_not_inside_other_names() -> None:
    text = "The US embassy and the Bank of Latvia met Latvian guests"
    bank = text.index("Bank of Latvia")
    found = completed(text, [Entity(bank, bank + len("Bank of Latvia"), "ORG")], word_spans(text), NAMES)
    assert [(text[each.start : each.end], each.label) for each in found] == [
        ("US", "LOC"), ("Bank of Latvia", "ORG"), ("Latvian", "NORP"),
    ]  # fmt: skip


def test_a_corpus_is_cut_into_our_words(tmp_path: Path) -> None:
    path = tmp_path / "tiny.jsonl"
    row = {"words": ["Riga-based", "Ozola", "left"], "spaces": [True, True, False], "tags": ["B-LOC", "B-PER", "O"]}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (sample,) = read_samples(path, NAMES)
    assert sample.words == ["Riga", "-", "based", "Ozola", "left"]
    assert sample.tags() == ["B-LOC", "I-LOC", "I-LOC", "B-PER", "O"]


@given(st.lists(st.sampled_from(["O", "B-LOC", "I-LOC", "B-PER", "I-PER"]), min_size=1, max_size=12))
def test_tags_survive_the_round_trip_through_entities(tags: list[str]) -> None:
    text = " ".join("Ab" for _ in tags)
    spans = word_spans(text)
    entities = [Entity(spans[first][0], spans[last][1], label) for first, last, label in bio_spans(tags)]
    sample = Sample(text, tuple(spans), tuple(aligned(entities, spans)), "tiny")
    assert list(bio_spans(sample.tags())) == list(bio_spans(tags))
