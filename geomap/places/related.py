"""Toponyms that only say where something is: "near X", "20 km north of X", "the X–Y road", "the A and B regions".

What a sentence says around its toponyms makes other places of them, so that no pin is put on a town that an event was
merely near. Two toponyms that name one stretch of land together become one mention.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import cast

from geomap.language import Doc
from geomap.model import Mention, Place, Related, RelationName
from geomap.places.coast import coast
from geomap.places.gazetteer import Gazetteer
from geomap.places.relative import border_of_several, is_suburb, pair_relation, relate, relation_of
from geomap.places.stretches import border, corridor, union

_DIVISIONS = re.compile(
    r"^\s+(?:regions|provinces|oblasts|governorates|states|districts|counties|prefectures|departments|areas)\b"
)
_LISTED = re.compile(r"^\s*(?:,|and|, and|and the|, the|or|&|-|–)\s*$")
_AT_BORDER = re.compile(
    r"\b(?:at|on|along|near) (?:the|their) (?:[a-z-]+ ){0,2}?"
    r"(?P<line>(?:border|frontier)(?: (?:area|region|zone)s?)?)\b(?!['’-])"
    r"(?! (?:with|of|between|in|near|area|region|zone|guard|police|force|patrol|agent|official|post|crossing|gate|town"
    r"|village|city|cities|wall|fence|dispute|talks|point|checkpoint|station|province|state|district)s?\b)"
)
"""A border whose countries are named elsewhere in the sentence, if at all."""
_MOST_LANDS = 4
_PLACED = ("literal", "associative")


def with_relations(doc: Doc, mentions: Sequence[Mention], *, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The mentions of a document, each telling what the words around make of its place, where they say anything."""
    home = main_country(mentions, gazetteer=gazetteer)
    found: list[Mention] = []
    for sentence in doc.sentences:
        inside = [one for one in mentions if sentence.start <= one.start < sentence.end]
        bounds = (sentence.start, sentence.end)
        made = with_relative(doc.article.text, inside, bounds=bounds, home=home) if inside else []
        for one in inside:
            whole = next(each for each in made if each.start <= one.start and one.end <= each.end)
            found.append(replace(one, relation=_related(doc.article.text, one, whole, bounds)))
    return tuple(found) if len(found) == len(mentions) else tuple(mentions)


def _related(text: str, one: Mention, whole: Mention, bounds: tuple[int, int]) -> Related | None:
    """How a mention relates to the place that it is part of the description of."""
    if one.place is None or whole.place is None:
        return None
    if whole.place.shape != "plain":
        return Related(cast(RelationName, whole.place.shape), whole.place)
    relation = relation_of(text[bounds[0] : one.start], text[one.end : bounds[1]]) if one.role in _PLACED else None
    if relation is None or relation.kind == "border" or whole.place.radius_km is None or not _is_ring(whole.place):
        return None
    return Related(relation.kind, whole.place, relation.distance_km, relation.bearing)


def _is_ring(place: Place) -> bool:
    return place.precision in ("near_city", "area")


def with_relative(
    text: str, mentions: Sequence[Mention], *, bounds: tuple[int, int], home: Place | None
) -> list[Mention]:
    """The mentions of a sentence, each with the place that the words around it make of it.

    `bounds` are the sentence's offsets in `text`; `home` is the country that "the border with X" is the border of.
    """
    start, end = bounds
    ordered = sorted(mentions, key=lambda one: one.start)
    found: list[Mention] = []
    at = 0
    while at < len(ordered):
        listed = _together(text, ordered[at:], start, end)
        several = listed or _pair(text, ordered[at : at + 4], start, end)
        made, count = several or (_single(text, ordered, at, bounds=bounds, home=home), 1)
        found.append(made)
        at += count
    shared = _shared_border(text, ordered, start, end)
    return found if shared is None else sorted([*found, shared], key=lambda one: one.start)


def _shared_border(text: str, mentions: Sequence[Mention], start: int, end: int) -> Mention | None:
    """ "Indian and Chinese troops clashed at the border": that of the only two neighbours that the sentence names."""
    said = _AT_BORDER.search(text, start, end)
    lands = {one.place.gazetteer_id: one.place for one in mentions if one.place is not None and _is_country(one.place)}
    if said is None or not 2 <= len(lands) <= _MOST_LANDS:
        return None
    strips = [strip for pair in combinations(lands.values(), 2) if (strip := border(*pair)) is not None]
    if len(strips) != 1:
        return None
    score = min(one.score for one in mentions if one.place in strips[0].parts)
    return Mention(said.start("line"), said.end("line"), said["line"], "literal", strips[0], score)


def _is_country(place: Place) -> bool:
    return place.precision == "country" and place.shape == "plain"


def main_country(mentions: Sequence[Mention], *, gazetteer: Gazetteer) -> Place | None:
    """The country that most of the places spoken of lie in, governments and peoples counting half; None where none
    plainly leads.

    It is the parent of a name that the gazetteer lacks: never a namesake elsewhere.
    """
    weights: Counter[str] = Counter()
    for one in mentions:
        if one.place is not None and one.place.country:
            weights[one.place.country] += 2 if one.role in _PLACED else 1
    code = max(sorted(weights), key=lambda country: weights[country], default="")
    return gazetteer.country(code) if code and weights[code] * 5 >= sum(weights.values()) * 2 else None


def _neighbours(mentions: Sequence[Mention], at: int, home: Place | None) -> list[Place]:
    """The countries that "the border with X" may be the border of: those that the sentence speaks of, nearest first,
    then the article's.
    """
    others = sorted(
        (one for one in mentions if one is not mentions[at]), key=lambda one: abs(one.start - mentions[at].start)
    )
    found = [one.place for one in others if one.place is not None] + ([home] if home is not None else [])
    return [place for place in found if place.precision == "country"]


def _single(text: str, mentions: Sequence[Mention], at: int, *, bounds: tuple[int, int], home: Place | None) -> Mention:
    one = mentions[at]
    if one.place is None:
        return one
    relation = relation_of(text[bounds[0] : one.start], text[one.end : bounds[1]])
    if relation is not None and relation.kind == "border":
        others = (other for other in _neighbours(mentions, at, home) if other.country != one.place.country)
        strips = (border(other, one.place) for other in others)
        strip = next((strip for strip in strips if strip is not None), None) or border(one.place)
        if strip is not None:
            return replace(one, place=strip, role="literal")
    if relation is not None and relation.kind == "offshore" and (sea := coast(one.place)) is not None:
        return replace(one, place=sea, role="literal")
    if at and is_suburb(mentions[at - 1].place, text[mentions[at - 1].end : one.start], one.place):
        return one
    return replace(one, place=relate(one.place, relation)) if one.role in _PLACED else one


def _pair(text: str, mentions: Sequence[Mention], start: int, end: int) -> tuple[Mention, int] | None:
    """The first two toponyms as the stretch that they name together, and how many mentions it takes, or None.

    Whose an end is counts as part of its name: "between Marib and Al Jawf's Al Hazm".
    """
    first = 1 if _owns(text, mentions[:2]) else 0
    second = first + (2 if _owns(text, mentions[first + 1 : first + 3]) else 1)
    pair = [mentions[first], mentions[second]] if second < len(mentions) else []
    if not pair or pair[0].place is None or pair[1].place is None:
        return None
    between = text[pair[0].end : mentions[first + 1].start]
    kind = pair_relation(text[start : mentions[0].start], between, text[pair[1].end : end])
    if kind == "border":
        made = border(pair[0].place, pair[1].place) or corridor(pair[0].place, pair[1].place)
    elif kind is None or any(one.role not in _PLACED for one in pair):
        made = None
    else:
        made = corridor(pair[0].place, pair[1].place)
    return None if made is None else (_joined(text, mentions[: second + 1], made), second + 1)


def _owns(text: str, pair: Sequence[Mention]) -> bool:
    """Whether the first of two toponyms is the country or division that the second is said to belong to."""
    if len(pair) < 2 or pair[0].place is None or pair[1].place is None:
        return False
    owner, owned = pair[0].place, pair[1].place
    wide = owner.precision in ("country", "adm1") and owner.country == owned.country
    return wide and text[pair[0].end : pair[1].start].strip() in ("'s", "’s")


def _together(text: str, mentions: Sequence[Mention], start: int, end: int) -> tuple[Mention, int] | None:
    """ "the Kursk and Belgorod regions": divisions that share a noun in the plural, and how many they are; so do three
    countries whose borders meet.
    """
    count = 1
    while count < len(mentions) and _LISTED.match(text[mentions[count - 1].end : mentions[count].start]):
        count += 1
    listed = mentions[:count]
    parts = [one.place for one in listed if one.place is not None]
    if count < 2 or len(parts) < count:
        return None
    before, after = text[start : listed[0].start], text[listed[-1].end : end]
    shared = _DIVISIONS.match(after) and all(one.role in _PLACED for one in listed)
    made = border(*parts) if (shared or count > 2) and border_of_several(before, after) else None
    if made is None and shared:
        made = union(parts)
    return None if made is None else (_joined(text, listed, made), count)


def _joined(text: str, mentions: Sequence[Mention], place: Place) -> Mention:
    start, end = mentions[0].start, mentions[-1].end
    score = min(one.score for one in mentions)
    return Mention(start, end, text[start:end], "literal", place, score)
