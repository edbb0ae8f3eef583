"""The bytes of columns: what goes in comes out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.map.base85 import base85, from_base85
from geomap.map.columns import WIDTH, ColumnWriter, Kind, decode, encode, narrowest, unpack

SIGNED = st.lists(st.integers(-(2**31), 2**31 - 1))


@given(SIGNED)
def test_deltas_come_back(values: list[int]) -> None:
    column = np.array(values, dtype=np.int64)
    assert decode(encode(column, kind="delta"), kind="delta").tolist() == values


@given(st.binary())
def test_base_85_comes_back_and_means_nothing_in_markup(data: bytes) -> None:
    text = base85(data)
    assert from_base85(text) == data
    assert not set(text) & set("&'<>\\`\"")


@pytest.mark.parametrize("kind", ["u8", "u16", "u32"])
@given(data=st.data())
def test_codes_come_back(kind: Kind, data: st.DataObject) -> None:
    values = data.draw(st.lists(st.integers(0, 2 ** (8 * WIDTH[kind]) - 1)))
    assert decode(encode(np.array(values, dtype=np.int64), kind=kind), kind=kind).tolist() == values


def test_a_table_of_columns_comes_back_by_name() -> None:
    writer = ColumnWriter()
    writer.add("lon", np.array([3, -5, 2**31 - 1]), kind="delta")
    writer.add("empty", np.array([], dtype=np.int64), kind="u32")
    writer.add_codes("layer", np.array([0, 299, 7]), size=300)
    writer.add_words("status", [None, "über\n</script>"], np.array([1, 0, 1]))
    words, found = unpack(writer.packed())
    assert words == {"status": [None, "über\n</script>"]}
    assert {name: column.tolist() for name, column in found.items()} == {
        "lon": [3, -5, 2**31 - 1], "empty": [], "layer": [0, 299, 7], "status": [1, 0, 1],
    }  # fmt: skip


def test_the_narrowest_kind_still_holds_the_last_index() -> None:
    assert [narrowest(size) for size in (1, 256, 257, 65_536, 65_537)] == ["u8", "u8", "u16", "u16", "u32"]


def test_the_same_columns_give_the_same_bytes() -> None:
    def packed() -> str:
        writer = ColumnWriter()
        writer.add("n", np.arange(5000), kind="delta")
        return writer.packed()

    assert packed() == packed()
