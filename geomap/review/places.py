"""A corrected place as the columns of a frame: its country and division found, its outline drawn."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, Protocol

from geomap.frame.geometry import geometry_of, rounded
from geomap.model import Place
from geomap.places.countries import all_countries, country

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geomap.places.gazetteer import CompiledGazetteer
    from geomap.places.shapes import Shapes

_AROUND_DEGREES: Final = 0.6
"""How far around a point its first-level division is looked for among the divisions of known places."""


class Locate(Protocol):
    """Makes the columns of a corrected place."""

    def __call__(self, place: Mapping[str, Any], /) -> dict[str, Any]: ...


def locator(gazetteer: CompiledGazetteer, shapes: Shapes) -> Locate:
    """Draws places with the outlines of `shapes`; what a place does not say of itself is looked up."""

    def locate(place: Mapping[str, Any]) -> dict[str, Any]:
        known = gazetteer.place(str(place["gazetteer_id"])) if place.get("gazetteer_id") else None
        said = place.get("country") or (known.country if known else None)
        land = country(str(said)) if said else None
        alpha3 = land.alpha3 if land else country_at(place["lat"], place["lon"], gazetteer=gazetteer, shapes=shapes)
        made = _place(place, alpha3)
        if made.admin1 is None and alpha3 and made.precision in {"site", "city", "near_city"}:
            made = _place({**place, "admin1": admin1_at(made, gazetteer=gazetteer, shapes=shapes)}, alpha3)
        return columns_of(made, shapes=shapes)

    return locate


def columns_of(place: Place, *, shapes: Shapes | None = None) -> dict[str, Any]:
    """The columns that say where an event is."""
    land = country(place.country) if place.country else None
    drawn = geometry_of(place, shapes=shapes)
    return {
        "country": land.name if land else None,
        "iso": int(land.numeric) if land and land.numeric else None,
        "admin1": place.admin1,
        "location": place.name,
        "latitude": rounded(place.lat),
        "longitude": rounded(place.lon),
        "geo_precision": place.precision,
        "gazetteer_id": place.gazetteer_id or None,
        "radius_km": place.radius_km,
        "geometry": drawn.geometry,
        "area_approximate": drawn.approximate,
        "area_source": drawn.source,
        "place_start": None,
        "place_end": None,
    }


def country_at(lat: float, lon: float, *, gazetteer: CompiledGazetteer, shapes: Shapes) -> str | None:
    """The alpha-3 code of the country whose outline holds a point, None at sea."""
    from shapely import Point

    for land in all_countries():
        found = gazetteer.country(land.alpha3)
        outline = shapes.outline(found.gazetteer_id) if found else None
        if outline is not None and outline.geometry.covers(Point(lon, lat)):
            return land.alpha3
    return None


def admin1_at(place: Place, *, gazetteer: CompiledGazetteer, shapes: Shapes) -> str | None:
    """The first-level division whose outline holds a point, among those of the known places around it."""
    from shapely import Point

    point = Point(place.lon, place.lat)
    for division in _divisions(place, gazetteer):
        outline = shapes.outline(division.gazetteer_id)
        if outline is not None and outline.geometry.covers(point):
            return division.name
    return None


def _divisions(place: Place, gazetteer: CompiledGazetteer) -> Iterator[Place]:
    """The divisions of the known places in the country around a point, each once."""
    seen = set()
    east = _AROUND_DEGREES / max(0.05, math.cos(math.radians(place.lat)))
    for near in gazetteer.within(place.lat, place.lon, _AROUND_DEGREES, east):
        division = gazetteer.admin1_of(near) if near.country == place.country else None
        if division is not None and division.gazetteer_id not in seen:
            seen.add(division.gazetteer_id)
            yield division


def _place(place: Mapping[str, Any], alpha3: str | None) -> Place:
    radius = place.get("radius_km")
    admin1 = place.get("admin1")
    return Place(
        gazetteer_id=str(place.get("gazetteer_id") or ""),
        name=str(place["name"]),
        lat=float(place["lat"]),
        lon=float(place["lon"]),
        precision=place["precision"],
        country=alpha3,
        admin1=str(admin1) if admin1 else None,
        radius_km=float(radius) if isinstance(radius, int | float) and radius > 0 else None,
    )
