"""Points of vector tiles, as a library that others maintain decodes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.store.tile_points import Cell, PointLayer, encoded_layer

decoder = pytest.importorskip("mapbox_vector_tile")

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
POINTS = st.tuples(st.integers(-100, 5000), st.integers(-100, 5000), st.none() | WORDS, st.integers(0, 2**40))


@given(points=st.lists(POINTS, min_size=1, max_size=200))
def test_every_point_is_read_back(points: list[tuple[int, int, str | None, int]]) -> None:
    words: list[Cell] = [word for _, _, word, _ in points]
    counts: list[Cell] = [count for *_, count in points]
    layer = PointLayer([x for x, *_ in points], [y for _, y, *_ in points], {"word": words, "count": counts})
    data = encoded_layer("one", layer, extent=4096) + encoded_layer("two", layer, extent=4096)
    found = decoder.decode(data, default_options={"y_coord_down": True})
    assert list(found) == ["one", "two"]
    assert found["one"]["extent"] == 4096
    read = [
        (*each["geometry"]["coordinates"], each["properties"].get("word"), each["properties"]["count"])
        for each in found["one"]["features"]
    ]
    assert read == points
