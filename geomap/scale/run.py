"""A whole run: articles in, a folder of partitioned GeoParquet with an index and a report out."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap import __version__
from geomap.errors import InputError, UsageError
from geomap.scale.cluster import WorkerLostError, connected, run_all
from geomap.scale.coding import BUCKETS, Batch, batches, code_batch, last_begun, probe
from geomap.scale.gathering import gather, shares_of
from geomap.scale.lock import only_run
from geomap.scale.merging import chain, commits, deal, find_links, merge_groups
from geomap.scale.partitions import Work, write_partition
from geomap.scale.segments import read_json, write_json
from geomap.scale.stages import Stages
from geomap.store.atomic import sweep_below

if TYPE_CHECKING:
    from geomap.model import Article

    Progress = Callable[[int, int, float], None]

BATCH = 500
"""Articles a batch, at most: of those of usual length `coding.CHARACTERS` lets in some thirty."""

REPORTS_A_TASK = 10_000
"""Reports that a task compares, or merges, at a time."""

MOST_LOST = 200
"""After so many batches that ended their workers it is not the articles that are to blame."""

INDEX, PLAN, REPORT, QUARANTINE = "_index.json", "_plan.json", "_run.json", "_quarantine.json"
WORKING = "_working"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run is asked for. `parameters` say in the files what it was; `resume` goes on with one that was killed."""

    out: Path
    stages: Stages = field(default_factory=Stages)
    parameters: Mapping[str, Any] = field(default_factory=dict)
    scheduler: str | None = None
    workers: int | None = None
    batch: int = BATCH
    resume: bool = False
    merge: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to. `resumed` articles were coded by an earlier one."""

    articles: int
    resumed: int
    reports: int
    events: int
    unlocated: int
    quarantined: Mapping[str, str]
    seconds: Mapping[str, float]


def run(
    articles: Iterable[Article],
    asked: Asked,
    *,
    copies: Callable[[], Mapping[str, int]] = dict,
    progress: Progress | None = None,
) -> Outcome:
    """Code articles on Dask into `asked.out`. The order of the articles must be the same each time a run is resumed.

    `copies` is asked, after the last article, how many articles say what an article says; `progress` is told how many
    articles this run has coded, how many an earlier one had, and after how many seconds.
    Raises UsageError, InputError, OutputError.
    """
    with only_run(asked.out):
        return _run(articles, asked, copies=copies, progress=progress)


def _run(
    articles: Iterable[Article],
    asked: Asked,
    *,
    copies: Callable[[], Mapping[str, int]],
    progress: Progress | None,
) -> Outcome:
    working = _begun(asked)
    if (asked.out / INDEX).exists():  # killed after the last file was in its place
        shutil.rmtree(working, ignore_errors=True)
        return Outcome(**read_json(asked.out / REPORT))
    parts = working / "parts"
    clock = _Clock()
    with connected(asked.scheduler, asked.workers) as client:
        resumed = _code(client, articles, asked, parts=parts, progress=progress)
        clock.lap("coding")
        write_json(working / "copies.json", dict(copies()))
        work = _merge(client, asked, working, clock=clock)
        entries = _write(client, work)
        clock.lap("writing")
    return _finished(asked, working, entries, resumed=resumed, seconds=clock.laps)


def _begun(asked: Asked) -> Path:
    """The folder to work in, made or found again."""
    working = asked.out.absolute() / WORKING  # workers may run in another folder
    sweep_below(asked.out)  # what a killed run was writing
    plan = {"version": __version__, "batch": asked.batch, "merge": asked.merge, "parameters": dict(asked.parameters)}
    there = read_json(asked.out / PLAN)
    if there is not None and not asked.resume:
        raise UsageError(f"{asked.out}: holds a run already; --resume goes on with it, or name another folder with -o")
    if there is not None and there != plan:
        changed = ", ".join(sorted(key for key in plan.keys() | there.keys() if plan.get(key) != there.get(key)))
        raise UsageError(f"{asked.out}: the run there was asked for otherwise ({changed}); name another folder with -o")
    if there is None and asked.out.exists() and any(asked.out.iterdir()):
        raise UsageError(f"{asked.out}: the folder is not empty; name another one with -o")
    for name in ("parts", "links", "dealt", "merged"):
        (working / name).mkdir(parents=True, exist_ok=True)
    if there is None:
        write_json(asked.out / PLAN, plan)
    return working


def _code(
    client: Any,
    articles: Iterable[Article],
    asked: Asked,
    *,
    parts: Path,
    progress: Progress | None,
) -> int:
    """Code what is not committed yet; how many articles were."""
    done = {part["batch"]: part["fingerprint"] for _, part in commits(parts)}
    began, coded = time.monotonic(), 0
    skipped: list[int] = []

    def open_batches() -> Iterator[Batch]:
        for batch in batches(articles, asked.batch):
            if batch.number not in done:
                yield batch
            elif done[batch.number] == batch.fingerprint:
                skipped.append(len(batch.articles))
            else:
                raise InputError(
                    f"{asked.out}: the articles are not those that the run began with (batch {batch.number}); "
                    "name another folder with -o"
                )

    stages = asked.stages.absolute()
    lost: list[tuple[Batch, str]] = []
    for batch, result in run_all(client, code_batch, open_batches(), parts, stages):
        if isinstance(result, WorkerLostError):
            lost.append((batch, str(result)))
            if len(lost) > MOST_LOST:
                raise InputError(f"{MOST_LOST} batches could not be coded: {result}; give the workers more memory")
            continue
        coded += len(batch.articles)
        if progress is not None:
            progress(coded, sum(skipped), time.monotonic() - began)
    # Only now: a batch that shares its worker with a killer is lost with it, and must not be suspected again.
    for suspect, told in lost:
        killers = _killers(client, suspect, stages, told, last=last_begun(suspect, parts))
        batch = replace(suspect, left_out=killers, suspect=True)
        ((_, result),) = run_all(client, code_batch, [batch], parts, stages)
        if isinstance(result, WorkerLostError):
            raise InputError(f"batch {batch.number} cannot be coded: {result}")
    return sum(skipped)


def _killers(client: Any, batch: Batch, stages: Stages, told: str, *, last: int) -> dict[str, str]:
    """The articles of a batch that kill a worker: the one that was begun last, others by halving."""
    found = {}
    suspects = [batch.articles[:last] + batch.articles[last + 1 :], batch.articles[last : last + 1]]
    while suspects:
        articles = suspects.pop()
        ((_, result),) = run_all(client, probe, [articles], stages)
        if not isinstance(result, WorkerLostError):
            continue
        if len(articles) == 1:
            found[articles[0].doc_id] = told
        else:
            suspects += [articles[: len(articles) // 2], articles[len(articles) // 2 :]]
    return found


def _merge(client: Any, asked: Asked, working: Path, *, clock: _Clock) -> Work:
    links, dealt, merged, groups = (working / name for name in ("links", "dealt", "merged", "groups.json"))
    parts = _gather(client, working)
    clock.lap("gathering")
    if asked.merge:
        reports = sum(lines for _, part in commits(parts) for _, _, lines in part["buckets"].values())
        shares = min(BUCKETS, 1 + reports // REPORTS_A_TASK)
        open_links = [(number, shares) for number in _open(links, shares)]
        _all(client, find_links, open_links, parts, links)
    clock.lap("comparing")
    linked = chain(links)
    write_json(groups, linked)
    shares = 1 + len(linked) // REPORTS_A_TASK
    names = [path.stem for path, _ in commits(links)]
    _all(client, deal, [name for name in names if not (dealt / f"{name}.json").exists()], shares, links, groups, dealt)
    _all(client, merge_groups, _open(merged, shares), dealt, groups, merged)
    clock.lap("merging")
    copies = working / "copies.json"
    return Work(parts, groups, merged, copies, asked.out.absolute(), asked.parameters, asked.stages.absolute())


def _gather(client: Any, working: Path) -> Path:
    """The folder of the parts, once they are few enough for each task to open all of them."""
    source, level = working / "parts", 0
    while shares := shares_of(source):
        target = working / f"gathered-{level}"
        target.mkdir(exist_ok=True)
        _all(client, gather, [each for each in shares if not (target / f"{each[0]:08}.json").exists()], source, target)
        source, level = target, level + 1
    return source


def _open(folder: Path, shares: int) -> list[int]:
    """The shares that are not committed yet."""
    return [number for number in range(shares) if not (folder / f"{number:04}.json").exists()]


def _write(client: Any, work: Work) -> list[dict[str, Any]]:
    keys = {key for _, part in commits(work.parts) for key in part["partitions"]}
    keys |= {key for _, share in commits(work.merged) for key in share["partitions"]}
    entries = _all(client, write_partition, sorted(keys), work)
    return sorted((entry for several in entries for entry in several), key=lambda entry: entry["path"])


def _all(client: Any, function: Callable[..., Any], items: Iterable[Any], *given: Any) -> list[Any]:
    results = []
    for item, result in run_all(client, function, items, *given):
        if isinstance(result, WorkerLostError):
            raise InputError(f"step {function.__name__}, {item}: {result}; give the workers more memory and --resume")
        results.append(result)
    return results


def _finished(
    asked: Asked, working: Path, entries: list[dict[str, Any]], *, resumed: int, seconds: Mapping[str, float]
) -> Outcome:
    """Write report and index, and clear the workbench: the index is what makes a run complete."""
    sweep_below(asked.out)  # what workers that were killed were writing
    told = [part for _, part in commits(working / "parts")]
    quarantined = {name: why for part in told for name, why in part["quarantined"].items()}
    outcome = Outcome(
        articles=sum(part["articles"] for part in told),
        resumed=resumed,
        reports=sum(part["events"] for part in told),
        events=sum(entry["events"] for entry in entries),
        unlocated=sum(entry["unlocated"] for entry in entries),
        quarantined=quarantined,
        seconds=seconds,
    )
    write_json(asked.out / QUARANTINE, quarantined)
    write_json(asked.out / REPORT, {name: getattr(outcome, name) for name in Outcome.__slots__})
    write_json(asked.out / INDEX, {"version": __version__, "parameters": dict(asked.parameters), "files": entries})
    shutil.rmtree(working, ignore_errors=True)
    return outcome


class _Clock:
    """Seconds on the wall, by step."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.monotonic()

    def lap(self, name: str) -> None:
        """The step `name` ends now."""
        now = time.monotonic()
        self.laps[name], self._last = round(now - self._last, 3), now
