"""Online geocoders through geopy, for names that the gazetteer lacks. Off unless somebody asks for one by name.

Whoever asks must say whom to contact: services such as Nominatim ban programs without. Requests are a second apart over
all threads of a process, answers (also "no such place") are kept in an SQLite file, a service that falters is left
alone for longer each time, and after a few failures for the rest of the run, with one warning: what is then missing is
only what the service would have added.
"""

from __future__ import annotations

import json
import re
import sqlite3
import threading
import time
import warnings
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from geomap.errors import UsageError
from geomap.model import Place, Precision
from geomap.places.fold import fold

INTERVAL_S = 1.0
TIMEOUT_S = 10.0
KEPT_DAYS = 30.0
TRIES = 3
PATIENCE = 3
"""After so many names in a row that could not be asked for, the service is not asked again."""
_CONTACT = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|https?://[^\s/]+\.\S+")
_CLASSES: tuple[tuple[frozenset[str], Precision], ...] = (
    (frozenset(["country"]), "country"),
    (frozenset(["state", "region", "province"]), "adm1"),
    (frozenset(["county", "district", "state_district"]), "adm2"),
    (frozenset(["city", "town", "village", "hamlet", "municipality", "suburb", "locality", "administrative"]), "city"),
)
_SCHEMA = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, asked REAL NOT NULL, answer TEXT NOT NULL)"


class Service(Protocol):
    """What is needed of a geopy geocoder."""

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: float = TIMEOUT_S) -> Any:
        """A geopy Location, or None; raises a geopy error."""


@dataclass(slots=True)
class Pace:
    """Keeps requests apart over all threads: `wait` returns no sooner than `interval_s` after it last did."""

    interval_s: float = INTERVAL_S
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _next: float = 0.0

    def wait(self) -> None:
        """Wait for one's turn."""
        with self._lock:  # whoever waits keeps the others waiting
            time.sleep(max(0.0, self._next - time.monotonic()))
            self._next = time.monotonic() + self.interval_s


_PACE = Pace()  # one for the process: a service counts requests by address, not by object


def service(name: str, *, contact: str, options: Mapping[str, Any] | None = None) -> Service:
    """The geopy geocoder of that name ("nominatim", "photon", "arcgis" …), with geopy's own options for it.

    `contact` is an address of mail or a page, sent in the User-Agent. Raises UsageError for a name that geopy lacks,
    options that it does not take, or a contact that is none.
    """
    if not _CONTACT.search(contact):
        raise UsageError(
            "an online geocoder needs a contact: --geocoder-contact you@example.org, or the address of a page"
        )
    from geopy.exc import GeopyError
    from geopy.geocoders import get_geocoder_for_service

    from geomap import __version__

    given = {
        "user_agent": f"geomap/{__version__} ({contact})",
        "timeout": TIMEOUT_S,
        "adapter_factory": _asking_once(),
        **(options or {}),
    }
    try:
        made = get_geocoder_for_service(name.lower())(**given)
    except (GeopyError, TypeError) as error:
        raise UsageError(f"geocoder '{name}': {error}") from None
    found: Service = made
    return found


def _asking_once() -> Callable[..., Any]:
    """What geopy makes its HTTP client by: one that sends a request once. Its client of requests tries twice more by
    itself, at once, where we wait.
    """
    from geopy import adapters
    from geopy.geocoders import options

    chosen: Callable[..., Any] = options.default_adapter_factory
    return partial(chosen, max_retries=0) if chosen is adapters.RequestsAdapter else chosen


class Cache:
    """Answers on disk, by key, for so many days; a file that cannot be used is done without."""

    def __init__(self, path: Path | None, *, days: float = KEPT_DAYS) -> None:
        self._path, self._kept_s = path, days * 86_400
        self._lock = threading.Lock()
        self._memory: dict[str, str] = {}
        if path is not None:
            with suppress(sqlite3.Error, OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                with closing(self._open(path)) as base, base:
                    base.execute(_SCHEMA)

    @staticmethod
    def _open(path: Path) -> sqlite3.Connection:
        return sqlite3.connect(path, timeout=5.0)

    def get(self, key: str) -> Any | None:
        """The answer, as it was put; None where there is none, or one too old."""
        with self._lock:
            text = self._memory.get(key)
            if text is None and self._path is not None:
                with suppress(sqlite3.Error), closing(self._open(self._path)) as base:
                    oldest = time.time() - self._kept_s
                    row = base.execute(
                        "SELECT answer FROM answers WHERE key = ? AND asked >= ?", (key, oldest)
                    ).fetchone()
                    text = None if row is None else str(row[0])
        with suppress(ValueError):
            return None if text is None else json.loads(text)
        return None

    def put(self, key: str, answer: Mapping[str, Any]) -> None:
        """Keep an answer."""
        text = json.dumps(answer, sort_keys=True)
        with self._lock:
            self._memory[key] = text
            if self._path is not None:
                with suppress(sqlite3.Error), closing(self._open(self._path)) as base, base:
                    base.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (key, time.time(), text))


class Geocoder:
    """Asks one service, and gives up on it quietly. `warn` is told once why."""

    def __init__(
        self,
        asked: Service,
        *,
        name: str,
        cache: Cache | None = None,
        pace: Pace | None = None,
        pause_s: float = 2.0,
        timeout_s: float | None = None,
        warn: Callable[[str], None] | None = None,
    ) -> None:
        self._service, self._name, self._cache = asked, name, cache or Cache(None)
        self._pace, self._pause_s, self._timeout_s, self._warn = pace or _PACE, pause_s, timeout_s, warn
        self._lock = threading.Lock()
        self._failures, self._warned = 0, False

    @property
    def resting(self) -> bool:
        """Whether the service has failed so often that it is asked no more."""
        return self._failures >= PATIENCE

    def place(self, name: str) -> Place | None:
        """The place that the service knows under a name; None where there is none, or the service cannot be asked."""
        key = f"{self._name}:{fold(name)}"
        if not fold(name):
            return None
        kept = self._cache.get(key)
        if kept is None:
            if self.resting:
                return None
            kept = self._ask(name)
            if kept is None:
                return None
            self._cache.put(key, kept)
        return _place(kept, name, self._name)

    def _ask(self, name: str) -> dict[str, Any] | None:
        """The service's answer, {} for "no such place"; None where it gave none."""
        from geopy.exc import GeocoderServiceError, GeopyError

        trouble: Exception | None = None
        for attempt in range(TRIES):
            self._pace.wait()
            try:
                answer = self._answered(name)
            except GeocoderServiceError as error:  # refused, too many requests, timed out, out of order
                trouble = error
                if attempt + 1 < TRIES:
                    time.sleep(min(60.0, _retry_after(error) or self._pause_s * 2**attempt))
            except (GeopyError, ValueError, TypeError, KeyError, AttributeError, IndexError, OSError) as error:
                trouble = error  # what came back is no answer: asking again brings the same
                break
            else:
                self._failures = 0
                return answer
        self._failed(trouble)
        return None

    def _answered(self, name: str) -> dict[str, Any]:
        """The service's answer, {} for "no such place"."""
        with warnings.catch_warnings():
            # a latitude of 999 is no answer, which we say ourselves: geopy warns of it, and raises as well
            warnings.filterwarnings("ignore", message="Latitude normalization", category=UserWarning)
            found = self._service.geocode(name, exactly_one=True, timeout=self._timeout_s or TIMEOUT_S)
        return {} if found is None else _answer(found)

    def _failed(self, trouble: Exception | None) -> None:
        with self._lock:
            self._failures += 1
            first, self._warned = not self._warned, True
        if first and self._warn is not None:
            what = " ".join(str(trouble).split())[:200] or type(trouble).__name__
            self._warn(f"geocoder {self._name}: {what}; going on with the gazetteer alone where it does not answer")


def _retry_after(error: Exception) -> float | None:
    seconds = getattr(error, "retry_after", None)
    return float(seconds) if isinstance(seconds, int | float) and seconds > 0 else None


def _answer(found: Any) -> dict[str, Any]:
    """What is kept of a Location. Raises ValueError where it is no place on the globe."""
    lat, lon = float(found.latitude), float(found.longitude)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"no place on the globe: {lat}, {lon}")
    raw = found.raw if isinstance(found.raw, dict) else {}
    address, more = (each if isinstance(each := raw.get(key), dict) else {} for key in ("address", "properties"))
    kind = raw.get("addresstype") or raw.get("type") or more.get("osm_value") or ""
    code = address.get("country_code") or more.get("countrycode") or ""
    return {"lat": lat, "lon": lon, "kind": str(kind)[:40], "country": str(code)[:3], "label": str(found.address)[:200]}


def _place(answer: Any, name: str, source: str) -> Place | None:
    """An answer as a place; None for "no such place" and for what is no answer."""
    from geomap.places.countries import country

    if not isinstance(answer, dict) or not isinstance(answer.get("lat"), int | float):
        return None
    known = country(str(answer.get("country", "")).upper()) if answer.get("country") else None
    kind = str(answer.get("kind", ""))
    precision: Precision = next((each for kinds, each in _CLASSES if kind in kinds), "site")
    own = f"{source}:{answer['lat']:.5f},{answer['lon']:.5f}"
    return Place(own, name, answer["lat"], answer["lon"], precision, known.alpha3 if known else None)
