"""The steps of a run at scale, one after the other in this process: the result is that of a plain run."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import InputError, UsageError
from geomap.language import Asking
from geomap.language.asking import Wanted
from geomap.model import (
    Article,
    Candidate,
    Event,
    EventPlace,
    Participant,
    Place,
    Report,
    Span,
    When,
)  # fmt: skip
from geomap.scale.coding import Batch, batches, code_batch, last_begun, partition_of
from geomap.scale.gathering import FEW, gather, shares_of
from geomap.scale.lock import only_run
from geomap.scale.merging import chain, commits, deal, find_links, merge_groups
from geomap.scale.partitions import Work, write_partition
from geomap.scale.segments import join_segments, read_segment, write_json, write_segments
from geomap.scale.stages import Stages
from geomap.scale.told import Told, line_of, told_of

TOWN = Place("gn:1", "Nyala", 12.05, 24.88, "city", "SDN", "South Darfur", population=500_000)


def told(number: int = 0, **changes: object) -> Told:
    event = Event("e", "a", "STR.AIR", "happened", 0, 5, "Jets …", Span(0, 4, "Jets"))
    return Told(number, replace(event, **changes), "Jets …", (Article("a", "", published=date(2025, 3, 17)),))  # type: ignore[arg-type]  # fields of an event


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DAYS = st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
PLACES = st.builds(
    EventPlace,
    st.just(TOWN),
    TEXTS,
    alternatives=st.lists(st.builds(Candidate, st.just(TOWN), st.floats(0, 1)), max_size=2).map(tuple),
)


@settings(max_examples=100)
@given(
    quote=TEXTS,
    location=st.one_of(st.none(), PLACES),
    when=st.one_of(st.none(), st.builds(When, DAYS, DAYS, st.just("range"))),
    actors=st.lists(st.builds(Participant, TEXTS, st.none(), st.none(), TEXTS), max_size=2).map(tuple),
    quantities=st.lists(st.tuples(TEXTS, st.one_of(st.integers(0, 9), TEXTS)), max_size=2).map(tuple),
    supporting=st.lists(st.builds(Report, TEXTS, TEXTS, st.just(0), st.just(3), TEXTS), max_size=2).map(tuple),
)
def test_an_event_comes_back_as_it_was_written(
    quote: str,
    location: EventPlace | None,
    when: When | None,
    actors: tuple[Participant, ...],
    quantities: tuple[tuple[str, int | str], ...],
    supporting: tuple[Report, ...],
) -> None:
    given = told(quote=quote, location=location, date=when, actors=actors, quantities=quantities, supporting=supporting)
    line = line_of(given)
    assert line.count(b"\n") == 1
    assert told_of(line) == given


def test_a_segment_is_read_without_the_others(tmp_path: Path) -> None:
    index = write_segments(tmp_path / "x", {"b": [told(2)], "a": [told(0), told(1)]})
    assert [each.number for each in read_segment(tmp_path / "x", index, "a")] == [0, 1]
    assert [each.number for each in read_segment(tmp_path / "x", index, "b")] == [2]
    assert list(read_segment(tmp_path / "x", index, "c")) == []


def test_a_damaged_segment_is_told_in_one_line(tmp_path: Path) -> None:
    index = write_segments(tmp_path / "x", {"a": [told()]})
    (tmp_path / "x").write_bytes(b"rubbish")
    with pytest.raises(InputError, match="cannot be read"):
        list(read_segment(tmp_path / "x", index, "a"))


def test_joined_segments_hold_what_each_held_in_order(tmp_path: Path) -> None:
    one = write_segments(tmp_path / "one", {"a": [told(0)], "b": [told(1)]})
    two = write_segments(tmp_path / "two", {"b": [told(2), told(3)], "c": [told(4)]})
    index = join_segments(tmp_path / "both", [(tmp_path / "one", one), (tmp_path / "two", two)])
    held = {key: [each.number for each in read_segment(tmp_path / "both", index, key)] for key in index}
    assert held == {"a": [0], "b": [1, 2, 3], "c": [4]}
    assert index["b"][2] == 3


def test_many_parts_are_joined_in_lots_and_few_are_not(tmp_path: Path) -> None:
    for number in range(FEW + 1):
        write_json(tmp_path / f"{number:08}.json", {})
    lots = shares_of(tmp_path)
    assert [len(names) for _, names in lots] == [FEW, 1]
    (tmp_path / "00000000.json").unlink()
    assert shares_of(tmp_path) == []


def test_two_runs_do_not_work_in_one_folder(tmp_path: Path) -> None:
    with only_run(tmp_path / "out"), pytest.raises(UsageError, match="another run"), only_run(tmp_path / "out"):
        pass
    with only_run(tmp_path / "out"):
        pass


def test_a_batch_of_long_articles_holds_fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geomap.scale.coding.CHARACTERS", 10)
    articles = [Article(str(number), "a" * 6) for number in range(5)]
    assert [len(batch.articles) for batch in batches(articles, 100)] == [2, 2, 1]


def test_batches_hold_every_article_once_in_order() -> None:
    articles = [Article(str(number), "text") for number in range(7)]
    made = list(batches(articles, 3))
    assert [batch.number for batch in made] == [0, 1, 2]
    assert [article for batch in made for article in batch.articles] == articles


def test_a_fingerprint_tells_another_text_and_another_day() -> None:
    article = Article("a", "text", published=date(2025, 3, 17))
    prints = {
        Batch(0, (each,), {}).fingerprint
        for each in (article, replace(article, text="texts"), replace(article, published=None), article)
    }
    assert len(prints) == 3


@pytest.mark.parametrize(
    ("when", "place", "expected"),
    [
        (When(date(2025, 3, 17), date(2025, 3, 17), "day"), EventPlace(TOWN, "Nyala"), "2025-03/SDN"),
        (When(None, date(2025, 4, 2), "unknown"), None, "2025-04/none"),
        (None, EventPlace(replace(TOWN, country=None), "the sea"), "undated/none"),
    ],
)
def test_events_lie_with_those_of_their_month_and_country(
    when: When | None, place: EventPlace | None, expected: str
) -> None:
    assert partition_of(told(date=when, location=place).event) == expected


@dataclass(frozen=True, slots=True)
class Moody(Stages):
    """Stages that fail on one article, once its sentences are parsed."""

    def stage(self) -> Callable[[Article], Asking[tuple[Event, ...]]]:
        def stage(article: Article) -> Asking[tuple[Event, ...]]:
            yield Wanted(None, ())
            if article.doc_id == "bad":
                raise RuntimeError("no such luck")
            return (replace(told().event, event_id=article.doc_id, doc_id=article.doc_id),)

        return stage


def test_an_article_that_fails_is_quarantined_and_the_others_are_coded(tmp_path: Path) -> None:
    batch = Batch(0, tuple(Article(name, "text") for name in ("one", "bad", "two")), {})
    part = code_batch(batch, tmp_path, Moody())
    assert part["quarantined"] == {"bad": "RuntimeError: no such luck"}
    assert (part["articles"], part["events"]) == (3, 2)
    assert [found["fingerprint"] for _, found in commits(tmp_path)] == [batch.fingerprint]


def test_an_article_that_kills_is_left_out(tmp_path: Path) -> None:
    batch = Batch(0, (Article("one", "text"), Article("two", "text")), {"two": "it ended 3 workers"})
    part = code_batch(batch, tmp_path, Moody())
    assert (part["quarantined"], part["events"]) == ({"two": "it ended 3 workers"}, 1)


@dataclass(frozen=True, slots=True)
class Ending(Stages):
    """Stages that end at one article as if the process did."""

    def stage(self) -> Callable[[Article], Asking[tuple[Event, ...]]]:
        def stage(article: Article) -> Asking[tuple[Event, ...]]:
            yield Wanted(None, ())
            if article.doc_id == "deadly":
                raise KeyboardInterrupt
            return ()

        return stage


@pytest.mark.parametrize("suspect", [False, True])
def test_what_an_ended_process_worked_on_is_known(tmp_path: Path, *, suspect: bool) -> None:
    batch = Batch(0, tuple(Article(name, "text") for name in ("one", "deadly", "two", "three")), {}, suspect)
    with pytest.raises(KeyboardInterrupt):
        code_batch(batch, tmp_path, Ending())
    assert last_begun(batch, tmp_path) == 1


def run_here(articles: list[Article], folder: Path, *, size: int, stages: Stages = Stages()) -> list[str]:  # noqa: B008 (frozen)
    """The steps in this process; the rows of the result, sorted."""
    from geomap.store.geoparquet import read_geoparquet

    coded, parts, links, dealt, merged, out = (
        folder / name for name in ("coded", "parts", "links", "dealt", "merged", "out")
    )
    for each in (coded, parts, links, dealt, merged, out):
        each.mkdir(parents=True)
    for batch in batches(articles, size):
        code_batch(batch, coded, stages)
    names = tuple(path.stem for path, _ in commits(coded))
    gather((0, names[:2]), coded, parts)
    gather((1, names[2:]), coded, parts)
    for share in range(3):
        find_links((share, 3), parts, links)
    write_json(folder / "groups.json", chain(links))
    write_json(folder / "copies.json", {})
    for path, _ in commits(links):
        deal(path.stem, 2, links, folder / "groups.json", dealt)
    for share in range(2):
        merge_groups(share, dealt, folder / "groups.json", merged)
    work = Work(parts, folder / "groups.json", merged, folder / "copies.json", out, {}, stages)
    keys = {key for where in (parts, merged) for _, part in commits(where) for key in part["partitions"]}
    files = [out / entry["path"] for key in sorted(keys) for entry in write_partition(key, work)]
    return sorted(row for path in files for row in rows_of(read_geoparquet(path)))


def rows_of(frame: Any) -> list[str]:
    table = frame.to_wkt().astype(object)
    return [repr(row) for row in table.where(table.notna(), None).to_dict("records")]


@pytest.mark.slow
def test_the_steps_give_what_a_plain_run_gives_whatever_the_size_of_the_batches(tmp_path: Path) -> None:
    from geomap import code_events, read_articles
    from geomap.read import Options
    from geomap.store import write_frame
    from geomap.store.geoparquet import read_geoparquet
    from tests.scale.newsroom import write_news

    write_news(tmp_path / "news.jsonl", 24)
    articles = list(read_articles([tmp_path / "news.jsonl"], options=Options(keep_copies=True)))
    with (tmp_path / "plain.parquet").open("wb") as stream:
        write_frame(code_events(articles), stream, format_name="parquet")
    plain = sorted(rows_of(read_geoparquet(tmp_path / "plain.parquet")))
    assert len(plain) < 48
    assert run_here(articles, tmp_path / "five", size=5) == plain
    assert run_here(articles, tmp_path / "all", size=100) == plain


def test_workers_draw_by_the_users_boundaries_and_view(tmp_path: Path) -> None:
    ring = [[35.0, 48.8], [38.0, 48.8], [38.0, 50.3], [35.0, 50.3], [35.0, 48.8]]
    cells = {"shapeName": "Kharkiv", "shapeISO": "UA-63", "shapeGroup": "UKR"}
    feature = {"type": "Feature", "properties": cells, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    own = tmp_path / "ukr.geojson"
    own.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    text = "Drones struck the Kharkiv region on Monday.\n\nShelling hit Simferopol on Monday.\n"
    stages = Stages(admin1=own, worldview="ru").absolute()
    kharkiv, simferopol = run_here([Article("a", text)], tmp_path, size=5, stages=stages)
    if "Simferopol" in kharkiv:
        kharkiv, simferopol = simferopol, kharkiv
    assert "geoBoundaries (ukr.geojson)" in kharkiv
    assert "'country': 'Ukraine'" in kharkiv
    assert "'country': 'Russia'" in simferopol


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--explain"], "--explain"),
        (["--published", "2025-03-20"], "--published"),
        (["-o", "events.geojson"], "one folder"),
        (["--geocoder", "nominatim", "--geocoder-contact", "me@example.org"], "--geocoder"),
    ],
)
def test_what_cannot_be_spread_is_told_before_anything_is_done(
    more: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from geomap.cli import run

    monkeypatch.chdir(tmp_path)
    (tmp_path / "news.txt").write_text("Jets struck Nyala on Monday.")
    out = [] if "-o" in more else ["-o", "out"]
    assert run(["events", "news.txt", "--engine", "dask", *out, *more]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()
