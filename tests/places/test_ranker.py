"""The ranker's table of weights, and the laws of its chances."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import TableError
from geomap.places.gazetteer import Match
from geomap.places.ranker import FEATURES, calibrated, chances, load_weights, own_evidence, rivals_of
from tests.places import small_gazetteer as g

SCORES = st.lists(st.floats(-30, 30), min_size=1, max_size=20)


def test_every_piece_of_evidence_has_a_weight() -> None:
    assert set(FEATURES) <= set(load_weights())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("\nsize,", "\nsise,"), "size"),
        (("\nsize,", "\nsize,much"), "no number"),
        (("\nsite,", "\n# site,"), "'site' has no row"),
    ],
)
def test_a_faulty_table_is_refused_and_says_where(change: tuple[str, str], message: str, tmp_path: Path) -> None:
    import geomap.places

    table = Path(geomap.places.__file__).parent / "tables" / "ranker_weights.csv"
    faulty = tmp_path / "weights.csv"
    faulty.write_text(table.read_text(encoding="utf-8").replace(*change, 1), encoding="utf-8")
    with pytest.raises(TableError, match=message):
        load_weights(faulty)


@given(SCORES, st.floats(-30, 30))
def test_chances_leave_room_for_none_of_these_and_keep_the_order(scores: list[float], none: float) -> None:
    found = chances(scores, none)
    assert 0 <= sum(found) <= 1 + 1e-9
    assert [found[at] for at in sorted(range(len(scores)), key=scores.__getitem__)] == sorted(found)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_confidence_grows_with_the_chance(one: float, other: float, second: float) -> None:
    low, high = (calibrated(chance, second, load_weights()) for chance in sorted((one, other)))
    assert 0 <= low <= high <= 1


def test_of_equal_chances_the_one_that_leads_is_surer() -> None:
    assert calibrated(0.2, 0.01, load_weights()) > calibrated(0.2, 0.19, load_weights())


def test_another_spelling_of_a_name_is_nearer_to_it_than_another_name() -> None:
    kyiv = Match(g.KYIV, "alternate", "Kiyv")
    other = Match(g.KYIV, "historic", "Sambat")
    assert "another spelling" in dict(own_evidence(kyiv, "", rivals_of([kyiv])))
    assert "another name" in dict(own_evidence(other, "", rivals_of([other])))
