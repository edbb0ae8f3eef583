"""Capitals that a text names by their country: "the Kyrgyz capital", "Kenya's capital", "the capital".

No gazetteer lists such a name, and yet there is but one place that it can mean. "The capital" alone is that of the
country that the article is mostly about, where that is the country last spoken of; the capital of a province or a
region is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geomap.language import Doc
from geomap.model import Mention, Place
from geomap.places.countries import country
from geomap.places.gazetteer import Gazetteer

_OWNED = re.compile(r"(?:['’]s)? capital\b(?! (?:of|city)\b)(?!,? [A-Z])(?!s? (?:punishment|gain|market|flight))")
_BARE = re.compile(
    r"\b(?:in|into|to|towards?|around|near|outside|inside|through|from|of|across|on|over|leave|left|enter|entered|reach"
    r"|reached|patrolling) the capital\b(?! (?:of|city)\b)(?!,? [A-Z])(?! (?:punishment|gain|market|flight))"
)
_SPOKEN = ("literal", "associative", "government", "demonym")


def with_capitals(
    doc: Doc, mentions: Sequence[Mention], *, home: Place | None, gazetteer: Gazetteer
) -> tuple[Mention, ...]:
    """The mentions, and the capitals that are named by their country. `home` is the country that the article is mostly
    about, or None."""
    text = doc.article.text
    found = [_of_country(text, one, gazetteer) or one for one in mentions]
    found += _alone(text, found, home, gazetteer)
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _of_country(text: str, one: Mention, gazetteer: Gazetteer) -> Mention | None:
    """ "the Kyrgyz capital": the country's mention, as its capital."""
    if one.place is None or one.place.precision != "country":
        return None
    owned = _OWNED.match(text, one.end)
    capital = capital_of(one.place, gazetteer) if owned else None
    if owned is None or capital is None:
        return None
    return Mention(one.start, owned.end(), text[one.start : owned.end()], "literal", capital, one.score)


def _alone(text: str, mentions: Sequence[Mention], home: Place | None, gazetteer: Gazetteer) -> Iterator[Mention]:
    """ "The capital" wherever the country last spoken of is that of the article."""
    capital = capital_of(home, gazetteer) if home is not None else None
    if home is None or capital is None:
        return
    for bare in _BARE.finditer(text):
        before = [one for one in mentions if one.end <= bare.start() and one.place is not None and one.role in _SPOKEN]
        last = before[-1].place if before else None
        if last is not None and last.country == home.country:
            start = bare.end() - len("capital")
            yield Mention(start, bare.end(), text[start : bare.end()], "literal", capital, before[-1].score)


def capital_of(land: Place, gazetteer: Gazetteer) -> Place | None:
    """The capital of a country, None where the gazetteer has none."""
    known = country(land.country) if land.country else None
    if known is None or not known.capital:
        return None
    matches = gazetteer.lookup(known.capital)
    return next((m.place for m in matches if m.place.feature == "PPLC" and m.place.country == land.country), None)
