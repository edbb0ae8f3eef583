"""Codes of GeoNames that are coarser than ISO's divisions: Central Serbia is 17 districts and a city, not one of them.

The assignment of codes to divisions gives such a code one of the divisions that it covers. Its populated places are
given the nearest of those instead: approximate, but Belgrade is in Belgrade.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from geomap.places.compile.divisions import Division

MANY = 2.0
"""A country's codes may be coarser where ISO has so many times as many divisions; a reform that merges provinces, which
ISO does not follow at once, leaves fewer.
"""
MOSTLY = 0.5
"""A code is coarser where this share of its places is nearer to divisions that no code is linked to."""
CITY_KM = 20.0
"""A city that is a division holds no place further than this from its point."""
_CITIES = ("city", "municipality")


def finer_divisions(
    cities: Iterable[Mapping[str, Any]], links: Mapping[tuple[str, str], str], first_level: Sequence[Division]
) -> dict[int, str]:
    """By geonameid the ISO code of the division of each populated place whose GeoNames code is coarser."""
    by_country: dict[str, list[Division]] = defaultdict(list)
    for division in first_level:
        by_country[division.country].append(division)
    codes: dict[str, set[str]] = defaultdict(set)
    for country, code in links:
        codes[country].add(code)
    coarse = {country for country, each in by_country.items() if len(each) >= MANY * len(codes[country])}
    places: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for city in cities:
        if city["countrycode"] in coarse:
            places[city["countrycode"], city["admin1code"]].append(city)
    found: dict[int, str] = {}
    for key, inside in places.items():
        found.update(_parted(inside, links.get(key), links, by_country[key[0]]))
    return found


def _parted(
    inside: Sequence[Mapping[str, Any]],
    linked: str | None,
    links: Mapping[tuple[str, str], str],
    divisions: Sequence[Division],
) -> Iterator[tuple[int, str]]:
    own = next((one for one in divisions if one.code == linked), None)
    taken = set(links.values())
    if own is None:
        return
    free = [one for one in divisions if one.code not in taken and (one.kind == own.kind or _is_city(one))]
    if not free:
        return
    nearest = [min((own, *free), key=lambda one, city=city: _far(city, one)) for city in inside]  # type: ignore[misc]
    if sum(one is not own for one in nearest) >= MOSTLY * len(inside):
        for city, one in zip(inside, nearest, strict=True):
            yield int(city["geonameid"]), one.code


def _far(city: Mapping[str, Any], division: Division) -> float:
    north = division.lat - city["latitude"]
    east = (division.lon - city["longitude"]) * math.cos(math.radians(division.lat))
    km = 111.2 * math.hypot(north, east)
    return math.inf if _is_city(division) and km > CITY_KM else km


def _is_city(division: Division) -> bool:
    return any(word in division.kind.lower() for word in _CITIES)
