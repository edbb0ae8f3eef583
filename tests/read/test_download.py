"""Large files, fetched to disk and gone on with: against a server on this machine."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from geomap.cli.check import gazetteer as command
from geomap.errors import InputError
from geomap.read.download import download, download_dump
from geomap.read.fetch import Limits

CONTENT = bytes(range(256)) * 400


@dataclass
class Served:
    """What the server has, and what it was asked."""

    files: dict[str, bytes]
    tag: str = '"one"'
    stops_after: int | None = None
    ranges: bool = True
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def served() -> Iterator[Served]:
    what = Served({"/a.bin": CONTENT})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content, wanted = what.files.get(self.path), self.headers.get("Range")
            what.asked.append((self.path, wanted))
            if content is None:
                self.send_error(404)
                return
            same = what.ranges and self.headers.get("If-Range") == what.tag
            begin = int(wanted[6:-1]) if wanted and same else 0
            self.send_response(206 if begin else 200)
            if begin:
                self.send_header("Content-Range", f"bytes {begin}-{len(content) - 1}/{len(content)}")
            self.send_header("Content-Length", str(len(content) - begin))
            self.send_header("ETag", what.tag)
            self.end_headers()
            self.wfile.write(content[begin : what.stops_after])

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    what.url = f"http://127.0.0.1:{server.server_port}"
    yield what
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_file_comes_whole(served: Served, tmp_path: Path) -> None:
    assert download(f"{served.url}/a.bin", tmp_path / "a.bin", allow_private=True) == len(CONTENT)
    assert (tmp_path / "a.bin").read_bytes() == CONTENT
    assert [path.name for path in tmp_path.iterdir()] == ["a.bin"]


def broken(served: Served, out: Path) -> None:
    """Fetch a file of which only a part comes."""
    served.stops_after = 30_000
    with pytest.raises(InputError, match="run it again"):
        download(f"{served.url}/a.bin", out, allow_private=True)
    assert not out.exists()
    served.stops_after = None


def test_a_broken_download_goes_on_where_it_ended(served: Served, tmp_path: Path) -> None:
    broken(served, tmp_path / "a.bin")
    download(f"{served.url}/a.bin", tmp_path / "a.bin", allow_private=True)
    assert (tmp_path / "a.bin").read_bytes() == CONTENT
    assert served.asked[-1] == ("/a.bin", "bytes=30000-")


@pytest.mark.parametrize("change", ["another version", "no ranges"])
def test_a_download_that_cannot_go_on_begins_anew(served: Served, tmp_path: Path, change: str) -> None:
    broken(served, tmp_path / "a.bin")
    if change == "another version":
        served.tag, served.files["/a.bin"] = '"two"', CONTENT[::-1]
    else:
        served.ranges = False
    download(f"{served.url}/a.bin", tmp_path / "a.bin", allow_private=True)
    assert (tmp_path / "a.bin").read_bytes() == served.files["/a.bin"]


def test_a_file_over_the_limit_is_refused_unread(served: Served, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="announces"):
        download(f"{served.url}/a.bin", tmp_path / "a.bin", allow_private=True, limits=Limits(max_bytes=1000))


def test_an_archive_that_is_none_is_refused(served: Served, tmp_path: Path) -> None:
    served.files["/a.zip"] = CONTENT
    with pytest.raises(InputError, match="no zip archive"):
        download(f"{served.url}/a.zip", tmp_path / "a.zip", allow_private=True)


def test_private_addresses_are_refused_unless_allowed(served: Served, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="private"):
        download(f"{served.url}/a.bin", tmp_path / "a.bin")
    assert served.asked == []


def zipped(name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, "x")
    return packed.getvalue()


def dump_files() -> dict[str, bytes]:
    zips = ("UA.zip", "allCountries.zip", "alternateNamesV2.zip", "alternatenames/UA.zip", "hierarchy.zip")
    files = {f"/{name}": zipped("table.txt") for name in zips}
    return files | {"/admin1CodesASCII.txt": b"x", "/admin2Codes.txt": b"x"}


def test_the_files_of_a_country_are_fetched_once(served: Served, tmp_path: Path) -> None:
    served.files = dump_files()
    told: list[str] = []
    for _ in range(2):
        download_dump(tmp_path, countries=["ua"], server=served.url, allow_private=True, report=told.append)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "UA.zip", "admin1CodesASCII.txt", "admin2Codes.txt", "alternateNamesV2-UA.zip", "hierarchy.zip",
    ]  # fmt: skip
    assert len(served.asked) == len(told) == 5


def test_the_command_fetches_all_countries_and_says_what_is_next(served: Served, tmp_path: Path) -> None:
    served.files = dump_files()
    arguments = ["download", str(tmp_path / "dumps"), "--server", served.url, "--allow-private"]
    done = CliRunner().invoke(command, arguments)
    assert done.exit_code == 0
    assert "geomap gazetteer build" in done.output
    assert (tmp_path / "dumps" / "allCountries.zip").is_file()
