"""The one place where geomap fetches anything: http and https, from public addresses, within limits.

Every address is checked after the look-up of its name and again after every redirect, and the connection goes to the
address that was checked, so that a name cannot change its mind in between. No cookies, credentials or proxies.
"""

from __future__ import annotations

import http.client
import ssl
import time
import zlib
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from geomap import __version__
from geomap.errors import InputError
from geomap.read.source import MAX_ARTICLE_BYTES
from geomap.read.wire import Connection, addresses_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES: Final = MAX_ARTICLE_BYTES
MAX_SECONDS: Final = 30.0
MAX_REDIRECTS: Final = 5
USER_AGENT: Final = f"geomap/{__version__} (reads news articles for a person; +https://pypi.org/project/geomap/)"

_CHUNK: Final = 1 << 16
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_ACCEPT: Final = "text/html, application/xhtml+xml, application/xml;q=0.9, application/json;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may take: bytes (as sent and unpacked), seconds in all, redirects."""

    max_bytes: int = MAX_BYTES
    seconds: float = MAX_SECONDS
    redirects: int = MAX_REDIRECTS


DEFAULT_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: the address that gave it, after redirects, its media type ("text/html"), its charset, its bytes."""

    url: str
    media_type: str
    charset: str | None
    content: bytes


def fetch(url: str, *, allow_private: bool = False, limits: Limits = DEFAULT_LIMITS) -> Fetched:
    """What `url` holds. Raises InputError, which names the address, for anything but a whole answer within `limits`.

    `allow_private` lets private, loopback and link-local addresses be fetched from.
    """
    deadline = time.monotonic() + limits.seconds
    current, asked = url, 0
    try:
        while True:
            answer = _ask(_checked(current), allow_private=allow_private, limits=limits, deadline=deadline)
            if isinstance(answer, Fetched):
                return answer
            asked += 1
            if asked > limits.redirects:
                raise InputError(f"redirects more than {limits.redirects} times")
            current = urljoin(current, answer)
    except InputError as error:
        raise InputError(f"{_shown(url, current)}: {error}") from None
    except TimeoutError:
        raise InputError(f"{_shown(url, current)}: took longer than {limits.seconds:g} s; try again later") from None
    except ssl.SSLCertVerificationError as error:
        raise InputError(f"{_shown(url, current)}: its certificate is not valid: {error.verify_message}") from None
    except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
        raise InputError(f"{_shown(url, current)}: cannot be fetched: {_told(error)}") from None


def _shown(url: str, current: str) -> str:
    shown = url if url == current else f"{url} (redirected to {current[:200]})"
    return " ".join(shown.split())


def _told(error: Exception) -> str:
    if isinstance(error, http.client.IncompleteRead):
        return "the answer ended before its announced length"
    if isinstance(error, http.client.RemoteDisconnected | ConnectionResetError):
        return "the server closed the connection without an answer"
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(text.split())[:200]


def _checked(url: str) -> SplitResult:
    """The parts of an address, in ASCII. Raises InputError for one that is not plainly http or https."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise InputError("not an address that can be read") from None
    if parts.scheme not in {"http", "https"}:
        raise InputError(f"only http and https are fetched, not '{parts.scheme[:20]}'")
    if not host or port == 0:
        raise InputError("the address has no host")
    if "@" in parts.netloc:
        raise InputError("addresses with a user name or password are not fetched")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    at = f"[{host}]" if ":" in host else host
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return SplitResult(parts.scheme, at if port is None else f"{at}:{port}", path, query, "")


def _ask(parts: SplitResult, *, allow_private: bool, limits: Limits, deadline: float) -> Fetched | str:
    """The answer, or where a redirect leads."""
    addresses = addresses_of(parts, allow_private=allow_private, deadline=deadline)
    connection = Connection(parts, addresses, deadline=deadline)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {
            "Host": parts.netloc,
            "User-Agent": USER_AGENT,
            "Accept": _ACCEPT,
            "Accept-Language": "en",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        connection.request("GET", target, headers=headers)
        response = connection.getresponse()
        if response.status in _MOVED and response.headers.get("Location"):
            return str(response.headers["Location"])
        if response.status != http.client.OK:
            reason = "".join(char for char in response.reason if char.isprintable())[:80]
            raise InputError(f"the server answered {response.status} {reason}".rstrip())
        content = _content(response, connection, limits)
        return Fetched(parts.geturl(), response.headers.get_content_type(), _charset(response.headers), content)
    finally:
        if connection.wire is not None:
            connection.wire.shut()


def _charset(headers: Message) -> str | None:
    charset = headers.get_content_charset()
    return charset if charset and charset.isascii() else None


def _content(response: http.client.HTTPResponse, connection: Connection, limits: Limits) -> bytes:
    """The whole body, unpacked. Raises InputError as soon as it is more than the limit, or not what was announced."""
    announced = response.length
    if announced is not None and announced > limits.max_bytes:
        raise InputError(f"announces {announced:,} bytes, more than {limits.max_bytes:,}")
    content = bytearray()
    for part in _unpacked(_parts(response, limits), response.headers.get("Content-Encoding", ""), limits):
        content += part
        if len(content) > limits.max_bytes:
            raise InputError(f"sends more than {limits.max_bytes:,} bytes")
    if announced is not None and connection.wire is not None and connection.wire.has_more():
        raise InputError("sends more than the length it announced; the page may be cut short, so it is not read")
    return bytes(content)


def _parts(response: http.client.HTTPResponse, limits: Limits) -> Iterator[bytes]:
    """The body as sent, part by part as it comes."""
    expected, got = response.length, 0
    while part := response.read1(_CHUNK):
        got += len(part)
        if got > limits.max_bytes:
            raise InputError(f"sends more than {limits.max_bytes:,} bytes")
        yield part
    if expected is not None and got < expected:
        raise http.client.IncompleteRead(b"", expected - got)


def _unpacked(parts: Iterator[bytes], encoding: str, limits: Limits) -> Iterator[bytes]:
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        yield from parts
        return
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise InputError(f"packs its answer as '{encoding[:20]}', which was not asked for")
    unpacker = zlib.decompressobj(wbits=47)  # gzip or zlib, by its header
    size = 0
    for part in parts:
        pending = part
        while pending:
            try:
                out = unpacker.decompress(pending, _CHUNK)
            except zlib.error:
                raise InputError("packs its answer wrongly; try again later") from None
            size += len(out)
            if size > limits.max_bytes:
                raise InputError(f"unpacks to more than {limits.max_bytes:,} bytes, as a gzip bomb does")
            yield out
            pending = unpacker.unconsumed_tail if not unpacker.eof else b""
    while tail := unpacker.decompress(unpacker.unconsumed_tail, _CHUNK):
        yield tail
    if not unpacker.eof:
        raise InputError("the packed answer ended early; try again later")
