"""Recasing never moves a letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.casing import headline, lower, upper


@given(st.text())
def test_recasing_keeps_every_offset(text: str) -> None:
    assert len(upper(text)) == len(lower(text)) == len(headline(text)) == len(text)


@pytest.mark.parametrize(
    ("recase", "expected"),
    [
        (upper, "SHELLING OF THE PORT"),
        (lower, "shelling of the port"),
        (headline, "Shelling of the Port"),
    ],
)
def test_recasing(recase: object, expected: str) -> None:
    assert callable(recase)
    assert recase("Shelling of the port") == expected
