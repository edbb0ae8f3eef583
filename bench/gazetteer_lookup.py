"""Look-ups of a built gazetteer beside an indexed SQLite table of the same rows, in turn and in one process.

    python bench/gazetteer_lookup.py big.bin big.sqlite [--names 1000000] [--alone]

The tables are made from the gazetteer at the first run: names (folded as ours are, with an index) and places. Half of
the names asked for are in the gazetteer (of places all over the file), half are not. Both sides go through the same
folding and fetch every match; they take turns in rounds, and the figure is the median of the rounds' ratios, in time of
the processor. Ours are asked one by one, SQLite one by one (a prepared statement each) and BATCH at a time in three
ways: by a list in IN, by json_each, and by a temporary table. The questions: which places (SQLite: one table and
its index), which places with all that is known of them (SQLite: a join), and the same as records of ours.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from geomap.model import Place
from geomap.places._format import KINDS
from geomap.places._reader import Reader
from geomap.places.fold import fold
from geomap.places.gazetteer import CompiledGazetteer, Match, open_gazetteer

ROUNDS = 10
BATCH = 1000
_WHICH = "SELECT place, kind FROM names WHERE key = ?"
_IN = f"SELECT key, place, kind FROM names WHERE key IN ({', '.join('?' * BATCH)})"  # noqa: S608 (marks only)
_JSON = "SELECT names.key, place, kind FROM json_each(?) AS asked JOIN names ON names.key = asked.value"
_ASK, _FORGET = "INSERT INTO asked VALUES (?)", "DELETE FROM asked"
_JOIN = "SELECT names.key, place, kind FROM asked CROSS JOIN names ON names.key = asked.key"
_ALL = "SELECT kind, places.* FROM names JOIN places ON places.row = names.place WHERE key = ?"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gazetteer", type=Path)
    parser.add_argument("table", type=Path)
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--alone", action="store_true", help="only ours: for the memory that it takes")
    arguments = parser.parse_args()
    started = time.perf_counter()
    gazetteer = open_gazetteer(arguments.gazetteer)
    print(f"opens in {1000 * (time.perf_counter() - started):.1f} ms, {len(gazetteer):,} places")
    print(f"resident before {_resident():,.0f} MB")
    sample = _sample(gazetteer, arguments.names)
    if arguments.alone:
        _alone(gazetteer, sample)
        return
    if not arguments.table.exists():
        _make_tables(gazetteer, arguments.table)
    _paired(gazetteer, arguments.table, sample)


def _alone(gazetteer: CompiledGazetteer, sample: list[str]) -> None:
    before = _resident()
    spent = _timed(_ours_decoded, gazetteer, sample)
    print(f"{len(sample):,} look-ups, every match decoded: {len(sample) / spent:,.0f}/s")
    print(f"resident {before:,.0f} MB with the sample, {_resident():,.0f} MB after, {_highest():,.0f} MB at most")


def _paired(gazetteer: CompiledGazetteer, table: Path, sample: list[str]) -> None:
    with sqlite3.connect(f"file:{table}?mode=ro", uri=True) as database:
        database.execute("PRAGMA mmap_size = 8000000000")
        database.execute("PRAGMA cache_size = -200000")
        questions = (
            ("which places", _ours, _which),
            ("which places, SQLite in batches, IN", _ours, _which_in),
            ("which places, SQLite in batches, json_each", _ours, _which_json),
            ("which places, SQLite in batches, a temporary table", _ours, _which_joined),
            ("all of them, unread", _ours, _all),
            ("all of them as records", _ours_decoded, _all_decoded),
        )
        database.execute("PRAGMA temp_store = MEMORY")
        database.execute("CREATE TEMP TABLE asked (key TEXT)")
        for title, ours, theirs in questions:
            step = len(sample) // ROUNDS
            parts = [sample[at : at + step] for at in range(0, step * ROUNDS, step)]
            rounds = [(_timed(ours, gazetteer, part), _timed(theirs, database, part)) for part in parts]
            ratio = statistics.median(other / own for own, other in rounds)
            mine, other = (len(parts[0]) / statistics.median(side) for side in zip(*rounds, strict=True))
            print(f"{title}: geomap {mine:,.0f}/s, SQLite {other:,.0f}/s, {ratio:.1f} times")


def _sample(gazetteer: CompiledGazetteer, number: int) -> list[str]:
    """Names of the gazetteer, and as many that it lacks, shuffled."""
    draw = random.Random(5)  # noqa: S311 (a sample, no secret)
    known = [gazetteer[row].name for row in draw.sample(range(len(gazetteer)), min(number // 2, len(gazetteer)))]
    unknown = [f"{name[:-1]}{letter}{name[-1]}" for name in known for letter in (draw.choice("qxzjw"),)]
    mixed = known + [name if not gazetteer.contains(name) else f"{name}qx" for name in unknown]
    draw.shuffle(mixed)
    return mixed


def _ours(gazetteer: CompiledGazetteer, names: list[str]) -> None:
    for name in names:
        gazetteer.lookup(name)


def _which(database: sqlite3.Connection, names: list[str]) -> None:
    execute = database.execute
    for name in names:
        execute(_WHICH, (fold(name),)).fetchall()


def _batches(names: list[str]) -> Iterator[list[str]]:
    """Whole batches; a rest that is none is left out on both sides."""
    return (names[at : at + BATCH] for at in range(0, len(names) - BATCH + 1, BATCH))


def _which_in(database: sqlite3.Connection, names: list[str]) -> None:
    for batch in _batches(names):
        keys = [fold(name) for name in batch]
        _answers(keys, database.execute(_IN, keys))


def _which_json(database: sqlite3.Connection, names: list[str]) -> None:
    for batch in _batches(names):
        keys = [fold(name) for name in batch]
        _answers(keys, database.execute(_JSON, (json.dumps(keys, ensure_ascii=False),)))


def _which_joined(database: sqlite3.Connection, names: list[str]) -> None:
    for batch in _batches(names):
        keys = [fold(name) for name in batch]
        database.executemany(_ASK, [(key,) for key in keys])
        _answers(keys, database.execute(_JOIN))
        database.execute(_FORGET)


def _answers(keys: list[str], rows: Iterable[tuple[str, int, str]]) -> list[list[tuple[int, str]]]:
    """What is known of each name, in order."""
    found: dict[str, list[tuple[int, str]]] = {key: [] for key in keys}
    for key, place, kind in rows:
        found[key].append((place, kind))
    return [found[key] for key in keys]


def _all(database: sqlite3.Connection, names: list[str]) -> None:
    execute = database.execute
    for name in names:
        execute(_ALL, (fold(name),)).fetchall()


def _ours_decoded(gazetteer: CompiledGazetteer, names: list[str]) -> None:
    for name in names:
        for match in gazetteer.lookup(name):
            match.place  # noqa: B018 (decodes)


def _all_decoded(database: sqlite3.Connection, names: list[str]) -> None:
    execute = database.execute
    for name in names:
        for kind, _, own, text, lat, lon, precision, country, division, feature, people in execute(_ALL, (fold(name),)):
            place = Place(own, text, lat, lon, precision, country, division, feature, None, people)
            Match(place, kind, text)


def _timed(work: Callable[[Any, list[str]], None], source: object, names: list[str]) -> float:
    """Seconds of processor time: the machine may be busy with other things."""
    started = time.process_time()
    work(source, names)
    return time.process_time() - started


def _make_tables(gazetteer: CompiledGazetteer, path: Path) -> None:
    unfinished = path.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    database = sqlite3.connect(unfinished)
    for statement in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -500000"):
        database.execute(statement)
    database.execute("CREATE TABLE names (key TEXT, place INTEGER, kind TEXT)")
    database.execute(
        "CREATE TABLE places (row INTEGER PRIMARY KEY, id TEXT, name TEXT, lat REAL, lon REAL, precision TEXT,"
        " country TEXT, admin1 TEXT, feature TEXT, population INTEGER)"
    )
    database.executemany("INSERT INTO names VALUES (?, ?, ?)", _names(gazetteer))
    database.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _places(gazetteer))
    database.execute("CREATE INDEX by_key ON names (key)")
    database.commit()
    database.close()
    unfinished.replace(path)


def _names(gazetteer: CompiledGazetteer) -> Iterator[tuple[object, ...]]:
    for key, postings in Reader(gazetteer.path, remedy="build it again").entries():
        for row, _, kind in postings:
            yield key.decode(), row, KINDS[kind]


def _places(gazetteer: CompiledGazetteer) -> Iterator[tuple[object, ...]]:
    for row, one in enumerate(gazetteer.places()):
        where = (one.lat, one.lon, one.precision, one.country, one.admin1, one.feature, one.population)
        yield row, one.gazetteer_id, one.name, *where


def _resident() -> float:
    """Megabytes of memory that are resident."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def _highest() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


if __name__ == "__main__":
    main()
