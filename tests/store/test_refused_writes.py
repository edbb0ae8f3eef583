"""Disks that are full and folders that may not be written to: one line, the old file stays, nothing new is left."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from geomap.errors import OutputError
from geomap.frame import to_frame
from geomap.store import atomic_write, write_frame
from geomap.store.atomic import check_target
from tests.store.sound_sets import EVENT, OWN_FORMATS

FORMATS = ("csv", *OWN_FORMATS)
CHECKOUT = Path(__file__).parents[2]
LIMITED = """
import resource, signal, sys
from pathlib import Path
from geomap.errors import OutputError
from geomap.frame import to_frame
from geomap.store import atomic_write, write_frame
from tests.store.sound_sets import EVENT
def write(path, name):
    with atomic_write(path) as stream:
        write_frame(frame, stream, format_name=name)
frame = to_frame([EVENT], [])
for name in sys.argv[2:]:
    write(Path(sys.argv[1], f"warm.{name}"), name)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))
for name in sys.argv[2:]:
    try:
        write(Path(sys.argv[1], f"a.{name}"), name)
    except OutputError as error:
        print(error)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="the limit on a file's size is kept by Linux")
def test_a_file_that_may_not_grow_is_one_line_in_every_format_and_the_old_one_stays(tmp_path: Path) -> None:
    for name in FORMATS:
        (tmp_path / f"a.{name}").write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path), *FORMATS],
        cwd=CHECKOUT, env={**os.environ, "PYTHONPATH": str(CHECKOUT)}, check=False, capture_output=True, text=True,
    )  # fmt: skip
    expected = [f"{tmp_path / f'a.{name}'}: cannot be written: {os.strerror(errno.EFBIG)}" for name in FORMATS[:-1]]
    expected += [f"XLSX: no room for its rows in {tempfile.gettempdir()} (IO_EFBIG); free some, or set TMPDIR"]
    assert (done.stdout.splitlines(), done.stderr) == (expected, "")
    assert names(tmp_path) == sorted(f"{stem}.{name}" for name in FORMATS for stem in ("a", "warm"))
    assert {(tmp_path / f"a.{name}").read_bytes() for name in FORMATS} == {b"old"}


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs the device that is always full")
@pytest.mark.parametrize("name", FORMATS)
def test_a_full_disk_is_one_line(name: str) -> None:
    def write() -> None:
        with atomic_write("/dev/full") as stream:
            write_frame(to_frame([EVENT], []), stream, format_name=name)

    with pytest.raises(OutputError, match=rf"^/dev/full: cannot be written: {os.strerror(errno.ENOSPC)}$"):
        write()


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.ENOSPC, errno.EDQUOT])
def test_a_folder_that_takes_no_file_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")
    opened = Path.open

    def refusing(self: Path, mode: str = "r", *rest: object) -> object:
        if "w" in mode:
            raise OSError(code, os.strerror(code), str(self))
        return opened(self, mode, *rest)  # type: ignore[call-overload]  # whatever it was called with

    def write() -> None:
        with atomic_write(target) as stream:
            stream.write(b"new")

    monkeypatch.setattr(Path, "open", refusing)
    with pytest.raises(OutputError, match=rf"a\.txt: cannot be written: {os.strerror(code)}$"):
        write()
    monkeypatch.undo()
    assert (names(tmp_path), target.read_bytes()) == (["a.txt"], b"old")


def test_a_folder_that_may_not_be_written_to_is_told_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path or not mode & os.W_OK)
    with pytest.raises(OutputError, match=r"a: cannot be written: the folder .* may not be written to$"):
        check_target(tmp_path / "a")
