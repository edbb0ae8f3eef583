"""How well known the meanings of a name are, in classes that evidence can be told by."""

from __future__ import annotations

from geomap.places.gazetteer import Match

_LARGE_DIVISION = 1_000_000
_LOOKED_AT = 12
_CITY_SIZES = ((1_000_000, "1M"), (200_000, "200k"), (50_000, "50k"), (10_000, "10k"), (2_000, "2k"), (-1, "small"))
_BY_RANK = (
    "country|capital|abbreviation|adjective|demonym|adm1 large|area|city 1M|adm1 by another name large|city 200k|site"
    "|adm1 small|city by another name 1M|adm2|city 50k|city by another name 200k|adm1 by another name small|city 10k"
    "|city by another name 50k|city 2k|city by another name 10k|city small|city by another name 2k"
    "|city by another name small|none"
).split("|")
_RANK = {size: rank for rank, size in enumerate(_BY_RANK)}
ADDED = "user:"
"""How the ids of places that a user added begin."""
SURELY_NAMES = frozenset(["country", "capital", "abbreviation", "adjective", "demonym", "area"])


def prominence(matches: tuple[Match, ...]) -> str:
    """How well known the best known meaning is, as a class."""
    if not matches:
        return "none"
    if matches[0].kind in ("demonym", "adjective", "abbreviation"):
        return matches[0].kind
    return min((_size(match) for match in matches[:_LOOKED_AT]), key=_RANK.__getitem__)


def _size(match: Match) -> str:
    place = match.place
    if place.gazetteer_id.startswith(ADDED):
        return "city 1M"  # whoever adds a place expects it in the text
    if place.precision in ("country", "multi_country"):
        return "country"
    known = "" if match.kind == "name" else " by another name"
    if place.precision == "adm1":
        return f"adm1{known} large" if place.population >= _LARGE_DIVISION else f"adm1{known} small"
    if place.precision in ("adm2", "area", "site"):
        return place.precision
    if place.feature == "PPLC" and not known:
        return "capital"
    limit = next(label for limit, label in _CITY_SIZES if place.population >= limit)
    return f"city{known} {limit}"


def well_known(matches: tuple[Match, ...]) -> bool:
    """Whether a name's most prominent meaning is a country, a division or a large city."""
    return coarse(prominence(matches)) == "well known"


def coarse(size: str) -> str:
    if size in SURELY_NAMES or size.endswith(("1M", "200k", "large")) or size == "adm1 small":
        return "well known"
    return "little known"
