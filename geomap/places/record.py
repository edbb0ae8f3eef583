"""Mentions and places as records: the JSON Lines format of `geomap places`, part of that of `geomap events`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from geomap.model import Candidate, Mention, Place

_DIGITS: Final = 6


def rounded(degrees: float) -> float:
    """Degrees to six decimals, about 10 cm; never minus zero."""
    return round(float(degrees), _DIGITS) + 0.0  # -0.0 + 0.0 is 0.0


def toponym_record(mention: Mention) -> dict[str, Any]:
    """A mention; None throughout where no place was found."""
    place = mention.place
    return {
        "start": mention.start,
        "end": mention.end,
        "name": mention.name,
        "role": mention.role,
        **where_record(place),
        "gazetteer_id": place.gazetteer_id if place else None,
        "geonameid": place.geonameid if place else None,
        "feature": place.feature if place else None,
        "score": round(mention.score, _DIGITS),
        "alternatives": [_alternative(candidate) for candidate in mention.alternatives],
        **_nested(mention),
        **_described(mention),
    }


def _described(mention: Mention) -> dict[str, Any]:
    """What a name without a place lies in, and what the words around a toponym make of it, where they say so."""
    found: dict[str, Any] = {}
    if mention.parent is not None:
        found["parent"] = _alternative(mention.parent)
    if mention.relation is not None:
        relation, place = mention.relation, mention.relation.place
        told = {"kind": relation.kind, "distance_km": relation.distance_km, "bearing": relation.bearing}
        found["relation"] = {**told, "name": place.name, **_placed(place), "radius_km": place.radius_km}
    return found


def _nested(mention: Mention) -> dict[str, Any]:
    """The other of two names of which one stands in the other, where there is one."""
    if mention.within is not None:
        outer = mention.within
        told = {"start": outer.start, "end": outer.end, "name": outer.name, "kind": outer.kind, "known": outer.known}
        return {"within": {**told, **_placed(outer.place)}}
    if mention.part is not None:
        part = mention.part
        return {"part": {"start": part.start, "end": part.end, "name": part.name, **_placed(part.place)}}
    return {}


def _placed(place: Place | None) -> dict[str, Any]:
    return {**where_record(place), "gazetteer_id": place.gazetteer_id if place else None}


def where_record(place: Place | None) -> dict[str, Any]:
    """Where a place is: degrees, precision, country (ISO 3166-1 alpha-3), first-level division."""
    return {
        "lat": rounded(place.lat) if place and place.located else None,
        "lon": rounded(place.lon) if place and place.located else None,
        "precision": place.precision if place else "unknown",
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
    }


def _alternative(candidate: Candidate) -> dict[str, Any]:
    place = candidate.place
    return {
        "name": place.name,
        **where_record(place),
        "gazetteer_id": place.gazetteer_id,
        "score": round(candidate.score, _DIGITS),
    }
