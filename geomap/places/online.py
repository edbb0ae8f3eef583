"""Names that the gazetteer lacks, asked of an online geocoder: off unless somebody asks for one.

A service answers every name with something, often a namesake half a world away. So an answer counts only where it lies
in a country that the document is about (or the document names none); another one becomes an alternative, not the
place. `only` puts the service in the gazetteer's stead for every name.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from geomap.errors import TableError, UsageError
from geomap.model import Candidate, Mention, Place
from geomap.places.geocode import TIMEOUT_S, Cache, Geocoder, service
from geomap.tables import read_toml_table

SCORE = 0.5
"""The confidence in an answer that fits the document: services do not tell theirs."""

DOUBTED = 0.1
PREFIX = "GEOMAP_GEOCODER_"
_KEYS = ("contact", "cache", "cache_days", "options")
_ASKED = frozenset(("literal", "associative"))


class Asked(Protocol):
    """Who can be asked for a name."""

    def place(self, name: str) -> Place | None: ...


@dataclass(frozen=True, slots=True)
class Online:
    """A geocoder, and whether it is asked for every name or only for those that the gazetteer lacks."""

    geocoder: Asked
    only: bool = False

    def answered(self, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """The mentions of a document, in the same order, with what the geocoder knows of those without a place."""
        about = {one.place.country for one in mentions if one.place is not None and one.place.country}
        return tuple(self._answered(one, about) for one in mentions)

    def _answered(self, mention: Mention, about: set[str]) -> Mention:
        if mention.role not in _ASKED or (mention.place is not None and not self.only):
            return mention
        found = self.geocoder.place(mention.name)
        if found is None:
            return replace(mention, place=None, score=0.0, alternatives=()) if self.only else mention
        if self.only or not about or found.country in about:
            return replace(mention, place=found, score=SCORE, alternatives=())
        return replace(mention, alternatives=(*mention.alternatives, Candidate(found, DOUBTED)))


def configured(
    name: str,
    *,
    contact: str | None = None,
    config: Path | None = None,
    environment: Mapping[str, str] | None = None,
    warn: Callable[[str], None] | None = None,
) -> Geocoder:
    """The geocoder `name` (of geopy), set up by a TOML file, the environment, and `contact`, the later the stronger.

    The file has `contact`, `cache` (a path), `cache_days` and a table `options` of what geopy's class takes. In the
    environment, GEOMAP_GEOCODER_CONTACT and GEOMAP_GEOCODER_CACHE say the same, and GEOMAP_GEOCODER_API_KEY (or any
    other name of an option) what should not stand in a file. Raises TableError for the file, UsageError for the rest.
    """
    told: dict[str, Any] = {} if config is None else read_toml_table(config, allowed=_KEYS)
    options = told.get("options", {})
    if not isinstance(options, dict):
        raise TableError(f"{config}: 'options' is a table: [options]")
    days = told.get("cache_days", 30)
    if not isinstance(days, int | float) or isinstance(days, bool) or days < 0:
        raise TableError(f"{config}: 'cache_days' is a number of days")
    given = _of_environment(os.environ if environment is None else environment)
    cache = Path(str(given.pop("cache", None) or told.get("cache") or _home() / "geocoder.sqlite")).expanduser()
    who = contact or given.pop("contact", None) or str(told.get("contact", ""))
    given.pop("contact", None)
    chosen = {**options, **given}
    timeout_s = _seconds(chosen)
    asked = service(name, contact=who, options=chosen)
    return Geocoder(asked, name=name.lower(), cache=Cache(cache, days=days), timeout_s=timeout_s, warn=warn)


def _seconds(options: dict[str, Any]) -> float:
    """The timeout that the options give, as a number in them too: the environment tells it as text."""
    told = options.get("timeout", TIMEOUT_S)
    try:
        seconds = float(told)
    except (TypeError, ValueError):
        seconds = 0.0
    if isinstance(told, bool) or not 0 < seconds < float("inf"):
        raise UsageError(f"the geocoder's timeout is '{told}'; give a number of seconds above 0")
    if "timeout" in options:
        options["timeout"] = seconds
    return seconds


def _of_environment(environment: Mapping[str, str]) -> dict[str, str]:
    ours = {key: value for key, value in environment.items() if key.startswith(PREFIX) and value}
    return {key.removeprefix(PREFIX).lower(): value for key, value in ours.items()}


def _home() -> Path:
    """Where a program keeps what it can do without (XDG Base Directory)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "geomap"
