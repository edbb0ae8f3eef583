"""Events to a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.coding.civilians import targets_civilians
from geomap.coding.ontology import ontology
from geomap.coding.quantities import fatalities
from geomap.frame.build import build_frame
from geomap.frame.crosswalk import codes_of, took_place
from geomap.frame.geometry import geometry_of, rounded
from geomap.places.countries import country

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    import geopandas

    from geomap.frame.geometry import Shapes
    from geomap.model import Article, Candidate, Event, Participant, Place, Report

JOIN = "; "
"""Between the members of a list in one cell."""

_DIGITS = 6


def to_frame(
    events: Iterable[Event],
    articles: Iterable[Article],
    *,
    shapes: Shapes | None = None,
    reports: Mapping[str, int] | None = None,
) -> geopandas.GeoDataFrame:
    """A GeoDataFrame (EPSG:4326) with a row an event, in the order given and the columns of `COLUMNS`.

    `articles` are those that the events come from (others do no harm): title, source, URL and context are theirs.
    `geometry` is a point for a site or a city, an area for anything coarser, None without a place; without `shapes`,
    every area is a disc. `latitude` and `longitude` are a representative point, in degrees. `reports`: how many
    articles say what an article says, by its `doc_id` (copies that were not coded again); 1 for those not named. The
    column `reports` sums them over the articles that tell of an event, `supporting` holds their sentences.
    """
    by_id = {article.doc_id: article for article in articles}
    counts = reports or {}
    rows = []
    for event in events:
        row = _row(event, by_id.get(event.doc_id), shapes=shapes)
        row["supporting"] = [_report(report, by_id.get(report.doc_id)) for report in event.supporting]
        told_by = {event.doc_id, *(report.doc_id for report in event.supporting)}
        rows.append(row | {"reports": sum(counts.get(doc_id, 1) for doc_id in told_by)})
    return build_frame(rows)


def _report(report: Report, article: Article | None) -> dict[str, Any]:
    """Another report of an event: where it stands, and what it says."""
    return {
        "event_id": report.event_id,
        "doc_id": report.doc_id,
        "source": article.source if article else None,
        "url": article.url if article else None,
        "title": article.title if article else None,
        "published": _iso(article.published) if article else None,
        "start": report.start,
        "end": report.end,
        "quote": report.quote,
    }


def _row(event: Event, article: Article | None, *, shapes: Shapes | None) -> dict[str, Any]:
    codes = codes_of(event.event_type, event.status)
    return {
        "event_id": event.event_id,
        "event_type": event.event_type,
        "layer": _layer_of(event.event_type),
        "status": event.status,
        "location_role": event.location_role,
        "quantities": dict(event.quantities),
        "site_tags": list(event.site_tags),
        "weapons": list(event.weapons),
        "quote": event.quote,
        "source": article.source if article else None,
        "url": article.url if article else None,
        "title": article.title if article else None,
        "reports": 1,
        "confidence": round(event.confidence, _DIGITS),
        "fatalities": _fatalities(event),
        "civilian_targeting": targets_civilians(event),
        "acled_event_type": codes.acled_event_type,
        "acled_sub_event_type": codes.acled_sub_event_type,
        "plover": codes.plover,
        "cameo": codes.cameo,
        "doc_id": event.doc_id,
        "start": event.start,
        "end": event.end,
        "trigger": event.trigger.text,
        "attribution": event.attribution,
        **_dates(event),
        **_parties(event),
        **_context(event, article),
        **_place(event, shapes=shapes),
    }


def _fatalities(event: Event) -> int | None:
    return fatalities(event.quantities) if took_place(event.status) else None


def _layer_of(event_type: str) -> str | None:
    row = ontology().get(event_type)
    return row.layer if row else None


def _dates(event: Event) -> dict[str, Any]:
    when = event.date
    return {
        "event_date": _iso(when.start) if when else None,
        "date_end": _iso(when.end) if when else None,
        "time_precision": when.precision if when else "unknown",
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _parties(event: Event) -> dict[str, Any]:
    """Two sides: actors and targets; the first actor and the others where a thing was done together."""
    first, second = event.actors, event.targets
    row = ontology().get(event.event_type)
    if not second and row is not None and row.mutual:
        first, second = first[:1], first[1:]
    return {
        "actor1": _joined(party.text for party in first),
        "actor2": _joined(party.text for party in second),
        "actor1_code": _joined(_codes(first)),
        "actor2_code": _joined(_codes(second)),
    }


def _codes(parties: Sequence[Participant]) -> list[str]:
    return list(dict.fromkeys(party.code for party in parties if party.code))


def _joined(texts: Iterable[str]) -> str | None:
    return JOIN.join(texts) or None


def _context(event: Event, article: Article | None) -> dict[str, Any]:
    start, end = event.context_start, event.context_end
    if article is None or not (start <= event.start and event.end <= end):
        return {"context": event.quote, "context_start": event.start}
    return {"context": article.text[start:end], "context_start": start}


def _place(event: Event, *, shapes: Shapes | None) -> dict[str, Any]:
    location = event.location
    place = location.place if location else None
    drawn = geometry_of(place, shapes=shapes)
    land = country(place.country) if place and place.country else None
    return {
        "country": land.name if land else None,
        "iso": int(land.numeric) if land and land.numeric else None,
        "admin1": _admin1(place),
        "location": place.name if place else None,
        "latitude": rounded(place.lat) if place and place.located else None,
        "longitude": rounded(place.lon) if place and place.located else None,
        "geo_precision": place.precision if place else "unknown",
        "gazetteer_id": place.gazetteer_id if place else None,
        "radius_km": place.radius_km if place else None,
        "alternatives": _alternatives(location.alternatives) if location else [],
        "place_start": location.start if location else None,
        "place_end": location.end if location else None,
        "geometry": drawn.geometry,
        "area_approximate": drawn.approximate,
        "area_source": drawn.source,
    }


def _admin1(place: Place | None) -> str | None:
    if place is None:
        return None
    return place.admin1 or (place.name if place.precision == "adm1" else None)


def _alternatives(candidates: Iterable[Candidate]) -> list[dict[str, Any]]:
    """The other candidates, without those whose score would read 0.00."""
    return [_alternative(candidate) for candidate in candidates if candidate.score >= 0.005]


def _alternative(candidate: Candidate) -> dict[str, Any]:
    """One candidate. `country` is ISO 3166-1 alpha-3; `score` has two decimals, enough to compare by."""
    place = candidate.place
    return {
        "name": place.name,
        "admin1": place.admin1,
        "country": place.country,
        "lat": rounded(place.lat),
        "lon": rounded(place.lon),
        "precision": place.precision,
        "gazetteer_id": place.gazetteer_id,
        "score": round(candidate.score, 2),
    }
