"""What the words around a toponym make of it: "near X", "20 km north of X", "between X and Y", "the X–Y road".

`relation_of` reads the words before and after one toponym; `relate` turns place and relation into a place whose
precision is near_city and whose radius says how well the text fixes it. Distances run along the sphere.

Radii, where the text states none: near and outside 15 km; outskirts and suburbs 10 km; a direction without a distance
("north of X") 20 km, its centre that far out. With a distance and a direction: a point so far out, with a radius of a
quarter of the distance, at least 5 km, for such figures are round and roads are not straight. With a distance alone:
a disc of that radius. Between two places, and on the road between them: half their distance around the midpoint.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from geomap.model import Place

RelationKind = Literal["near", "outskirts", "offset", "within", "between", "border"]
NEAR_KM, OUTSKIRTS_KM, DIRECTION_KM = 15.0, 10.0, 20.0
_SURENESS, _LEAST_KM = 0.25, 5.0
_FARTHEST_PAIR_KM = 600.0
"""Two places further apart name two ends of the world, no stretch of land."""
_EARTH_KM = 6371.0088
_RELATED = frozenset(["city", "site", "near_city"])
_BEARINGS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0,
    "south": 180.0, "southwest": 225.0, "west": 270.0, "northwest": 315.0,
}  # fmt: skip
_UNITS = {"km": 1.0, "kilometre": 1.0, "kilometer": 1.0, "mile": 1.609344, "m": 0.001, "metre": 0.001, "meter": 0.001}
_NUMBERS = {
    word: number
    for number, words in enumerate(
        "a|one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), start=1
    )
    for word in words.split("|")
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "hundred": 100}
_DIRECTION = r"(?P<direction>(?:north|south)[ -]?(?:east|west)|north|south|east|west)"
_TURN = re.compile(rf"\b{_DIRECTION}(?:ern|wards?|erly)?\s+(?:of|from|outside)(?:\s+the)?$")
_FAR = re.compile(
    r"(?:\b|^)(?P<number>\d[\d,]*(?:\.\d+)?|[a-z]+)[\s-]*(?P<unit>km|kms|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|m)\b"
    r"(?:\s*\([^)]*\))?(?P<rest>[\s\w-]*)$"
)
_FAR_REST = re.compile(
    rf"^\s*(?:to\s+the\s+|due\s+)?(?:{_DIRECTION}(?:ern|wards?)?)?\s*(?:away\s+)?(?:of|from|outside)?(?:\s+the)?$"
)
_OUTSKIRTS = re.compile(
    r"\b(?:outskirts?|suburbs?|edges?|fringes?|periphery|environs)\s+of(?:\s+the)?(?:\s+(?:city|town|village)\s+of)?$"
)
_NEAR = re.compile(
    r"\b(?:near(?:by|er)?|close to|not far from|(?:just |right )?outside|around"
    r"|in the (?:area|vicinity|surroundings) (?:of|around))"
    r"(?:\s+the)?(?:\s+(?:(?:port|border|frontline|capital)\s+)?(?:city|town|village)(?:\s+of)?)?$"
)  # fmt: skip
_BORDER = re.compile(r"\b(?:border|frontier|boundary)\s+with(?:\s+the)?$")
_BORDER_AFTER = re.compile(r"^\s+(?:border|frontier)\b")
_BETWEEN = re.compile(r"\bbetween(?:\s+the)?(?:\s+(?:towns|cities|villages)\s+of)?$")
_ROAD = re.compile(
    r"^\s*(?:(?:main|coastal|supply)\s+)?(?:road|highway|motorway|railway|(?:rail )?line|axis|corridor|route)\b"
)
_FROM_ROAD = re.compile(r"\b(?:road|highway|railway|route)\s+(?:linking|connecting|from|between)(?:\s+the)?$")
_JOINS = frozenset(["and", "to", "with", "-", "–", "—"])


@dataclass(frozen=True, slots=True)
class Relation:
    """How a text places something by a toponym. `distance_km` and `bearing` (degrees from north) as far as stated."""

    kind: RelationKind
    distance_km: float | None = None
    bearing: float | None = None


def relation_of(before: str, after: str = "") -> Relation | None:
    """The relation that the words around a toponym state, or None where it is simply named.

    `before` is the text of the sentence up to the toponym, `after` what follows it.
    """
    left = " ".join(before.lower().split())
    if _BORDER.search(left) or _BORDER_AFTER.match(after.lower()):
        return Relation("border")
    if _OUTSKIRTS.search(left):
        return Relation("outskirts")
    return _measured(left) or _turned(left) or (Relation("near") if _NEAR.search(left) else None)


def pair_relation(before: str, joined: str, after: str) -> Relation | None:
    """The relation that two neighbouring toponyms state together: "between X and Y", "the X–Y highway".

    `before` is the text up to the first, `joined` what stands between them, `after` what follows the second.
    """
    if joined.lower().strip(" ") not in _JOINS:
        return None
    left = " ".join(before.lower().split())
    road = bool(_ROAD.match(after.lower())) and joined.strip(" ") in ("-", "–", "—", "to")
    return Relation("between") if road or _BETWEEN.search(left) or _FROM_ROAD.search(left) else None


def relate(place: Place, relation: Relation | None) -> Place:
    """The place that the relation to `place` describes: a ring or an offset disc of near_city.

    What is coarser than a town stays what it is, for "near Syria" is no finer than Syria; so does every place without a
    relation.
    """
    if relation is None or place.precision not in _RELATED or relation.kind in ("between", "border"):
        return place
    if relation.kind == "offset" and relation.bearing is not None:
        distance = DIRECTION_KM if relation.distance_km is None else relation.distance_km
        lat, lon = destination(place.lat, place.lon, distance_km=distance, bearing=relation.bearing)
        radius = DIRECTION_KM if relation.distance_km is None else max(_LEAST_KM, _SURENESS * distance)
        return replace(place, lat=lat, lon=lon, precision="near_city", radius_km=round(radius, 1))
    stated = relation.distance_km or (OUTSKIRTS_KM if relation.kind == "outskirts" else NEAR_KM)
    return replace(place, precision="near_city", radius_km=round(max(stated, 1.0), 1))


def relate_pair(first: Place, second: Place) -> Place | None:
    """The stretch between two places: a disc around the midpoint that reaches both; None where they are far apart.

    It has the first's id and both names; the division is kept only where they share it, so is the country.
    """
    if first.precision not in _RELATED or second.precision not in _RELATED:
        return None
    distance = distance_km(first, second)
    if distance > _FARTHEST_PAIR_KM:
        return None
    lat, lon = _midpoint(first, second)
    return replace(
        first,
        name=f"{first.name}–{second.name}",
        lat=lat,
        lon=lon,
        precision="near_city",
        radius_km=round(max(distance / 2, _LEAST_KM), 1),
        country=first.country if first.country == second.country else None,
        admin1=first.admin1 if first.admin1 == second.admin1 else None,
        population=0,
    )


def corridor(first: Place, second: Place, *, width_km: float = 10.0) -> Sequence[tuple[float, float]]:
    """The outline of a strip between two places, `width_km` to each side: (longitude, latitude) corners, closed."""
    there = bearing(first, second)
    corners = [
        destination(end.lat, end.lon, distance_km=width_km, bearing=there + turn)
        for end, turn in ((first, -90.0), (second, -90.0), (second, 90.0), (first, 90.0))
    ]
    return [(lon, lat) for lat, lon in [*corners, corners[0]]]


def destination(lat: float, lon: float, *, distance_km: float, bearing: float) -> tuple[float, float]:
    """The point (latitude, longitude) so far from another in a direction, in degrees from north."""
    angle, turn, start = distance_km / _EARTH_KM, math.radians(bearing), math.radians(lat)
    sine = math.sin(start) * math.cos(angle) + math.cos(start) * math.sin(angle) * math.cos(turn)
    end = math.asin(max(-1.0, min(1.0, sine)))
    east = math.atan2(math.sin(turn) * math.sin(angle) * math.cos(start), math.cos(angle) - math.sin(start) * sine)
    return round(math.degrees(end), 6), round((lon + math.degrees(east) + 180) % 360 - 180, 6)


def bearing(first: Place, second: Place) -> float:
    """The direction in which one place lies from another, in degrees from north."""
    a, b, turn = math.radians(first.lat), math.radians(second.lat), math.radians(second.lon - first.lon)
    east = math.sin(turn) * math.cos(b)
    return math.degrees(math.atan2(east, math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(turn))) % 360


def distance_km(first: Place, second: Place) -> float:
    """The great-circle distance of two places."""
    a, b = math.radians(first.lat), math.radians(second.lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(second.lon - first.lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _midpoint(first: Place, second: Place) -> tuple[float, float]:
    half = distance_km(first, second) / 2
    return destination(first.lat, first.lon, distance_km=half, bearing=bearing(first, second))


def _measured(left: str) -> Relation | None:
    """ "20 km north of", "five miles from", "30 kilometres (19 miles) outside"."""
    found = _FAR.search(left)
    if found is None or (rest := _FAR_REST.match(found["rest"])) is None or not found["rest"].strip():
        return None
    number = _number(found["number"])
    if number is None:
        return None
    unit = found["unit"].removesuffix("s")
    distance = number * _UNITS[unit]
    if rest["direction"]:
        return Relation("offset", distance, _BEARINGS[re.sub("[ -]", "", rest["direction"])])
    return Relation("within", distance)


def _number(text: str) -> float | None:
    return float(text.replace(",", "")) if text[0].isdigit() else _NUMBERS.get(text)


def _turned(left: str) -> Relation | None:
    """ "north of", "just south-east of"."""
    found = _TURN.search(left)
    return Relation("offset", None, _BEARINGS[re.sub("[ -]", "", found["direction"])]) if found else None
