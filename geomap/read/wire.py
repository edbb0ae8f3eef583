"""One HTTP connection to an address that was checked, every wait of which ends at a deadline."""

from __future__ import annotations

import http.client
import io
import socket
import threading
import time
from typing import TYPE_CHECKING, Any, Final, cast

from geomap.errors import InputError
from geomap.read.address import is_public

if TYPE_CHECKING:
    from urllib.parse import SplitResult

CONNECT_SECONDS: Final = 10.0
_LINGER_SECONDS: Final = 0.05


def addresses_of(parts: SplitResult, *, allow_private: bool, deadline: float) -> list[str]:
    """The numeric addresses of a host. Raises InputError when it has none, or one that is not public."""
    host = parts.hostname or ""
    found = _looked_up(host, parts.port or (443 if parts.scheme == "https" else 80), deadline=deadline)
    if not allow_private:
        for address in found:
            if not is_public(address):
                raise InputError(f"{address} is a private or local address; --allow-private fetches from it")
    return found


def _looked_up(host: str, port: int, *, deadline: float) -> list[str]:
    """Look a name up in a thread of its own, for the system's look-up knows no limit of time."""
    answer: list[Any] = []

    def look_up() -> None:
        try:
            answer.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except BaseException as error:  # noqa: BLE001 (handed to the thread that waits)
            answer.append(error)

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(max(0.0, deadline - time.monotonic()))
    if not answer:
        raise InputError("the look-up of its name took too long")
    if isinstance(answer[0], OSError | UnicodeError):
        raise InputError(f"no such host '{host:.100}'")
    if isinstance(answer[0], BaseException):
        raise answer[0]
    return list(dict.fromkeys(str(each[4][0]) for each in answer[0]))


class Connection(http.client.HTTPConnection):
    """A connection to a host at addresses given, not looked up again: what was checked is what is connected to."""

    def __init__(self, parts: SplitResult, addresses: list[str], *, deadline: float) -> None:
        secure = parts.scheme == "https"
        super().__init__(parts.hostname or "", parts.port or (443 if secure else 80), timeout=CONNECT_SECONDS)
        self.default_port = 443 if secure else 80
        self._secure = secure
        self._addresses = addresses
        self._deadline = deadline
        self.wire: Wire | None = None

    def connect(self) -> None:
        """Connect to the first address that answers."""
        failed: OSError | None = None
        for address in self._addresses:
            try:
                opened = _connected(address, self.port, seconds=_left(self._deadline, CONNECT_SECONDS))
                break
            except OSError as error:
                failed = error
        else:
            raise failed or OSError("no address")
        try:
            if self._secure:
                import ssl

                opened = ssl.create_default_context().wrap_socket(opened, server_hostname=self.host)
        except BaseException:
            opened.close()
            raise
        self.wire = Wire(opened, self._deadline)
        self.sock = cast("socket.socket", self.wire)


def _connected(address: str, port: int, *, seconds: float) -> socket.socket:
    """A socket to a numeric address. (`socket.create_connection` would look it up once more.)"""
    opened = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        opened.settimeout(seconds)
        opened.connect((address, port))
    except BaseException:
        opened.close()
        raise
    return opened


class Wire:
    """A socket as http.client uses it: sends, and gives a file to read from that honours the deadline."""

    def __init__(self, opened: socket.socket, deadline: float) -> None:
        self._socket = opened
        self._deadline = deadline
        self._raw = _Raw(opened, deadline)
        self._file = _Kept(self._raw)

    def sendall(self, data: bytes) -> None:
        """Send everything."""
        self._socket.settimeout(_left(self._deadline))
        self._socket.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        """The file that answers are read from."""
        assert mode == "rb"  # noqa: S101 (http.client reads bytes)
        return self._file

    def has_more(self) -> bool:
        """Whether the server goes on sending after what it announced."""
        self._raw.deadline = min(self._deadline, time.monotonic() + _LINGER_SECONDS)
        try:
            return bool(self._file.peek(1))
        except (OSError, ValueError):
            return False

    def close(self) -> None:
        """Nothing: the connection is closed by `shut`, after what is left on it was looked at."""

    def shut(self) -> None:
        """Close the socket."""
        self._socket.close()


class _Raw(io.RawIOBase):
    """Reads a socket; each read may wait until the deadline at most."""

    def __init__(self, opened: socket.socket, deadline: float) -> None:
        self._socket = opened
        self.deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._socket.settimeout(_left(self.deadline))
        return self._socket.recv_into(buffer)


class _Kept(io.BufferedReader):
    """Stays open when http.client has read as much as was announced, so that one can look for more."""

    def close(self) -> None:
        pass


def _left(deadline: float, most: float = float("inf")) -> float:
    """Seconds until the deadline. Raises TimeoutError after it."""
    left = min(deadline - time.monotonic(), most)
    if left <= 0:
        raise TimeoutError
    return left
