"""Toponyms that are but a part of what the text names: "Ardamata-Kubra" is not Ardamata, "the Qala-Gao road" not Gao.

The gazetteer's name is the longest that it has. Where a hyphen joins it to another capitalised word that nobody knows,
the text speaks of another place: a village of its own, or a stretch of road of which only one end is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.coding.toponyms import UNLISTED
from geomap.model import Mention, Place

_NEXT = re.compile(r"[-–][A-ZÀ-ÖØ-Þ][\w’']+(?:-[A-ZÀ-ÖØ-Þ][\w’']+)*")
_BEFORE = re.compile(r"(?:(?<=\s)|^)(?:[A-ZÀ-ÖØ-Þ][\w’']+[-–])+$")
_ROAD = re.compile(r"\s+(?:[a-z]+\s+)?(?:road|highway|motorway|expressway|railway|line|axis|route|corridor|pipeline)\b")
_ON_THE = re.compile(r"\b(?:on|along|off) the\s+$")
_OF_TOWN = re.compile(r"\s+(?:desert |coast |coastal |mountain |main |ring )?(?:road|highway|motorway)\b")
_TOWNS = ("city", "near_city")
ROAD_KM = 40.0
"""How far from its town "the X road" may be meant, in km; no text says."""


def whole_names(
    text: str, mentions: Sequence[Mention], *, bounds: tuple[int, int], home: Place | None
) -> list[Mention]:
    """The mentions of a sentence, each as long as the name that the text writes. `bounds` are the sentence's offsets;
    `home` is the country that the article is mostly about.
    """
    return [_whole(text, one, mentions, bounds, home) for one in mentions]


def _whole(
    text: str, one: Mention, mentions: Sequence[Mention], bounds: tuple[int, int], home: Place | None
) -> Mention:
    if one.place is None or one.place.precision not in _TOWNS or one.role not in ("literal", "associative"):
        return one
    after = _NEXT.match(text, one.end, bounds[1])
    before = _BEFORE.search(text, bounds[0], one.start)
    start = before.start() if before else one.start
    end = after.end() if after else one.end
    if (start, end) == (one.start, one.end):
        town_road = _ON_THE.search(text, bounds[0], one.start) and _OF_TOWN.match(text, one.end, bounds[1])
        return replace(one, place=_along(one.place)) if town_road else one
    if any(other is not one and other.start < end and start < other.end for other in mentions):
        return one
    if _ROAD.match(text, end, bounds[1]):
        country = home if home is not None and home.country == one.place.country else None
        return Mention(start, end, text[start:end], "literal", country or _along(one.place), one.score)
    return Mention(start, end, text[start:end], "literal", None, UNLISTED)


def _along(town: Place) -> Place:
    return replace(town, precision="area", radius_km=ROAD_KM)
