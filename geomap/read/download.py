"""Large files fetched to disk: the part that came is kept, and the next try goes on where it ended.

The addresses are checked and the connection made as `fetch` does; only the limits are larger. A file counts as whole
when it has the size that the server announced, and a zip when its table of contents can be read.
"""

from __future__ import annotations

import http.client
import re
import time
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, urljoin

from geomap.errors import InputError
from geomap.read.fetch import _MOVED, USER_AGENT, Limits, _checked, _told
from geomap.read.wire import Connection, addresses_of

Report = Callable[[str], None]
GEONAMES: Final = "https://download.geonames.org/export/dump"
"""Where GeoNames publishes its dumps, daily, under CC BY 4.0: the one host that geomap knows by itself."""
LARGE: Final = Limits(max_bytes=2_000_000_000, seconds=6 * 3600.0)
_CHUNK: Final = 1 << 18
_RANGE: Final = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
_TABLES: Final = ("admin1CodesASCII.txt", "admin2Codes.txt", "hierarchy.zip")


def download_dump(
    folder: Path,
    *,
    countries: Collection[str] = (),
    server: str = GEONAMES,
    allow_private: bool = False,
    report: Report,
) -> int:
    """Fetch what `geomap gazetteer build` reads into `folder`; how many bytes it has there. Files that are there stay.

    `countries` are alpha-2 codes, empty for all. Raises InputError where a file cannot be had.
    """
    total = 0
    for path, name in _wanted(countries):
        out = folder / name
        if not out.exists():
            size = download(f"{server}/{path}", out, allow_private=allow_private)
            report(f"{name}: {size:,} bytes")
        total += out.stat().st_size
    return total


def _wanted(countries: Collection[str]) -> list[tuple[str, str]]:
    """Paths on the server and names of files."""
    codes = sorted(code.upper() for code in countries)
    places = [(f"{code}.zip", f"{code}.zip") for code in codes] or [("allCountries.zip", "allCountries.zip")]
    names = [(f"alternatenames/{code}.zip", f"alternateNamesV2-{code}.zip") for code in codes]
    return [
        *places,
        *(names or [("alternateNamesV2.zip", "alternateNamesV2.zip")]),
        *((each, each) for each in _TABLES),
    ]


def download(url: str, out: Path, *, allow_private: bool = False, limits: Limits = LARGE) -> int:
    """Fetch `url` to `out`; its size in bytes. What came of a broken try is in `out`.part and is gone on with.

    Raises InputError, which names the address, for anything but a whole file within `limits`.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(f"{out.name}.part")
    deadline = time.monotonic() + limits.seconds
    with _failures(url):
        size = _redirected(url, part, allow_private=allow_private, limits=limits, deadline=deadline)
        if part.stat().st_size != size:
            raise InputError(f"{part.stat().st_size:,} bytes came of {size:,}; run it again to go on")
        if out.suffix == ".zip" and not zipfile.is_zipfile(part):
            part.unlink()
            raise InputError("what came is no zip archive; run it again")
    part.replace(out)
    _version(part).unlink(missing_ok=True)
    return size


@contextmanager
def _failures(url: str) -> Iterator[None]:
    """Says of which address a failure is."""
    try:
        yield
    except InputError as error:
        raise InputError(f"{url}: {error}") from None
    except TimeoutError:
        raise InputError(f"{url}: took too long; run it again to go on") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise InputError(f"{url}: cannot be fetched: {_told(error)}; run it again to go on") from None


def _redirected(url: str, part: Path, *, allow_private: bool, limits: Limits, deadline: float) -> int:
    current = url
    for _ in range(limits.redirects + 1):
        answer = _ask(_checked(current), part, allow_private=allow_private, limits=limits, deadline=deadline)
        if isinstance(answer, int):
            return answer
        current = urljoin(current, answer)
    raise InputError(f"redirects more than {limits.redirects} times")


def _ask(parts: SplitResult, part: Path, *, allow_private: bool, limits: Limits, deadline: float) -> int | str:
    """The size of the whole file, whose missing rest has been added to `part`; or where a redirect leads."""
    have = part.stat().st_size if part.exists() else 0
    connection = Connection(
        parts, addresses_of(parts, allow_private=allow_private, deadline=deadline), deadline=deadline
    )
    headers = {"Host": parts.netloc, "User-Agent": USER_AGENT, "Accept-Encoding": "identity", "Connection": "close"}
    if have and (mark := _mark(part)):
        headers |= {"Range": f"bytes={have}-", "If-Range": mark}
    try:
        connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""), headers=headers)
        response = connection.getresponse()
        if response.status in _MOVED and response.headers.get("Location"):
            return str(response.headers["Location"])
        return _kept(response, part, have if "Range" in headers else 0, limits)
    finally:
        if connection.wire is not None:
            connection.wire.shut()


def _kept(response: http.client.HTTPResponse, part: Path, have: int, limits: Limits) -> int:
    """Write the answer to `part`, after what is there where the server goes on from it; the size of the whole."""
    going_on = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
    if response.status == http.client.PARTIAL_CONTENT and going_on and int(going_on[1]) == have:
        whole = int(going_on[3])
    elif response.status == http.client.OK and response.length is not None:
        have, whole = 0, response.length
    elif response.status == http.client.OK:
        raise InputError("does not say how large the file is, so nobody could tell whether it came whole")
    else:
        raise InputError(f"the server answered {response.status}")
    if whole > limits.max_bytes:
        raise InputError(f"announces {whole:,} bytes, more than {limits.max_bytes:,}")
    _note(part, response.headers)
    with part.open("ab" if have else "wb") as file:
        while have < whole and (piece := response.read1(min(_CHUNK, whole - have))):
            have += file.write(piece)
    return whole


def _version(part: Path) -> Path:
    return part.with_name(f"{part.name}.version")


def _mark(part: Path) -> str:
    """What the server called the version that `part` is of; "" where that is not known, and a new try begins anew."""
    note = _version(part)
    return note.read_text(encoding="latin-1").strip() if note.exists() else ""


def _note(part: Path, headers: Message) -> None:
    tag = headers.get("ETag") or ""
    mark = tag if tag and not tag.startswith("W/") else headers.get("Last-Modified") or ""
    _version(part).write_text(mark if mark.isprintable() else "", encoding="latin-1", errors="ignore")
