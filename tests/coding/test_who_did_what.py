"""Actors and targets of trigger verbs, on a hundred sentences annotated by hand: unlabelled, heads only."""

from __future__ import annotations

from pathlib import Path

from geomap.coding.match import doers, objects
from geomap.coding.syntax import analyse, with_tree
from geomap.language import parse
from geomap.model import Article
from training.participants import read_cases

SENTENCES = Path(__file__).parents[1] / "data" / "participants.tsv"


def share_right(*, model: str) -> float:
    """The share of sentences whose actor and target are both right."""
    cases = list(read_cases(SENTENCES))
    return sum(both_right(*case, model=model) for case in cases) / len(cases)


def both_right(sentence: str, trigger: str, actor: str, target: str, *, model: str) -> bool:
    doc = parse(Article("one", sentence), model=model)
    syntax = analyse(doc.sentences[0], case=doc.case)
    if doc.trees is not None:
        syntax = with_tree(syntax, doc.trees.of(0))
    verb = next(at for at, word in enumerate(syntax.words) if word.text == trigger)
    found = doers(syntax, verb), objects(syntax, verb, verb)
    heads = [syntax.words[chunks[0].head].text if chunks else "-" for chunks in found]
    return heads == [actor, target]


def test_both_are_right_in_85_of_100_and_oftener_than_by_rules_alone() -> None:
    learned = share_right(model="default")
    assert learned >= 0.85
    assert learned >= share_right(model="rules") + 0.05


def test_a_participle_between_does_not_take_the_subject() -> None:
    for sentence, actor in (
        ("Gunmen wearing army uniforms shot a driver.", "Gunmen"),
        ("Troops backed by helicopters shot a driver.", "Troops"),
    ):
        assert both_right(sentence, "shot", actor, "driver", model="default")
        assert both_right(sentence, "shot", actor, "driver", model="rules")
