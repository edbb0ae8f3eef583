"""A real cluster of Dask: articles that end their worker, schedulers without workers, workers that stay."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from geomap.errors import InputError, UsageError
from geomap.language import Asking
from geomap.language.asking import Wanted
from geomap.model import Article, Event, Span
from geomap.scale import Asked, Stages, run
from geomap.scale.cluster import WorkerLostError, wait_for_one
from geomap.scale.segments import read_json

pytest.importorskip("distributed")
pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Deadly(Stages):
    """Stages that end the process at one article, and fail at another."""

    def stage(self) -> Callable[[Article], Asking[tuple[Event, ...]]]:
        def stage(article: Article) -> Asking[tuple[Event, ...]]:
            yield Wanted(None, ())
            if article.doc_id == "n007":
                os._exit(1)
            if article.doc_id == "n031":
                raise ValueError("not this one")
            return (strike(article),)

        return stage


@dataclass(frozen=True, slots=True)
class Plain(Stages):
    """Stages that find one event in each article."""

    def stage(self) -> Callable[[Article], Asking[tuple[Event, ...]]]:
        def stage(article: Article) -> Asking[tuple[Event, ...]]:
            yield from ()
            return (strike(article),)

        return stage


def strike(article: Article) -> Event:
    return Event(article.doc_id, article.doc_id, "STR.AIR", "happened", 0, 4, "Jets", Span(0, 4, "Jets"))


def articles(count: int) -> list[Article]:
    return [Article(f"n{number:03}", "Jets struck.") for number in range(count)]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler with one worker, which stays from test to test."""
    distributed: Any = import_module("distributed")

    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=True, dashboard_address="127.0.0.1:0", silence_logs=50
    ) as cluster:
        yield cluster.scheduler_address


def test_an_article_that_ends_its_worker_is_quarantined_alone(tmp_path: Path) -> None:
    outcome = run(articles(40), Asked(tmp_path / "out", Deadly(), workers=2, batch=10))
    assert set(outcome.quarantined) == {"n007", "n031"}
    assert "worker processes" in outcome.quarantined["n007"]
    assert outcome.quarantined["n031"] == "ValueError: not this one"
    assert (outcome.articles, outcome.events) == (40, 38)
    assert set(read_json(tmp_path / "out" / "_quarantine.json")) == {"n007", "n031"}


class NoWorkers:
    """A client whose workers have all gone for good."""

    def nthreads(self) -> dict[str, int]:
        return {}


class Nothing:
    """Tasks of which none ever ends."""

    def has_ready(self) -> bool:
        return False


def test_a_run_whose_workers_are_gone_for_good_says_so_and_how_to_go_on() -> None:
    with pytest.raises(WorkerLostError, match="--resume"):
        wait_for_one(Nothing(), NoWorkers(), patience_s=0.1)


def test_workers_that_stay_code_one_run_after_another(address: str, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)  # the worker is in another folder
    for name, count in (("one", 12), ("two", 7)):
        outcome = run(articles(count), Asked(Path(name), Plain(), scheduler=address, batch=5))
        assert outcome.events == count
        assert (tmp_path / name / "_index.json").exists()


def test_articles_are_read_no_further_ahead_than_the_workers_need(address: str, tmp_path: Path) -> None:
    read = done = furthest = 0

    def lazily() -> Iterator[Article]:
        nonlocal read, furthest
        for read, article in enumerate(articles(200), start=1):
            furthest = max(furthest, read - done)
            yield article

    def progress(coded: int, before: int, seconds: float) -> None:
        nonlocal done
        done = coded + before
        assert seconds >= 0

    run(lazily(), Asked(tmp_path / "out", Plain(), scheduler=address, batch=5), progress=progress)
    assert done == 200
    assert furthest <= 5 * (2 * 2 + 2)  # two threads, twice as many batches wait, one is read, one is told


def test_a_resumed_run_refuses_other_articles(address: str, tmp_path: Path) -> None:
    asked = Asked(tmp_path / "out", Plain(), scheduler=address, batch=5)

    def ending() -> Iterator[Article]:
        yield from articles(20)
        raise InputError("the source broke")

    with pytest.raises(InputError, match="the source broke"):
        run(ending(), asked)
    assert not (tmp_path / "out" / "_index.json").exists()
    again = Asked(tmp_path / "out", Plain(), scheduler=address, batch=5, resume=True)
    with pytest.raises(InputError, match="not those that the run began with"):
        run([Article("other", "Something else.") for _ in range(20)], again)
    outcome = run(articles(20), again)
    assert outcome.events == 20
    assert outcome.resumed > 0


def test_nobody_at_the_address_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geomap.scale.cluster.PATIENCE_S", 1)
    with pytest.raises(UsageError, match="nobody answers"):
        run(articles(1), Asked(tmp_path / "out", Plain(), scheduler="tcp://127.0.0.1:9"))


def test_a_scheduler_without_workers_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    distributed: Any = import_module("distributed")

    monkeypatch.setattr("geomap.scale.cluster.PATIENCE_S", 1)
    began = time.monotonic()
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0", silence_logs=50) as cluster,
        pytest.raises(UsageError, match="no worker joined"),
    ):
        run(articles(1), Asked(tmp_path / "out", Plain(), scheduler=cluster.scheduler_address))
    assert time.monotonic() - began < 30
