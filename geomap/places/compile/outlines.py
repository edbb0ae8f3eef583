"""Country outlines from world-atlas (Natural Earth), made to follow the gazetteer.

Natural Earth files some parts under the state that holds them or under the mother country (Crimea, French Guiana),
GeoNames and ISO 3166 under another. A part in which nearly all populated places are another country's goes to that
country, so that a place always lies in the outline of the country that the gazetteer gives it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from geomap.places.compile.records import Record
from geomap.places.compile.topojson import Outline
from geomap.places.countries import country

if TYPE_CHECKING:
    from shapely.geometry import MultiPolygon

SHARE = 0.9
"""Of the populated places in a part, so many must be another country's for the part to move."""
UNCODED = {"Kosovo": "XKX", "N. Cyprus": "CYP", "Somaliland": "SOM", "Siachen Glacier": "IND",
           "Indian Ocean Ter.": "AUS", "Ashmore and Cartier Is.": "AUS"}  # fmt: skip
"""Features that Natural Earth gives no ISO code, by its name for them."""
REGIONS = {"N. Cyprus": "geomap:region/northern-cyprus", "Somaliland": "geomap:region/somaliland",
           "Siachen Glacier": "geomap:region/siachen"}  # fmt: skip
"""Features that are no country of the gazetteer, but a region of it."""
WITHIN = (("MAR", "ESH", (-18.0, 20.0, -8.0, 27.667)),)
"""Of the outline of the first, what lies in a box (west, south, east, north) is the second one's: Natural Earth
gives Morocco what it holds of Western Sahara, whose north is 27°40′ (Franco-Spanish convention of 27 November 1912)."""
TOLERANCE = 0.01
"""Outlines are simplified by this many degrees, borders in step with their neighbours'."""


def country_areas(outlines: Iterable[Outline], towns: Sequence[Record]) -> dict[str, MultiPolygon]:
    """The area of each country, by alpha-3 code. Features of an unknown country are left out."""
    import shapely
    from shapely import STRtree
    from shapely.geometry import MultiPolygon

    parts = [
        whose
        for each in outlines
        if (owner := owner_of(each))
        for part in each.geometry.geoms
        for whose in _given(owner, part)
    ]
    tree = STRtree(shapely.points([(town.lon, town.lat) for town in towns]))
    inside, town_numbers = _pairs(tree, [part for _, part in parts])
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for part, town in zip(inside, town_numbers, strict=True):
        votes[part][towns[town].country or ""] += 1
    owned: dict[str, list[Any]] = defaultdict(list)
    for number, (owner, part) in enumerate(parts):
        owned[_voted(votes[number], owner)].append(part)
    codes = sorted(owned)
    merged = [shapely.union_all(owned[code]) for code in codes]
    simple = shapely.coverage_simplify(merged, TOLERANCE)
    return {code: MultiPolygon(list(polygons_of(area))) for code, area in zip(codes, simple, strict=True)}


def region_areas(outlines: Iterable[Outline]) -> dict[str, Any]:
    """The areas of regions that the atlas has as features of their own, by gazetteer id."""
    import shapely

    return {REGIONS[one.name]: shapely.simplify(one.geometry, TOLERANCE) for one in outlines if one.name in REGIONS}


def _pairs(tree: Any, parts: Sequence[Any]) -> tuple[list[int], list[int]]:
    found = tree.query(parts, predicate="contains")
    return found[0].tolist(), found[1].tolist()


def _given(owner: str, part: Any) -> Iterator[tuple[str, Any]]:
    """A part of a country's outline, or its pieces where some of it is another's by WITHIN."""
    from shapely.geometry import box

    for holder, other, bounds in WITHIN:
        if owner == holder and part.intersects(box(*bounds)):
            yield from ((other, piece) for piece in polygons_of(part.intersection(box(*bounds))))
            part = part.difference(box(*bounds))
    yield from ((owner, piece) for piece in polygons_of(part))


def owner_of(outline: Outline) -> str | None:
    """The country (alpha-3) that the atlas says a feature is."""
    known = country(outline.code) if outline.code else None
    return known.alpha3 if known else UNCODED.get(outline.name)


def _voted(votes: Counter[str], owner: str) -> str:
    """The country that nearly all places of a part belong to, else the one that the atlas says."""
    if not votes:
        return owner
    winner, count = votes.most_common(1)[0]
    return winner if winner and count >= SHARE * votes.total() else owner


def polygons_of(area: Any) -> Iterator[Any]:
    """The polygons of any geometry, made valid."""
    import shapely

    valid = area if area.is_valid else shapely.make_valid(area)
    for each in getattr(valid, "geoms", [valid]):
        if each.geom_type == "Polygon":
            yield each
        elif each.geom_type == "MultiPolygon":
            yield from each.geoms
