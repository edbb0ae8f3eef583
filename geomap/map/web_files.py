"""The bundled front end that the build puts into `geomap/_data/web/`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from geomap.errors import OutputError, UsageError

FOLDER = Path(__file__).parent.parent / "_data" / "web"


@cache
def read_web_file(name: str) -> str:
    """The text of one file of the bundle. Raises OutputError with the remedy when it is not there."""
    try:
        return (FOLDER / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        remedy = "reinstall geomap, or in a checkout run: npm ci && npm run build (in geomap/map/web)"
        raise OutputError(f"the map's front end is not built ({FOLDER / name} is missing); {remedy}") from None


@cache
def base_map_countries() -> frozenset[str]:
    """ISO 3166-1 numeric codes ("804") of the countries that the bundled base map can outline."""
    return frozenset(json.loads(read_web_file("manifest.json"))["countries"])


@cache
def texts_of_counts(lang: str) -> dict[str, str]:
    """What a page that counts its events says besides, in a language that `interface_texts` has."""
    texts: dict[str, str] = json.loads(read_web_file(f"i18n/beyond/{lang}.json"))
    return texts


@cache
def interface_texts(lang: str) -> dict[str, Any]:
    """The texts of the interface. A language without a file of its own raises UsageError with those there are."""
    known = sorted(path.stem for path in (FOLDER / "i18n").glob("*.json"))
    if lang not in known:
        read_web_file("manifest.json")  # a bundle that is missing altogether is the more useful complaint
        raise UsageError(f"no interface texts for the language '{lang}'; there are: {', '.join(known)}")
    texts: dict[str, Any] = json.loads(read_web_file(f"i18n/{lang}.json"))
    return texts
