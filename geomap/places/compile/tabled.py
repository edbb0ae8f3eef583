"""Places from the project's own tables: regions, physical features, sites, and other names of populated places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast, get_args

from geomap.errors import TableError
from geomap.model import Precision
from geomap.places.compile.cities import TABLES
from geomap.places.compile.records import Record
from geomap.places.countries import country, split_cell
from geomap.places.fold import fold
from geomap.tables import read_csv_table

REGION_COLUMNS = (
    "id", "name", "lat", "lon", "radius_km", "feature", "precision", "country", "members", "aliases", "abbreviations",
    "adjectives", "demonyms", "rank", "geonameid",
)  # fmt: skip
FEATURE_COLUMNS = ("id", "name", "lat", "lon", "radius_km", "feature", "country", "aliases", "rank")
SITE_COLUMNS = ("id", "name", "lat", "lon", "feature", "country", "admin1", "aliases", "rank")
ALIAS_COLUMNS = ("geonameid", "place", "kind", "names")
ALIAS_KINDS = ("preferred", "name", "alternate", "historic", "abbreviation")
NUCLEAR = ("NPP", "nuclear plant", "nuclear power station", "nuclear facility", "nuclear station", "nuclear site")
"""What a nuclear power plant is called besides "… Nuclear Power Plant"."""


def region_id(row: Mapping[str, str]) -> str:
    """The gazetteer id of a row of `regions.csv`: a continent's is GeoNames' own."""
    return f"gn:{row['geonameid']}" if row["geonameid"] else f"geomap:region/{row['id']}"


def region_rows() -> list[dict[str, str]]:
    """The rows of `regions.csv`."""
    return read_csv_table(TABLES / "regions.csv", columns=REGION_COLUMNS, required=REGION_COLUMNS[:7])


def first_level_regions() -> dict[str, str]:
    """By ISO 3166-2 code of a member, the id of the region that is its first-level division (Gaza Strip, West Bank)."""
    rows = [row for row in region_rows() if row["precision"] == "adm1"]
    return {member: region_id(row) for row in rows for member in split_cell(row["members"])}


def region_records() -> Iterator[Record]:
    """One record a row of `regions.csv`."""
    for row in region_rows():
        yield Record(
            gazetteer_id=region_id(row),
            geonameid=int(row["geonameid"] or 0),
            precision=_precision(row),
            admin1=region_id(row) if row["precision"] == "adm1" else None,
            names=[
                *((text, "name") for text in split_cell(row["aliases"])),
                *((text, "abbreviation") for text in split_cell(row["abbreviations"])),
                *((text, "adjective") for text in split_cell(row["adjectives"])),
                *((text, "demonym") for text in split_cell(row["demonyms"])),
            ],
            **_common(row, default_rank=5.0),
        )


def feature_records() -> Iterator[Record]:
    """One record a row of `features.csv`: waters, mountains, deserts, islands. All are areas."""
    for row in read_csv_table(TABLES / "features.csv", columns=FEATURE_COLUMNS, required=FEATURE_COLUMNS[:6]):
        names = [*split_cell(row["aliases"]), *_without_river(row)]
        yield Record(
            gazetteer_id=f"geomap:feature/{row['id']}",
            precision="area",
            names=[(text, "name") for text in names],
            **_common(row, default_rank=4.5),
        )


def _without_river(row: Mapping[str, str]) -> list[str]:
    """ "Drina" is also known as the "Drina River", the "Terek River" as the "River Terek"."""
    if row["feature"] != "STM":
        return []
    core = row["name"].removesuffix(" River").removeprefix("River ")
    return [f"{core} River", f"River {core}"]


def site_records() -> Iterator[Record]:
    """One record a row of `sites.csv`."""
    for row in read_csv_table(TABLES / "sites.csv", columns=SITE_COLUMNS, required=SITE_COLUMNS[:5]):
        stem = row["name"]
        forms = list(split_cell(row["aliases"]))
        common = _common(row, default_rank=4.0)
        if row["feature"] == "PSN":
            common["name"] = stem if "Nuclear" in stem or "Station" in stem else f"{stem} Nuclear Power Plant"
            forms += [f"{stem} {form}" for form in NUCLEAR]
        yield Record(
            gazetteer_id=f"geomap:site/{row['id']}",
            precision="city" if row["feature"].startswith("PPL") else "site",
            admin1=f"iso:{row['admin1']}" if row["admin1"] else None,
            names=[(text, "name") for text in forms],
            **common,
        )


def _common(row: Mapping[str, str], *, default_rank: float) -> dict[str, Any]:
    if row["country"] and country(row["country"]) is None:
        raise TableError(f"{row['id']}: unknown country '{row['country']}'; use an ISO 3166-1 alpha-3 code")
    return {
        "name": row["name"],
        "lat": float(row["lat"]),
        "lon": float(row["lon"]),
        "radius_km": float(row.get("radius_km") or 0),
        "feature": row["feature"],
        "country": row["country"] or None,
        "rank": float(row["rank"] or default_rank),
    }


def _precision(row: Mapping[str, str]) -> Precision:
    if row["precision"] not in get_args(Precision):
        raise TableError(f"regions.csv, {row['id']}: unknown precision '{row['precision']}'")
    return cast(Precision, row["precision"])


def apply_aliases(records: Iterable[Record]) -> None:
    """Give populated places the names of `aliases.csv`; "preferred" becomes the name, the old one an alternate."""
    by_id = {record.gazetteer_id: record for record in records}
    for row in read_csv_table(TABLES / "aliases.csv", columns=ALIAS_COLUMNS, required=ALIAS_COLUMNS):
        record = by_id.get(f"gn:{row['geonameid']}")
        if record is None or row["kind"] not in ALIAS_KINDS:
            problem = f"no populated place {row['geonameid']}, or no kind '{row['kind']}'"
            raise TableError(f"aliases.csv, {row['place']}: {problem}")
        texts = split_cell(row["names"])
        ours = {fold(text) for text in texts}
        record.names = [(text, kind) for text, kind in record.names if fold(text) not in ours]  # our kind wins
        for text in texts:
            if row["kind"] == "preferred":
                record.names.append((record.name, "name"))
                record.name = text
            else:
                record.names.append((text, row["kind"]))


def settle_sites(sites: Iterable[Record], towns: Sequence[Record]) -> Iterator[tuple[Record, float]]:
    """Give each site the division of the nearest town of its country; yields it with the distance to that town, km."""
    import numpy as np

    by_country: dict[str | None, list[Record]] = {}
    for town in towns:
        by_country.setdefault(town.country, []).append(town)
    points = {code: np.radians([(one.lat, one.lon) for one in each]) for code, each in by_country.items()}
    for site in sites:
        near = by_country.get(site.country, [])
        if not near:
            continue
        lat, lon = points[site.country].T
        here = np.radians((site.lat, site.lon))
        half = np.sin((lat - here[0]) / 2) ** 2 + np.cos(lat) * np.cos(here[0]) * np.sin((lon - here[1]) / 2) ** 2
        at = int(half.argmin())
        if site.admin1 is None:
            site.admin1 = near[at].admin1
        yield site, float(2 * 6371.0 * np.arcsin(np.sqrt(half[at])))


def without_known(airports: Iterable[Record], sites: Iterable[Record]) -> Iterator[Record]:
    """The airports that `sites.csv` does not have under any of their names."""
    known = {fold(text) for site in sites for text in (site.name, *(name for name, _ in site.names))}
    return (one for one in airports if fold(one.name) not in known)
