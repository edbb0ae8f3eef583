"""The country of an event that its text sets nowhere: that of the side that was struck, or of the whole article."""

from __future__ import annotations

from geomap.coding.continuity import Placing
from geomap.coding.link import NOWHERE, Located, country_place
from geomap.places.gazetteer import Gazetteer


def nationwide(placing: Placing, gazetteer: Gazetteer) -> Located:
    """ "a nationwide strike": the country that the article is mostly about."""
    words = placing.finding.scene.syntax.words
    wide = any(words[i].lower in ("nationwide", "countrywide") for i in range(len(words)))
    code = main_country(placing, set()) if wide else None
    place = country_place(gazetteer, code) if code else None
    return Located(place, "inferred") if place is not None else NOWHERE


def inferred(placing: Placing, gazetteer: Gazetteer) -> Located:
    """The country of the side that was struck, where the text names the sides: its own people, or the accuser's."""
    code = next((one.code[:3] for one in placing.targets if one.code and gazetteer.country(one.code[:3])), None)
    source = placing.finding.source
    actor_countries = {one.code[:3] for one in placing.actors if one.code}
    if code is None and source is not None and placing.finding.status == "alleged":
        first, last = source.chunks[0].start, source.chunks[-1].end
        named = [e.country for e in placing.finding.scene.entities if first <= e.first < last and e.country]
        code = named[0] if named else None
    if code is None or code in actor_countries or _speaks_of_abroad(placing, code):
        return NOWHERE
    place = country_place(gazetteer, code)
    return Located(place, "inferred") if place is not None else NOWHERE


def _speaks_of_abroad(placing: Placing, code: str) -> bool:
    """Whether a sentence names places elsewhere alone: "a missile attack on a Greek-owned carrier in the Gulf of Aden"
    is none in Greece."""
    named = [one.place.country for one in placing.mentions if one.role == "literal" and one.place is not None]
    return bool(named) and code not in named


def main_country(placing: Placing, actors: set[str]) -> str | None:
    """The country that the article is mostly about (two fifths of its toponyms), when it is not the giver's own."""
    weights = placing.weights
    ranked = sorted(weights, key=lambda one: (-weights[one], one))
    if not ranked or ranked[0] in actors or weights[ranked[0]] * 5 < sum(weights.values()) * 2:
        return None
    second = weights[ranked[1]] if len(ranked) > 1 else 0
    return ranked[0] if weights[ranked[0]] * 2 >= second * 3 else None
