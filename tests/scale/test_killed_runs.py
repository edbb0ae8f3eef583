"""Runs on Dask that are killed: whatever is left, --resume makes of it what an undisturbed run makes.

GEOMAP_KILLS sets how many moments are tried (2 by default).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.scale.newsroom import write_news

pytest.importorskip("distributed")
pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("GEOMAP_KILLS", "2"))
ARTICLES = 60


def command(news: Path, out: Path, *more: str) -> list[str]:
    asked = [sys.executable, "-m", "geomap", "events", str(news), "--keep-copies", "--engine", "dask", "--workers", "2"]
    return [*asked, "-q", "-o", str(out), *more]


def result_of(out: Path) -> dict[str, bytes]:
    """Every file of the result but the report, whose times differ."""
    files = [path for path in sorted(out.rglob("*")) if path.is_file() and path.name != "_run.json"]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes], float]:
    """The news, what a run makes of them when nobody disturbs it, and how long it takes."""
    folder = tmp_path_factory.mktemp("undisturbed")
    write_news(folder / "news.jsonl", ARTICLES)
    began = time.monotonic()
    subprocess.run(command(folder / "news.jsonl", folder / "out"), check=True, timeout=300)
    return folder / "news.jsonl", result_of(folder / "out"), time.monotonic() - began


def finish(news: Path, out: Path) -> None:
    more = ("--resume",) if (out / "_plan.json").exists() else ()
    if not (out / "_index.json").exists() or (out / "_working").exists():
        subprocess.run(command(news, out, *more), check=True, timeout=300)


def test_a_driver_killed_at_random_moments_is_resumed_to_the_same_bytes(
    undisturbed: tuple[Path, dict[str, bytes], float], tmp_path: Path
) -> None:
    news, expected, takes = undisturbed
    chance = random.Random(11)  # noqa: S311 (moments, not secrets)
    for number in range(KILLS):
        out = tmp_path / str(number)
        with subprocess.Popen(command(news, out), start_new_session=True) as process:
            time.sleep(chance.uniform(0.2, 1.0) * takes)
            os.killpg(process.pid, signal.SIGKILL)
        finish(news, out)
        assert result_of(out) == expected


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Processes started here heed SIGINT, also when the tests themselves run in the background, where it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_is_one_line_and_the_run_goes_on_later(
    undisturbed: tuple[Path, dict[str, bytes], float], tmp_path: Path
) -> None:
    news, expected, takes = undisturbed
    out = tmp_path / "out"
    asked = [each for each in command(news, out) if each != "-q"]
    with subprocess.Popen(asked, start_new_session=True, stderr=subprocess.PIPE, text=True) as process:
        until = time.monotonic() + 20 * takes
        while not list(out.glob("_working/parts/*.json")) and time.monotonic() < until:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to the workers too
        said = process.communicate(timeout=300)[1]
    assert process.returncode == 130
    assert [line for line in said.splitlines() if line] == ["error: interrupted; nothing half-written was left behind"]
    finish(news, out)
    assert result_of(out) == expected


def workers_of(driver: int) -> list[int]:
    """The processes below a driver that run its tasks."""
    psutil = import_module("psutil")  # distributed brings it

    try:
        below = psutil.Process(driver).children()
        return [each.pid for each in below if "spawn_main" in " ".join(each.cmdline())]
    except psutil.Error:  # ended while it was looked at
        return []


def test_workers_killed_at_random_moments_change_nothing(
    undisturbed: tuple[Path, dict[str, bytes], float], tmp_path: Path
) -> None:
    news, expected, takes = undisturbed
    chance = random.Random(13)  # noqa: S311 (moments, not secrets)
    killed = 0
    for number in range(KILLS):
        out = tmp_path / str(number)
        with subprocess.Popen(command(news, out)) as process:
            while process.poll() is None and not workers_of(process.pid):
                time.sleep(0.1)
            time.sleep(chance.uniform(0.0, 0.5) * takes)
            for worker in workers_of(process.pid)[:1]:
                os.kill(worker, signal.SIGKILL)
                killed += 1
            assert process.wait(timeout=300) == 0
        assert result_of(out) == expected
    assert killed > 0


def test_other_articles_are_not_mixed_into_a_run(
    undisturbed: tuple[Path, dict[str, bytes], float], tmp_path: Path
) -> None:
    news, _, _ = undisturbed
    first = subprocess.run(command(news, tmp_path / "out"), check=False, timeout=300)
    assert first.returncode == 0
    again = subprocess.run(command(news, tmp_path / "out"), capture_output=True, text=True, check=False, timeout=300)
    assert again.returncode == 2
    assert "holds a run already" in again.stderr
