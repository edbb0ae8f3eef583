"""Names that mean nothing without their surroundings: "Central Province", "Kabul's Green Zone"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.model import Place
from geomap.places.fold import fold
from geomap.places.name_span import NameSpan
from geomap.places.relative import distance_km

_GENERIC = frozenset(
    "north south east west northern southern eastern western central northeastern northwestern southeastern"
    " southwestern upper lower middle province region state district territory oblast governorate department".split()
)
_POSSESSIVES = (("'s",), ("’s",))
_SAME_TOWN_KM = 60.0
_LARGE = 200_000


def supported(spans: Sequence[NameSpan], places: Sequence[Place | None]) -> list[bool]:
    """For each toponym, whether the document allows the place it is resolved to.

    A direction and a word for division name a division of many countries, so another name must be in that country. A
    site belongs to the town that the text says has it ("Kabul's Green Zone" is not Baghdad's).
    """
    generic = [_is_generic(span) for span in spans]
    countries = {place.country for place, plain in zip(places, generic, strict=True) if place is not None and not plain}
    allowed = []
    for at, place in enumerate(places):
        if place is None:
            allowed.append(True)
        elif generic[at]:
            allowed.append(place.country in countries)
        elif place.precision == "site":
            allowed.append(not _elsewhere(place, _owner(spans, places, at)))
        else:
            allowed.append(not _abroad(place, _possessor(spans, places, at)))
    return allowed


def _is_generic(span: NameSpan) -> bool:
    words = fold(span.key).split()
    return span.kind == "name" and len(words) + (span.cue is not None) > 1 and all(word in _GENERIC for word in words)


def _owner(spans: Sequence[NameSpan], places: Sequence[Place | None], at: int) -> Place | None:
    """The town or country whose possession the text makes the toponym: before it "X's", after it "in X"."""
    span = spans[at]
    if (possessor := _possessor(spans, places, at)) is not None:
        return possessor
    if at + 1 == len(spans) or spans[at + 1].view is not span.view:
        return None
    return places[at + 1] if span.view.lowers[span.last : spans[at + 1].first] in (("in",), ("of",)) else None


def _possessor(spans: Sequence[NameSpan], places: Sequence[Place | None], at: int) -> Place | None:
    """What "'s" before the toponym makes its owner."""
    span = spans[at]
    if not at or spans[at - 1].view is not span.view:
        return None
    return places[at - 1] if span.view.lowers[spans[at - 1].last : span.first] in _POSSESSIVES else None


def _abroad(place: Place, owner: Place | None) -> bool:
    """Whether a small town abroad is meant to be a town's: "Mogadishu's Lido Beach" is not in New York. A government
    has to do with large ones: "Moscow's Kabul embassy".
    """
    if owner is None or owner.precision != "city" or place.precision != "city" or place.feature == "PPLC":
        return False
    return place.country != owner.country and place.population < _LARGE


def _elsewhere(place: Place, owner: Place | None) -> bool:
    if owner is None:
        return False
    if owner.precision in ("city", "near_city"):
        return distance_km(place, owner) > _SAME_TOWN_KM
    return owner.precision == "country" and owner.country != place.country
