"""Read large inputs of every kind that can be large, each in a process of its own, and print time and peak of memory.

    python bench/large_inputs.py [-n ROWS] [--kind KIND ...]

Articles are streamed: the peak should not grow with the rows. Event sets become a frame that is held in memory.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.append(str(CHECKOUT))

from tests.store.sound_sets import ACLED_ROW  # noqa: E402 (found only after the line above)

PARAGRAPH = "Shells fell on the harbour of Lomonda on Tuesday morning, the director of the port said in a statement. "
BATCH = 10_000


def article_rows(rows: int) -> Iterator[dict[str, str]]:
    """Articles of 4 kB."""
    for number in range(rows):
        yield {"id": f"a{number}", "date": "2025-03-20", "text": f"Report {number}. " + PARAGRAPH * 38}


def event_rows(rows: int) -> Iterator[dict[str, str]]:
    """ACLED's columns, 300 bytes of notes."""
    notes = {"notes": PARAGRAPH * 3}
    for number in range(rows):
        yield ACLED_ROW | notes | {"event_id_cnty": f"XXX{number}", "latitude": f"{45 + number % 700 / 100:.2f}"}


def jsonl(path: Path, rows: int) -> None:
    """Articles as JSON Lines."""
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in article_rows(rows))


def table(path: Path, found: Iterator[dict[str, str]]) -> None:
    """Rows as CSV."""
    first = next(found)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(first))
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(found)


def parquet(path: Path, found: Iterator[dict[str, str]]) -> None:
    """Rows as Parquet, in groups."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    writer, batch = None, []
    for row in found:
        batch.append(row)
        if len(batch) == BATCH:
            made = pa.Table.from_pylist(batch)
            writer = writer or pq.ParquetWriter(path, made.schema)
            writer.write_table(made)
            batch = []
    if batch:
        made = pa.Table.from_pylist(batch)
        writer = writer or pq.ParquetWriter(path, made.schema)
        writer.write_table(made)
    if writer is not None:
        writer.close()


def layer(path: Path, rows: int) -> None:
    """Events as a layer of GDAL's."""
    import geopandas
    import pandas as pd

    frame = pd.DataFrame(list(event_rows(rows)))
    points = geopandas.points_from_xy(frame["longitude"].astype(float), frame["latitude"].astype(float))
    geopandas.GeoDataFrame(frame, geometry=points, crs="EPSG:4326").to_file(path, engine="pyogrio")


def workbook(path: Path, rows: int) -> None:
    """Events as a workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("events")
    sheet.append(list(ACLED_ROW))
    for row in event_rows(rows):
        sheet.append(list(row.values()))
    book.save(path)


def archive(path: Path, rows: int) -> None:
    """Articles as JSON Lines in a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made, made.open("a.jsonl", "w") as stream:
        for row in article_rows(rows):
            stream.write(json.dumps(row | {"text": row["text"] + os.urandom(400).hex()}).encode() + b"\n")


ARTICLES: dict[str, tuple[str, Callable[[Path, int], None]]] = {
    "articles, JSON Lines": (".jsonl", jsonl),
    "articles, CSV": (".csv", lambda path, rows: table(path, article_rows(rows))),
    "articles, Parquet": (".parquet", lambda path, rows: parquet(path, article_rows(rows))),
    "articles, zip": (".zip", archive),
}
SETS: dict[str, tuple[str, Callable[[Path, int], None]]] = {
    "events, CSV": (".csv", lambda path, rows: table(path, event_rows(rows))),
    "events, Parquet": (".parquet", lambda path, rows: parquet(path, event_rows(rows))),
    "events, GeoPackage": (".gpkg", layer),
    "events, GeoJSON": (".geojson", layer),
    "events, XLSX": (".xlsx", workbook),
}


def read(kind: str, path: Path) -> int:
    """How many articles or events a file gives."""
    if kind in ARTICLES:
        from geomap.read import Options, read_articles

        return sum(1 for _ in read_articles(path, options=Options(keep_copies=True)))
    from geomap.store.event_sets import read_event_set

    return len(read_event_set(path))


def run(kind: str, *options: str) -> tuple[int, float, float]:
    """Exit code, seconds and peak of memory in MB of this program in a process of its own.

    This process stays small: Linux counts a parent's memory in its children's peak.
    """
    began = time.monotonic()
    process = os.posix_spawn(sys.executable, [sys.executable, __file__, "--kind", kind, *options], os.environ)
    _, status, used = os.wait4(process, 0)
    return os.waitstatus_to_exitcode(status), time.monotonic() - began, used.ru_maxrss / 1024


def main() -> int:
    """Make, read, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--rows", type=int, default=100_000)
    parser.add_argument("--kind", action="append", choices=[*ARTICLES, *SETS])
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    kinds = given.kind or [*ARTICLES, *SETS]
    if given.read:
        return 0 if read(kinds[0], given.read) == given.rows else 1
    if given.make:
        (ARTICLES | SETS)[kinds[0]][1](given.make, given.rows)
        return 0
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds:
            path = Path(folder, f"large{(ARTICLES | SETS)[kind][0]}")
            run(kind, "--make", str(path), "--rows", str(given.rows))
            code, seconds, peak = run(kind, "--read", str(path), "--rows", str(given.rows))
            failed = failed or code != 0
            size = path.stat().st_size / 2**20
            print(f"{kind}: {given.rows:,} rows, {size:,.0f} MB, {seconds:.1f} s, peak {peak:,.0f} MB", flush=True)
            path.unlink()
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
