"""The role classifier is fitted on our own sentences, the same way every time, and not on those that test it."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.places.gazetteer import open_gazetteer
from geomap.places.role_model import likeliest, role_weights
from training.fit_roles import SENTENCES, Case, cases_of, cross_validate, fit, marked, read_cases, write

TESTED = Path(__file__).parents[1] / "data" / "roles.txt"
LINES = (
    "[Kenya|G] told [Sudan|G] to stop.",
    "[France|G] told [Spain|G] to wait.",
    "[Ghana|G] told [Togo|G] to leave.",
    "He lives in [Kenya|L] near [Nairobi|L].",
    "She lives in [France|L] near [Lyon|L].",
    "They live in [Ghana|L] near [Accra|L].",
    "The [Chicago|A] police waited.",
    "The [Boston|A] police waited.",
)


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    with open_gazetteer() as gazetteer:
        return [case for number, line in enumerate(LINES) for case in cases_of(line, gazetteer, number=number)]


def test_a_marked_line_is_its_text_and_the_roles_of_its_stretches() -> None:
    text, roles = marked("The [Chicago|A] police left [Gary|L].")
    assert text == "The Chicago police left Gary."
    assert {text[start:end]: role for (start, end), role in roles.items()} == {
        "Chicago": "associative",
        "Gary": "literal",
    }


def test_what_is_fitted_tells_its_own_sentences_apart(cases: list[Case]) -> None:
    for model in ("words", "tree"):
        weights = fit(cases, model=model)
        assert [likeliest(getattr(case, model), weights)[0] for case in cases] == [case.role for case in cases]
        assert fit(cases, model=model) == weights


def test_each_sentence_is_judged_by_a_model_without_it(cases: list[Case]) -> None:
    shares = cross_validate(cases)
    assert set(shares) == {"rules", "words", "tree", "together"}
    assert all(0 <= same <= literal <= 1 for literal, same in shares.values())


def test_a_written_table_is_read_as_it_was_fitted(cases: list[Case], tmp_path: Path) -> None:
    weights = {model: fit(cases, model=model) for model in ("words", "tree")}
    write(weights, tmp_path / "roles.csv")
    assert role_weights(tmp_path / "roles.csv").words == weights["words"]
    assert role_weights(tmp_path / "roles.csv").tree == weights["tree"]


@pytest.mark.slow
def test_the_shipped_table_is_what_the_command_makes() -> None:
    with open_gazetteer() as gazetteer:
        made = list(read_cases(SENTENCES, gazetteer))
    shipped = role_weights()
    for model, table in (("words", shipped.words), ("tree", shipped.tree)):
        again = fit(made, model=model)
        close = [
            name
            for name in again.keys() & table.keys()
            if all(abs(one - other) <= 0.01 for one, other in zip(again[name], table[name], strict=True))
        ]
        assert len(close) >= 0.98 * len(again.keys() | table.keys())  # a tree or two may come out otherwise elsewhere


def test_no_sentence_that_tests_the_roles_trains_them() -> None:
    def texts(path: Path) -> set[str]:
        lines = path.read_text(encoding="utf-8").splitlines()
        return {marked(line)[0].strip().lower() for line in lines if line and not line.startswith("#")}

    assert not texts(SENTENCES) & texts(TESTED)


def test_every_mark_is_a_role_and_every_role_has_hundreds_of_marks() -> None:
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    kinds = [role for line in lines if not line.startswith("#") for role in marked(line)[1].values()]
    assert len(kinds) >= 1500
    assert all(kinds.count(role) >= 400 for role in ("literal", "associative", "government"))
    assert not any(("[" in text or "|" in text) for text in (marked(line)[0] for line in lines if line[:1] != "#"))
