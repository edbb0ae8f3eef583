"""Make a folder of mixed inputs, one in twenty broken in its own way, code it, and check what is said of each.

    python bench/mixed_folder.py [-n INPUTS] [--keep FOLDER]

Prints how many inputs were read, how many were named with a reason, the exit code, the time and the peak of memory;
exits with 1 when an input is unaccounted for, a traceback shows, or more than 1 GB was needed.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.append(str(CHECKOUT))

from tests.read import makers  # noqa: E402 (found only after the line above)

LIMIT_MB = 1024
FAULTS = 50
LONG_LINE = 200 * 2**20
LAUNCHER = """
import pathlib, resource, subprocess, sys
code = subprocess.run(sys.argv[2:]).returncode
pathlib.Path(sys.argv[1]).write_text(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code)
"""
TOWNS = ("Kharkiv", "Odesa", "Aleppo", "Mosul", "Goma", "Khartoum", "Sanaa", "Tripoli", "Mandalay", "Maiduguri")
DEEDS = (
    "Shells fell on a residential district of {town}, killing {n} people and wounding {m} more",
    "Gunmen attacked a checkpoint outside {town}, and {n} soldiers were killed, the army said",
    "Thousands of people marched through {town} to protest against the arrest of {n} teachers",
    "A drone struck a fuel depot in {town} overnight, and {m} firefighters fought the blaze",
    "Negotiators met in {town} for {n} hours and agreed to exchange {m} prisoners",
)
FRENCH = (
    "Des obus sont tombés mardi matin sur le port de la ville, a déclaré le directeur, et deux entrepôts ont brûlé "
    "avant que les pompiers puissent intervenir. Personne n'a été blessé, selon les autorités régionales."
)


def story(rng: random.Random, number: int) -> list[str]:
    """An article of four paragraphs that no other article resembles."""
    words = "road market school bridge river hospital station farm valley hill mill quarry depot church".split()
    paragraphs = []
    for _ in range(4):
        deed = rng.choice(DEEDS).format(town=rng.choice(TOWNS), n=rng.randint(2, 40), m=rng.randint(41, 400))
        near = f"It was near the {rng.choice(words)} and the {rng.choice(words)}, {rng.randint(2, 60)} kilometres away"
        paragraphs.append(f"{deed}. {near}, a resident of house {number * 7 + rng.randint(1, 6)} said by telephone.")
    return paragraphs


def good(folder: Path, number: int, rng: random.Random) -> None:
    """A sound input, of each format in turn."""
    text = story(rng, number)
    day = f"2025-03-{rng.randint(1, 28):02}"
    row = {"title": f"Report {number}", "text": "\n".join(text), "date": day, "url": f"https://example.org/{number}"}
    kinds: list[tuple[str, Callable[[], str | bytes]]] = [
        ("txt", lambda: "\n\n".join(text)),
        ("html", lambda: makers.html_page(text, title=f"Report {number}")),
        ("md", lambda: f"---\ndate: {day}\n---\n# Report {number}\n\n" + "\n\n".join(text)),
        ("jsonl", lambda: json.dumps(row) + "\n"),
        ("json", lambda: makers.json_feed({"title": "x", "content_text": row["text"], "date_published": day})),
        ("xml", lambda: makers.rss({"title": "x", "description": row["text"], "pubDate": day})),
        ("csv", lambda: "title,text,date\r\n" + f'x,"{row["text"]}",{day}\r\n'),
        ("pdf", lambda: makers.pdf([_wrapped(text)], info={"CreationDate": "D:20250320091500Z"})),
        ("docx", lambda: makers.docx(text)),
        ("parquet", lambda: makers.parquet([row])),
        ("zip", lambda: makers.archive({"inner.txt": "\n\n".join(text)})),
    ]
    suffix, made = kinds[number % len(kinds)]
    _write(folder / f"good-{number:04}.{suffix}", made())


def _wrapped(paragraphs: list[str]) -> list[str]:
    from textwrap import wrap

    return [line for paragraph in paragraphs for line in wrap(paragraph, 80)]


def _write(path: Path, content: str | bytes) -> None:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def _long_line(path: Path) -> None:
    with path.open("wb") as stream:
        stream.write(b'{"text": "')
        for _ in range(LONG_LINE // 2**20):
            stream.write(b"a" * 2**20)
        stream.write(b'"}\n')


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _nowhere(path: Path) -> None:
    path.symlink_to("there-is-no-such-file")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket may be 100 characters long at most
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def _unreadable(path: Path) -> None:
    path.write_text("Shells fell.")
    path.chmod(0)
    if os.access(path, os.R_OK):  # the superuser reads everything
        path.unlink()
        _nowhere(path)


def broken() -> list[tuple[str, str | bytes | Callable[[Path], None]]]:
    """Fifty ways in which an input is broken: a name that ends in its suffix, and its content or how it is made."""
    sound_pdf, sound_docx = makers.pdf([["Shells fell on the harbour."]]), makers.docx()
    sound_parquet, sound_zip = makers.parquet([{"text": "Shells fell."}]), makers.archive({"a.txt": "Shells fell."})
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    nested = makers.archive({"b.zip": makers.archive({"c.zip": sound_zip})})
    locked = bytearray(sound_zip)
    with zipfile.ZipFile(io.BytesIO(locked)) as opened:
        locked[opened.start_dir + 8] |= 1
    crc = bytearray(makers.archive({"a.txt": "Shells fell."}, packed=False))
    crc[crc.index(b"Shells")] = 0x58
    return [
        ("empty.txt", b""), ("blank.txt", " \n\t\n"), ("latin.txt", "Un caf\xe9 br\xfbl\xe9".encode("cp1252")),
        ("utf16.txt", "Shells fell.".encode("utf-16")), ("nul.txt", b"Shells\0fell"), ("png.txt", b"\x89PNG\r\n\x1a\n"),
        ("gzip.txt", gzip.compress(b"Shells fell.")), ("pdf.txt", sound_pdf), ("huge.txt", b"a" * (65 * 2**20)),
        ("french.txt", FRENCH), ("loop.txt", _loop), ("nowhere.txt", _nowhere), ("unreadable.txt", _unreadable),
        ("pipe.txt", _pipe), ("socket.txt", _socket),
        ("longline.jsonl", _long_line), ("empty.jsonl", "\n\n"), ("notjson.jsonl", "{'text': 1}\n"),
        ("list.jsonl", "[1]\n"), ("deep.jsonl", "[" * 200_000 + "\n"), ("notext.jsonl", '{"id": "a"}\n'),
        ("surrogate.jsonl", '{"text": "\\ud800"}\n'), ("french.jsonl", json.dumps({"text": FRENCH}) + "\n"),
        ("empty.json", "[]"), ("deep.json", '{"a":' * 200_000), ("cut.json", '{"text": "She'),
        ("bomb.xml", f"<!DOCTYPE r [{entities}]><rss><channel>&e9;</channel></rss>"),
        ("outside.xml", '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>'),
        ("deep.xml", "<rss>" + "<a>" * 100_000), ("notfeed.xml", "<gpx><trk/></gpx>"), ("empty.rss", makers.rss()),
        ("cut.pdf", sound_pdf[: len(sound_pdf) // 3]), ("fake.pdf", b"not a PDF"), ("blank.pdf", makers.pdf([[]])),
        ("cut.docx", sound_docx[:2000]), ("fake.docx", sound_zip), ("bomb.docx", makers.archive({"w": b"a" * 10**8})),
        ("cut.parquet", sound_parquet[:100]), ("fake.parquet", b"PAR1 not really"),
        ("empty.csv", ""), ("header.csv", "title,text\n"), ("columns.csv", "a,b\n1,2\n"),
        ("acled.csv", "event_id_cnty,event_date,notes\nX1,2025-03-20,Shells fell\n"), ("latin.csv", b"text\ncaf\xe9\n"),
        ("bomb.zip", makers.archive({"a.txt": b"a" * 10**8})), ("nested.zip", nested), ("cut.zip", sound_zip[:-30]),
        ("locked.zip", bytes(locked)), ("crc.zip", bytes(crc)),
        ("script.html", "<html><body><script>load()</script></body></html>"),
    ]  # fmt: skip


def make(folder: Path, inputs: int, *, faults: int) -> list[str]:
    """Fill `folder` with `inputs` inputs, `faults` of them broken; the names of the broken ones."""
    rng = random.Random(20250320)  # noqa: S311 (the same folder each time)
    faulty = broken()[:faults]
    for name, content in faulty:
        path = folder / f"broken-{name}"
        if callable(content):
            content(path)
        else:
            _write(path, content)
    for number in range(inputs - len(faulty)):
        good(folder, number, rng)
    return [f"broken-{name}" for name, _ in faulty]


def run(folder: Path, out: Path) -> tuple[subprocess.CompletedProcess[str], float, float]:
    """Code the folder; what was said, the seconds, and the peak of memory in MB."""
    began = time.monotonic()
    command = [sys.executable, "-m", "geomap", "events", str(folder), "-o", str(out / "events.geojson")]
    command += ["--report", str(out / "run.json")]
    # By a process between, because the peak of a child counts what its parent held when it was started.
    launcher = [sys.executable, "-c", LAUNCHER, str(out / "peak.txt"), *command]
    done = subprocess.run(launcher, capture_output=True, encoding="utf-8", check=False, cwd=CHECKOUT)
    peak = int((out / "peak.txt").read_text("utf-8")) / 1024
    return done, time.monotonic() - began, peak


def problems(
    names: list[str], inputs: int, done: subprocess.CompletedProcess[str], report: dict[str, object]
) -> list[str]:
    """What is not as it should be."""
    lines = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    named = [found[0] for line in lines for found in [re.search(r"broken-\w+\.\w+", line)] if found]
    found = [f"{name} is named {named.count(name)} times" for name in names if named.count(name) != 1]
    found += [f"unexpected: {line}" for line in lines if "broken-" not in line]
    if "Traceback" in done.stderr:
        found.append("a traceback shows")
    if done.returncode != 1:
        found.append(f"exit code {done.returncode}, not 1")
    if report.get("articles") != inputs - len(names) or report.get("skipped") != len(names):
        found.append(f"the report counts {report.get('articles')} articles, {report.get('skipped')} left out")
    return found


def main() -> int:
    """Make, run, check, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--inputs", type=int, default=1000)
    parser.add_argument("--keep", type=Path, help="make the folder here and leave it")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary, "in")
        folder.mkdir(parents=True)
        names = make(folder, arguments.inputs, faults=min(FAULTS, arguments.inputs // 20))
        done, seconds, peak = run(folder, Path(temporary))
        report = json.loads(Path(temporary, "run.json").read_text("utf-8"))
        found = problems(names, arguments.inputs, done, report)
    found += [f"peak of memory {peak:,.0f} MB, over {LIMIT_MB}"] if peak > LIMIT_MB else []
    print(
        f"{arguments.inputs:,} inputs: {report['articles']:,} read, {report['skipped']} named, exit {done.returncode}"
    )
    print(f"{report['events']:,} events; {seconds:.1f} s {report['timings_s']}; peak {peak:,.0f} MB")
    print("\n".join(found) or "all as it should be")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
