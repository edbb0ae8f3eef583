"""Fetching, against local servers that misbehave in every way we know."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap import __version__
from geomap.errors import InputError
from geomap.model import Article
from geomap.read import Options, read_articles
from geomap.read.address import is_public
from geomap.read.fetch import Limits, fetch
from tests.read.makers import DAY, PARAGRAPHS, TEXT, TITLE, html_page, json_feed, pdf, rss

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SMALL = Limits(max_bytes=100_000, seconds=2.0, redirects=3)


class Server:
    """Answers each request by what `answer` makes of its path: bytes, or pieces of bytes sent one by one."""

    def __init__(self, answer: Callable[[str], Any]) -> None:
        self._answer = answer
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.requests: list[str] = []
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while not self._stopped.is_set():
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def _talk(self, client: socket.socket) -> None:
        with client:
            try:
                request = client.recv(65536).decode("latin-1")
                self.requests.append(request)
                answer = self._answer(request.split(" ")[1])
                for piece in [answer] if isinstance(answer, bytes) else answer:
                    if self._stopped.is_set():
                        return
                    client.sendall(piece)
            except OSError:
                return

    def stop(self) -> None:
        self._stopped.set()
        self._listener.close()


@contextmanager
def serving(answer: Callable[[str], Any] | bytes) -> Iterator[Server]:
    server = Server((lambda _: answer) if isinstance(answer, bytes) else answer)
    try:
        yield server
    finally:
        server.stop()


def http(body: bytes = b"", *headers: str, status: str = "200 OK", length: int | None = -1) -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers]
    if length is not None:
        lines.append(f"Content-Length: {len(body) if length < 0 else length}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def refused(answer: Callable[[str], Any] | bytes, limits: Limits = SMALL, path: str = "/a") -> str:
    """The one line with which a fetch is refused, within the time it may take."""
    with serving(answer) as server:
        began = time.monotonic()
        with pytest.raises(InputError) as caught:
            fetch(server.url + path, allow_private=True, limits=limits)
        assert time.monotonic() - began < limits.seconds + 1.5
    told = str(caught.value)
    assert told.startswith(server.url)
    assert "\n" not in told
    return told


# --- what may be fetched -----------------------------------------------------------------------------------------


def test_a_page_is_fetched_with_our_own_user_agent() -> None:
    with serving(http(b"<p>x", "Content-Type: text/html; charset=ISO-8859-2")) as server:
        found = fetch(f"{server.url}/ł/a b?q=1#part", allow_private=True)
        assert (found.media_type, found.charset, found.content) == ("text/html", "iso-8859-2", b"<p>x")
        assert found.url == f"{server.url}/%C5%82/a%20b?q=1"
    (request,) = server.requests
    assert request.startswith("GET /%C5%82/a%20b?q=1 HTTP/1.1\r\n")
    assert f"User-Agent: geomap/{__version__}" in request
    assert f"Host: 127.0.0.1:{server.port}" in request
    assert "Cookie" not in request


@pytest.mark.parametrize("packed", [gzip.compress(b"hello" * 100, mtime=0), zlib.compress(b"hello" * 100)])
def test_a_packed_answer_is_unpacked(packed: bytes) -> None:
    name = "gzip" if packed[:2] == b"\x1f\x8b" else "deflate"
    with serving(http(packed, f"Content-Encoding: {name}")) as server:
        assert fetch(server.url, allow_private=True).content == b"hello" * 100


def test_an_answer_in_chunks_is_put_together() -> None:
    body = b"5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n"
    with serving(http(body, "Transfer-Encoding: chunked", length=None)) as server:
        assert fetch(server.url, allow_private=True).content == b"hello world"


def test_an_answer_without_length_ends_with_the_connection() -> None:
    with serving(http(b"hello", length=None)) as server:
        assert fetch(server.url, allow_private=True).content == b"hello"


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 T", "308 P"])
def test_redirects_are_followed(status: str) -> None:
    def answer(path: str) -> bytes:
        return http(b"here") if path == "/b/c" else http(b"", "Location: b/c", status=status)

    with serving(answer) as server:
        found = fetch(f"{server.url}/a", allow_private=True)
    assert (found.url, found.content) == (f"{server.url}/b/c", b"here")


# --- addresses ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "0.0.0.1", "100.64.0.1", "100.127.255.255", "192.0.0.8", "198.18.0.1", "203.0.113.9", "224.0.0.1",
        "255.255.255.255", "240.0.0.1",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "2002:7f00:1::",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1", "64:ff9b:1::1",
        "2001::1", "100::1",
    ],
)  # fmt: skip
def test_private_local_and_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_ordinary_addresses_are_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses())
def test_what_python_calls_private_is_never_public(address: Any) -> None:
    if (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
    ):
        assert (
            not is_public(str(address)) or getattr(address, "ipv4_mapped", None) or str(address).startswith("64:ff9b:")
        )


HOSTS = ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "127.1", "0"]


@pytest.mark.parametrize("host", HOSTS)
def test_this_machine_is_refused_however_it_is_written(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda name, *_, **__: _answers(_numeric(name)))
    with (
        serving(http(b"secret")) as server,
        pytest.raises(InputError, match="private or local address; --allow-private"),
    ):
        fetch(f"http://{host}:{server.port}/")
    assert server.requests == []


def _numeric(name: str) -> str:
    """What the system's look-up makes of a name or of an odd number."""
    try:
        return "127.0.0.1" if name == "localhost" else socket.inet_ntoa(socket.inet_aton(name))
    except OSError:
        return name


def test_a_public_name_that_leads_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: _answers("93.184.215.14", "10.0.0.7"))
    with pytest.raises(InputError, match=r"10\.0\.0\.7 is a private or local address"):
        fetch("http://news.example/")


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is looked up again could lead elsewhere the second time."""
    asked: list[str] = []
    connected: list[Any] = []

    def look_up(host: str, *_: Any, **__: Any) -> Any:
        asked.append(host)
        return _answers("93.184.215.14" if len(asked) == 1 else "127.0.0.1")

    def connect(_: socket.socket, address: Any) -> None:
        connected.append(address)
        raise OSError("no network here")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(InputError, match="no network here"):
        fetch("http://news.example/")
    assert (asked, connected) == (["news.example"], [("93.184.215.14", 80)])


def _answers(*addresses: str) -> list[Any]:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in addresses]


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:9/", "http://[::1]/", "http://169.254.169.254/latest/meta-data", "//10.0.0.1/"]
)
def test_a_redirect_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    """The first server counts as public here; every other address is judged as ever."""
    answers = iter([True])
    monkeypatch.setattr("geomap.read.wire.is_public", lambda address: next(answers, None) or is_public(address))
    monkeypatch.setattr(socket, "getaddrinfo", lambda name, *_, **__: _answers(_numeric(name)))
    answer = http(b"", f"Location: {target}", status="302 Found")
    with serving(answer) as server, pytest.raises(InputError, match="private or local address") as caught:
        fetch(server.url)
    assert "redirected to" in str(caught.value)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("ftp://example.org/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://", "no host"),
        ("http://user:secret@example.org/", "user name or password"),
        ("http://[", "not an address that can be read"),
        ("http://example.org:99999/", "not an address that can be read"),
        ("http://example.org:0/", "no host"),
        ("http://" + "é" * 70 + ".example/", "cannot be fetched"),
    ],
)
def test_an_address_that_is_none_is_refused(url: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        fetch(url)


def test_a_redirect_to_another_kind_of_address_is_refused() -> None:
    assert "only http and https" in refused(http(b"", "Location: file:///etc/passwd", status="302 Found"))


def test_a_host_that_does_not_exist_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(InputError, match=r"no such host 'nowhere\.example'"):
        fetch("http://nowhere.example/")


def test_a_look_up_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(3))
    began = time.monotonic()
    with pytest.raises(InputError, match="look-up of its name took too long"):
        fetch("http://slow.example/", limits=Limits(seconds=0.3))
    assert time.monotonic() - began < 2


# --- servers that misbehave --------------------------------------------------------------------------------------


def for_ever(piece: bytes, *, head: bytes = b"", pause: float = 0.0) -> Callable[[str], Iterator[bytes]]:
    def pieces(_: str) -> Iterator[bytes]:
        yield head
        while True:
            time.sleep(pause)
            yield piece

    return pieces


SLOW = Limits(max_bytes=100_000, seconds=0.7)


def test_redirects_without_end_are_refused() -> None:
    assert "redirects more than 3 times" in refused(http(b"", "Location: /a", status="302 Found"))


@pytest.mark.parametrize(
    "status", ["500 Internal Server Error", "503 Busy", "404 Not Found", "204 No Content", "302 Found"]
)
def test_an_answer_that_is_no_page_is_told(status: str) -> None:
    assert f"the server answered {status}" in refused(http(b"x", status=status))


def test_a_stream_without_end_is_cut_at_the_limit_of_size() -> None:
    assert "sends more than 100,000 bytes" in refused(for_ever(b"x" * 10_000, head=http(length=None)))


def test_chunks_without_end_are_cut_at_the_limit_of_size() -> None:
    head = http(b"", "Transfer-Encoding: chunked", length=None)
    assert "sends more than 100,000 bytes" in refused(for_ever(b"3e8\r\n" + b"x" * 1000 + b"\r\n", head=head))


@pytest.mark.parametrize(
    "head", [http(length=None), http(length=50_000), b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n"]
)
def test_a_drip_without_end_is_cut_at_the_limit_of_time(head: bytes) -> None:
    assert "took longer than 0.7 s" in refused(for_ever(b"x", head=head, pause=0.05), SLOW)


def test_a_server_that_says_nothing_is_given_up() -> None:
    assert "took longer than 0.7 s" in refused(for_ever(b"", pause=0.1), SLOW)


def test_interim_answers_without_end_are_given_up() -> None:
    told = refused(for_ever(b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.01), SLOW)
    assert "took longer" in told


@pytest.mark.parametrize("head", [b"X: y\r\n", b"x" * 5000])
def test_headers_without_end_are_refused(head: bytes) -> None:
    assert "cannot be fetched: " in refused(for_ever(head, head=b"HTTP/1.1 200 OK\r\nX-Long: "))


def test_an_announced_length_over_the_limit_is_refused_unread() -> None:
    assert "announces 1,000,000,000,000 bytes" in refused(http(b"x", length=10**12))


def test_an_answer_shorter_than_announced_is_refused() -> None:
    assert "the answer ended before its announced length" in refused(http(b"short", length=500))


def test_an_answer_longer_than_announced_is_refused() -> None:
    assert "sends more than the length it announced" in refused(http(b"much longer than that", length=4))


def test_a_length_that_is_no_number_is_no_length() -> None:
    with serving(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello") as server:
        assert fetch(server.url, allow_private=True).content == b"hello"


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_bomb_is_refused_before_it_unpacks(encoding: str) -> None:
    packed = (gzip if encoding == "gzip" else zlib).compress(b"\0" * 50_000_000)
    assert "as a gzip bomb does" in refused(http(packed, f"Content-Encoding: {encoding}"))


@pytest.mark.parametrize(
    ("body", "encoding", "told"),
    [
        (gzip.compress(b"hello" * 100, mtime=0)[:-12], "gzip", "ended early"),
        (b"not packed at all", "gzip", "packs its answer wrongly"),
        (b"x", "br", "packs its answer as 'br'"),
        (b"x", "gzip, gzip", "packs its answer as 'gzip, gzip'"),
    ],
)
def test_an_answer_packed_wrongly_is_refused(body: bytes, encoding: str, told: str) -> None:
    assert told in refused(http(body, f"Content-Encoding: {encoding}"))


@pytest.mark.parametrize("answer", [b"", b"garbage\r\n\r\n", b"HTTP/1.1 \r\n\r\n", b"\0" * 100_000])
def test_an_answer_that_is_not_http_is_told(answer: bytes) -> None:
    assert "cannot be fetched: " in refused(answer)


def test_a_port_that_nobody_listens_on_is_told() -> None:
    # Port 1: a free port of the ephemeral range can be taken, even by this very connection, before it is asked.
    with pytest.raises(InputError, match="Connection refused"):
        fetch("http://127.0.0.1:1", allow_private=True)


def test_a_server_that_speaks_no_tls_is_told() -> None:
    with serving(http(b"plain")) as server, pytest.raises(InputError, match="cannot be fetched"):
        fetch(server.url.replace("http:", "https:"), allow_private=True, limits=SMALL)


# --- addresses as inputs -----------------------------------------------------------------------------------------


def read_all(*inputs: str, **options: Any) -> tuple[list[Article], list[str]]:
    faults: list[str] = []
    given_options = Options(allow_private=True, **options)
    found = list(read_articles(list(inputs), on_error=lambda error: faults.append(str(error)), options=given_options))
    return found, faults


def test_an_address_is_an_input() -> None:
    head = '<meta property="article:published_time" content="2025-03-20T10:00:00Z">'
    with serving(http(html_page(head=head).encode(), "Content-Type: text/html")) as server:
        found, faults = read_all(f"{server.url}/2025/harbour.php?id=3", f"{server.url}/2025/harbour.php?id=3")
    assert faults == []
    (article,) = found
    assert (article.doc_id, article.title, article.published) == ("harbour", TITLE, DAY)
    assert article.url == f"{server.url}/2025/harbour.php?id=3"
    assert PARAGRAPHS[1] in article.text


@pytest.mark.parametrize(
    ("body", "media_type", "path"),
    [
        (pdf([[TEXT[:60]]]), "application/pdf", "/x"),
        (TEXT.encode(), "text/plain", "/x"),
        (f'{{"text": "{PARAGRAPHS[0]}"}}\n'.encode(), "text/plain", "/x.jsonl"),
        (rss({"title": TITLE}).encode(), "text/xml", "/feed"),
        (rss({"title": TITLE}).encode(), "application/octet-stream", "/feed"),
        (json_feed({"content_text": TEXT}).encode(), "application/feed+json", "/feed"),
        (html_page().encode(), "application/x-nonsense", "/x"),
    ],
)
def test_an_answer_is_read_by_what_the_server_says_it_is(body: bytes, media_type: str, path: str) -> None:
    with serving(http(body, f"Content-Type: {media_type}")) as server:
        found, faults = read_all(server.url + path)
    assert (len(found), faults) == (1, [])


def test_an_address_that_fails_is_told_and_the_rest_is_read() -> None:
    def answer(path: str) -> bytes:
        return http(TEXT.encode()) if path == "/good.txt" else http(status="500 Oops")

    with serving(answer) as server:
        found, faults = read_all(f"{server.url}/bad", f"{server.url}/good.txt")
    assert [article.doc_id for article in found] == ["good"]
    assert faults == [f"{server.url}/bad: the server answered 500 Oops"]


def test_private_addresses_are_refused_unless_allowed() -> None:
    with serving(http(TEXT.encode())) as server, pytest.raises(InputError, match="--allow-private"):
        list(read_articles(server.url))
    assert server.requests == []


def test_the_pages_of_a_feed_are_read_with_follow_and_only_then() -> None:
    entries = [
        {"title": "First", "link": "/1.html", "description": "Short.", "pubDate": "20 Mar 2025"},
        {"title": "Second", "link": "/2.html", "description": "The entry's own text.", "pubDate": "21 Mar 2025"},
    ]

    def answer(path: str) -> bytes:
        if path == "/feed":
            return http(rss(*entries).encode(), "Content-Type: application/rss+xml")
        if path == "/1.html":
            return http(html_page(title="First").encode(), "Content-Type: text/html")
        return http(status="404 Not Found")

    with serving(answer) as server:
        found, faults = read_all(f"{server.url}/feed", follow=True)
        assert PARAGRAPHS[2] in found[0].text
        assert (found[0].published, found[0].url) == (DAY, f"{server.url}/1.html")
        assert found[1].text == "The entry's own text."
        assert len(faults) == 1
        assert "404 Not Found (the entry's own text is read)" in faults[0]
        del server.requests[:]
        assert [article.text for article in read_all(f"{server.url}/feed")[0]] == ["Short.", "The entry's own text."]
        assert len(server.requests) == 1


def test_a_feed_cannot_send_its_reader_to_a_private_address(tmp_path: Any) -> None:
    with serving(http(b"secret")) as server:
        path = tmp_path / "feed.xml"
        path.write_text(rss({"title": "T", "link": f"{server.url}/admin", "description": "Own text."}))
        faults: list[InputError] = []
        found = list(read_articles(path, on_error=faults.append, options=Options(follow=True)))
    assert [article.text for article in found] == ["Own text."]
    assert "private or local address" in str(faults[0])
    assert server.requests == []
