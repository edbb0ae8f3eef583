"""Whatever happens during a write, there is the old file or the new one, in every format."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from geomap.errors import OutputError
from geomap.store import FORMATS, atomic_write, write_frame

CHECKOUT = Path(__file__).parents[2]
WRITTEN = (*FORMATS, "jsonl")

# Forks a writer that is warm already, so that 50 kills cost less than 50 starts of an interpreter.
KILLER = """
import io, os, random, signal, sys, time
from pathlib import Path
from geomap.frame import to_frame
from geomap.model import Event, EventPlace, Place, Span
from geomap.store import atomic_write, write_events, write_frame

def frame(quote):
    place = EventPlace(Place("gn:1", "Lomonda", 50.0, 36.25, "near_city", "UKR", radius_km=20.0), "Lomonda")
    events = [Event(f"e{n}", "d1", "STR.DRONE", "happened", 0, 5, quote, Span(0, 1, "T"), location=place)
              for n in range(20)]
    return events, to_frame(events, [])

def write(made, name, stream):
    if name == "jsonl":
        write_events(made.attrs["events"], stream)
    elif name == "html":
        made.attrs["page"].save(stream, close_file=False)
    else:
        write_frame(made, stream, format_name=name)

def prepared(quote, name):
    events, made = frame(quote)
    made.attrs["events"] = events
    if name == "html":
        from geomap.map import to_map
        made.attrs["page"] = to_map(made)
    return made

def bytes_of(made, name):
    stream = io.BytesIO()
    write(made, name, stream)
    return stream.getvalue()

folder, kills, names = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
moments = random.Random(7)
for name in names:
    old, new = prepared("old", name), prepared("new", name)
    before, after = bytes_of(old, name), bytes_of(new, name)
    whole = {before: "old", after: "new"}
    path = folder / f"events.{name}"
    seen, one = [], 60.0
    for kill in range(-2, kills):
        path.write_bytes(before)
        began = time.perf_counter()
        child = os.fork()
        if child == 0:
            try:
                with atomic_write(path) as stream:
                    write(new, name, stream)
            finally:
                os._exit(0)
        if kill < 0:  # two whole writes first: they say how long one takes
            os.waitpid(child, 0)
            one = min(one, time.perf_counter() - began)
            continue
        time.sleep(moments.uniform(0, 1.2 * one))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        seen.append(whole.get(path.read_bytes(), "half"))
    print(name, *(f"{kind}={seen.count(kind)}" for kind in ("old", "new", "half")), flush=True)
"""


def killed(folder: Path, kills: int, *names: str) -> dict[str, dict[str, int]]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", KILLER, str(folder), str(kills), *names],
        cwd=CHECKOUT,
        env=dict(os.environ),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    return {name: {kind: int(count) for kind, count in (cell.split("=") for cell in cells)} for name, *cells in lines}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_random_moments_every_format_is_the_old_file_or_the_new(tmp_path: Path) -> None:
    found = killed(tmp_path, 4, *WRITTEN)
    assert set(found) == set(WRITTEN)
    assert {counts["half"] for counts in found.values()} == {0}


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_fifty_random_moments_every_format_is_the_old_file_or_the_new(tmp_path: Path) -> None:
    found = killed(tmp_path, 50, *WRITTEN)
    assert {sum(counts.values()) for counts in found.values()} == {50}
    assert {counts["half"] for counts in found.values()} == {0}
    assert sum(counts["new"] for counts in found.values()) > 0
    assert sum(counts["old"] for counts in found.values()) > 0


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_random_moments_a_map_is_the_old_page_or_the_new(tmp_path: Path) -> None:
    (counts,) = killed(tmp_path, 10, "html").values()
    assert (counts["half"], sum(counts.values())) == (0, 10)


def a_frame() -> object:
    from geomap.frame import to_frame
    from geomap.model import Event, Span

    return to_frame([Event("e1", "d1", "DIP.MEET", "happened", 0, 5, "They ", Span(0, 4, "They"))], [])


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_frame_that_breaks_the_contract_leaves_the_old_file(tmp_path: Path, format_name: str) -> None:
    from geomap.errors import FrameError

    path = tmp_path / "a"
    path.write_bytes(b"old")
    frame = a_frame().drop(columns=["status"])  # type: ignore[attr-defined]  # a GeoDataFrame
    with pytest.raises(FrameError), atomic_write(path) as stream:
        write_frame(frame, stream, format_name=format_name)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("format_name", FORMATS)
def test_a_full_disk_is_one_line_in_every_format(format_name: str) -> None:
    with (
        pytest.raises(OutputError, match="/dev/full: cannot be written: No space left on device") as told,
        atomic_write("/dev/full") as stream,
    ):
        write_frame(a_frame(), stream, format_name=format_name)
    assert "\n" not in str(told.value)
