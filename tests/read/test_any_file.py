"""Whatever bytes a file of any format holds, reading it gives articles or faults, never anything else."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.read import read_articles
from geomap.read.readers import BUILT_IN
from tests.read.sound_files import sound_files

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.errors import InputError

SOUND = sound_files()
FORMATS = sorted(SOUND)
CASES = int(os.environ.get("GEOMAP_FUZZ_CASES", "50"))


def check(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    faults: list[InputError] = []
    began = time.process_time()
    articles = list(read_articles(path, on_error=faults.append))
    assert time.process_time() - began < 2
    assert articles or faults
    for fault in faults:
        assert path.name in str(fault)
        assert "\n" not in str(fault)
    for article in articles:
        assert article.text.strip()
        article.text.encode("utf-8")


@st.composite
def damaged(draw: st.DrawFn, sound: bytes) -> bytes:
    """A sound file with bytes changed, cut out, doubled or put in."""
    content = bytearray(sound)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, max(0, len(content) - 1)))
        end = min(len(content), start + draw(st.sampled_from([0, 1, 2, 8, 64, 1000])))
        content[start:end] = draw(st.binary(max_size=8) | st.just(bytes(content[start:end]) * 2))
    return bytes(content)


def test_every_format_is_tried() -> None:
    assert {BUILT_IN[suffix] for suffix in FORMATS} == set(BUILT_IN.values())


@pytest.mark.parametrize("suffix", FORMATS)
@settings(suppress_health_check=list(HealthCheck), max_examples=CASES)
@given(data=st.data())
def test_a_damaged_file_gives_articles_or_faults(tmp_path: Path, suffix: str, data: st.DataObject) -> None:
    check(tmp_path / f"a{suffix}", data.draw(damaged(SOUND[suffix])))


@pytest.mark.parametrize("suffix", FORMATS)
@settings(suppress_health_check=list(HealthCheck), max_examples=CASES)
@given(content=st.binary(max_size=80) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_articles_or_faults(tmp_path: Path, suffix: str, content: bytes) -> None:
    check(tmp_path / f"a{suffix}", content)
