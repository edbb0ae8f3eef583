"""Feed broken files to a reader and see that it gives articles, events or one line of fault, each within two seconds.

    python bench/fuzz.py --reader pdf --runs 10000
    python bench/fuzz.py --list

With atheris (pip install atheris) the mutations follow the coverage of geomap's readers; without it, or with `--blind`,
they are random. Archives (zip, docx, xlsx) are also broken from within: a member is mutated and packed again. What
fails is kept in `--keep` (fuzz-findings) under a name of its own, and `--replay FILE` runs it once more. Exits with 1
when anything failed.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import io
import json
import random
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.append(str(CHECKOUT))

from tests.read.sound_files import sound_files  # noqa: E402 (found only after the line above)
from tests.store.sound_sets import sound_sets  # noqa: E402

LIMIT_S = 2.0
LARGEST = 1 << 16
INSTRUMENTED = ("feedparser", "openpyxl", "pypdf")
"""Libraries of pure Python whose coverage guides the mutations too."""
MAPPING = """
title = "Ours"
prefix = "own_"
[columns]
event_id = ["no", "number"]
event_date = "when"
[constants]
status = "claimed"
[values.geo_precision]
exact = "site"
[event_type]
column = "kind"
scheme = "cameo"
codes = { raid = "VAC.ATTACK" }
"""


@dataclass(frozen=True, slots=True)
class Target:
    """A reader: the suffix of its files, a sound one, and what reads a file (and raises for what must not be)."""

    suffix: str
    sound: bytes
    read: Callable[[Path], object]


class Misread(Exception):  # noqa: N818 (it is the reader's error, told as what it is)
    """A reader gave something that it must not give."""


def targets() -> Mapping[str, Target]:
    """Every reader by name: those of articles, those of event sets, and that of mapping files."""
    articles = {suffix[1:]: Target(suffix, sound, read_articles_of) for suffix, sound in sound_files().items()}
    sets = {name: Target(suffix, sound, read_set) for name, (suffix, sound) in sound_sets().items()}
    sets = {f"set-{name}" if name in articles else name: target for name, target in sets.items()}
    return {**articles, **sets, "mapping": Target(".toml", MAPPING.encode(), read_one_mapping)}


def read_articles_of(path: Path) -> object:
    """Articles or faults, each fault one line that names the file."""
    from geomap.errors import InputError
    from geomap.read import read_articles

    faults: list[InputError] = []
    articles = list(read_articles(path, on_error=faults.append))
    if not articles and not faults:
        raise Misread("neither an article nor a fault")
    for fault in faults:
        _check_line(str(fault), path)
    for article in articles:
        if not article.text.strip():
            raise Misread("an article without text")
        article.text.encode("utf-8")
    return articles


def read_set(path: Path) -> object:
    """A frame that keeps the contract, or one line."""
    from geomap.errors import FrameError, InputError
    from geomap.frame import validate
    from geomap.store.event_sets import is_event_set, read_event_set

    told: list[str] = []
    try:
        is_event_set(path)
        frame = read_event_set(path, on_error=lambda error: told.append(str(error)))
    except InputError as error:
        _check_line(str(error), path)
        return None
    except FrameError as error:
        if "\n" in str(error):
            raise Misread(f"a fault of several lines: {error}") from None
        return None
    for line in told:
        _check_line(line, path)
    validate(frame)
    return frame


def read_one_mapping(path: Path) -> object:
    """A mapping, or one line."""
    from geomap.errors import TableError
    from geomap.frame.mapping import read_mapping

    try:
        return read_mapping(path)
    except TableError as error:
        _check_line(str(error), path)
        return None


def _check_line(line: str, path: Path) -> None:
    if path.name not in line or "\n" in line:
        raise Misread(f"not one line that names the file: {line!r:.200}")


def tried(target: Target, content: bytes, path: Path) -> str | None:
    """What is wrong with the reading of `content`, None for nothing."""
    path.write_bytes(content)
    began = time.process_time()
    try:
        target.read(path)
    except Exception as error:  # noqa: BLE001 (any other than those that the readers promise)
        return f"{type(error).__name__}: {error}"
    spent = time.process_time() - began
    return f"took {spent:.1f} s" if spent > LIMIT_S else None


def mutated(content: bytes, rng: random.Random) -> bytes:
    """The content with some bytes changed, cut out, doubled or put in."""
    data = bytearray(content)
    for _ in range(rng.randint(1, 4)):
        start = rng.randint(0, max(0, len(data) - 1))
        end = min(len(data), start + rng.choice([0, 1, 2, 8, 64, 1000]))
        data[start:end] = rng.randbytes(rng.randint(0, 8)) if rng.random() < 0.7 else bytes(data[start:end]) * 2
    return bytes(data)


def inside(content: bytes, rng: random.Random, mutate: Callable[[bytes], bytes]) -> bytes:
    """The archive with one member mutated; anything else mutated itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old:
            names = old.namelist()
            chosen = rng.choice(names)
            members = {name: old.read(name) for name in names}
    except Exception:  # noqa: BLE001 (no archive any more: what zipfile says does not matter here)
        return mutate(content)
    members[chosen] = mutate(members[chosen])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in members.items():
            new.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


class Campaign:
    """Counts cases and keeps what failed."""

    def __init__(self, name: str, *, runs: int, keep: Path, folder: Path) -> None:
        self.target = targets()[name]
        self.name, self.runs, self.keep = name, runs, keep
        self.path = folder / f"case{self.target.suffix}"
        self.done = 0
        self.slowest = 0.0
        self.failed: dict[str, str] = {}
        self.began = time.monotonic()

    def case(self, content: bytes) -> None:
        """Try one content; a fault that was seen before is kept only once."""
        began = time.process_time()
        fault = tried(self.target, content, self.path)
        self.slowest = max(self.slowest, time.process_time() - began)
        self.done += 1
        if fault is not None and fault[:60] not in {known[:60] for known in self.failed.values()}:
            key = hashlib.sha256(content).hexdigest()[:12]
            self.failed[key] = fault
            self.keep.mkdir(parents=True, exist_ok=True)
            (self.keep / f"{self.name}-{key}{self.target.suffix}").write_bytes(content)
            print(f"{self.name}: {' '.join(fault.split())[:300]} (kept as {self.name}-{key})", flush=True)

    def report(self) -> dict[str, Any]:
        """The figures."""
        seconds = round(time.monotonic() - self.began, 1)
        return {"reader": self.name, "cases": self.done, "failed": len(self.failed),
                "slowest_cpu_s": round(self.slowest, 2), "seconds": seconds}  # fmt: skip


def run_blind(campaign: Campaign, *, seed: int) -> None:
    """Random mutations of the sound file."""
    rng = random.Random(seed)  # noqa: S311 (the same cases each time)
    sound = campaign.target.sound
    campaign.case(sound)
    while campaign.done < campaign.runs:
        within = rng.random() < 0.5
        campaign.case(inside(sound, rng, lambda data: mutated(data, rng)) if within else mutated(sound, rng))


def run_guided(campaign: Campaign, *, seed: int, result: Path) -> None:
    """Mutations by atheris (libFuzzer), which ends the process when it has done its runs."""
    atheris = importlib.import_module("atheris")
    from geomap.read.readers import BUILT_IN

    ours = [f"geomap.read.{module}" for module in sorted({each.partition(":")[0] for each in BUILT_IN.values()})]
    ours += ["geomap.frame.foreign", "geomap.frame.mapping", "geomap.store.event_sets", "geomap.store.xlsx"]
    with atheris.instrument_imports(include=["geomap", *INSTRUMENTED], enable_loader_override=False):
        for module in (*ours, *INSTRUMENTED):
            importlib.import_module(module)

    def one(content: bytes) -> None:
        if campaign.done < campaign.runs:
            campaign.case(content)
            if campaign.done % 200 == 0 or campaign.done == campaign.runs:
                result.write_text(json.dumps(campaign.report()))

    def mutate(content: bytes, largest: int, given: int) -> bytes:
        rng = random.Random(given)  # noqa: S311 (as above)
        if rng.random() < 0.5:
            changed: bytes = atheris.Mutate(content, min(largest, LARGEST))
            return changed
        return inside(content, rng, lambda data: atheris.Mutate(data, min(largest, LARGEST)))[:largest]

    corpus = campaign.path.parent / "corpus"
    corpus.mkdir()
    (corpus / "sound").write_bytes(campaign.target.sound)
    options = [f"-runs={campaign.runs}", f"-seed={seed}", f"-max_len={LARGEST}", "-timeout=60", "-rss_limit_mb=4096"]
    options += [
        "-verbosity=0",
        "-print_final_stats=0",
        f"-artifact_prefix={campaign.keep}/{campaign.name}-",
        str(corpus),
    ]
    custom = mutate if campaign.target.sound.startswith(b"PK") else None
    atheris.Setup([sys.argv[0], *options], one, custom_mutator=custom)
    atheris.Fuzz()


def fuzz(name: str, *, runs: int, keep: Path, seed: int = 1, blind: bool = False) -> dict[str, Any]:
    """Fuzz one reader in this process (blind) or in one of its own (guided); the figures."""
    with tempfile.TemporaryDirectory() as folder:
        if blind or importlib.util.find_spec("atheris") is None:
            campaign = Campaign(name, runs=runs, keep=keep, folder=Path(folder))
            run_blind(campaign, seed=seed)
            return campaign.report() | {"engine": "random"}
        result = Path(folder, "result.json")
        command = [sys.executable, "-W", "ignore", __file__, "--reader", name, "--runs", str(runs), "--seed", str(seed)]
        command += ["--keep", str(keep), "--within", folder]
        keep.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(command, check=False, stderr=subprocess.PIPE)
        figures: dict[str, Any] = {"reader": name, "cases": 0, "failed": 0}
        if result.exists():
            figures = json.loads(result.read_text())
        if figures["cases"] < runs:
            figures["failed"] += 1
            print(f"{name}: ended early with {done.returncode}: {done.stderr.decode(errors='replace')[-1500:]}")
        return figures | {"engine": "atheris"}


def main() -> int:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", action="append", choices=[*targets(), "all"], help="as often as you like")
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    parser.add_argument("--blind", action="store_true", help="random mutations, without atheris")
    parser.add_argument("--replay", type=Path, help="read one kept file with the reader")
    parser.add_argument("--list", action="store_true", help="name the readers")
    parser.add_argument("--within", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.list or not given.reader:
        print("\n".join(targets()))
        return 0
    warnings.simplefilter("ignore")
    names = list(targets()) if "all" in given.reader else given.reader
    if given.replay:
        target = targets()[names[0]]
        with tempfile.TemporaryDirectory() as folder:
            fault = tried(target, given.replay.read_bytes(), Path(folder, f"case{target.suffix}"))
        print(fault or "read as it should be")
        return int(fault is not None)
    if given.within:
        campaign = Campaign(names[0], runs=given.runs, keep=given.keep, folder=given.within)
        run_guided(campaign, seed=given.seed, result=given.within / "result.json")
    failed = 0
    for name in names:
        figures = fuzz(name, runs=given.runs, keep=given.keep, seed=given.seed, blind=given.blind)
        failed += figures["failed"]
        print(json.dumps(figures), flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
