"""Whatever bytes a file holds, reading it gives articles or faults, never anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.read import read_articles

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.errors import InputError

keys = st.sampled_from(["doc_id", "id", "text", "title", "published", "date", "source", "url", "x"])
json_like = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=6,
)
rows = st.dictionaries(keys, json_like | st.text(min_size=1, max_size=8), max_size=6)


def check(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    faults: list[InputError] = []
    articles = list(read_articles(path, on_error=faults.append))
    assert articles or faults
    for fault in faults:
        assert path.name in str(fault)
        assert "\n" not in str(fault)
    for article in articles:
        assert article.text.strip()
        article.text.encode("utf-8")
    assert len({article.doc_id for article in articles}) == len(articles)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(content=st.binary(max_size=60) | st.text(max_size=40).map(lambda text: text.encode("utf-16", "surrogatepass")))
def test_any_bytes_as_text(tmp_path: Path, content: bytes) -> None:
    check(tmp_path / "a.txt", content)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(lines=st.lists(st.binary(max_size=30) | rows.map(lambda row: _dumped(row).encode()), max_size=5))
def test_any_lines_as_json_lines(tmp_path: Path, lines: list[bytes]) -> None:
    check(tmp_path / "a.jsonl", b"\n".join(lines))


def _dumped(row: object) -> str:
    import json

    return json.dumps(row)
