"""The compiled data, opened once for all tests of places. An install makes them, so their absence is a failure."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from geomap.places.gazetteer import CompiledGazetteer, open_gazetteer
from geomap.places.shapes import Shapes, open_shapes


@pytest.fixture(scope="session")
def gazetteer() -> Iterator[CompiledGazetteer]:
    """The embedded gazetteer."""
    with open_gazetteer() as opened:
        yield opened


@pytest.fixture(scope="session")
def shapes() -> Iterator[Shapes]:
    """The embedded shapes."""
    with open_shapes() as opened:
        yield opened
