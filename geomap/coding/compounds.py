"""Toponyms that are but a part of what the text names: "Ardamata-Kubra" is not Ardamata, "the Qala-Gao road" not Gao.

The gazetteer's name is the longest that it has. Where a hyphen joins it to another capitalised word that nobody knows,
the text speaks of another place: a village of its own, or a stretch of road of which only one end is known. Where a
capitalised kind of site follows ("Highland Hospital", "Deir Ezzor Military Airport"), it is that site, which lies where
the text says or, failing that, somewhere by the town of its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.coding.place_words import GENERIC, KINDS
from geomap.coding.toponyms import UNLISTED
from geomap.model import Candidate, Mention, Place

_NEXT = re.compile(r"[-–](?:[A-ZÀ-ÖØ-Þ][\w’']+|\d+)(?:-[A-ZÀ-ÖØ-Þ][\w’']*)*")
_BEFORE = re.compile(r"(?:(?<=\s)|^)(?:[A-ZÀ-ÖØ-Þ][\w’']*[-–])+$")
_ARTICLE = re.compile(r"(?:(?<=\s)|^)(?:Al|El|Ad|An|Ar|As|Ash|At|Az)-$")
_MORE = re.compile(r"(?:-|\s{1,2})(?:[AaEe][ldnrsthz]{1,2}-)?[‘’'ʿ]?[A-ZÀ-ÖØ-Þ][\w’']+(?:-[‘’'ʿ]?[A-ZÀ-ÖØ-Þ][\w’']*)*")
_OF_ARTICLE = re.compile(r"\s{1,2}(?:[AaEe]l|[Aa](?:[dnrstz]|sh|th))-[‘’'ʿ]?[A-ZÀ-ÖØ-Þ][\w’']+")
""" "Hanish al-Kabir": an Arabic name goes on with its article."""
_FIRST = re.compile(
    r"(?:(?<=\s)|^)(?:Abu|Umm|Bani|Kafr|Kfar|Khirbet|Khirbat|Tal|Tall|Tell|Deir|Dayr|Wadi|Jabal|Jebel|Ain|Ayn|Beit|Bayt"
    r"|Bab|Bir|Eastern|Western|Northern|Southern)\s{1,2}(?:[AaEe][ldnrsthz]{1,2}-)?$"
)
""" "Abu Dashir", "Eastern Qalamoun": what a name opens with."""
_AYN = re.compile(r"(?:(?<=\s)|^)[‘ʿ]$")
_KIND = re.compile(
    r"(?:\s{1,2}[A-ZÀ-ÖØ-Þ][\w’'-]+){0,2}\s{1,2}(?P<kind>" + "|".join(sorted(w.title() for w in KINDS)) + r")\b(?!-)"
)
_OF_COUNTRY = re.compile(
    r"(?:\s[A-ZÀ-ÖØ-Þ][\w’'-]+)?\s(?:Hospital|School|Mosque|Church|Camp|Bridge|Square|Market|Cemetery|University|Clinic)\b"
)
"""A site that bears the name of a country: "the Saudi Hospital"."""
_SAME = re.compile(r"\s{1,2}(?:City|Town)\b(?! [A-Z])")
_ROAD = re.compile(r"\s+(?:[a-z]+\s+)?(?:road|highway|motorway|expressway|railway|line|axis|route|corridor|pipeline)\b")
_ON_THE = re.compile(r"\b(?:on|along|off) the\s+$")
_OF_TOWN = re.compile(r"\s+(?:desert |coast |coastal |mountain |main |ring )?(?:road|highway|motorway)\b")
_TOWNS = ("city", "near_city")
ROAD_KM = 40.0
"""How far from its town "the X road" may be meant, in km; no text says."""
SITE_KM = 20.0
"""How far from a town a site or a district of its name may lie, in km."""


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
    bears = _OF_COUNTRY.match(text, one.end, bounds[1]) if one.place and one.place.precision == "country" else None
    if bears is not None and one.role in ("literal", "associative", "demonym") and text[one.end - 1] != "s":
        return Mention(one.start, bears.end(), text[one.start : bears.end()], "literal", None, UNLISTED)
    if one.role not in ("literal", "associative"):
        return one
    article = _ARTICLE.search(text, bounds[0], one.start)
    if article:
        one = replace(one, start=article.start(), name=text[article.start() : one.end])
    if one.place is not None and one.place.precision not in _TOWNS:
        return one
    opening = one.name.lower() in GENERIC
    after = (_MORE if opening else _NEXT).match(text, one.end, bounds[1]) or _OF_ARTICLE.match(text, one.end, bounds[1])
    before = _BEFORE.search(text, bounds[0], one.start) or _first(text, one, bounds)
    start = before.start() if before else one.start
    end = after.end() if after else one.end
    kind = _KIND.match(text, end, bounds[1])
    if (start, end) == (one.start, one.end) and kind is None:
        return _plain(text, one, bounds)
    if any(other is not one and other.start < (kind.end() if kind else end) and start < other.end
           for other in mentions if other.start != one.start and other.end != one.end):  # fmt: skip
        return one
    if kind is not None:
        return _site(text, one, start, kind.end())
    if one.place is not None and _ROAD.match(text, end, bounds[1]):
        country = home if home is not None and home.country == one.place.country else None
        return Mention(start, end, text[start:end], "literal", country or _along(one.place), one.score)
    return Mention(start, end, text[start:end], "literal", None, UNLISTED)


def _first(text: str, one: Mention, bounds: tuple[int, int]) -> re.Match[str] | None:
    """The words that a name opens with, or the letter that is written as an opening quotation mark."""
    ayn = _AYN.search(text, bounds[0], one.start)
    if ayn is not None and one.place is None and not re.search("[’']", text[one.end : bounds[1]]):
        return ayn
    return _FIRST.search(text, bounds[0], one.start)


def _plain(text: str, one: Mention, bounds: tuple[int, int]) -> Mention:
    """A town that nothing is joined to: "Aleppo City" is Aleppo, "the Aleppo road" leads there."""
    same = _SAME.match(text, one.end, bounds[1])
    if same:
        return replace(one, end=same.end(), name=text[one.start : same.end()])
    on_road = _ON_THE.search(text, bounds[0], one.start) and _OF_TOWN.match(text, one.end, bounds[1])
    return replace(one, place=_along(one.place)) if on_road and one.place is not None else one


def _site(text: str, one: Mention, start: int, end: int) -> Mention:
    """A site that bears a town's name: no gazetteer lists it; the ring around the town is the best that is known."""
    ring = replace(one.place, precision="near_city", radius_km=SITE_KM) if one.place is not None else None
    by = (Candidate(ring, one.score),) if ring is not None else one.alternatives
    return Mention(start, end, text[start:end], "literal", None, UNLISTED, by)


def _along(town: Place) -> Place:
    return replace(town, precision="area", radius_km=ROAD_KM)
