"""Raster tiles below the events, for those who ask for them by an xyzservices name.

A page has none by default: it makes no request at all. With them the policy of the page opens for pictures from the
provider's hosts alone, and the panel says that those hosts see which areas are viewed.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from geomap.errors import UsageError
from geomap.tables import suggestion

_SUBDOMAINS: Final = "abc"
"""What {s} stands for where a provider does not say: Leaflet's own default."""

_HOST: Final = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d+)?")


@dataclass(frozen=True, slots=True)
class Tiles:
    """A provider: the `url` has {x}, {y}, {z} and maybe {s} and {r} left in it, zooms are Web Mercator's."""

    name: str
    url: str
    attribution: str
    origins: tuple[str, ...]
    subdomains: str = _SUBDOMAINS
    least_zoom: int = 0
    most_zoom: int = 18

    @property
    def host(self) -> str:
        """The host as readers are told it: without the part that only spreads the load."""
        whole = urlsplit(self.url).netloc
        return whole.removeprefix("{s}.").replace("{s}", "…")

    def as_json(self) -> dict[str, Any]:
        """For the head block."""
        return {
            "name": self.name,
            "url": self.url,
            "attribution": self.attribution,
            "host": self.host,
            "subdomains": self.subdomains,
            "least": self.least_zoom,
            "most": self.most_zoom,
        }


def tiles_of(name: str) -> Tiles:
    """The tiles of a provider, named as freely as xyzservices allows ("OpenStreetMap.Mapnik", "openstreetmap mapnik").

    Raises UsageError for a name that nobody has, and for a provider that wants a key: a key inside a file that is sent
    on is given away.
    """
    import xyzservices.providers as known

    try:
        provider = known.query_name(name)
    except ValueError:
        free = sorted(key for key, one in known.flatten().items() if not one.requires_token())
        raise UsageError(f"--tiles {name}: no such provider{_nearest(name, free)}") from None
    if provider.requires_token():
        raise UsageError(
            f"--tiles {name}: {provider.name} wants a key, which a file that is sent on would give away; "
            "choose one without, such as OpenStreetMap.Mapnik or Esri.WorldGrayCanvas"
        )
    url = provider.build_url(x="{x}", y="{y}", z="{z}", scale_factor="{r}", fill_subdomain=False)
    subdomains = str(provider.get("subdomains") or _SUBDOMAINS)
    return Tiles(
        name=provider.name,
        url=url,
        attribution=_plain(provider.attribution),
        origins=_origins(url, subdomains, name),
        subdomains=subdomains,
        least_zoom=int(provider.get("min_zoom") or 0),
        most_zoom=int(provider.get("max_zoom") or 18),
    )


def _nearest(name: str, known: list[str]) -> str:
    """What was meant, also by one who left out the dot or the part after it."""
    told = suggestion(name, known)
    if told:
        return told
    families = suggestion(name, {one.split(".", maxsplit=1)[0] for one in known})
    first = next((one for one in known if families and f"'{one.split('.', maxsplit=1)[0]}'" in families), None)
    remedy = "; see https://xyzservices.readthedocs.io for the names"
    return f" (did you mean '{first}'?)" if first else remedy


def _origins(url: str, subdomains: str, name: str) -> tuple[str, ...]:
    """Scheme and host of every address that the tiles may come from."""
    parts = urlsplit(url)
    hosts = [parts.netloc.replace("{s}", letter) for letter in subdomains] if "{s}" in parts.netloc else [parts.netloc]
    if parts.scheme not in ("http", "https") or not all(_HOST.fullmatch(host) for host in hosts):
        raise UsageError(f"--tiles {name}: its address names no host that a page could be opened for: {url}")
    return tuple(f"{parts.scheme}://{host}" for host in hosts)


def _plain(attribution: str) -> str:
    """An attribution as text: browsers without Trusted Types would take it for markup."""
    text = html.unescape(re.sub(r"<[^>]*>", "", attribution)).replace("(C)", "©")
    return " ".join(re.sub(r"[<>&\"'`]", " ", text).split())
