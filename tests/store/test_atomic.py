"""Writing whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geomap.errors import OutputError
from geomap.store import atomic_write, atomic_writes, check_target
from geomap.store.atomic import sweep_below


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_holds_what_was_written(tmp_path: Path) -> None:
    with atomic_write(tmp_path / "a.txt") as stream:
        stream.write(b"new")
    assert (tmp_path / "a.txt").read_bytes() == b"new"
    assert names(tmp_path) == ["a.txt"]


def test_the_old_file_stands_until_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with atomic_write(path) as stream:
        stream.write(b"new")
        stream.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt])
def test_a_fault_on_the_way_leaves_the_old_file_and_nothing_else(tmp_path: Path, fault: type[BaseException]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def write() -> None:
        with atomic_write(path) as stream:
            stream.write(b"half")
            raise fault

    with pytest.raises(fault):
        write()
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.txt"]


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    def write() -> None:
        with atomic_write(tmp_path / "a.txt"):
            raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match=r"a\.txt: cannot be written: No space left on device"):
        write()
    assert names(tmp_path) == []


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(OutputError, match=r"there is no folder .*none; make it first"),
        atomic_write(tmp_path / "none/a"),
    ):
        pass


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="it is a folder"), atomic_write(tmp_path):
        pass


def test_permissions_of_the_old_file_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with atomic_write(path) as stream:
        stream.write(b"new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "a.txt").symlink_to(tmp_path / "real" / "b.txt")
    with atomic_write(tmp_path / "a.txt") as stream:
        stream.write(b"new")
    assert (tmp_path / "real" / "b.txt").read_bytes() == b"new"
    assert (tmp_path / "a.txt").is_symlink()


def test_a_device_is_written_to_as_it_is() -> None:
    with atomic_write("/dev/null") as stream:
        stream.write(b"gone")
    assert not Path("/dev/null").is_file()


def test_several_files_take_their_places_together(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with atomic_writes() as batch:
        for name in ("a", "b"):
            with batch.stream(tmp_path / name) as stream:
                stream.write(b"new")
        assert (tmp_path / "a").read_bytes() == b"old"
        assert not (tmp_path / "b").exists()
    assert [(tmp_path / name).read_bytes() for name in names(tmp_path)] == [b"new", b"new"]


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt, OSError])
def test_a_fault_in_the_last_of_several_leaves_all_as_they_were(tmp_path: Path, fault: type[BaseException]) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def write() -> None:
        with atomic_writes() as batch:
            with batch.stream(tmp_path / "a") as stream:
                stream.write(b"new")
            with batch.stream(tmp_path / "b") as stream:
                stream.write(b"half")
                raise fault

    with pytest.raises(OutputError if fault is OSError else fault):
        write()
    assert (names(tmp_path), (tmp_path / "a").read_bytes()) == (["a"], b"old")


def test_control_c_while_files_take_their_places_waits_for_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []
    replace = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        if not taken:
            signal.raise_signal(signal.SIGINT)
        taken.append(target.name)
        return replace(self, target)

    def write() -> None:
        with atomic_writes() as batch:
            for name in ("a", "b"):
                with batch.stream(tmp_path / name) as stream:
                    stream.write(b"new")

    monkeypatch.setattr(Path, "replace", interrupted)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            write()
    finally:
        signal.signal(signal.SIGINT, before)
    assert names(tmp_path) == taken == ["a", "b"]


def test_a_file_that_cannot_take_its_place_is_told_with_those_that_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "b":
            raise OSError(5, "Input/output error")
        return replace(self, target)

    def write() -> None:
        with atomic_writes() as batch:
            for name in ("a", "b"):
                with batch.stream(tmp_path / name) as stream:
                    stream.write(b"new")

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OutputError, match=r"b: cannot be written: Input/output error \(.*a was written\)"):
        write()
    assert names(tmp_path) == ["a"]


def test_a_file_that_is_named_twice_is_told(tmp_path: Path) -> None:
    (tmp_path / "b").symlink_to(tmp_path / "a")

    def write() -> None:
        with atomic_writes() as batch:
            for name in ("a", "b"):
                with batch.stream(tmp_path / name) as stream:
                    stream.write(b"new")

    with pytest.raises(OutputError, match="named twice"):
        write()
    assert names(tmp_path) == ["b"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="may not be written to"):
        check_target(tmp_path / "a")


KILLED = """
import sys
from geomap.store import atomic_write, atomic_writes, check_target
while True:
    with atomic_write(sys.argv[1]) as stream:
        for _ in range(200):
            stream.write(b"n" * 5000)
"""


@pytest.mark.slow
def test_killed_at_any_moment_there_is_the_old_file_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    whole = {b"o" * 1000, b"n" * 1_000_000}
    for moment in range(10):
        path.write_bytes(b"o" * 1000)
        child = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path)], cwd=Path(__file__).parents[2], env=dict(os.environ)
        )
        time.sleep(0.1 + 0.013 * moment)
        child.send_signal(signal.SIGKILL)
        child.wait()
        assert path.read_bytes() in whole


def test_what_a_killed_write_left_long_ago_is_swept_away(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    stale, fresh = tmp_path / f".a.txt.{child.pid}.tmp", tmp_path / f".b.txt.{child.pid}.tmp"
    living = tmp_path / f".a.txt.{os.getppid()}.tmp"
    for path in (stale, fresh, living):
        path.write_bytes(b"half")
        os.utime(path, (0, 0))
    with atomic_write(tmp_path / "a.txt") as stream:
        stream.write(b"new")
    assert names(tmp_path) == sorted(["a.txt", fresh.name, living.name])


def test_who_alone_writes_in_a_folder_sweeps_what_killed_writes_left_just_now(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    (tmp_path / "below").mkdir()
    dead, below = (folder / f".a.txt.{child.pid}.tmp" for folder in (tmp_path, tmp_path / "below"))
    living, other = tmp_path / f".a.txt.{os.getpid()}.tmp", tmp_path / "a.txt"
    for path in (dead, below, living, other):
        path.touch()
    sweep_below(tmp_path)
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == {living, other}
