"""Mentions as the records of `geomap places`."""

from __future__ import annotations

from typing import Any

from geomap.model import Candidate, Mention


def toponym_record(mention: Mention) -> dict[str, Any]:
    """A mention in the JSON Lines format: coordinates in degrees, None throughout where no place was found."""
    place = mention.place
    return {
        "start": mention.start,
        "end": mention.end,
        "name": mention.name,
        "role": mention.role,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "precision": place.precision if place else "unknown",
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "gazetteer_id": place.gazetteer_id if place else None,
        "geonameid": place.geonameid if place else None,
        "feature": place.feature if place else None,
        "score": mention.score,
        "alternatives": [_alternative(candidate) for candidate in mention.alternatives],
    }


def _alternative(candidate: Candidate) -> dict[str, Any]:
    place = candidate.place
    return {
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "country": place.country,
        "admin1": place.admin1,
        "gazetteer_id": place.gazetteer_id,
        "score": candidate.score,
    }
