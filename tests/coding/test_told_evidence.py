"""Deeds, whose words sport, trade and jest borrow, have to be likelier than speech to be told."""

from __future__ import annotations

from geomap.coding.confidence import LEAST_TOLD, enough


def test_a_deed_has_to_be_likelier_than_speech() -> None:
    assert enough("VRB.ACCUSE", LEAST_TOLD) == LEAST_TOLD < enough("BAT.CLASH", LEAST_TOLD)


def test_where_everything_is_wanted_nothing_is_asked_of_deeds() -> None:
    assert enough("STR.AIR", 0.0) == 0.0
