"""Whom places are filed under in disputed areas that the gazetteer has as countries of their own.

GeoNames files Laayoune under Western Sahara and Smara, in its midst, under Morocco; to ISO 3166-2 the divisions there
are Morocco's. A place that lies well within such an area and is filed under a state that holds or claims it is filed
under the area, as its neighbours are: a worldview then moves all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from geomap.places.compile.records import Record
from geomap.places.countries import country
from geomap.places.shapes import disputed_areas, open_shapes

MARGIN = 0.2
"""Degrees from the border of an area within which outlines, and points that stand for divisions, say too little."""


@dataclass(frozen=True, slots=True)
class Inner:
    """A disputed country (alpha-3) without the land along its border, and the box around that."""

    country: str
    area: Any
    west: float
    south: float
    east: float
    north: float


Filing = Mapping[str, tuple[Inner, ...]]
"""For each state that holds or claims disputed countries (alpha-3), those."""


def filing_of(areas: Mapping[str, Any]) -> Filing:
    """What is needed to file places, from the outlines of countries (longitude, latitude) by gazetteer id."""
    import shapely

    found: dict[str, list[Inner]] = {}
    for area in disputed_areas():
        land = country(area.country) if area.country else None
        inner = areas[area.place].buffer(-MARGIN) if land and area.place in areas else None
        if land is None or inner is None or inner.is_empty or area.place != f"gn:{land.geonameid}":
            continue
        shapely.prepare(inner)
        for state in dict.fromkeys((*area.held_by, *area.claimants)):
            if state != land.alpha3 and country(state) is not None:
                found.setdefault(state, []).append(Inner(land.alpha3, inner, *inner.bounds))
    return {state: tuple(inner) for state, inner in found.items()}


def stored_filing() -> Filing:
    """The same from the embedded shapes. Raises GazetteerError where they are missing."""
    with open_shapes() as shapes:
        outlines = {area.place: shapes.outline(area.place) for area in disputed_areas()}
    return filing_of({key: found.geometry for key, found in outlines.items() if found is not None})


def filed_under(state: str | None, lat: float, lon: float, filing: Filing) -> str | None:
    """The country that a point which a source files under `state` is filed under."""
    from shapely import Point

    for inner in filing.get(state or "", ()):
        if inner.west <= lon <= inner.east and inner.south <= lat <= inner.north and inner.area.covers(Point(lon, lat)):
            return inner.country
    return state


def file_records(records: Iterable[Record], filing: Filing) -> None:
    """File towns, sites and divisions; one whose division is another country's loses it."""
    moved, countries = [], {}
    for record in records:
        if record.precision in ("city", "site", "adm1", "adm2"):
            after = filed_under(record.country, record.lat, record.lon, filing)
            if after != record.country:
                record.country = after
                moved.append(record)
        countries[record.gazetteer_id] = record.country
    for record in moved:
        if record.admin1 is not None and countries.get(record.admin1) != record.country:
            record.admin1 = None
