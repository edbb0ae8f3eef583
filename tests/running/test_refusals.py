"""What the command line says of servers that misbehave: one line each, exit code 1, and nothing is written."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import pytest

from geomap.cli import run
from tests.read.test_fetch import http, serving

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("fakes")

BOMB = gzip.compress(b"a" * 10**8)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (http(b"", "Location: http://169.254.169.254/latest", status="302 Found"), "169.254.169.254 is a private"),
        (http(b"x" * 10, length=1000), "ended before its announced length"),
        (http(b"x" * 1000, length=10), "more than the length it announced"),
        (http(BOMB, "Content-Encoding: gzip"), "as a gzip bomb does"),
        (http(b"oops", status="500 Internal Server Error"), "answered 500 Internal Server Error"),
        (http(b"", status="503 Busy"), "answered 503 Busy"),
        (http(b"x", length=10**12), "announces 1,000,000,000,000 bytes"),
        (b"nonsense\r\n\r\n", "cannot be fetched"),
    ],
)
def test_a_server_that_misbehaves_is_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: bytes,
    told: str,
) -> None:
    public = "203.0.114.7"

    def resolved(host: str, port: int, **_: Any) -> Any:
        return [(2, 1, 6, "", (public if host == "news.example" else host, port))]

    with serving(answer) as server:
        import socket

        connect = socket.socket.connect
        monkeypatch.setattr(socket, "getaddrinfo", resolved)
        monkeypatch.setattr(
            socket.socket,
            "connect",
            lambda self, address: connect(self, ("127.0.0.1", server.port) if address[0] == public else address),
        )
        code = run(["events", "http://news.example/a", "-o", str(tmp_path / "a.geojson")])
    lines = capsys.readouterr().err.splitlines()
    assert (code, len(lines)) == (1, 1), lines
    assert lines[0].startswith("error: http://news.example/a")
    assert told in lines[0]
    assert not list(tmp_path.iterdir())


def test_a_stream_without_end_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def endless(_: str) -> Any:
        yield http(length=None)
        while True:
            yield b"x" * 10_000

    with serving(endless) as server:
        code = run(["events", f"{server.url}/a", "--allow-private", "-o", str(tmp_path / "a.geojson")])
    lines = capsys.readouterr().err.splitlines()
    assert (code, len(lines), "sends more than 16,777,216 bytes" in lines[0]) == (1, 1, True)


def test_a_local_address_is_one_line_that_says_how_to_allow_it(capsys: pytest.CaptureFixture[str]) -> None:
    with serving(http(b"<p>x")) as server:
        assert run(["events", f"{server.url}/a"]) == 1
        assert server.requests == []
    (line,) = capsys.readouterr().err.splitlines()
    assert "127.0.0.1 is a private or local address; --allow-private fetches from it" in line
