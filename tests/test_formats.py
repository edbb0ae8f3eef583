"""docs/formats.md tells every column that a review adds, and the page that writes them knows the same ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.review.apply import REVIEW_COLUMNS

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("column", REVIEW_COLUMNS)
@pytest.mark.parametrize("file", ["docs/formats.md", "geomap/map/web/src/review-export.ts"])
def test_the_columns_of_a_review_are_told_and_written_under_one_name(file: str, column: str) -> None:
    path = ROOT / file
    if not path.is_file():
        pytest.skip("not a checkout")
    assert column in path.read_text(encoding="utf-8")
