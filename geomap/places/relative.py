"""What the words around a toponym make of it: "near X", "20 km north of X", "between X and Y", "the X–Y road".

`relation_of` reads the words before and after one toponym, `pair_relation` those around two; `relate` turns place and
relation into a place whose precision is near_city and whose radius says how well the text fixes it. What two places
make is in `stretches`. Distances run along the sphere.

Radii, where the text states none: near and outside 15 km; outskirts and suburbs 10 km; off a town's coast, and a front,
an axis or a sector called by a town, 30 km; a direction without a distance ("north of X") 20 km, its centre that far
out. With a distance and a direction: a point so far out, with a radius of a quarter of the distance, at least 5 km, for
such figures are round and roads are not straight. With a distance alone: a disc of that radius. A radius of more than
60 km is an area, no neighbourhood.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from geomap.model import Place, Precision

RelationKind = Literal["near", "outskirts", "offset", "within", "border", "front", "offshore"]
PairKind = Literal["between", "road", "way", "border"]
NEAR_KM, OUTSKIRTS_KM, DIRECTION_KM, WIDE_KM = 15.0, 10.0, 20.0, 30.0
_RADII = {"outskirts": OUTSKIRTS_KM, "front": WIDE_KM, "offshore": WIDE_KM}
_SURENESS, _LEAST_KM = 0.25, 5.0
_NEIGHBOURHOOD_KM = 60.0
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
_SETTLEMENT = r"(?:cit(?:y|ies)|towns?|villages?|settlements?|port|capital|hub|stronghold)"
_TOWN = rf"(?:\s+the)?(?:(?:\s+[\w’'-]+){{0,4}}?\s+{_SETTLEMENT}(?:\s+of)?)?"
"""What may stand between "near" and a name: "the besieged northern city of"."""
_TURN = re.compile(rf"(?<!in the )(?<!on the )\b{_DIRECTION}(?:ern|wards?|erly)?\s+(?:of|from|outside){_TOWN}$")
# A number in words is set off from its unit ("farm" holds no metres); "twenty-five" is not five.
_FAR = re.compile(
    rf"(?<![\w.,-])(?P<number>\d[\d,]*(?:\.\d+)?(?=[\s-]*[km])|(?:{'|'.join(_NUMBERS)})(?=[\s-]))[\s-]*"
    r"(?P<unit>km|kms|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|m)\b(?:\s*\([^)]*\))?(?P<rest>[\s\w-]*)$"
)
_FAR_REST = re.compile(
    rf"^\s*(?:to\s+the\s+|due\s+)?(?:{_DIRECTION}(?:ern|wards?)?)?\s*(?:away\s+)?(?:of|from|outside)?{_TOWN}$"
)
_OUTSKIRTS = re.compile(rf"\b(?:outskirts?|suburbs?|edges?|fringes?|periphery|environs)\s+of{_TOWN}$")
_NEAR = re.compile(
    r"\b(?:near(?:by|er)?|close to|not far from|(?:just |right )?outside|around"
    r"|surrounding|overlooking|in the (?:area|vicinity|surroundings) (?:of|around)"
    r"|(?:countryside|hinterland|rural areas?) of)"
    rf"{_TOWN}$"
)  # fmt: skip
_OWNED = r"(?:['’]s?(?:\s+[a-z]+ern)?)?"
# "the area of responsibility" is a task; "the Tyre area of southern Lebanon" is an area.
_NO_TASK = r"(?!\s+of\s+(?!(?:the\s+)?(?:[a-z-]+ern\s+|central\s+)?[A-Z]))"
_NEAR_AFTER = re.compile(
    rf"^{_OWNED}\s+(?:countryside|hinterland|surroundings)\b{_NO_TASK}"
    r"|^\s+(?:area|metropolitan area|local government|lga|hinterland|countryside|valley|plains?|hills|mountains|desert"
    rf"|forest|coast|coastline|shore|heights|ridge|woods)\b{_NO_TASK}"
)
_OUTSKIRTS_AFTER = re.compile(rf"^{_OWNED}\s+(?:suburbs?|outskirts|environs|exurbs)\b(?!\s+of\b)")
# In small letters: "the Polisario Front" is a body. What "the X direction" names is the war around X, not the town.
_FRONT_AFTER = re.compile(
    r"^\s+(?:(?:operational|tactical|main)\s+)?"
    r"(?:direction|axis|sector|salient|pocket|bridgehead|front(?:[ -]?lines?)?|line of contact|contact line)\b"
    r"(?!\s+(?:of|page|row|runner|door|office)\b)"
)
_TOWARD = re.compile(
    r"\b(?:(?:in|from) the direction of|approach(?:es)? to|en route to|on (?:the|a) (?:road|highway|way) to(?:wards?)?)"
    rf"{_TOWN}$"
)
_SUBURB_OF = re.compile(r"^(?:['’]s?)?\s+(?:[a-z-]+\s+){0,2}suburbs?\s+of(?:\s+the)?\s*$")
_OFF_COAST = re.compile(r"\boff(?:\s+the)?\s+(?:[a-z]+ern\s+)?(?:coasts?|shores?|port|waters)\s+of(?:\s+the)?$")
_OFF = re.compile(r"\boff(?:\s+the)?$")
_PHRASAL = re.compile(
    r"\b(?:cut(?:s|ting)?|(?:seal|clos|block|cordon|fenc|wall|fend|ward|call|rip|carv|kick|head|brush|turn|liv|wip|stav)"
    r"(?:e?s|e?d|ing|e)?|shut|h[oe]ld|beat|fights?|fought|drive|drove|sell(?:s|ing)?|sold|buy|pay|paid|write|wrote"
    r"|split|break(?:ing)?|broken?|take|took|lay|laid|sets?|keep|kept|show|spin)\s+off(?:\s+the)?$"
)
"""Verbs that "off" belongs to: "sealed off X"."""
_LINE = r"(?:border|frontier|boundary)"
_ALONG = r"(?:\s+(?:area|region|zone|district|crossing|line|post|strip)s?)?"
_GUARDS = r"(?!\s+(?:guard|police|forces?|patrol|agent|official|service|control|security|officer|troops|agency))"
_BORDER = re.compile(rf"\b(?:{_LINE}s?{_ALONG}\s+(?:with|of)|bordering)(?:\s+the)?$")
_BORDER_AFTER = re.compile(rf"^(?:['’]s)?\s+(?:[a-z-]+ern\s+)?{_LINE}s?\b{_GUARDS}")
_BORDER_LINK = re.compile(rf"^(?:['’]s)?\s*(?:[a-z-]+ern\s+)?{_LINE}{_ALONG}\s+with(?:\s+the)?$")
_TRIPLE = r"(?:(?:tri|three|triple)[ -]?)"
_MEETING = re.compile(
    rf"\b{_TRIPLE}?{_LINE}s?(?:\s+triangle)?{_ALONG}\s+(?:between|of|shared by|separating|dividing|joining)(?:\s+the)?$"
)
_MEETING_AFTER = re.compile(rf"^\s+{_TRIPLE}?{_LINE}s?\b{_GUARDS}")
_ROADS = (
    r"(?:road|highway|motorway|expressway|freeway|railway|(?:rail )?(?:line|link|track)|train|pipeline|axis|corridor"
    r"|route|stretch)"
)
_BETWEEN = re.compile(rf"\bbetween{_TOWN}$")
_ROAD_AFTER = re.compile(rf"^\s*(?:(?:main|coastal|supply|federal|national|inter-?state)\s+)?{_ROADS}\b")
_ROAD_BEFORE = re.compile(
    rf"\b{_ROADS}\s+(?:linking|connecting|joining|from|between|that links|that connects){_TOWN},?$"
)
_WAY_BEFORE = re.compile(
    r"\b(?:travel(?:l?ing|l?ed)|driv(?:ing|en)|en route|heading|on (?:the|their|its|his|her) way|bus(?:es)?|convoys?"
    r"|trains?|trucks?|lorr(?:y|ies)|tankers?)\s+from(?:\s+the)?$"
)
_DASHES = frozenset(["-", "–", "—"])
_JOINS = frozenset(["and", "to", "with"]) | _DASHES
_JOINED = re.compile(rf"(?<=and|.to){_TOWN}$|(?<=with){_TOWN}$")


@dataclass(frozen=True, slots=True)
class Relation:
    """How a text places something by a toponym. `distance_km` and `bearing` (degrees from north) as far as stated."""

    kind: RelationKind
    distance_km: float | None = None
    bearing: float | None = None


@lru_cache(maxsize=1024)
def relation_of(before: str, after: str = "") -> Relation | None:
    """The relation that the words around a toponym state, or None where it is simply named.

    `before` is the text of the sentence up to the toponym, `after` what follows it.
    """
    left, right = " ".join(before.lower().split()), after.lower()
    if _BORDER.search(left) or _BORDER_AFTER.match(right):
        return Relation("border")
    if _FRONT_AFTER.match(after) or _TOWARD.search(left):
        return Relation("front")
    if _is_offshore(left, right):
        return Relation("offshore")
    if _OUTSKIRTS.search(left) or _OUTSKIRTS_AFTER.match(right):
        return Relation("outskirts")
    near = _NEAR.search(left) or _NEAR_AFTER.match(after)
    return _measured(left) or _turned(left) or (Relation("near") if near else None)


def _is_offshore(left: str, right: str) -> bool:
    """ "Off X", "off the coast of X", "off the X coast"; not "sealed off X", "off the X highway"."""
    if _OFF_COAST.search(left):
        return True
    return bool(_OFF.search(left)) and not _PHRASAL.search(left) and not _ROAD_AFTER.match(right)


def is_suburb(before: Place | None, between: str, place: Place) -> bool:
    """Whether a toponym is the suburb itself: in "the Damascus suburb of Douma" the smaller is, and nothing is
    on its outskirts. `between` are the words between the two.
    """
    named = before is not None and _SUBURB_OF.match(between)
    return bool(named) and before is not None and before.population > place.population


def pair_relation(before: str, joined: str, after: str) -> PairKind | None:
    """What two neighbouring toponyms state together: "between X and Y", "the X–Y highway", "on the way from X to Y".

    `before` is the text up to the first, `joined` what stands between them, `after` what follows the second. A border
    is one only between countries, and "between" may be said of talks: who asks must know what the names stand for.
    """
    left, link, right = " ".join(before.lower().split()), joined.lower().strip(" "), after.lower()
    if _BORDER_LINK.match(link):
        return "border"
    link = _JOINED.sub("", link).removeprefix(", ")
    if link not in _JOINS:
        return None
    if border_of_several(before, after) and (link in _DASHES or link == "and"):
        return "border"
    if _ROAD_BEFORE.search(left) or (link in (*_DASHES, "to") and _ROAD_AFTER.match(right)):
        return "road"
    if _BETWEEN.search(left) and link == "and":
        return "between"
    return "way" if link == "to" and _WAY_BEFORE.search(left) else None


def border_of_several(before: str, after: str) -> bool:
    """Whether what stands before and after a list of names makes it their common border: "the border between", or
    "border" after it.
    """
    return bool(_MEETING.search(" ".join(before.lower().split())) or _MEETING_AFTER.match(after.lower()))


def relate(place: Place, relation: Relation | None) -> Place:
    """The place that the relation to `place` describes: a ring or an offset disc of near_city.

    What is coarser than a town stays what it is, for "near Syria" is no finer than Syria; so does every place without a
    relation.
    """
    if relation is None or place.precision not in _RELATED or relation.kind == "border":
        return place
    if relation.kind == "offset" and relation.bearing is not None:
        distance = DIRECTION_KM if relation.distance_km is None else relation.distance_km
        lat, lon = destination(place.lat, place.lon, distance_km=distance, bearing=relation.bearing)
        radius = DIRECTION_KM if relation.distance_km is None else max(_LEAST_KM, _SURENESS * distance)
        return _ring(replace(place, lat=lat, lon=lon), radius)
    stated = relation.distance_km or _RADII.get(relation.kind, NEAR_KM)
    return _ring(place, max(stated, 1.0))


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


def _ring(place: Place, radius_km: float) -> Place:
    precision: Precision = "near_city" if radius_km <= _NEIGHBOURHOOD_KM else "area"
    return replace(place, precision=precision, radius_km=round(radius_km, 1))


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
