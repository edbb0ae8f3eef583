"""Whatever bytes a file of events holds, reading it gives a frame that keeps the contract, or one line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import fuzz
from tests.read.test_any_file import damaged

if TYPE_CHECKING:
    from pathlib import Path

TARGETS = {name: target for name, target in fuzz.targets().items() if target.read is not fuzz.read_articles_of}
CASES = int(os.environ.get("GEOMAP_FUZZ_CASES", "12"))


@pytest.mark.parametrize("name", TARGETS)
def test_a_sound_file_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"case{TARGETS[name].suffix}"
    path.write_bytes(TARGETS[name].sound)
    assert TARGETS[name].read(path) is not None


@pytest.mark.parametrize("name", TARGETS)
@settings(suppress_health_check=list(HealthCheck), max_examples=CASES)
@given(data=st.data())
def test_a_damaged_file_gives_events_or_one_line(tmp_path: Path, name: str, data: st.DataObject) -> None:
    target = TARGETS[name]
    assert fuzz.tried(target, data.draw(damaged(target.sound)), tmp_path / f"case{target.suffix}") is None


@pytest.mark.parametrize("name", TARGETS)
@settings(suppress_health_check=list(HealthCheck), max_examples=CASES)
@given(content=st.binary(max_size=80) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_events_or_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    target = TARGETS[name]
    assert fuzz.tried(target, content, tmp_path / f"case{target.suffix}") is None


@pytest.mark.parametrize("name", ["docx", "zip", "xlsx"])
def test_an_archive_that_is_broken_within_gives_one_line(tmp_path: Path, name: str) -> None:
    figures = fuzz.fuzz(name, runs=40, keep=tmp_path / "kept", blind=True)
    assert (figures["cases"], figures["failed"]) == (40, 0), figures


def test_what_fails_is_kept_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def failing(_: Path) -> object:
        raise RuntimeError("a fault")

    campaign = fuzz.Campaign("txt", runs=2, keep=tmp_path / "kept", folder=tmp_path)
    campaign.target = fuzz.Target(".txt", b"x", failing)
    fuzz.run_blind(campaign, seed=1)
    assert (campaign.done, campaign.report()["failed"]) == (2, 1)
    assert len(list((tmp_path / "kept").iterdir())) == 1
    assert "txt: RuntimeError: a fault (kept as txt-" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["geojson", "geojsonl", "geojsons"])
@pytest.mark.parametrize(
    ("old", "new"), [(b'"Point"', b'"Pointo"'), (b'"Point"', b"null"), (b'"coordinates"', b'"coordinatez"')]
)
def test_a_geometry_that_is_none_is_one_line(tmp_path: Path, name: str, old: bytes, new: bytes) -> None:
    broken = TARGETS[name].sound.replace(old, new)
    assert broken != TARGETS[name].sound
    assert fuzz.tried(TARGETS[name], broken, tmp_path / f"case{TARGETS[name].suffix}") is None
