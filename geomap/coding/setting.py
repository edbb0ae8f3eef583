"""Where the passages of a document are set: what its layout says of the place of every line below it.

Reports are laid out by place. A heading that is nothing but a place ("NORTH KIVU") is the scene of its section, the
words before a colon or a dash ("- Homs: …", "Sumy Oblast: …", "07:40 Poltava. …") that of their paragraph, and a
dateline that of the lead. Beside the scene each sentence has a ground: the area that a name in it lies in when no
gazetteer lists the name and the sentence does not say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geomap.coding.ordered import between
from geomap.coding.toponyms import RANK, nowhere
from geomap.language import Doc, Sentence
from geomap.model import EventPlace, Mention, Place
from geomap.places.gazetteer import Gazetteer
from geomap.places.labels import labels
from geomap.places.view import views

_UNITS = re.compile(
    r"\b(?:the|province|state|region|oblast|governorate|district|county|department|territory|prefecture|division|city|"
    r"town|and|area|zone|islands?|frontline|front|sector)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^\s*(?:[-–—•*▪●·]|\(?\d{1,2}[.)]|\d{1,2}[:.h]\d{2}(?:\s*(?:GMT|UTC|local time))?[,:]?)?\s*")
_LABEL = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]*(?: [A-ZÀ-ÖØ-Þ(][\w’')-]*){0,4}:\s")
"""What a sentence within a paragraph is laid out by: "Suárez (Cauca): …", "UN: …"."""
_CLOSING = re.compile(r"^(?:\s*\([^)]*\))?\s*(?::|[–—]|\s--?\s)")
_PLACED = ("literal", "associative")
_HEADING_WEIGHT = 2
_LEAST = 2
_MOSTLY = 2 / 3
_SET_OFF = (": ", " - ", " -- ", " – ", " — ")
_PLAIN = 0.45
"""A toponym less sure than this says nothing of where others lie."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a sentence is set. `scene` is what the layout says, `filed` the town of the dateline, for the lead alone,
    `ground` the area or country that unlisted names lie in; each None where nothing says so."""

    scene: EventPlace | None = None
    filed: EventPlace | None = None
    ground: Place | None = None


def settings(
    doc: Doc, mentions: Sequence[Mention], *, country: Place | None, gazetteer: Gazetteer
) -> tuple[Setting, ...]:
    """The setting of every sentence. `country` is the one that the article is mostly about, or None."""
    inside = [_inside(sentence, mentions) for sentence in doc.sentences]
    article = _common_division(_weighed(doc, inside), country, gazetteer=gazetteer) or country
    filed = _filed(doc, inside)
    named, datelines = _labels(doc, inside)
    found: list[Setting] = []
    section: EventPlace | None = None
    line: EventPlace | None = None
    town: EventPlace | None = None
    paragraph = lead = -1
    for index, sentence in enumerate(doc.sentences):
        if sentence.paragraph != paragraph or index in named or index in datelines:
            paragraph, town = sentence.paragraph, datelines.get(index)
            line = _line_place(doc, index, inside) if town is None else None
            if line is None and index in named:
                line = _labelled(doc, named[index], inside[index], section.place if section is not None else article)
        elif _LABEL.match(doc.article.text, sentence.start, sentence.end):
            line = _line_place(doc, index, inside)
        if sentence.heading:
            if not _is_dateline(doc, sentence):
                section = _whole_line(doc, sentence, inside[index])
            found.append(Setting())
            continue
        lead = paragraph if lead < 0 else lead
        scene = line or section
        ground = _ground(scene, _before(doc, index, inside), article, gazetteer=gazetteer)
        found.append(Setting(scene, town or (filed if paragraph == lead else None), ground))
    return tuple(found)


def country_weights(mentions: Sequence[Mention]) -> dict[str, int]:
    """How often the article speaks of each country as a place or a people."""
    weights: dict[str, int] = {}
    for mention in mentions:
        if mention.place is not None and mention.place.country:
            weights[mention.place.country] = weights.get(mention.place.country, 0) + 1
    return weights


def _inside(sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    found = between(mentions, sentence.start, sentence.end, start=lambda one: one.start)
    return [one for one in found if one.role in _PLACED and one.place is not None and one.score >= _PLAIN]


def _is_dateline(doc: Doc, sentence: Sentence) -> bool:
    return doc.dateline is not None and sentence.start == doc.dateline.start


def _filed(doc: Doc, inside: Sequence[Sequence[Mention]]) -> EventPlace | None:
    """The town of the dateline."""
    for sentence, mentions in zip(doc.sentences, inside, strict=True):
        if _is_dateline(doc, sentence):
            towns = (placed(one, one.place) for one in mentions if one.place and one.place.precision == "city")
            return next(towns, None)
    return None


def _whole_line(doc: Doc, sentence: Sentence, mentions: Sequence[Mention]) -> EventPlace | None:
    """The finest place of a line that names places and nothing else."""
    text = doc.article.text
    rest, at = "", sentence.start
    for one in mentions:
        rest, at = rest + text[at : one.start], one.end
    rest = _OPENING.sub("", rest + text[at : sentence.end], count=1)
    named = [one for one in mentions if one.place is not None]
    if not named or any(letter.isalnum() for letter in _UNITS.sub("", rest)):
        return None
    return _finest(named)


def _line_place(doc: Doc, index: int, inside: Sequence[Sequence[Mention]]) -> EventPlace | None:
    """The place that a paragraph opens with, set off by a colon, a dash, or as a sentence of its own."""
    sentence = doc.sentences[index]
    if sentence.heading:
        return None
    text = doc.article.text
    following = doc.sentences[index + 1] if index + 1 < len(doc.sentences) else None
    if following is not None and following.paragraph == sentence.paragraph:
        alone = _whole_line(doc, sentence, inside[index])
        if alone is not None:
            return alone
    opening = _OPENING.match(text[sentence.start : sentence.end])
    at = sentence.start + (opening.end() if opening else 0)
    head: list[Mention] = []
    for one in inside[index]:
        if one.place is None or any(letter.isalnum() for letter in _UNITS.sub("", text[at : one.start])):
            break
        head.append(one)
        at = one.end
    rest = _UNITS.sub("", text[at : sentence.end])
    return _finest(head) if head and _CLOSING.match(rest) else None


def _labels(doc: Doc, inside: Sequence[Sequence[Mention]]) -> tuple[dict[int, tuple[int, int]], dict[int, EventPlace]]:
    """By sentence, the stretches of names that lines open with, where one of them is a known place; and the towns that
    lines are told from: those set as datelines, and capitals, where ministries speak.
    """
    if not any(mark in doc.article.text for mark in _SET_OFF):
        return {}, {}
    named: dict[int, tuple[int, int]] = {}
    filed: dict[int, EventPlace] = {}
    sentences = views(doc)
    for index, label in labels(sentences).items():
        tokens = sentences[index].tokens
        start, end = tokens[label.first].start, tokens[label.end - 1].end
        towns = [
            one for one in inside[index] if one.place and start <= one.start < end and one.place.precision == "city"
        ]
        told_from = label.filed or (not label.listed and any(one.place.feature == "PPLC" for one in towns if one.place))
        if not told_from:
            named[index] = start, end
        elif towns:
            filed[index] = _finest(towns)
    known = any(start <= one.start < end for index, (start, end) in named.items() for one in inside[index])
    return (named if known else {}), filed


def _labelled(doc: Doc, span: tuple[int, int], inside: Sequence[Mention], parent: Place | None) -> EventPlace:
    """The place that a line opens with; one that no gazetteer lists is in the area of its section or of the article."""
    known = [one for one in inside if one.place is not None and span[0] <= one.start < span[1]]
    if known:
        return _finest(known)
    name = doc.article.text[slice(*span)]
    return EventPlace(parent or nowhere(name), name, *span)


def _finest(mentions: Sequence[Mention]) -> EventPlace:
    """The finest of some mentions, at least one of which has a place."""
    known = [
        (RANK[one.place.precision], number, placed(one, one.place)) for number, one in enumerate(mentions) if one.place
    ]
    return min(known, key=lambda ranked: ranked[:2])[2]


def placed(one: Mention, place: Place) -> EventPlace:
    """A toponym as the place of an event."""
    return EventPlace(place, one.name, one.start, one.end, one.alternatives)


def _before(doc: Doc, index: int, inside: Sequence[Sequence[Mention]]) -> list[Mention]:
    """The places of the paragraph so far, and of the sentence itself."""
    paragraph = doc.sentences[index].paragraph
    numbers = [at for at in range(max(0, index - 3), index + 1) if doc.sentences[at].paragraph == paragraph]
    return [one for at in numbers for one in inside[at]]


def _ground(
    scene: EventPlace | None, near: Sequence[Mention], article: Place | None, *, gazetteer: Gazetteer
) -> Place | None:
    """The area of the scene; else the division that the paragraph keeps to; else that of the article."""
    if scene is not None:
        area = _area(scene.place, gazetteer)
        return area if area is not None else scene.place
    country = article if article is None or article.precision == "country" else gazetteer.country(article.country or "")
    weighed = [(one.place, 1) for one in near if one.place is not None]
    local = _common_division(weighed, country, gazetteer=gazetteer)
    return local if local is not None else article


def _weighed(doc: Doc, inside: Sequence[Sequence[Mention]]) -> Iterator[tuple[Place, int]]:
    """The places of an article, those of headings twice; a dateline only says where the writer was."""
    for sentence, mentions in zip(doc.sentences, inside, strict=True):
        if _is_dateline(doc, sentence):
            continue
        weight = _HEADING_WEIGHT if sentence.heading else 1
        for one in mentions:
            if one.place is not None:
                yield one.place, weight


def _common_division(
    places: Iterator[tuple[Place, int]] | Sequence[tuple[Place, int]],
    country: Place | None,
    *,
    gazetteer: Gazetteer,
) -> Place | None:
    """The division that two thirds of the places below a country lie in, where they weigh enough to say so."""
    if country is None:
        return None
    weights: Counter[Place | None] = Counter()
    for place, weight in places:
        if place.country == country.country and place.precision != "country":
            # A capital is spoken of wherever the news is: "in Wisil", told in Mogadishu, is nowhere near it.
            weights[None if place.feature == "PPLC" else _area(place, gazetteer)] += weight
    if not weights:
        return None
    best, weight = max(weights.items(), key=lambda item: (item[1], item[0].gazetteer_id if item[0] else ""))
    return best if weight >= _LEAST and weight >= _MOSTLY * sum(weights.values()) else None


def _area(place: Place, gazetteer: Gazetteer) -> Place | None:
    """The first-level division of a place, the place itself where it is an area without one."""
    if place.precision == "adm1":
        return place
    found = gazetteer.admin1_of(place)
    if found is None and place.precision in ("adm2", "area"):
        return place
    return found
