"""Our own passages of news: every name stands in its text and means a place of the gazetteer."""

from __future__ import annotations

import pytest

from geomap.places.gazetteer import open_gazetteer
from training.passages import Passage, Where, faults, passages, stretches


def test_the_passages_are_many_and_of_many_countries() -> None:
    found = passages()
    assert len(found) >= 250
    assert len({passage.id for passage in found}) == len(found)
    assert len({where.code[:2] for passage in found for where in passage.places}) >= 80


def test_no_passage_is_faulty() -> None:
    with open_gazetteer() as gazetteer:
        assert list(faults(gazetteer)) == []


def test_a_name_within_a_longer_one_is_another_name() -> None:
    passage = Passage("a", "USA", "Jackson County and Jackson", (_in("Jackson"), _in("Jackson County")))
    assert {span: where.name for span, where in stretches(passage).items()} == {
        (0, 14): "Jackson County",
        (19, 26): "Jackson",
    }


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (Where("Paris", "US-TX", itself=False, absent=False), "does not stand"),
        (Where("Rome", "US-HI", itself=False, absent=False), "has no 'Rome' in US-HI"),
        (Where("Rome", "IT", itself=False, absent=True), "has 'Rome' in IT"),
    ],
)
def test_a_faulty_passage_says_what_is_wrong(where: Where, said: str) -> None:
    with open_gazetteer() as gazetteer:
        (line,) = faults(gazetteer, (Passage("a", "USA", "It rained in Rome.", (where,)),))
    assert said in line


def _in(name: str) -> Where:
    return Where(name, "US-MI", itself=False, absent=False)
